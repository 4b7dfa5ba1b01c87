"""Growing a forest for kadry.russian.trees: scikit-learn's gradient boosting, kept as plain arrays."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from sklearn.decomposition import PCA
from sklearn.ensemble import HistGradientBoostingClassifier

import kadry  # noqa: F401  asks for one BLAS thread before numpy loads
from kadry.russian.engine.weights import vector

WORDS = 12  # dimensions that are kept of a word's embedding
Row = tuple[Mapping[str, float], str, bool]  # numbers, a word, whether the pair is right


class Settings(Struct, frozen=True):
    """How a forest grows: trees, leaves of each, weight of each, share of the columns that a split may choose from."""

    rounds: int
    leaves: int
    rate: float
    choice: float


SETTINGS: Mapping[str, Settings] = {
    "holders": Settings(rounds=400, leaves=31, rate=0.03, choice=0.15),
    "seats": Settings(rounds=200, leaves=15, rate=0.05, choice=0.3),
    "members": Settings(rounds=200, leaves=15, rate=0.05, choice=0.3),
}


def grow(settings: Settings, rows: Sequence[Row], file: Path) -> int:
    """Grow a forest into a file; the file's size in bytes."""
    plain = sorted({key for numbers, _, _ in rows for key in numbers})
    vectors = np.array([_vector(word) for _, word, _ in rows])
    projection = PCA(WORDS, random_state=0).fit(vectors).components_
    table = np.array([[numbers.get(key, np.nan) for key in plain] for numbers, _, _ in rows], dtype=np.float64)
    model = HistGradientBoostingClassifier(
        max_iter=settings.rounds,
        learning_rate=settings.rate,
        max_leaf_nodes=settings.leaves,
        min_samples_leaf=40,
        l2_regularization=1.0,
        max_features=settings.choice,
        random_state=0,
    ).fit(np.hstack([table, vectors @ projection.T]), [right for _, _, right in rows])
    write(model, [*plain, *(f"word:{i}" for i in range(WORDS))], projection, file)
    return file.stat().st_size


def _vector(word: str) -> Any:
    known = vector(word)
    return np.zeros(300) if known is None else known.astype(np.float64)


def write(model: HistGradientBoostingClassifier, columns: list[str], projection: Any, file: Path) -> None:
    """The trees as arrays, one entry a node, parents before children; a leaf's children are itself."""
    parts: dict[str, list[Any]] = {key: [] for key in ("feature", "threshold", "left", "right", "missing", "value")}
    roots, size = [], 0
    for (tree,) in model._predictors:
        nodes = tree.nodes
        here = np.arange(len(nodes)) + size
        leaf = nodes["is_leaf"].astype(bool)
        roots.append(size)
        parts["feature"].append(np.where(leaf, 0, nodes["feature_idx"]))
        parts["threshold"].append(np.where(leaf, 0.0, nodes["num_threshold"]))
        parts["left"].append(np.where(leaf, here, nodes["left"] + size))
        parts["right"].append(np.where(leaf, here, nodes["right"] + size))
        parts["missing"].append(nodes["missing_go_to_left"].astype(bool))
        parts["value"].append(np.where(leaf, nodes["value"], 0.0))
        size += len(nodes)
    kinds = {"feature": np.uint8, "threshold": np.float64, "left": np.uint32, "right": np.uint32, "value": np.float32}
    arrays: dict[str, Any] = {key: np.concatenate(value).astype(kinds.get(key, bool)) for key, value in parts.items()}
    np.savez_compressed(
        file,
        names=np.array(columns),
        start=np.float64(model._baseline_prediction.ravel()[0]),
        roots=np.array(roots, dtype=np.uint32),
        projection=projection.astype(np.float32),
        **arrays,
    )
