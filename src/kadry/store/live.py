"""Which documents count: a pure function of the ledger's rows, worked out anew each time it is asked for.

A location holds what was read there last and is not retracted. A document is live while a location holds it and no
newer text at its source address supersedes it. Of several editions of one document the one with the earliest date
counts.
"""

# Documents that somebody took out and nobody has restored.
AWAY = (
    """SELECT document FROM (SELECT document, act, max(id) FROM retraction GROUP BY document) WHERE act <> 'restored'"""
)

# The editions that lie at some location now. A bare column beside max() is of the row that holds the maximum.
HELD = (
    f"""SELECT edition FROM (SELECT edition, max(id) FROM location WHERE document NOT IN ({AWAY}) GROUP BY location)"""
)

# Null dates and titles last; the hash decides where nothing else does.
PREFERENCE = "published IS NULL, published, title IS NULL, title, language, edition.hash"

# A later day is known only where all days that a partial date may mean are later than all that the other may.
LIVE = f"""
    WITH chosen AS (
        SELECT edition.id, document.hash, source, first_day(published) AS first, last_day(published) AS last,
            row_number() OVER (PARTITION BY document ORDER BY {PREFERENCE}) AS place
        FROM edition JOIN document ON document.id = edition.document WHERE edition.id IN ({HELD})),
    dated AS (
        SELECT id, hash, source, last, max(first) OVER (PARTITION BY source) AS newest FROM chosen WHERE place = 1)
    SELECT id FROM dated WHERE source IS NULL OR newest IS NULL OR last IS NULL OR newest <= last ORDER BY hash"""

# Leaves what was known by a day: readings of what was published later, or nobody knows when, are forgotten.
FORGET_LATER = """DELETE FROM location WHERE edition IN
    (SELECT id FROM edition WHERE last_day(published) IS NULL OR last_day(published) > ?)"""
