"""A record's page and claims, whatever its values: every mention stands where it says, every post is one line."""

from graphs import ANY_TEXT
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from kadry.readers.ftm import Held, Organization, Record
from kadry.readers.ftm_lines import plain
from kadry.roster.claims import Told, identity_of, told_of
from kadry.store.sheet import check

TEXTS = ANY_TEXT.map(plain).filter(bool)
NAMES = st.builds(lambda one, others: (f"{one} Ким", *others), TEXTS, st.lists(TEXTS, max_size=3)).map(
    lambda names: tuple(dict.fromkeys(names))
)
COUNTRIES = st.sampled_from([None, "RU", "AT"])
BODIES = st.builds(Organization, st.sampled_from("abc"), NAMES, COUNTRIES)
DATES = st.sampled_from([None, "2019", "2021-05", "2030-01-01"])


def held(role: str | None, body: Organization | None, **values: object) -> Held:
    """What was held; it names a role or a body, as what a file says does."""
    stated = Held(role="член" if body is None and role is None else role, body=body)
    return structs.replace(stated, **values)


HELD = st.builds(
    held,
    st.none() | TEXTS,
    st.none() | BODIES,
    country=COUNTRIES,
    since=DATES,
    until=DATES,
    status=st.sampled_from(["", "current", "ended", "unknown"]),
    acting=st.booleans(),
    texts=st.lists(TEXTS, max_size=2).map(tuple),
)
RECORDS = st.builds(
    Record,
    id=TEXTS,
    place=st.just("r.json:1"),
    names=NAMES,
    held=st.lists(HELD, min_size=1, max_size=4, unique=True).map(tuple),
    gender=st.sampled_from([None, "masc", "femn"]),
    born=DATES,
    countries=st.sampled_from([(), ("RU",), ("AT", "RU")]),
    wikidata=st.sampled_from([None, "Q17", "Q", "17"]),
    sources=st.lists(TEXTS, max_size=2).map(tuple),
)


def told(record: Record, published: str | None = "2025") -> Told:
    found = told_of(record, "set", published)
    check(found.reading.document, found.extraction)
    return found


@given(RECORDS, DATES)
def test_each_post_is_a_claim_that_quotes_its_own_line(record: Record, published: str | None) -> None:
    found = told(record, published)
    lines = found.reading.document.text.split("\n")
    assert len({claim.id for claim in found.extraction.claims}) == len(record.held)
    for claim, one in zip(found.extraction.claims, record.held, strict=True):
        assert claim.evidence.text in lines
        assert claim.person.text == record.names[0]
        assert (claim.role.text if claim.role else None) == one.role
        for part in (claim.role, claim.organization):
            assert part is None or claim.evidence.start <= part.start < part.end <= claim.evidence.end
        if one.body is not None:
            assert claim.organization is not None
            assert claim.organization.text == one.body.names[0]
        assert claim.organization_inferred == (one.body is None and one.country is not None)


@given(RECORDS)
def test_each_entity_of_the_file_is_pinned_to_one_of_the_text(record: Record) -> None:
    found = told(record)
    chains = {chain.key: chain for chain in found.extraction.chains}
    ids = [record.id, *{one.body.id for one in record.held if one.body is not None}]
    pinned = {pin.entry.identity: chains[pin.key] for pin in found.pins}
    assert {identity_of("set", id) for id in ids} <= set(pinned)
    assert pinned[identity_of("set", record.id)].head.text == record.names[0]
    assert ("wikidata:Q17" in pinned) == (record.wikidata == "Q17")
    assert all(pin.place.startswith("outside-") for pin in found.pins)


@given(RECORDS, RECORDS)
def test_two_records_are_two_documents_and_one_is_always_the_same(one: Record, other: Record) -> None:
    assert told(one) == told(one)
    if one.id != other.id:
        assert told(one).reading.document.id != told(other).reading.document.id
