"""The engine's labels beside natasha's own, whatever the batch; the best path beside brute force; a full table."""

import itertools
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kadry.russian.engine import convolutions, paths, products, spellings, tagging
from kadry.russian.engine.convolutions import STEP, Encoder
from kadry.russian.engine.labels import Cut, label
from kadry.russian.engine.scratch import Scratch
from kadry.russian.engine.segments import sentences, tokens
from kadry.russian.engine.tagging import Engine, Tagged, engine
from kadry.russian.engine.weights import Floats, Numbers, Weights, embedding, model, vector, word_ids
from kadry.russian.engine.winograd import PLANES
from plain_natasha import taggers

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").rglob("*.txt"))
BATCH = 8  # sentences that natasha takes at once

Run = list[str]


def nerel() -> list[str]:
    folder = os.environ.get("KADRY_DATA")
    file = Path(folder or "", "nerel", "dev.jsonl")
    if not folder or not file.exists():
        pytest.skip("KADRY_DATA names no folder with nerel/dev.jsonl")
    return [json.loads(line)["text"] for line in file.read_text("utf-8").splitlines()]


def examples() -> list[str]:
    """The examples that are UTF-8."""
    raw = [file.read_bytes() for file in EXAMPLES]
    return [text for r in raw if "\ufffd" not in (text := r.decode(errors="replace"))]


def runs(text: str) -> list[Run]:
    return [[t[2] for t in tokens(text, start, end)] for start, end in sentences(text) if end > start]


def forms(words: Run) -> Numbers:
    return np.array([spelling.form for spelling in spellings.spellings().of(words)], np.intp)


def tagged(sentences_: Sequence[Run], by: Engine | None = None) -> Tagged:
    return (by or engine()).tag([forms(words) for words in sentences_])


def named(texts: Sequence[Run]) -> list[int]:
    return engine().names([forms(words) for words in texts])


def batches(sequence: Sequence[Run]) -> list[Sequence[Run]]:
    return [sequence[i : i + BATCH] for i in range(0, len(sequence), BATCH)]


def natashas_tags(text: str) -> list[int]:
    infer = taggers().morphology.infer
    return [int(t) for part in batches(runs(text)) for p in infer.process(infer.encoder(part)) for t in p]


def natashas_trees(text: str) -> tuple[list[int], list[int], list[bool]]:
    """Heads, relations, and whether the second best head is as good but for rounding."""
    infer = taggers().syntax.infer
    heads: list[int] = []
    relations: list[int] = []
    ties: list[bool] = []
    for part in batches(runs(text)):
        for given_ in infer.encoder(part):
            scores = infer.model(given_.word_id, given_.shape_id, given_.pad_mask).head_id
            for number, words in enumerate(part):
                best = np.sort(scores[number, : len(words), : len(words) + 1], axis=1)
                ties += (best[:, -1] - best[:, -2] < tagging.TIED).tolist()
        for head, relation in infer.process(infer.encoder(part)):
            heads += [int(h) - 1 for h in head]
            relations += [int(r) for r in relation]
    return heads, relations, ties


def natashas_names(text: str) -> list[int]:
    infer = taggers().names.infer
    words = [t[2] for t in tokens(text, 0, len(text))]
    return [int(t) for p in infer.process(infer.encoder([words])) for t in p]


def check(texts: list[str]) -> None:
    """All labels are natasha's; a head may be another one only where natasha's two best score alike."""
    for text in texts:
        found = tagged(runs(text))
        assert found.tags == natashas_tags(text)
        heads, relations, ties = natashas_trees(text)
        told = [tie or h == g for h, g, tie in zip(heads, found.heads, ties, strict=True)]
        assert all(told)
        same = [i for i, (h, g) in enumerate(zip(heads, found.heads, strict=True)) if h == g]
        assert len(same) > 0.9 * len(heads)
        assert [relations[i] for i in same] == [found.relations[i] for i in same]
        assert named([[t[2] for t in tokens(text, 0, len(text))]]) == natashas_names(text)


