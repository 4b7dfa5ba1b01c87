"""All labels of a text in records, beside natasha's own document."""

from itertools import pairwise
from typing import Any

from kadry.russian.engine.annotation import annotate
from kadry.russian.engine.lemmas import tag
from plain_natasha import segmenter, taggers, vocabulary

TEXTS = [
    "Президента России Андрея Белоусова принял глава МИД Вьетнама. Лыонг Кыонг уехал (и рад).",
    "",
    " \n ",
    "Дирекция школы № 5 имени Г. И. Щедрина\nОна закрыта…",
]


def natashas(text: str) -> Any:
    from natasha import Doc

    doc, models = Doc(text), taggers()
    doc.segment(segmenter())
    doc.tag_morph(models.morphology)
    doc.parse_syntax(models.syntax)
    doc.tag_ner(models.names)
    for token in doc.tokens:
        token.lemmatize(vocabulary())
    for span in doc.spans:
        span.normalize(vocabulary())
    return doc


def test_a_text_has_natashas_labels() -> None:
    for text, found in zip(TEXTS, annotate(TEXTS), strict=True):
        if not text.strip():
            assert (found.sentences, found.names) == ((), ())
            continue
        doc = natashas(text)
        words = [word for sentence in found.sentences for word in sentence]
        assert [(s.start, s.stop) for s in doc.sents] == [(s[0].start, s[-1].end) for s in found.sentences]
        assert [(t.start, t.stop, t.text, t.pos, t.feats, t.rel, t.lemma) for t in doc.tokens] == [
            (w.start, w.end, w.text, tag(w.label).pos, tag(w.label).feats, w.relation, w.lemma) for w in words
        ]
        assert [int(t.head_id.split("_")[1]) - 1 for t in doc.tokens] == [w.head for w in words]
        names = [(n.start, n.end, n.kind, n.normal) for n in found.names]
        assert [(s.start, s.stop, s.type, s.normal) for s in doc.spans] == names


def test_a_table_comes_in_windows() -> None:
    (found,) = annotate(["12 345 | Орлов\t" * 300])
    assert {len(sentence) for sentence in found.sentences[:-1]} == {400}
    assert all(a[-1].end <= b[0].start for a, b in pairwise(found.sentences))
