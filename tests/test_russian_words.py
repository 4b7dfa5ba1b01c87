"""Single words: readings, agreement, and the nominative in a word's own capitals."""

import pytest
from sentences import sentence

from kadry.russian.analysis import Token
from kadry.russian.words import (
    agree,
    can_be,
    case_of,
    cases,
    forms,
    inflected,
    lemmas,
    like,
    nominative,
    noun_lemmas,
    reading,
)


def word(notation: str) -> Token:
    return sentence(notation).tokens[0]


@pytest.mark.parametrize(
    ("low", "lemma"),
    [
        ("министра", "министр"),
        ("комитетов", "комитет"),
        ("губернаторов", "губернатор"),
        ("людей", "человек"),
        ("актеры", "актер"),
    ],
)
def test_the_likeliest_lemma_has_no_yo(low: str, lemma: str) -> None:
    assert lemmas(low)[0] == lemma


def test_lemmas_end_with_the_word_itself_and_do_not_repeat() -> None:
    found = lemmas("министра")
    assert found[-1] == "министра"
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("low", "lemma", "verb"),
    [("управляющего", "управляющий", "управлять"), ("исполняющей", "исполняющий", "исполнять")],
)
def test_a_participle_has_its_own_nominative_as_a_lemma_and_not_its_verb(low: str, lemma: str, verb: str) -> None:
    assert lemma in noun_lemmas(low)
    assert verb not in noun_lemmas(low)


@pytest.mark.parametrize(
    ("low", "expected"),
    [
        ("министром", {"ablt"}),
        ("министра", {"gent", "accs"}),
        ("школы", {"gent", "nomn", "accs"}),
        ("назначить", set()),
    ],
)
def test_cases_that_a_form_can_stand_in(low: str, expected: set[str]) -> None:
    assert cases(low) == expected


def test_a_word_that_does_not_decline_stands_in_every_case() -> None:
    assert cases("политбюро") >= {"nomn", "gent", "datv", "accs", "ablt", "loct"}


def test_secondary_cases_are_folded_into_the_six() -> None:
    assert {f.case for low in ("году", "чаю", "лесу") for f in forms(low) if f.case} <= {
        *("nomn", "gent", "datv", "accs", "ablt", "loct")
    }


@pytest.mark.parametrize(
    ("notation", "case", "possible"),
    [
        ("школы{gent}", "gent", True),
        ("школы{gent}", "nomn", True),  # the tagger may be wrong, the form allows it
        ("школы{gent}", "datv", False),
        ("Лыонга{accs}", "accs", True),
    ],
)
def test_a_case_that_tagger_or_dictionary_allows(notation: str, case: str, possible: bool) -> None:
    assert can_be(word(notation), case) is possible


def test_the_taggers_case_gives_way_where_the_form_excludes_it() -> None:
    tagged = word("министром")
    assert case_of(tagged) == "ablt"
    assert case_of(word("комитету{datv}")) == "datv"


@pytest.mark.parametrize(
    "notation",
    [
        "новый министр",
        "Центрального Комитета",
        "партийных комитетов",
        "правящей партией",
        "иностранных дел{plur.gent}",
    ],
)
def test_words_that_agree(notation: str) -> None:
    left, right = sentence(notation).tokens
    assert agree(left, right)


@pytest.mark.parametrize(
    "notation",
    [
        "избранную председателем",
        "новому министра{gent}",
        "новому{datv} министром",
        "новые{nomn.plur} министр",
        "новых{gent} министром",
    ],
)
def test_words_that_do_not_agree(notation: str) -> None:
    left, right = sentence(notation).tokens
    assert not agree(left, right)


@pytest.mark.parametrize("notation", ["новый{nomn.masc} школа", "исполняющего{gent.masc} обязанности{gent.sing}"])
def test_words_of_two_genders_do_not_agree(notation: str) -> None:
    left, right = sentence(notation).tokens
    assert not agree(left, right)


@pytest.mark.parametrize(
    ("notation", "case", "kind", "lemma"),
    [
        ("министра{gent}", "accs", "NOUN", "министр"),
        ("комитетов", "gent", "NOUN", "комитет"),
        ("постоянного", "gent", "ADJF", "постоянный"),
    ],
)
def test_the_reading_that_fits_the_place(notation: str, case: str, kind: str, lemma: str) -> None:
    form = reading(word(notation), case)
    assert form is not None
    assert (form.case, form.kind, form.lemma) == (case, kind, lemma)


