"""Role words: coined forms, fixed names of several words, homographs."""

import pytest
from sentences import sentence

from kadry.russian.rolewords import after_end, is_other_word, quality, role_entry, role_name


@pytest.mark.parametrize(
    ("low", "lemma", "role_class"),
    [
        ("министром", "министр", "post"),
        ("заведующей", "заведующий", "post"),
        ("фотожурналиста", "фотожурналист", "profession"),
        ("экспрезиденту", "экспрезидент", "post"),
        ("веб-дизайнером", "веб-дизайнер", "profession"),
        ("боксера-тяжеловеса", "тяжеловес", "profession"),
        ("депутата-единоросса", "депутат", "post"),
        ("пародистка", "пародистка", "profession"),
        ("фотожурналистку", "фотожурналистка", "profession"),
        ("замсекретаря", "замсекретаря", "post"),
    ],
)
def test_a_form_is_led_to_its_entry(low: str, lemma: str, role_class: str) -> None:
    entry = role_entry(low)
    assert entry is not None
    assert (entry.lemma, entry.role_class) == (lemma, role_class)


@pytest.mark.parametrize("low", ["автор", "больница", "замок", "заместить", "лауреат", "чемпион", "мать-героиня", "-"])
def test_no_role_is_coined_from_another_word(low: str) -> None:
    assert role_entry(low) is None


def test_a_deputy_is_not_declined() -> None:
    entry = role_entry("замсекретаря")
    assert entry is not None
    assert "indecl" in entry.flags


@pytest.mark.parametrize(
    ("low", "told"),
    [
        ("депутата-единоросса", "единоросса"),
        ("предпринимателя-миллионера", "миллионера"),
        ("боксера-тяжеловеса", ""),
        ("художника-любителя", ""),
        ("депутата", ""),
    ],
)
def test_what_only_tells_of_the_holder(low: str, told: str) -> None:
    entry = role_entry(low)
    assert entry is not None
    assert quality(low, entry) == told


@pytest.mark.parametrize(
    ("notation", "head", "end", "role_class"),
    [
        ("мастера{gent} спорта{gent}", 0, 2, "title"),
        ("кандидату юридических{gent.plur} наук{gent.plur}", 0, 3, "title"),
        ("городского{gent} головы{gent.masc}", 1, 2, "post"),
        ("временный поверенный в делах LOC[Чили]", 1, 4, "post"),
    ],
)
def test_a_name_of_several_words(notation: str, head: int, end: int, role_class: str) -> None:
    tokens = sentence(notation).tokens
    name = role_name(tokens, head)
    assert name is not None
    assert (after_end(tokens, head, name.after), name.entry.role_class) == (end, role_class)


@pytest.mark.parametrize("notation", ["мастер цеха{gent}", "поднял голову", "кандидат партии{gent}"])
def test_other_words_beside_a_head_make_no_name(notation: str) -> None:
    tokens = sentence(notation).tokens
    assert [role_name(tokens, i) for i in range(len(tokens))] == [None] * len(tokens)


@pytest.mark.parametrize(
    ("notation", "other"),
    [
        ("критику{accs.femn}", True),
        ("критика{gent.masc}", False),
        ("политики{gent.sing.femn}", True),
        ("политики{nomn.plur.masc}", False),
        ("премьеру{accs.femn} LOC[России]", False),
    ],
)
def test_the_taggers_gender_tells_a_homograph(notation: str, other: bool) -> None:
    tokens = sentence(notation).tokens
    entry = role_entry(tokens[0].low)
    assert entry is not None
    assert is_other_word(tokens, 0, entry) == other
