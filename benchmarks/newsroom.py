"""Texts for the benchmark of reprints: articles, their reprints, and texts that only look like reprints.

People, places and sentences are made up by a small grammar, the same for the same seed. A text's group is the article
that it reprints; false friends are groups of their own.
"""

import random
from collections.abc import Iterable, Iterator

from msgspec import Struct

GIVEN = "Иван Пётр Анна Олег Марина Степан Дарья Глеб Вера Роман Зоя Тимур Лидия Борис Софья Юрий".split()
SYLLABLES = "бар вол гор дем жел зар кал лом мир ний орл пав рог сев тур хол чер шум юрк яр".split()
ENDINGS = "енко ский ов ин ев чук".split()
PLACES = "Заречье Нагорный Приозёрск Светлоград Лесогорск Каменка Ольшаны Быстринск Долгое Рябинск".split()


def words_of(text: str) -> list[str]:
    """The items of a list that bars part, over several lines."""
    return [" ".join(item.split()) for item in text.split("|")]


BODIES = words_of(
    """министерство финансов|областная дума|департамент транспорта|городской совет|комитет по тарифам
    |управление образования|служба занятости|жилищная инспекция|палата контроля|администрация района"""
)
ROLES = words_of("""начальник|председатель|заместитель председателя|руководитель|директор|главный инженер|секретарь""")
THINGS = words_of(
    """ремонт дороги|бюджет на будущий год|новую школу|расписание автобусов|тарифы на тепло|план застройки
    |приём граждан|проверку котельных|закупку техники|список льготников|строительство моста
    |программу переселения"""
)
DOINGS = words_of(
    """обсудил|проверил|представил|поддержал|отложил|пересмотрел|согласовал|раскритиковал|объявил|доложил про"""
)
HOWS = words_of(
    """на заседании|в ходе поездки|по просьбе жителей|после долгого спора|впервые за три года|без лишних слов
    |в присутствии прессы|по итогам полугодия|вопреки ожиданиям|за закрытыми дверями"""
)
HEADINGS = words_of(
    """Перемены в руководстве|Кадровое решение|Новости района|Коротко о главном|Назначение состоялось"""
)
LEADS = words_of("""Подробности — в нашем материале.|Об этом стало известно утром.|Мы следим за развитием событий.""")
FOOTS = words_of(
    """Фото: архив редакции|Читайте также: погода на неделю|Подписывайтесь на наш канал|Все новости раздела"""
)


class Text(Struct, frozen=True):
    """A text, the article that it is, and how it was made: article, copy, or the kind of false friend."""

    text: str
    group: int
    kind: str


class Article(Struct, frozen=True):
    """A heading and sentences; ``news`` is the place of the sentence that says who was appointed."""

    heading: str
    sentences: tuple[str, ...]
    news: int = 0


