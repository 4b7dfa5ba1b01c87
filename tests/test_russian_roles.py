"""Roles: what belongs to the post, what to its body, and what only tells of its holder."""

import pytest
from sentences import sentence, words

from kadry.russian.bodies import Body
from kadry.russian.roles import Role, RoleFinder


def roles(notation: str) -> list[Role]:
    made = sentence(notation)
    return RoleFinder(0, made, {i for i, t in enumerate(made.tokens) if t.name == "PER"}).all()


def one(notation: str) -> Role:
    found = roles(notation)
    assert len(found) == 1, found
    return found[0]


def body_of(role: Role) -> str | None:
    body: Body | None = role.body
    return body.normal if body else role.employer


@pytest.mark.parametrize(
    ("notation", "role", "body"),
    [
        ("министра{gent} обороны LOC[Литвы]", "министр обороны", "Литва"),
        ("министр иностранных дел{plur.gent}", "министр иностранных дел", None),
        ("министром экономики{gent} и финансов{plur.gent}", "министр экономики и финансов", None),
        ("министр по делам молодёжи{gent}", "министр по делам молодёжи", None),
        ("уполномоченный по правам человека", "уполномоченный по правам человека", None),
        ("советником по правовым вопросам", "советник по правовым вопросам", None),
        ("директор по маркетингу ORG[Аэрофлота]", "директор по маркетингу", "Аэрофлот"),
        ("директора{gent} школы{gent} № 57", "директор", "школа № 57"),
        ("председатель Совета Федерации", "председатель", "Совет Федерации"),
        ("член Политбюро", "член", "Политбюро"),
        ("членом Политбюро", "член", "Политбюро"),
        ("первого{gent} секретаря обкома", "первый секретарь", "обком"),
        ("управляющий директор банка", "управляющий директор", "банк"),
        ("заведующий отделом{ablt} культуры{gent}", "заведующий", "отдел культуры"),
        ("командующего{gent} войсками{plur.ablt} округа", "командующий", "войска округа"),
        ("заведующая литературной{ablt} частью{ablt} театра", "заведующая", "литературная часть театра"),
        (
            "полпред президента LOC[РФ] в LOC[Уральском федеральном округе]",
            "полпред президента",
            "Уральский федеральный округ",
        ),
        ("голливудская актриса", "актриса", "Голливуд"),
        ("омбудсмен в LOC[Пскове]", "омбудсмен", "Псков"),
        ("лидер партии «Яблоко»", "лидер", "партия «Яблоко»"),
        ("лидер «Яблока»", "лидер", "Яблоко"),
        ("ректором МГУ имени PER[Ломоносова]", "ректор", "МГУ имени Ломоносова"),
        ("зам. директора школы", "зам. директора", "школа"),
        ("вице-спикера{gent} парламента", "вице-спикер", "парламент"),
        ("генерал-лейтенант", "генерал-лейтенант", None),
        ("чрезвычайный и полномочный посол LOC[России]", "чрезвычайный и полномочный посол", "Россия"),
        ("член совета директоров{plur.gent} завода «Волна»", "член совета директоров", "завод «Волна»"),
        ("председатель правления", "председатель правления", None),
        ("актёр театра и кино{gent}", "актёр", None),
        ("актёр театра «Волна»", "актёр", "театр «Волна»"),
    ],
)
def test_the_role_and_its_body(notation: str, role: str, body: str | None) -> None:
    found = one(notation)
    assert (found.normal, body_of(found)) == (role, body)


@pytest.mark.parametrize(
    ("notation", "role", "body"),
    [
        ("заместитель министра иностранных дел{plur.gent} LOC[Литвы]", "заместитель министра иностранных дел", "Литва"),
        ("первого{gent} заместителя председателя правительства", "первый заместитель председателя", "правительство"),
        ("помощник заместителя директора завода", "помощник заместителя директора", "завод"),
        (
            "постоянного{gent} заместителя руководителя инспекционной{gent} делегации{gent} № 1907",
            "постоянный заместитель руководителя",
            "инспекционная делегация № 1907",
        ),
        (
            "заместитель временно исполняющего{gent} обязанности{accs.plur} главы{gent} района",
            "заместитель временно исполняющего обязанности главы",
            "район",
        ),
        ("замминистра обороны", "замминистра обороны", None),
    ],
)
def test_deputies_take_the_role_that_they_stand_under(notation: str, role: str, body: str | None) -> None:
    found = one(notation)
    assert (found.normal, body_of(found)) == (role, body)


