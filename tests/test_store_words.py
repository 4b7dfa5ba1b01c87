"""People's words as a file: sorted, readable, read back as they were, and refused whole where a line is wrong."""

import io
import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadry.authority import Entry, entry_chains
from kadry.claim import Judgement, Rejection
from kadry.errors import InputError
from kadry.store.words import Word, read, write

ONE, TWO, THREE = (f"{letter * 32}:0:11:person" for letter in "abc")
SAID = Judgement(at="2025-03-14T10:00:00+00:00", left=TWO, right=ONE, verdict="same", by="anna", reason="брат, не он")
LINE = {"kind": "judgement", "verdict": "same", "left": ONE, "right": TWO, "by": "anna", "at": "2025-03-14"}


def written(*words: Word, names: dict[str, str] | None = None) -> bytes:
    out = io.BytesIO()
    write(words, names or {}, out)
    return out.getvalue()


def lines(*records: Mapping[str, object]) -> list[bytes]:
    return [json.dumps(record).encode() + b"\n" for record in records]


def test_a_line_reads_well() -> None:
    assert written(SAID, names={ONE: "Иван Петров", TWO: "И. Петров"}).decode() == (
        '{"kind":"judgement","left_name":"И. Петров","verdict":"same","right_name":"Иван Петров",'
        '"by":"anna","at":"2025-03-14T10:00:00+00:00","reason":"брат, не он",'
        f'"left":"{TWO}","right":"{ONE}"}}\n'
    )


def test_lines_stand_by_what_they_are_on_and_then_by_time() -> None:
    later = Judgement(at="2025-04-01", left=ONE, right=TWO, verdict="unsure", by="boris")
    other = Judgement(at="2025-01-01", left=THREE, right=TWO, verdict="different", by="boris")
    claim = Rejection(at="2024-01-01", claim="0" * 32, by="anna")
    expected = [written(word) for word in (SAID, later, other, claim)]
    assert written(claim, other, later, SAID) == b"".join(expected)


def test_what_nobody_would_see_is_escaped_and_read_back() -> None:
    sly = Judgement(
        at="2025-03-14", left=ONE, right=TWO, verdict="same", by="a\u202eb", reason="1\n2\t\u2028\x1b[0m\xa0"
    )
    data = written(sly, names={ONE: "\x9b31m\U000e0041"})
    assert data.decode().count("\n") == 1
    assert data.decode().rstrip("\n").isprintable()
    assert read(io.BytesIO(data), "f").words == (sly,)


times = st.datetimes().map(lambda at: f"{at.isoformat(timespec='microseconds')}+00:00") | st.dates().map(str)
keys = st.sampled_from((ONE, TWO, THREE))
texts = st.text(st.characters(codec="utf-8"), max_size=8)
people = texts.filter(str.strip)
words = st.one_of(
    st.builds(
        lambda at, two, verdict, by, reason: Judgement(
            at=at, left=two[0], right=two[1], verdict=verdict, by=by, reason=reason
        ),
        times,
        st.lists(keys, min_size=2, max_size=2, unique=True),
        st.sampled_from(("same", "different", "unsure")),
        people,
        texts,
    ),
    st.builds(
        lambda at, claim, by, reason, back: Rejection(at=at, claim=claim, by=by, reason=reason, withdrawn=back),
        times,
        st.sampled_from(("0" * 32, "1" * 32)),
        people,
        texts,
        st.booleans(),
    ),
)


@given(st.lists(words, unique=True), st.dictionaries(keys, texts), st.randoms(use_true_random=False))
def test_words_and_names_come_back_whatever_the_order(said: list[Word], names: dict[str, str], random: object) -> None:
    data = written(*said, names=names)
    back = read(io.BytesIO(data), "f")
    assert set(back.words) == set(said)
    used = {key for word in said if isinstance(word, Judgement) for key in (word.left, word.right)}
    assert back.names == {key: name for key, name in names.items() if key in used and name}
    assert written(*reversed(said), names=names) == data


def test_windows_editors_and_empty_lines_do_no_harm() -> None:
    data = b"\xef\xbb\xbf" + written(SAID).replace(b"\n", b"\r\n") + b"\r\n" + written(SAID)
    assert read(io.BytesIO(data), "f").words == (SAID,)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"at": "yesterday"}, "at is no date"),
        ({"at": "2025-02-30"}, "at is no date"),
        ({"at": "2025-03-14T10:00:00+03:00"}, "at is no date"),
        ({"at": "2025-03-14T25:00:00+00:00"}, "at is no date"),
        ({"at": "٢٠٢٥-03-14"}, "at is no date"),
        ({"by": " "}, "by is empty"),
        ({"left": TWO}, "same key"),
        ({"left": "Иван Петров"}, "left is not a key"),
        ({"right": f"{'b' * 32}:0:11:body"}, "a body"),
        ({"right": f"{'b' * 32}:0:11:role"}, "right is not a key"),
        ({"verdict": "maybe"}, "verdict"),
        ({"note": "x"}, "note"),
        ({"kind": "claim"}, "claim"),
        ({"kind": "rejection"}, "unknown field"),
        ({"reason": "\ud800"}, ""),
    ],
)
def test_a_wrong_line_is_named_with_its_number(change: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=rf"^words\.jsonl: line 2: .*({message}).*nothing was taken"):
        read(lines(LINE, LINE | change), "words.jsonl")


def test_an_outside_identity_is_a_side_too() -> None:
    (entry,) = entry_chains([Entry(identity="own:1", type="person", names=("Иван Петров",))])
    word = Judgement(at="2025-03-14", left=ONE, right=entry.key, verdict="different", by="anna")
    assert read(io.BytesIO(written(word)), "f").words == (word,)


@pytest.mark.parametrize("mark", [b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> theirs\n"])
def test_an_undone_merge_is_told(mark: bytes) -> None:
    with pytest.raises(InputError, match="merge"):
        read([*lines(LINE), mark], "f")


def test_a_rejection_needs_the_whole_id() -> None:
    with pytest.raises(InputError, match="whole id"):
        read(lines({"kind": "rejection", "claim": "abc", "by": "a", "at": "2025-01-01"}), "f")