def test_a_verb_has_no_nominal_reading() -> None:
    assert reading(word("назначить"), "nomn") is None


@pytest.mark.parametrize(
    ("low", "model", "expected"),
    [
        ("комитет", "комитета", "комитет"),
        ("комитет", "Комитета", "Комитет"),
        ("комитет", "КОМИТЕТА", "КОМИТЕТ"),
        ("гольц-миллер", "Гольц-Миллера", "Гольц-Миллер"),
        ("премьер-министр", "Премьер-министра", "Премьер-министр"),
    ],
)
def test_capitals_follow_the_model(low: str, model: str, expected: str) -> None:
    assert like(low, model) == expected


@pytest.mark.parametrize(
    ("notation", "case", "expected"),
    [
        ("министра", "gent", "министр"),
        ("комитетов", "gent", "комитеты"),
        ("Министерству", "datv", "Министерство"),
        ("Политбюро", "gent", "Политбюро"),
        ("МВД", "gent", "МВД"),
        ("министр", "nomn", "министр"),
        ("ПОСТПРЕДСТВА", "gent", "ПОСТПРЕДСТВА"),  # capitals may be an abbreviation
        ("1907", "gent", "1907"),
        ("акима", "gent", "аким"),
        ("Усольска{gent}", "gent", "Усольск"),
        ("Дельта-Капитала{gent}", "gent", "Дельта-Капитал"),
        ("Росрыболовства{gent}", "gent", "Росрыболовство"),
        ("Минцифры{gent}", "gent", "Минцифры"),
        ("МИДа{gent}", "gent", "МИД"),
        ("ТЮЗом{ablt}", "ablt", "ТЮЗ"),
    ],
)
def test_nominative(notation: str, case: str, expected: str) -> None:
    assert nominative(word(notation), case) == expected


@pytest.mark.parametrize(
    ("notation", "case", "gender", "expected"),
    [
        ("постоянного", "gent", "masc", "постоянный"),
        ("инспекционной", "gent", "femn", "инспекционная"),
        ("Центрального", "gent", "masc", "Центральный"),
        ("внешнеполитического", "gent", "neut", "внешнеполитическое"),
        ("исполняющей", "ablt", "femn", "исполняющая"),
        ("Высшего", "gent", "masc", "Высший"),
        ("высочайшему", "datv", "masc", "высочайший"),
        ("лучшей", "gent", "femn", "лучшая"),
        ("временным", "ablt", "masc", "временный"),
    ],
)
def test_an_adjective_takes_the_gender_of_its_noun(notation: str, case: str, gender: str, expected: str) -> None:
    assert nominative(word(notation), case, gender=gender) == expected


@pytest.mark.parametrize(
    ("notation", "case", "expected"),
    [
        ("заместители", "nomn", "заместитель"),
        ("министров", "gent", "министр"),
        ("членами", "ablt", "член"),
        ("замминистра", "gent", "замминистра"),
    ],
)
def test_one_of_many_is_in_the_singular(notation: str, case: str, expected: str) -> None:
    assert nominative(word(notation), case, singular=True) == expected


@pytest.mark.parametrize(
    ("low", "lemma"),
    [
        ("занимающегося", "занимающийся"),
        ("назначенными", "назначенный"),
        ("бывшую", "бывший"),
        ("возглавляемое", "возглавляемый"),
        ("открытых", "открытый"),
    ],
)
def test_a_participles_lemma_is_made_as_the_dictionary_would_inflect_it(low: str, lemma: str) -> None:
    participles = [form for form in forms(low) if form.kind == "PRTF"]
    assert participles
    assert {inflected(form, "masc", "sing", "nomn") for form in participles} == {lemma}
    assert lemma in noun_lemmas(low)


def test_a_reading_is_inflected_and_has_no_form_that_its_word_lacks() -> None:
    reading_of = {form.lemma: form for form in forms("стали")}
    assert inflected(reading_of["сталь"], "ablt", "sing") == "сталью"
    assert inflected(reading_of["сталь"], "past") == ""


def test_letters_that_unicode_does_not_name_are_no_reason_to_fail() -> None:
    assert forms("𗀀")
    assert forms("орлов𗀀")
    assert noun_lemmas("𗀀")[-1] == "𗀀"
