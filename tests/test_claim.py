"""A claim's id: the content hash by its definition, which no speeding up may change."""

from hashlib import blake2b

from hypothesis import given
from hypothesis import strategies as st

from kadry.claim import Mention, Quote, RoleClaim, Support
from kadry.document import digest, feed, hashed

words = st.none() | st.text(max_size=6)
places = st.tuples(st.integers(0, 10**7), st.integers(0, 10**7))
optional = st.none() | places


def mention(place: tuple[int, int] | None) -> Mention | None:
    return None if place is None else Mention("d", *place, "role", "слово", "слово")


def defined(parts: list[str | None]) -> str:
    """Each part after its length in bytes, a missing one as a dash."""
    state = blake2b(digest_size=16)
    for part in parts:
        data = None if part is None else part.encode("utf-8", "surrogatepass")
        state.update(b"-:" if data is None else str(len(data)).encode() + b":" + data)
    return state.hexdigest()


@given(st.lists(words))
def test_a_digest_is_that_of_its_length_prefixed_parts(parts: list[str | None]) -> None:
    assert digest(*parts) == defined(parts)


@given(st.lists(words), st.lists(words))
def test_what_is_fed_in_turn_is_fed_at_once(some: list[str | None], more: list[str | None]) -> None:
    assert hashed(feed(*some) + feed(*more)) == digest(*some, *more)


@given(
    document=st.text(max_size=4),
    person=places,
    role=places,
    body=optional,
    flags=st.tuples(st.booleans(), st.booleans(), st.booleans()),
    dates=st.tuples(words, words, words),
)
def test_the_id_is_of_document_kind_places_status_and_dates(
    document: str,
    person: tuple[int, int],
    role: tuple[int, int],
    body: tuple[int, int] | None,
    flags: tuple[bool, bool, bool],
    dates: tuple[str | None, str | None, str | None],
) -> None:
    who = Mention("d", *person, "person", "Имя", "Имя")
    inferred, acting, reported = flags
    claim = RoleClaim(
        document=document,
        person=who,
        antecedent=who,
        role=mention(role),
        organization=mention(body),
        evidence=Quote(0, 1, "И"),
        supports=(Support("titles@1", 0.5),),
        organization_inferred=inferred,
        status="former",
        change="dismissed",
        acting=acting,
        reported=reported,
        since=dates[0],
        until=dates[1],
        term_until=dates[2],
    )
    spans = [f"{place[0]}-{place[1]}" if place else None for place in (person, role, None if inferred else body)]
    said = ["former", "dismissed", str(acting), str(reported)]
    assert claim.id == defined(["role", document, *spans, *said, *dates])
