"""The ledger file: its tables, how it is opened, and how an older one is brought up to date.

Rows are joined by small integers that mean nothing outside the file; hashes of content are what the world knows.
A quote is a range of the document's text, which is kept once for all documents that have it.
"""

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

from kadry.bounds import first_day, last_day
from kadry.errors import StoreError
from kadry.store.transactions import PATIENCE, transaction, translated

APPLICATION = 0x4B414452  # "KADR" in the file's header, so that a foreign file is known by its first bytes
CACHE = 32_000  # kilobytes of pages in memory
FILLING = 64_000  # the same once many documents are added: what they change together fits in it
PAGE = (
    8192  # bytes; a new file's. A text of ordinary length fits in a page of half that size once and leaves much empty
)
LOG = 8_000  # pages, from which on the log is moved into the file
PAUSE = 0.02  # seconds between attempts where SQLite does not wait itself

Step = Sequence[str]

_VIEWED = ("location", "edition", "retraction", "judgement", "rejection", "authority")  # of which views are made

# Each step leads from one schema version to the next and is never changed once released: a change is a new step.
STEPS: tuple[Step, ...] = (
    (
        "CREATE TABLE text (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, text TEXT NOT NULL) STRICT",
        # text is null where the document was erased: the hash alone stays
        """CREATE TABLE document (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, source TEXT,
            text INTEGER REFERENCES text) STRICT""",
        "CREATE INDEX document_source ON document (source) WHERE source IS NOT NULL",
        "CREATE INDEX document_text ON document (text)",
        # what one reading says about a document besides its text, and which version of the rules mined it so
        """CREATE TABLE edition (id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document,
            hash BLOB NOT NULL UNIQUE, title TEXT, published TEXT, language TEXT NOT NULL, masked TEXT NOT NULL,
            version TEXT NOT NULL) STRICT""",
        "CREATE INDEX edition_document ON edition (document)",
        # where what was read, in order of reading: the last row of a location is what lies there
        """CREATE TABLE location (id INTEGER PRIMARY KEY, location TEXT NOT NULL,
            document INTEGER NOT NULL REFERENCES document, edition INTEGER REFERENCES edition) STRICT""",
        "CREATE INDEX location_location ON location (location, id)",
        "CREATE INDEX location_document ON location (document)",
        "CREATE INDEX location_edition ON location (edition)",
        # rows that point to a mention go with it; a declared reference would need an index on each such column
        """CREATE TABLE mention (id INTEGER PRIMARY KEY, edition INTEGER NOT NULL REFERENCES edition,
            start INTEGER NOT NULL, end INTEGER NOT NULL, type TEXT NOT NULL, normal TEXT NOT NULL) STRICT""",
        "CREATE INDEX mention_edition ON mention (edition)",
        """CREATE TABLE chain (id INTEGER PRIMARY KEY, edition INTEGER NOT NULL REFERENCES edition,
            head INTEGER NOT NULL, gender TEXT, country TEXT, generic INTEGER NOT NULL) STRICT""",
        "CREATE INDEX chain_edition ON chain (edition)",
        """CREATE TABLE chain_mention (chain INTEGER NOT NULL REFERENCES chain, position INTEGER NOT NULL,
            mention INTEGER NOT NULL, PRIMARY KEY (chain, position)) STRICT, WITHOUT ROWID""",
        """CREATE TABLE claim (id INTEGER PRIMARY KEY, edition INTEGER NOT NULL REFERENCES edition,
            hash BLOB NOT NULL, person INTEGER NOT NULL, antecedent INTEGER NOT NULL, role INTEGER,
            organization INTEGER, evidence_start INTEGER NOT NULL, evidence_end INTEGER NOT NULL,
            role_class TEXT NOT NULL, organization_inferred INTEGER NOT NULL, status TEXT NOT NULL, change TEXT,
            acting INTEGER NOT NULL, reported INTEGER NOT NULL, since TEXT, until TEXT, term_until TEXT, observed TEXT,
            post TEXT, UNIQUE (edition, hash)) STRICT""",
        """CREATE TABLE support (claim INTEGER NOT NULL REFERENCES claim, rule TEXT NOT NULL,
            confidence REAL NOT NULL, PRIMARY KEY (claim, rule)) STRICT, WITHOUT ROWID""",
        """CREATE TABLE retraction (id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document,
            act TEXT NOT NULL CHECK (act IN ('retracted', 'restored', 'erased'))) STRICT""",
        "CREATE INDEX retraction_document ON retraction (document, id)",
        """CREATE TABLE judgement (id INTEGER PRIMARY KEY, at TEXT NOT NULL, left TEXT NOT NULL, right TEXT NOT NULL,
            verdict TEXT NOT NULL, by TEXT NOT NULL, reason TEXT NOT NULL,
            UNIQUE (at, left, right, verdict, by, reason)) STRICT""",
        """CREATE TABLE rejection (id INTEGER PRIMARY KEY, at TEXT NOT NULL, claim TEXT NOT NULL, by TEXT NOT NULL,
            reason TEXT NOT NULL, withdrawn INTEGER NOT NULL, UNIQUE (at, claim, by, reason, withdrawn)) STRICT""",
    ),
    (
        # what else tells namesakes apart; posts are a JSON list
        "ALTER TABLE chain ADD COLUMN setting TEXT",
        "ALTER TABLE chain ADD COLUMN born TEXT",
        "ALTER TABLE chain ADD COLUMN posts TEXT NOT NULL DEFAULT '[]'",
        # entries of authority files: known people and bodies with their outside ids; names are a JSON list
        """CREATE TABLE authority (id INTEGER PRIMARY KEY, identity TEXT NOT NULL, kind TEXT NOT NULL,
            names TEXT NOT NULL, country TEXT NOT NULL, born TEXT NOT NULL, died TEXT NOT NULL,
            UNIQUE (identity, kind, names, country, born, died)) STRICT""",
        # by which reprints are known; null where the text came before this column
        "ALTER TABLE text ADD COLUMN fingerprint BLOB",
    ),
    (
        # the view of who is who (view.py): derived, and good to be emptied at any time. One row says out of which
        # version of the rules, which words and which entries it was made
        """CREATE TABLE view_state (version TEXT NOT NULL, generation INTEGER NOT NULL, words INTEGER NOT NULL,
            last_word INTEGER NOT NULL, authority BLOB NOT NULL) STRICT""",
        "INSERT INTO view_state VALUES ('', 0, 0, 0, x'')",
        "CREATE TABLE view_edition (edition INTEGER PRIMARY KEY) STRICT",
        """CREATE TABLE view_note (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, told BLOB NOT NULL,
            component INTEGER NOT NULL, founder TEXT NOT NULL) STRICT""",
        "CREATE INDEX view_note_component ON view_note (component)",
        # a key that a note seeks leads to all who have it, one that it answers to leads to those who seek by it, and a
        # sound to those who have it and are alike
        """CREATE TABLE view_key (key INTEGER NOT NULL, note INTEGER NOT NULL,
            use TEXT NOT NULL CHECK (use IN ('seeks', 'answers', 'sounds')),
            PRIMARY KEY (key, note)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX view_key_note ON view_key (note)",
        # edition is 0 for entries of authority files; place sorts like the founder's rule
        """CREATE TABLE view_chain (id INTEGER PRIMARY KEY, edition INTEGER NOT NULL, key TEXT NOT NULL,
            place TEXT NOT NULL, note INTEGER NOT NULL) STRICT""",
        "CREATE INDEX view_chain_edition ON view_chain (edition)",
        "CREATE INDEX view_chain_note ON view_chain (note)",
    ),
    (
        # the view of reprints (reprints.py): derived as well. A generation counts its changes, and a document's row has
        # that of its last one
        "CREATE TABLE view_copy_state (version TEXT NOT NULL, generation INTEGER NOT NULL) STRICT",
        "INSERT INTO view_copy_state VALUES ('', 0)",
        "CREATE TABLE view_copy (document INTEGER PRIMARY KEY, first INTEGER NOT NULL, stamp INTEGER NOT NULL) STRICT",
        # texts have one home where they are one source; home 0 marks what must be grouped anew
        "CREATE TABLE view_copy_text (text INTEGER PRIMARY KEY, home INTEGER NOT NULL) STRICT",
        # what of a text's sketch brings it together with others; worked out of the text again where it must go
        """CREATE TABLE view_copy_key (key INTEGER NOT NULL, text INTEGER NOT NULL,
            PRIMARY KEY (key, text)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX text_unsketched ON text (id) WHERE fingerprint IS NULL",
    ),
    (
        # the view of the merged graph (graph/): derived as well. A stamp counts its changes; an age says how often it
        # was thrown away
        """CREATE TABLE graph_state (version TEXT NOT NULL, age INTEGER NOT NULL, stamp INTEGER NOT NULL,
            copies INTEGER NOT NULL, rejections INTEGER NOT NULL) STRICT""",
        "INSERT INTO graph_state VALUES ('', 0, 0, 0, 0)",
        # what an edition adds, so that it can be taken back
        """CREATE TABLE graph_edition (edition INTEGER PRIMARY KEY, document INTEGER NOT NULL, stale INTEGER NOT NULL,
            stamp INTEGER NOT NULL, told BLOB NOT NULL) STRICT""",
        "CREATE INDEX graph_edition_stale ON graph_edition (edition) WHERE stale <> 0",
        "CREATE INDEX graph_edition_document ON graph_edition (document)",
        # data is null for what is in no graph, or is due; known: what a body of the table of known bodies is
        """CREATE TABLE graph_entity (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, founder TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('person', 'body', 'unspecified')), due INTEGER NOT NULL,
            stamp INTEGER NOT NULL, data BLOB, known TEXT, followed TEXT NOT NULL DEFAULT '[]') STRICT""",
        "CREATE INDEX graph_entity_due ON graph_entity (due) WHERE due <> 0",
        "CREATE INDEX graph_entity_shown ON graph_entity (kind, hash) WHERE data IS NOT NULL",
        "CREATE INDEX graph_entity_known ON graph_entity (id) WHERE known IS NOT NULL",
        """CREATE TABLE graph_form (entity INTEGER NOT NULL, what INTEGER NOT NULL, value TEXT NOT NULL,
            number INTEGER NOT NULL, PRIMARY KEY (entity, what, value)) STRICT, WITHOUT ROWID""",
        """CREATE TABLE graph_post (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, body INTEGER NOT NULL,
            due INTEGER NOT NULL, stamp INTEGER NOT NULL, data BLOB) STRICT""",
        "CREATE INDEX graph_post_due ON graph_post (id) WHERE due <> 0",
        "CREATE INDEX graph_post_body ON graph_post (body)",
        # a claim as the graph takes it; body is null where the text names none, post until the career is worked out
        """CREATE TABLE graph_fact (claim INTEGER PRIMARY KEY, edition INTEGER NOT NULL, person INTEGER NOT NULL,
            body INTEGER, written TEXT, post INTEGER, effect TEXT, tenure INTEGER) STRICT""",
        "CREATE INDEX graph_fact_edition ON graph_fact (edition)",
        "CREATE INDEX graph_fact_person ON graph_fact (person)",
        "CREATE INDEX graph_fact_post ON graph_fact (post)",
        """CREATE TABLE graph_tenure (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, person INTEGER NOT NULL,
            post INTEGER NOT NULL, start_earliest TEXT, end_latest TEXT, stamp INTEGER NOT NULL,
            data BLOB NOT NULL) STRICT""",
        "CREATE INDEX graph_tenure_person ON graph_tenure (person, hash)",
        "CREATE INDEX graph_tenure_post ON graph_tenure (post)",
        """CREATE TABLE graph_gone (kind TEXT NOT NULL, hash BLOB NOT NULL, stamp INTEGER NOT NULL,
            PRIMARY KEY (kind, hash)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX view_note_founder ON view_note (founder)",
    ),
    (
        # counts the changes of the ledger (graph/counter.py); viewed: after how many of them all views were last made
        # up to date, and by which rules
        "CREATE TABLE ledger_state (changes INTEGER NOT NULL, viewed INTEGER NOT NULL, version TEXT NOT NULL) STRICT",
        "INSERT INTO ledger_state VALUES (0, -1, '')",
        *(
            f"""CREATE TRIGGER {table}_{act} AFTER {act} ON {table}
            BEGIN UPDATE ledger_state SET changes = changes + 1; END"""
            for table in _VIEWED
            for act in ("INSERT", "UPDATE", "DELETE")
        ),
        # the words of names, by which people and bodies are found (graph/finding.py)
        """CREATE TABLE graph_word (word TEXT NOT NULL, entity INTEGER NOT NULL,
            PRIMARY KEY (word, entity)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX view_copy_first ON view_copy (first) WHERE document <> first",
        "CREATE INDEX view_chain_outside ON view_chain (key) WHERE edition = 0",
    ),
    (
        # an edition counts for nothing before it is read at some location, and that is counted
        "DROP TRIGGER edition_INSERT",
        # a chain's only mention is its head, and needs no row
        """DELETE FROM chain_mention WHERE chain IN (SELECT chain FROM chain_mention JOIN chain ON chain.id = chain
            GROUP BY chain HAVING count(*) = 1 AND min(mention) = head)""",
    ),
    (
        # claims on bodies, decisions and events (scenes.py)
        """CREATE TABLE scene (id INTEGER PRIMARY KEY, edition INTEGER NOT NULL REFERENCES edition,
            hash BLOB NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('body', 'decision', 'event')),
            words INTEGER NOT NULL, entity INTEGER, other INTEGER, other_entity INTEGER, decision INTEGER,
            code TEXT NOT NULL, number TEXT, date TEXT, title TEXT, status TEXT NOT NULL, reported INTEGER NOT NULL,
            evidence_start INTEGER NOT NULL, evidence_end INTEGER NOT NULL, UNIQUE (edition, hash)) STRICT""",
        """CREATE TABLE scene_part (claim INTEGER NOT NULL REFERENCES scene, position INTEGER NOT NULL,
            code TEXT NOT NULL, mention INTEGER NOT NULL, entity INTEGER NOT NULL,
            PRIMARY KEY (claim, position)) STRICT, WITHOUT ROWID""",
        """CREATE TABLE scene_support (claim INTEGER NOT NULL REFERENCES scene, rule TEXT NOT NULL,
            confidence REAL NOT NULL, PRIMARY KEY (claim, rule)) STRICT, WITHOUT ROWID""",
    ),
    (
        # the same in the view of the graph (graph/scenery.py): claims, whom they name, topics, and what comes of these
        """CREATE TABLE graph_scene (claim INTEGER PRIMARY KEY, edition INTEGER NOT NULL, topic INTEGER NOT NULL,
            record INTEGER) STRICT""",
        "CREATE INDEX graph_scene_edition ON graph_scene (edition)",
        "CREATE INDEX graph_scene_topic ON graph_scene (topic)",
        """CREATE TABLE graph_scene_who (claim INTEGER NOT NULL, position INTEGER NOT NULL, entity INTEGER,
            PRIMARY KEY (claim, position)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX graph_scene_who_entity ON graph_scene_who (entity)",
        "CREATE TABLE graph_topic (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, due INTEGER NOT NULL) STRICT",
        "CREATE INDEX graph_topic_due ON graph_topic (id) WHERE due <> 0",
        """CREATE TABLE graph_record (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, topic INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('structure', 'decision', 'event')), stamp INTEGER NOT NULL,
            data BLOB NOT NULL) STRICT""",
        "CREATE INDEX graph_record_topic ON graph_record (topic)",
        "CREATE INDEX graph_record_kind ON graph_record (kind, hash)",
        "UPDATE graph_state SET version = ''",
    ),
    (
        # what the view of who is who will take of editions, by which rules; here until it is brought up to date
        """CREATE TABLE view_ahead (edition INTEGER PRIMARY KEY, rules TEXT NOT NULL, notes BLOB NOT NULL) STRICT""",
    ),
    (
        # a claim has several topics; decision: the claim that names the decision behind a relation
        """CREATE TABLE graph_topic_claim (topic INTEGER NOT NULL, claim INTEGER NOT NULL,
            PRIMARY KEY (topic, claim)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX graph_topic_claim_claim ON graph_topic_claim (claim)",
        "DROP INDEX graph_scene_topic",
        "ALTER TABLE graph_scene DROP COLUMN topic",
        "CREATE INDEX graph_scene_record ON graph_scene (record)",
        "UPDATE graph_state SET version = ''",
    ),
    (
        # claims on successions, for which the table of kinds is made anew, and with it those that point to it
        """CREATE TABLE told (id INTEGER PRIMARY KEY, edition INTEGER NOT NULL REFERENCES edition,
            hash BLOB NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('body', 'decision', 'event', 'succession')),
            words INTEGER NOT NULL, entity INTEGER, other INTEGER, other_entity INTEGER, decision INTEGER,
            code TEXT NOT NULL, number TEXT, date TEXT, title TEXT, status TEXT NOT NULL, reported INTEGER NOT NULL,
            evidence_start INTEGER NOT NULL, evidence_end INTEGER NOT NULL, UNIQUE (edition, hash)) STRICT""",
        """CREATE TABLE told_part (claim INTEGER NOT NULL REFERENCES told, position INTEGER NOT NULL,
            code TEXT NOT NULL, mention INTEGER NOT NULL, entity INTEGER NOT NULL,
            PRIMARY KEY (claim, position)) STRICT, WITHOUT ROWID""",
        """CREATE TABLE told_support (claim INTEGER NOT NULL REFERENCES told, rule TEXT NOT NULL,
            confidence REAL NOT NULL, PRIMARY KEY (claim, rule)) STRICT, WITHOUT ROWID""",
        *(f"INSERT INTO told{rest} SELECT * FROM scene{rest}" for rest in ("", "_part", "_support")),
        *(f"DROP TABLE scene{rest}" for rest in ("_part", "_support", "")),
        *(f"ALTER TABLE told{rest} RENAME TO scene{rest}" for rest in ("", "_part", "_support")),
        # post: the row of the post at which a succession took place
        "DROP TABLE graph_record",
        """CREATE TABLE graph_record (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, topic INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('structure', 'decision', 'event', 'succession')), post INTEGER,
            stamp INTEGER NOT NULL, data BLOB NOT NULL) STRICT""",
        "CREATE INDEX graph_record_topic ON graph_record (topic)",
        "CREATE INDEX graph_record_kind ON graph_record (kind, hash)",
        "CREATE INDEX graph_record_post ON graph_record (post) WHERE post IS NOT NULL",
        "UPDATE graph_state SET version = ''",
    ),
)


def connect(path: Path, steps: Sequence[Step] = STEPS) -> sqlite3.Connection:
    """Open the ledger at ``path``, made where there is none and brought up to date where it is older.

    Raises StoreError for a foreign file, a newer schema, and a file that cannot be opened.
    """
    with translated(path):
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            _prepare(connection, path, steps)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, steps: Sequence[Step]) -> None:
    version = _version(connection, path, steps)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is erased or replaced leaves no trace in free pages
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{CACHE}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {LOG}")
    connection.create_function("first_day", 1, first_day, deterministic=True)
    connection.create_function("last_day", 1, last_day, deterministic=True)
    if version == len(steps):
        return
    connection.execute(f"PRAGMA page_size = {PAGE}")
    _write_ahead(connection)
    for number, step in enumerate(steps[version:], version + 1):
        with transaction(connection):
            if _version(connection, path, steps) < number:  # another process may have taken the step meanwhile
                for statement in step:
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                connection.execute(f"PRAGMA user_version = {number}")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Set the journal mode, for which SQLite itself does not wait where another process is making the same file."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(PAUSE)


def _version(connection: sqlite3.Connection, path: Path, steps: Sequence[Step]) -> int:
    """The file's schema version, 0 for an empty file. Raises StoreError for a file that this version must not touch."""
    inside = connection.in_transaction
    if not inside:
        connection.execute("BEGIN")  # the three are of one moment, whoever makes the file meanwhile
    try:
        tables, application, version = (
            connection.execute(query).fetchone()[0]
            for query in ("SELECT count(*) FROM sqlite_master", "PRAGMA application_id", "PRAGMA user_version")
        )
    finally:
        if not inside:
            connection.rollback()
    if application != APPLICATION and (application or version or tables):
        raise StoreError(f"{path}: is a database of another program; name another file with --store")
    if version > len(steps):
        raise StoreError(
            f"{path}: was written by a newer Kadry (schema {version}, known here up to {len(steps)}); "
            "upgrade Kadry, or dump it with the newer one"
        )
    return int(version)
