import pytest

from kadry.readers.language import foreign

RUSSIAN = [
    "Министр сложил полномочия",
    "Назначен новый аким",
    "Е. Петров, Е. Сидоров, Е. Ким, Е. Ли",
    "Се Фэн, Бе Ир и Ще Ка встретились",
    "Президент Қасым-Жомарт Тоқаев назначил послом Әлию Нұрғалиеву, она приступит к работе",
    "Компания Green Valley Resources (GVR) сменила директора: им стал Иван Петров",
    "Визит в КНДР",
    "Він сказав — так называлась статья, которую он написал в газете «Дзеркало тижня» в прошлом году",
]
OTHERS = {
    "Ukrainian": "Президент призначив нового міністра, який раніше очолював область. Він подякував за довіру, "
    "та сказав, що буде працювати.",
    "Belarusian": "Прэзідэнт прызначыў новага міністра, які раней узначальваў вобласць. Ён падзякаваў і сказаў, "
    "што гэта вялікая адказнасць.",
    "Bulgarian": "Президентът назначи нов министър, който досега ръководеше областта. Той се закле и каза, че това е "
    "голяма отговорност и ще работи със своя екип.",
    "Serbian": "Председник је именовао новог министра који је раније водио округ. Он се захвалио и рекао да су "
    "задаци велики.",
    "Macedonian": "Претседателот именуваше нов министер кој претходно беше градоначалник. Тој се заблагодари и рече "
    "дека ова е голема одговорност.",
    "Kazakh": "Президент жаңа министрді тағайындады. Ол бұрын облысты басқарған және тәжірибесі бар екенін айтты.",
    "English": "The president has appointed a new minister who had been the governor of the region.",
    "Vietnamese": "Chủ tịch nước chủ trì hội nghị thông qua dự thảo kết quả kiểm tra.",
    "Chinese": "国家主席任命了新的部长，他此前担任省长。",
    "numbers": "12.03.2024 — 17:40",
}


@pytest.mark.parametrize("text", RUSSIAN)
def test_short_russian_texts_stay(text: str) -> None:
    assert foreign(text) is None


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_named(language: str) -> None:
    assert foreign(OTHERS[language]) is not None


def test_a_russian_text_that_quotes_another_language_stays() -> None:
    russian = "Министр сказал, что область получит средства, и поблагодарил тех, кто был с ним в этом году. " * 5
    assert foreign(russian + OTHERS["Ukrainian"] + OTHERS["English"]) is None