class Newsroom:
    """Makes articles; each draw is the next of one seeded stream."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def person(self) -> str:
        """A given name and a surname."""
        syllables = "".join(self.dice.choices(SYLLABLES, k=2)) + self.dice.choice(ENDINGS)
        return f"{self.dice.choice(GIVEN)} {syllables.capitalize()}"

    def appointment(self, role: str, body: str) -> str:
        """The sentence that is the news."""
        day = self.dice.randrange(1, 29)
        return f"Новым руководителем стал {self.person()}, {role} ({body}) назначен с {day} числа."

    def sentence(self) -> str:
        """What else an article says."""
        pick = self.dice.choice
        how, thing, doing, body, number = *map(pick, (HOWS, THINGS, DOINGS, BODIES)), self.dice.randrange(2, 400)
        return pick(
            (
                f"В городе {pick(PLACES)} {self.person()} {how} {doing} {thing}, выделено {number} млн рублей.",
                f"{pick(ROLES).capitalize()} {self.person()} {how} {doing} {thing} ({body}).",
                f"По словам {self.person()}, {body} уже {doing} {thing} и ждёт ещё {number} заявок.",
                f"За {thing} отвечает {body}, {how} {doing} {thing} и {pick(ROLES)} {self.person()}.",
            )
        )

    def article(self) -> Article:
        """An article of nine sentences or more."""
        role, body = self.dice.choice(ROLES), self.dice.choice(BODIES)
        body_text = [self.sentence() for _ in range(self.dice.randrange(8, 25))]
        return Article(self.dice.choice(HEADINGS), (self.appointment(role, body), *body_text))

    def copy(self, article: Article) -> str:
        """A reprint with one to three edits, as sites make them."""
        sentences, heading, foot = list(article.sentences), article.heading, ""
        for edit in self.dice.sample(("heading", "lead", "cut", "foot", "type"), self.dice.randrange(1, 4)):
            if edit == "heading":
                heading = self.dice.choice(HEADINGS)
            elif edit == "lead":
                sentences = [self.dice.choice(LEADS), *sentences]
            elif edit == "cut":
                del sentences[-self.dice.randrange(1, 4) :]
            elif edit == "foot":
                foot = "\n".join(self.dice.sample(FOOTS, 2)) + f"\nАвтор: {self.person()}"
            else:
                sentences = [typeset(sentence) for sentence in sentences]
        return page(heading, sentences, foot)

    def friend(self, article: Article, kind: str) -> str:
        """The article with another news sentence: ``kind`` says how it differs."""
        news = article.sentences[article.news]
        words = news.split()
        if kind == "other name":
            words[3:5] = f"{self.person()},".split()
        elif kind == "other day":
            words[-2] = str(int(words[-2]) % 28 + 1)
        elif kind == "denied":
            words.insert(words.index("назначен"), "не")
        elif kind == "undone":
            words[words.index("назначен")] = "освобождён"
        else:
            words = f"Пост после долгих переговоров достался другому: его занял {self.person()}.".split()
        changed = [*article.sentences]
        changed[article.news] = " ".join(words)
        return page(article.heading, changed, "")

    def release(self, sentences: list[str]) -> str:
        """A day's release: the template's sentences, each with today's name and number."""
        filled = (sentence.format(self.person(), self.dice.randrange(2, 900)) for sentence in sentences)
        return page(f"Сводка за {self.dice.randrange(1, 29)} число", filled, "")


FRIENDS = ("other name", "other day", "denied", "undone", "rewritten")
TEMPLATE = [
    "Дежурный по области {} принял за сутки {} обращений жителей, все они переданы в районы.",
    "На линии работают {1} бригад, старший смены {0}, аварийный запас топлива не тронут.",
    "Пресс-служба напоминает, что заявки принимаются круглосуточно и без выходных.",
    "Температура в котельных держится на отметке {1} градусов, замечаний у инспекции нет.",
    "В больницах области заняты {1} коек, очереди на приём нет, лекарства завезены в срок.",
    "Сводку подписал {0}, следующая выйдет завтра в то же время.",
]


def typeset(sentence: str) -> str:
    """The same words in other type: ё, dashes, a soft hyphen."""
    return sentence.replace("ё", "е").replace("—", "-").replace("руковод", "руко\u00adвод")


def page(heading: str, sentences: Iterable[str], foot: str) -> str:
    return "\n".join(part for part in (heading, " ".join(sentences), foot) if part)


def texts(number: int, seed: int = 1) -> Iterator[Text]:
    """``number`` texts: half articles, a quarter reprints, an eighth releases, an eighth other false friends."""
    room = Newsroom(seed)
    made = group = 0
    while made < number:
        article = room.article()
        group += 1
        batch = [Text(page(article.heading, article.sentences, ""), group, "article")]
        batch += [Text(room.copy(article), group, "copy") for _ in range(room.dice.choice((0, 0, 0, 0, 1, 3)))]
        if room.dice.random() < 0.3:
            group += 1
            kind = room.dice.choice(FRIENDS)
            batch.append(Text(room.friend(article, kind), group, kind))
        if room.dice.random() < 0.2:
            group += 1
            batch.append(Text(room.release(TEMPLATE), group, "release"))
        yield from batch[: number - made]
        made += len(batch)