def test_labels_are_natashas_on_the_examples() -> None:
    check(examples())


def test_labels_are_natashas_on_the_news() -> None:
    check(nerel()[:30])


ODD = "а Б СИЗО-6 Мария-Луиза 2011-2020 ... ?! № 🙂 İ ǅ - « қ <unk> e-mail".split()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from(ODD) | st.text(min_size=1, max_size=8), min_size=1, max_size=9), max_size=12))
def test_labels_are_natashas_on_odd_words(sentences_: list[Run]) -> None:
    infer = taggers().morphology.infer
    expected = [int(t) for part in batches(sentences_) for p in infer.process(infer.encoder(part)) for t in p]
    assert tagged(sentences_).tags == expected


def some_sentences() -> list[Run]:
    return [run for text in examples() for run in runs(text)]


def test_labels_do_not_hang_on_the_batch() -> None:
    every = some_sentences()
    together = tagged(every)
    alone = [tagged([run]) for run in every]
    turned = tagged(every[::-1])
    assert together.tags == [tag for one in alone for tag in one.tags]
    assert together.heads == [head for one in alone for head in one.heads]
    assert together.relations == [relation for one in alone for relation in one.relations]
    assert sorted(turned.tags) == sorted(together.tags)
    texts = [[word for run in runs(text) for word in run] for text in examples()]
    assert named(texts) == [tag for text in texts for tag in named([text])]


def plain_features(weights: Weights, run: Run) -> Any:
    """A model's layers, word for word as they are defined, in numbers of double length."""
    words, shapes = spellings.spellings().parts(forms(run))
    rows = np.hstack((embedding().vectors(words), weights.shapes[shapes])).astype(np.float64)
    for number, layer in enumerate(weights.layers):
        if number:
            before = weights.layers[number - 1]
            rows = rows * before.scale + before.shift
        around = np.pad(rows, ((1, 1), (0, 0)))
        sums = sum(around[tap : tap + len(rows)] @ layer.weight[tap].astype(np.float64) for tap in range(3))
        rows = np.maximum(sums + layer.bias, 0)
    return rows


def features(encoder: Encoder, packed: Sequence[Numbers]) -> Floats:
    """What an encoder makes of the words' forms of some sentences: through a head that gives each feature itself."""
    table = products.Products((encoder,), spellings.spellings(), Scratch())
    rows = np.concatenate([[0, *table.rows(run)] for run in packed])
    rows = np.pad(rows, (0, -len(rows) % PLANES))
    found = encoder.features(table.tables[0], rows)[rows > 0]
    plain = np.eye(found.shape[1] - 1, dtype=np.float32)
    meant: Floats = np.matmul(found, encoder.head(plain, np.zeros(len(plain), np.float32)))
    return meant


