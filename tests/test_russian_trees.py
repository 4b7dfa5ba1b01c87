"""Forests: evaluated as scikit-learn evaluates them, read back as they were written."""

from pathlib import Path

import numpy as np
import pytest
from msgspec import structs
from sklearn.ensemble import HistGradientBoostingClassifier

import forest
import kadry  # noqa: F401  asks for one BLAS thread before numpy loads
from kadry.extractors.learned.forests import HERE, QUESTIONS
from kadry.russian.trees import BATCH, LEAVES, Forest, Nodes, load, planted

COLUMNS = ["a", "b", "c", "d"]


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Forest, HistGradientBoostingClassifier]:
    """A small forest over random numbers, some of them missing, as scikit-learn has it and as it is read back."""
    random = np.random.default_rng(1)
    table = random.normal(size=(900, 4))
    table[random.random(table.shape) < 0.2] = np.nan
    right = (np.nan_to_num(table[:, 0]) + np.nan_to_num(table[:, 1]) ** 2 + random.normal(size=900) / 2) > 1
    model = HistGradientBoostingClassifier(max_iter=40, max_leaf_nodes=12, random_state=0).fit(table, right)
    file = tmp_path_factory.mktemp("forests") / "toy.npz"
    forest.write(model, COLUMNS, np.zeros((0, 300)), file)
    return load(file), model


def test_probabilities_are_those_of_scikit_learn(grown: tuple[Forest, HistGradientBoostingClassifier]) -> None:
    ours, theirs = grown
    random = np.random.default_rng(2)
    rows = random.normal(size=(BATCH + 50, 4)) * 2
    rows[random.random(rows.shape) < 0.3] = np.nan
    expected = theirs.predict_proba(rows)[:, 1]
    assert np.allclose(ours.probabilities(rows.tolist()), expected, atol=1e-6)
    assert ours.names == tuple(COLUMNS)


def test_a_row_is_judged_alone(grown: tuple[Forest, HistGradientBoostingClassifier]) -> None:
    ours, _ = grown
    rows = np.random.default_rng(3).normal(size=(7, 4)).tolist()
    assert [ours.probabilities([row])[0] for row in rows] == ours.probabilities(rows)
    assert ours.probabilities(rows[::-1]) == ours.probabilities(rows)[::-1]


STUMP = Nodes(
    roots=np.array([0]),
    feature=np.array([0, 0, 0]),
    threshold=np.array([1.0, 0.0, 0.0]),
    left=np.array([1, 1, 2]),
    right=np.array([2, 1, 2]),
    missing=np.array([False, False, False]),
    value=np.array([0.0, -50.0, 50.0]),
)


def test_a_threshold_belongs_to_the_left() -> None:
    stump = planted(("x",), 0.0, np.zeros((0, 300)), STUMP)
    nan = float("nan")
    assert [round(p) for p in stump.probabilities([[0.0], [1.0], [1.5], [nan]])] == [0, 0, 1, 1]


def test_only_whether_a_number_is_missing_may_part_rows() -> None:
    told = structs.replace(STUMP, threshold=np.array([np.inf, 0.0, 0.0]))
    stump = planted(("x",), 0.0, np.zeros((0, 300)), told)
    assert [round(p) for p in stump.probabilities([[-1e9], [np.inf], [float("nan")]])] == [0, 0, 1]


def test_trees_of_another_order_are_refused() -> None:
    turned = structs.replace(STUMP, left=np.array([2, 1, 2]), right=np.array([1, 1, 2]))
    with pytest.raises(ValueError, match="left children right behind their parents"):
        planted(("x",), 0.0, np.zeros((0, 300)), turned)


def test_a_tree_of_too_many_leaves_is_refused() -> None:
    size = 2 * LEAVES + 1  # a comb of one leaf too many
    here, inner = np.arange(size), np.arange(size) % 2 == 0
    inner[-1] = False
    comb = Nodes(
        roots=np.array([0]),
        feature=np.zeros(size, dtype=np.intp),
        threshold=here.astype(np.float64),
        left=np.where(inner, here + 1, here),
        right=np.where(inner, here + 2, here),
        missing=np.zeros(size, dtype=bool),
        value=here.astype(np.float64),
    )
    with pytest.raises(ValueError, match="at most 32 leaves"):
        planted(("x",), 0.0, np.zeros((0, 300)), comb)


def test_words_are_told_by_their_embedding() -> None:
    holders = load(HERE / "holders.npz")
    assert len(holders.word("министр")) == len(holders.projection) == forest.WORDS
    assert holders.word("министр") != holders.word("певица")
    assert holders.word("щжфц") == [0.0] * forest.WORDS


def test_the_weights_are_small() -> None:
    files = [HERE / f"{name}.npz" for name in QUESTIONS]
    assert sum(file.stat().st_size for file in files) < 1_000_000


def test_a_file_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "nothing.npz")
