"""review: what is asked in which order, what each key does, and that every answer is kept at once."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import fakes
import pytest
from commands import export, good, keys, make_store, run
from msgspec import Struct

import kadry.build
import kadry.cli.known
from kadry.claim import Chain, Extraction, Judgement, Partition, cut
from kadry.document import Document, Span
from kadry.resolve import Reason, partition
from kadry.resolve.questions import Pair
from kadry.store import Store

ARTICLES = {
    "2025-01-10-a.txt": "Министр Финляндии Анна Белова прибыла.\nИсточник: https://press.example/a\n",
    "2025-01-11-a.txt": "Министр Финляндии Анна Белова уехала.\n",
    "2025-02-11-b.txt": "Губернатор Заречья Анна Орлова прибыла.\n",
    "2025-02-12-b.txt": "Губернатор Заречья Анна Орлова уехала.\n",
    "2025-03-12-c.txt": "Аким Кокдалы Анна Сотникова прибыла.\n",
    "2025-03-13-d.txt": "Утром шёл дождь. Гостем был некто Олег Лунин \x1b[31mиз города. Потом стемнело.\n",
}
SHE = ("Анна Белова", "Анна Орлова", "Анна Сотникова")


class Unsure(Struct, frozen=True, order=True):
    score: float
    left: str
    right: str
    reasons: tuple[Reason, ...] = ()


def extract(document: Document) -> Extraction:
    """As the fake does; «некто Олег Лунин» is a mention that no claim is on."""
    found = fakes.extract(document)
    guests = [
        Chain(head, (head,), country="RU", born="1960")
        for match in re.finditer(r"некто (\w+ \w+)", document.text)
        for head in [cut(document.id, document.text, Span(*match.span(1)), "person", match[1])]
    ]
    chains = sorted((*found.chains, *guests), key=lambda chain: chain.head)
    return Extraction(document=document.id, claims=found.claims, chains=tuple(chains), version="fake")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return make_store(tmp_path, monkeypatch, ARTICLES, extract)


@pytest.fixture
def unsure(place: Path, monkeypatch: pytest.MonkeyPatch) -> list[Unsure]:
    """The pairs that the rules leave open: all of the three women, and one of them with a man."""
    known = keys(place)
    white, black, red, guest = (known[name][0] for name in (*SHE, "Олег Лунин"))
    why = (Reason("same given name", "анна", "анна"), Reason("gender contradicted", "", "", veto=True))
    pairs = [
        Unsure(score, min(two), max(two), why)
        for score, two in (
            (0.9, (white, red)),
            (0.5, (black, red)),
            (0.8, (white, black)),
            (0.4, (known["Анна Белова"][1], black)),
            (0.2, (red, guest)),
        )
    ]

    def decide(
        chains: Iterable[Chain], judgements: Iterable[Judgement], published: Mapping[str, str | None]
    ) -> tuple[Partition, list[Unsure]]:
        return partition(chains, judgements, published), pairs

    monkeypatch.setattr(kadry.cli.known, "decide", decide)
    return pairs


def said(place: Path) -> list[tuple[str, set[str]]]:
    """The judgements of a store in order of time, by names."""
    with Store(place) as store:
        names = {chain.key: chain.head.normal for chain in store.chains()}
        return [(word.verdict, {names[word.left], names[word.right]}) for word in store.judgements()]


def asked(stdout: str) -> list[set[str]]:
    """The two names of each question."""
    cards = stdout.split("Question ")[1:]
    return [set(re.findall(r"^  (\w+ \w+)   \(person", card, re.MULTILINE)) for card in cards]


def review(answers: str, *options: object) -> tuple[list[set[str]], str, str]:
    """What was asked, and both outputs; the answers are parted by blanks, a dot stands for Enter alone."""
    lines = [answer.strip(".").replace("_", " ") for answer in answers.split()]
    result = good("review", "--by", "anna", *options, stdin="".join(f"{line}\n" for line in lines))
    return asked(result.stdout), result.stdout, result.stderr


WHITE, BLACK, RED = SHE


def test_what_moves_most_is_asked_first_and_each_pair_of_people_once(place: Path, unsure: list[Unsure]) -> None:
    questions, _, end = review("u . skip unsure")
    assert questions == [{WHITE, BLACK}, {BLACK, RED}, {WHITE, RED}, {RED, "Олег Лунин"}]
    assert said(place) == []
    assert "0 same, 0 different, 4 skipped; 0 unsure pairs left" in end


def test_answers_are_words_of_the_person_with_their_reason(place: Path, unsure: list[Unsure]) -> None:
    before = export()
    review("s_born_in_one_year d q")
    assert said(place) == [("same", {WHITE, BLACK}), ("different", {BLACK, RED})]
    with Store(place) as store:
        words = store.judgements()
    assert [(word.by, word.reason) for word in words] == [("anna", "born in one year"), ("anna", "")]
    assert export() != before


def test_what_answers_settle_is_not_asked_and_the_end_of_input_ends(place: Path, unsure: list[Unsure]) -> None:
    questions, _, end = review("same different")
    assert questions == [{WHITE, BLACK}, {BLACK, RED}, {RED, "Олег Лунин"}]
    assert "1 same, 1 different, 0 skipped; 1 unsure pairs left" in end


def test_a_review_goes_on_where_the_last_ended_and_asks_again_what_was_skipped(
    place: Path, unsure: list[Unsure]
) -> None:
    review("d u q")
    questions, _, _ = review("u s")
    assert questions[0] == {BLACK, RED}
    assert {WHITE, BLACK} not in questions


def test_back_takes_the_last_answer_back(place: Path, unsure: list[Unsure]) -> None:
    before = export()
    questions, _, end = review("b s b d u b b u b q")
    first, second, third = {WHITE, BLACK}, {BLACK, RED}, {WHITE, RED}
    assert questions == [first, second, first, second, third, second, first, second, first]
    assert "no answer to take back" in end
    assert [verdict for verdict, _ in said(place)] == ["same", "unsure", "different", "unsure"]
    assert export() == before


def test_keys_work_on_a_russian_keyboard_and_nothing_is_guessed(place: Path, unsure: list[Unsure]) -> None:
    _, _, end = review("sure x ? Ы в й")
    assert end.count("q  quit") == 3
    assert [verdict for verdict, _ in said(place)] == ["same", "different"]


def test_limits(place: Path, unsure: list[Unsure]) -> None:
    questions, _, end = review("u u u u", "--limit", 2)
    assert len(questions) == 2
    assert "2 unsure pairs left" in end
    questions, _, _ = review("u u u u", "--min-score", 0.8)
    assert questions == [{WHITE, BLACK}, {WHITE, RED}]


def test_a_card_shows_both_sides(place: Path, unsure: list[Unsure]) -> None:
    _, shown, _ = review("u q")
    card = shown.split("Question ")[1]
    for words in (
        r"^1, 4 left; score 0\.40$",
        r"^  Анна Белова   \(person, 2 documents, 2 claims\)$",
        r"^      posts: Министр · Финляндии$",
        r"^    «Министр Финляндии Анна Белова (прибыла|уехала)\.»$",
        r"^      (https://press\.example/a · )?2025-01-1[01] · [0-9a-f]{32}:18:29:person$",
        r"^  Анна Орлова   \(person, 2 documents, 2 claims\)$",
        r"^      posts: Губернатор · Заречья$",
        r"^  same given name: анна$",
        r"^  gender contradicted \(forbids a merge by rule\)$",
    ):
        assert re.search(words, card, re.MULTILINE), words


def test_a_mention_without_a_claim_shows_its_sentence_and_no_control_character(
    place: Path, unsure: list[Unsure]
) -> None:
    _, shown, _ = review("u u u u")
    card = shown.split("Question ")[4]
    assert "«Гостем был некто Олег Лунин [31mиз города.»" in card
    assert "Олег Лунин   (person, 1 document, 0 claims)" in card
    assert "country: RU" in card
    assert "born: 1960" in card
    assert "\x1b" not in shown


def test_without_unsure_pairs_there_is_nothing_to_ask(place: Path) -> None:
    result = run("review", stdin="")
    assert result.exit_code == 0
    assert result.stdout == ""


def test_an_unsure_pair_is_what_the_agenda_takes() -> None:
    pair: Pair = Unsure(0.5, "a", "b")
    assert pair.score == 0.5
