"""Triggers: the class of a verb, its voice and time, and whether it is denied."""

import pytest
from sentences import parsed, sentence

from kadry.russian.hints import hints_of
from kadry.russian.triggers import Trigger, find_triggers


def _found(notation: str) -> tuple[Trigger, ...]:
    tokens = sentence(notation).tokens
    return find_triggers(tokens, hints_of(tokens))


def last(notation: str) -> Trigger:
    """The last trigger: «был назначен» is told by its participle."""
    return _found(notation)[-1]


@pytest.mark.parametrize(
    ("notation", "lemma", "kind"),
    [
        ("его назначили{Fin}", "назначить", "appoint"),
        ("он избран", "избрать", "appoint"),
        ("она освобождена", "освободить", "dismiss"),
        ("он стал министром", "стать", "become"),
        ("он является министром", "являться", "hold"),
        ("он занимал пост", "занимать", "hold"),
        ("возглавив завод", "возглавить", "head"),
        ("он сменил Орлова", "сменить", "succeed"),
        ("вошёл в состав", "войти", "join"),
        ("покинул пост", "покинуть", "leave"),
        ("она прекращает исполнять обязанности", "исполнять", "leave"),
        ("она начинает исполнять обязанности", "исполнять", "hold"),
    ],
)
def test_the_class_of_a_verb(notation: str, lemma: str, kind: str) -> None:
    found = last(notation)
    assert (found.lemma, found.kind) == (lemma, kind)


@pytest.mark.parametrize(
    ("notation", "kind"),
    [
        ("назначение Орлова министром", "appoint"),
        ("о переизбрании Орлова", "appoint"),
        ("об освобождении Орлова от должности", "dismiss"),
        ("после отставки министра", "dismiss"),
    ],
)
def test_a_noun_of_the_event(notation: str, kind: str) -> None:
    found = last(notation)
    assert (found.kind, found.voice, found.time) == (kind, "noun", "past")


@pytest.mark.parametrize(
    ("notation", "voice"),
    [
        ("президент назначил Орлова", "active"),
        ("Орлов назначен президентом", "passive"),
        ("Орлов был назначен", "passive"),
        ("назначенный в мае министр", "passive"),
        ("Орлов назначается министром", "passive"),
        ("он возглавляет завод", "active"),
        ("возглавлявший завод", "active"),
        ("он является министром", "active"),
    ],
)
def test_voice(notation: str, voice: str) -> None:
    assert last(notation).voice == voice


@pytest.mark.parametrize(
    ("notation", "time"),
    [
        ("он назначен министром", "past"),
        ("он стал министром", "past"),
        ("он возглавлял завод", "past"),
        ("возглавив завод", "past"),
        ("он возглавляет завод", "present"),
        ("он назначается министром", "present"),
        ("он станет министром", "future"),
        ("он будет назначен министром", "future"),
        ("он может возглавить завод", "future"),
        ("решено{Fin} назначить Орлова", "past"),
        ("совет постановил назначить Орлова", "past"),
        ("в случае назначения Орлова", "future"),
    ],
)
def test_time(notation: str, time: str) -> None:
    assert last(notation).time == time


@pytest.mark.parametrize(
    ("notation", "negated"),
    [
        ("он не назначен министром", True),
        ("он не был назначен министром", True),
        ("он не является министром", True),
        ("он назначен министром", False),
        ("он не молод и назначен министром", False),
        ("не он назначен министром", False),
        ("он не только возглавил завод", False),
    ],
)
def test_negation_is_of_the_verb_itself(notation: str, negated: bool) -> None:
    assert last(notation).negated is negated


@pytest.mark.parametrize(
    ("notation", "finished"),
    [("он возглавил завод", True), ("он возглавлял завод", False), ("он стал министром", True)],
)
def test_what_is_finished_still_holds(notation: str, finished: bool) -> None:
    assert last(notation).finished is finished


@pytest.mark.parametrize(
    ("notation", "modifier"), [("возглавлявший завод", True), ("назначенный министром", True), ("он назначен", False)]
)
def test_a_full_participle_belongs_to_its_noun(notation: str, modifier: bool) -> None:
    assert last(notation).modifier is modifier


@pytest.mark.parametrize(
    "notation", ["он заявил", "министр прибыл", "завод «Прогресс»", "глава{NOUN} района", "в тот день"]
)
def test_no_trigger(notation: str) -> None:
    assert _found(notation) == ()


def test_triggers_are_in_order() -> None:
    tokens = sentence("он возглавлял завод, стал мэром, а затем назначен министром").tokens
    found = find_triggers(tokens, hints_of(tokens))
    assert [tokens[t.token].text for t in found] == ["возглавлял", "стал", "назначен"]


@pytest.mark.parametrize(
    ("notation", "lemma", "kind"),
    [
        ("министр ушёл в отставку", "уйти в отставку", "leave"),
        ("в отставку подал министр", "подать в отставку", "leave"),
        ("отправил министра Орлова в отставку", "отправить в отставку", "dismiss"),
        ("на смену Олегу Дубко начальником пришёл", "прийти на смену", "succeed"),
        ("вступил в должность", "вступить в должность", "become"),
        ("вступил в партию", "вступить", "join"),
    ],
)
def test_fixed_phrases(notation: str, lemma: str, kind: str) -> None:
    found = last(notation)
    assert (found.lemma, found.kind) == (lemma, kind)


@pytest.mark.parametrize("notation", ["хочет стать министром", "мечтал стать министром", "не хочет быть министром"])
def test_a_wish_is_no_trigger(notation: str) -> None:
    assert _found(notation) == ()


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("Олег Лис был задержан следователем.", []),
        ("Олег Лис был назначен губернатором.", ["назначить"]),
        ("Олег Лис был губернатором.", ["быть"]),
    ],
)
def test_who_does_what_was_done_is_not_what_its_subject_was(text: str, lemmas: list[str]) -> None:
    clause = parsed(text).clauses[0]
    assert [t.lemma for t in find_triggers(clause.sentence.tokens, clause.signs)] == lemmas