@pytest.mark.parametrize(
    ("notation", "role", "post"),
    [
        ("врио губернатора", "врио губернатора", "губернатор"),
        ("и. о. министра{gent} культуры{gent}", "и. о. министра культуры", "министр культуры"),
        ("и.о. директора", "и.о. директора", "директор"),
        ("исполнявший{Part.nomn} обязанности{accs.plur} главы", "исполнявший обязанности главы", "глава"),
        ("исполнявший{Fin} обязанности{accs.plur} главы", "исполнявший обязанности главы", "глава"),
        ("исполняющий обязанности{accs.plur} губернатора", "исполняющий обязанности губернатора", "губернатор"),
        (
            "временно исполняющим{ablt} обязанности{accs.plur} первого{gent} заместителя министра",
            "временно исполняющий обязанности первого заместителя министра",
            "первый заместитель министра",
        ),
    ],
)
def test_an_acting_holder_keeps_the_words_and_fills_the_post(notation: str, role: str, post: str) -> None:
    found = one(notation)
    assert (found.normal, found.post, found.acting) == (role, post, True)


@pytest.mark.parametrize(
    "word",
    [
        "исполняющего{gent.masc}",
        "исполняющей{gent.femn}",
    ],
)
def test_an_acting_holder_in_the_genitive(word: str) -> None:
    found = one(f"{word} обязанности{{accs.plur}} губернатора{{gent}}")
    assert (found.post, found.acting) == ("губернатор", True)


@pytest.mark.parametrize(
    ("notation", "status", "fresh"),
    [
        ("бывшего{gent} министра{gent} обороны", "former", False),
        ("экс-министр обороны", "former", False),
        ("тогдашний министр обороны", "former", False),
        ("будущий министр обороны", "future", False),
        ("новый министр обороны", "current", True),
        ("нынешнему министру обороны", "current", False),
        ("уходящий министр обороны", "current", False),
        ("министр обороны", "current", False),
    ],
)
def test_words_that_say_when_are_no_part_of_the_role(notation: str, status: str, fresh: bool) -> None:
    found = one(notation)
    assert (found.normal, found.status, found.fresh) == ("министр обороны", status, fresh)


@pytest.mark.parametrize(
    ("notation", "role", "employer"),
    [
        ("литовский премьер-министр", "премьер-министр", "Литва"),
        ("французского{gent} министра{gent} обороны", "министр обороны", "Франция"),
        ("бывший вьетнамский министр", "министр", "Вьетнам"),
        ("российский писатель", "писатель", None),  # origin, not employer
        ("смоленский губернатор", "губернатор", "Смоленская область"),
        ("пермского{gent} губернатора", "губернатор", "Пермский край"),
        ("кремлёвского{gent} представителя{gent}", "представитель", "Кремль"),
        ("папа римский", "папа римский", "Рим"),
    ],
)
def test_an_adjective_of_a_country_or_region_is_the_employer(notation: str, role: str, employer: str | None) -> None:
    found = one(notation)
    assert (found.normal, body_of(found)) == (role, employer)


@pytest.mark.parametrize(
    "text",
    [
        "бывший министр обороны",
        "литовский министр обороны",
        "бывший литовский министр обороны",
    ],
)
def test_the_start_takes_in_what_the_role_leaves_out(text: str) -> None:
    made = sentence(f"вчера {text} прибыл")
    found = RoleFinder(0, made, ()).all()[0]
    assert words(made.tokens, found.first, found.last) == "министр обороны"
    assert words(made.tokens, found.start, found.end) == text


@pytest.mark.parametrize(
    ("notation", "role", "body", "text"),
    [
        ("посол LOC[Лаоса] в LOC[КНР]", "посол", "Лаос", "посол Лаоса в КНР"),
        ("член палаты от штата{gent} LOC[Аризона]", "член", "палата", "член палаты от штата Аризона"),
        ("депутат от LOC[Омска]", "депутат", "Омск", "депутат от Омска"),
    ],
)
def test_the_place_of_a_post_is_passed_over(notation: str, role: str, body: str | None, text: str) -> None:
    found = one(notation)
    assert (found.normal, body_of(found)) == (role, body)
    assert words(sentence(notation).tokens, found.start, found.end) == text


def test_a_member_of_two_bodies() -> None:
    found = roles("член Общественной палаты{gent} и рабочей группы{sing.gent}")
    assert [(r.normal, body_of(r)) for r in found] == [("член", "Общественная палата"), ("член", "рабочая группа")]


def test_a_role_that_is_held_once_has_one_body() -> None:
    found = roles("глава комитета{gent} и банка{gent}")
    assert [body_of(r) for r in found] == ["комитет"]