def test_features_are_those_of_plain_convolutions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the lengths of sentences, and wherever a block of rows ends."""
    monkeypatch.setattr(convolutions, "STEP", 2 * PLANES)
    monkeypatch.setattr(convolutions, "PIECE", 2)
    sentences_ = [["Да"], ["Нет", "."], *some_sentences()[:12]]
    weights = model("syntax")
    found = features(Encoder(weights, Scratch()), [forms(run) for run in sentences_])
    plain = np.concatenate([plain_features(weights, run) for run in sentences_])
    expected = plain * weights.layers[-1].scale + weights.layers[-1].shift
    assert np.abs(found - expected).max() < 1e-5 * np.abs(expected).max()


def test_features_do_not_hang_on_the_place_in_the_batch() -> None:
    """The numbers behind the labels are the same to the fourth digit."""
    encoder = Encoder(model("morph"), Scratch())
    words = forms(["Президент", "назначил", "министром", "Орлова", "."])
    single = features(encoder, [words])
    packed = features(encoder, [words] * (3 * STEP // (len(words) + 1)))
    for start in range(0, len(packed), len(words)):
        assert np.abs(packed[start : start + len(words)] - single).max() < 1e-4 * np.abs(single).max()


def test_a_full_table_gives_the_same_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    every = some_sentences()
    monkeypatch.setattr(products, "CAPACITY", 600)
    monkeypatch.setattr(tagging, "ROWS", 300)
    monkeypatch.setattr(spellings, "REMEMBERED", 50)
    small = Engine()
    assert tagged(every, small) == tagged(every)
    assert len({word for run in every for word in run}) > 600
    assert np.count_nonzero(small._products._row) <= 600


def test_a_text_longer_than_a_stretch_is_tagged_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    text = [word for text in examples() for run in runs(text) for word in run]
    whole = named([text])
    monkeypatch.setattr(tagging, "LONG", 7)
    assert named([text]) == whole


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_the_best_path_is_that_of_brute_force(data: Any) -> None:
    tags = data.draw(st.integers(2, 3))
    sizes = data.draw(st.lists(st.integers(1, 5), min_size=1, max_size=4))
    scores = st.floats(-5, 5, width=32, allow_nan=False)
    emissions = np.array(
        data.draw(st.lists(scores, min_size=sum(sizes) * tags, max_size=sum(sizes) * tags)), np.float32
    )
    emissions = emissions.reshape(-1, tags)
    transitions = np.array(data.draw(st.lists(scores, min_size=tags**2, max_size=tags**2)), np.float32)
    transitions = transitions.reshape(tags, tags)
    found, start = paths.decode(emissions, transitions, sizes), 0
    for size in sizes:
        part = emissions[start : start + size]
        best = max(total(part, transitions, way) for way in itertools.product(range(tags), repeat=size))
        assert total(part, transitions, found[start : start + size]) == pytest.approx(best, abs=1e-4)
        start += size


def total(emissions: Any, transitions: Any, way: Sequence[int]) -> float:
    steps = sum(float(transitions[a, b]) for a, b in itertools.pairwise(way))
    return steps + sum(float(emissions[i, tag]) for i, tag in enumerate(way))


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(1, 60), min_size=1, max_size=6), st.sampled_from([0.1, 1, 20]))
def test_stretches_give_the_path_of_the_whole(seed: int, sizes: list[int], strength: float) -> None:
    """Weak emissions leave the paths of stretches apart, which is noticed."""
    random = np.random.default_rng(seed)
    emissions = (random.standard_normal((sum(sizes), 4)) * strength).astype(np.float32)
    transitions = random.standard_normal((4, 4)).astype(np.float32) * 5
    whole = paths.decode(emissions, transitions, sizes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "STRETCH", 5)
        patch.setattr(paths, "BEFORE", 3)
        parts = paths.decode(emissions, transitions, sizes)
    start = 0
    for size in sizes:
        part = emissions[start : start + size]
        ways = [total(part, transitions, found[start : start + size]) for found in (whole, parts)]
        assert ways[0] == pytest.approx(ways[1], abs=1e-2)
        start += size


def test_vectors_are_natashas() -> None:
    theirs = taggers().embedding
    assert theirs.vocab.words == [word.decode() for word in word_ids()]
    for word in ("президент", "кадры", "<unk>"):
        found = vector(word)
        assert found is not None
        assert (found == theirs[word]).all()
    assert vector("президентствуя") is None
    assert embedding().vectors(np.array([0, 5])).shape == (2, 300)


def test_no_text_and_no_word_have_no_labels() -> None:
    assert list(label([])) == []
    (empty,) = label([Cut((), ())])
    assert (empty.tags, empty.names) == ([], [])
    first, second = label([Cut((), ()), Cut(tokens("Пётр Ким", 0, 8), (2,))])
    assert first.names == []
    assert second.names == [(0, 8, "PER")]