def test_roles_in_a_row_stand_apart() -> None:
    found = roles("вице-премьер, министр торговли{gent}, член Политбюро")
    assert [(r.normal, body_of(r)) for r in found] == [
        ("вице-премьер", None),
        ("министр торговли", None),
        ("член", "Политбюро"),
    ]


@pytest.mark.parametrize(
    ("notation", "role", "plural"),
    [
        ("заместителей министра{gent}", "заместитель министра", True),
        ("министры{nomn} обороны", "министр обороны", True),
        ("экс-министры{sing.gent} обороны", "министр обороны", True),
    ],
)
def test_a_plural_role_is_named_in_the_singular(notation: str, role: str, plural: bool) -> None:
    found = one(notation)
    assert (found.normal, found.plural) == (role, plural)


@pytest.mark.parametrize(
    ("notation", "words_of_it", "role"),
    [
        ("экс-министру обороны", (4, 0), "министр обороны"),
        ("экспрезидента{gent} банка", (3, 0), "президент"),
        ("депутату-единороссу", (0, 11), "депутат"),
        ("боксёром-тяжеловесом", (0, 0), "боксёр-тяжеловес"),
        ("первый{nomn} экс-заместитель главы", (0, 0), "первый экс-заместитель главы"),
    ],
)
def test_letters_that_tell_of_the_holder_are_left_out(notation: str, words_of_it: tuple[int, int], role: str) -> None:
    found = one(notation)
    assert ((found.prefix, found.suffix), found.normal) == (words_of_it, role)


@pytest.mark.parametrize(
    ("notation", "role_class", "employer"),
    [
        ("народный{nomn} артист LOC[России]", "title", None),
        ("народный{nomn} депутат LOC[Украины]", "post", "Украина"),
        ("заслуженный{nomn} врач республики{gent}", "title", None),
        ("главный{nomn} врач республики{gent}", "post", "республика"),
    ],
)
def test_an_honour_has_no_employer(notation: str, role_class: str, employer: str | None) -> None:
    found = one(notation)
    assert (found.role_class, body_of(found)) == (role_class, employer)


def test_the_case_is_one_that_the_roles_own_word_can_have() -> None:
    assert one("премьеру{accs.femn} LOC[России]").normal == "премьер"


def test_a_head_of_a_body_is_no_adjective_in_the_instrumental() -> None:
    (role,) = roles("работал заведующим{ablt} юридическим{ablt} отделом{ablt} банка{gent}")
    assert (role.normal, role.body and role.body.normal) == ("заведующий", "юридический отдел банка")


def test_a_candidate_holds_nothing_yet() -> None:
    assert (one("кандидат в мэры{accs.plur}").normal, one("кандидат в мэры{accs.plur}").role_class) == (
        "кандидат в мэры",
        "title",
    )
    assert one("кандидат в члены{accs.plur} партии{gent}").role_class == "post"


@pytest.mark.parametrize(
    "notation",
    [
        "победитель конкурса{gent}",
        "участник выставки{gent}",
        "лауреат премии{gent}",
        "рабочий визит",
        "управляющая{nomn} партия",
        "завод «Прогресс»",
        "PER[Сергей Король]",
        "исполняющий танец",
    ],
)
def test_no_role(notation: str) -> None:
    assert roles(notation) == []


@pytest.mark.parametrize(
    ("notation", "role_class"),
    [
        ("министр", "post"),
        ("писатель", "profession"),
        ("генерал-лейтенант", "rank"),
        ("член-корреспондент", "title"),
    ],
)
def test_classes(notation: str, role_class: str) -> None:
    assert one(notation).role_class == role_class


def test_a_possessive_before_a_role_is_remembered() -> None:
    found = one("его заместитель")
    assert (found.possessive, found.first) == (0, 1)
    assert one("своего{DET} председателя").possessive == 0
    assert one("заместитель").possessive is None


def test_other_nouns_for_people_carry_a_row_of_titles_on() -> None:
    made = sentence("депутат Госдумы, совладелец банка{gent}, дядя министра{gent}")
    finder = RoleFinder(0, made, ())
    others = finder.others(finder.all())
    assert [words(made.tokens, r.first, r.first + 1) for r in others] == ["совладелец"]


def test_a_representative_is_of_the_country_and_not_of_where_he_sits() -> None:
    found = one("постоянный представитель LOC[России] при ORG[ООН]")
    assert (found.normal, body_of(found)) == ("постоянный представитель", "Россия")
