"""The weights of natasha's models, read from the archives that natasha ships; natasha itself is not imported."""

import gzip
import json
import tarfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.intp]

EMBEDDING = "emb/navec_news_v1_1B_250K_300d_100q.tar"
MODELS = {name: f"model/slovnet_{name}_news_v1.tar" for name in ("morph", "syntax", "ner")}
_SIZES = 16  # bytes of the embedding's own header: vectors, dimensions, parts, centroids


class Layer(Struct, frozen=True):
    """A convolution over three words with what follows it: relu(weight · x + bias) · scale + shift.

    weight: 3 × inputs × filters, the first for the word before; the others: filters.
    """

    weight: Floats
    bias: Floats
    scale: Floats
    shift: Floats


class Weights(Struct, frozen=True):
    """One model: what each shape of a word stands for, the convolutions, the arrays of its heads by their path."""

    shapes: Floats
    layers: tuple[Layer, ...]
    heads: dict[str, Floats]
    labels: tuple[str, ...]


class Embedding(Struct, frozen=True):
    """Word vectors as navec packs them: of each word, which of 256 centroids makes each of the vector's parts.

    indexes: words × parts, mapped from the archive, so that processes share them; codes: parts × 256 rows of a part's
    size; starts: the first of each part's.
    """

    indexes: NDArray[np.uint8]
    codes: Floats
    starts: Numbers

    def vectors(self, words: Numbers) -> Floats:
        """The vectors of some words: words × dimensions."""
        unpacked = np.take(self.codes, self.indexes[words] + self.starts, axis=0, mode="clip")
        return unpacked.reshape(len(words), -1)


def data_folder() -> Path:
    """Where natasha keeps its data."""
    found = find_spec("natasha")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("natasha is not installed; its models are what the analysis runs on")
    return Path(found.origin).parent / "data"


@cache
def embedding() -> Embedding:
    """natasha's word embedding, mapped."""
    file = data_folder() / EMBEDDING
    with tarfile.open(file) as archive:
        member = archive.getmember("pq.bin")
    start = member.offset_data
    words, _, parts, centroids = (int(n) for n in np.memmap(file, "<u4", "r", start, (4,)))
    indexes = np.memmap(file, np.uint8, "r", start + _SIZES, (words, parts))
    begin = start + _SIZES + words * parts
    size = (member.size - _SIZES - words * parts) // (4 * parts * centroids)
    codes = np.array(np.memmap(file, "<f4", "r", begin, (parts * centroids, size)))
    return Embedding(indexes, codes, np.arange(parts) * centroids)


def model(name: str) -> Weights:
    """One of natasha's models: morph, syntax or ner."""
    with tarfile.open(data_folder() / MODELS[name]) as archive:
        tree = json.loads(_read(archive, "model.json"))
        labels = gzip.decompress(_read(archive, f"vocabs/{'rel' if name == 'syntax' else 'tag'}.gz"))
        arrays = _arrays(archive, tree)
    layers = tuple(_layer(arrays, f"encoder.layers.{i}") for i in range(len(tree["encoder"]["layers"])))
    heads = {path: array for path, array in arrays.items() if path.startswith(("head.", "rel."))}
    return Weights(arrays["emb.shape.weight"], layers, heads, tuple(labels.decode().splitlines()))


@cache
def word_ids() -> dict[bytes, int]:
    """The number of each word in lower case that the models know, by its bytes; the same in all of them.

    A quarter of a million strings would take twice the memory and a third more time to make.
    """
    with tarfile.open(data_folder() / MODELS["morph"]) as archive:
        words = gzip.decompress(_read(archive, "vocabs/word.gz")).split(b"\n")
    return dict(zip(words, range(len(words)), strict=True))


def encoded(word: str) -> bytes:
    """A word as ``word_ids`` has it."""
    return word.encode("utf-8", "surrogatepass")


def vector(word: str) -> Floats | None:
    """The vector of a word in lower case; None where the models do not know it."""
    number = word_ids().get(encoded(word))
    return None if number is None else embedding().vectors(np.array([number]))[0]


@cache
def shape_ids() -> dict[str, int]:
    """The number of each shape of a word; the same in all models."""
    with tarfile.open(data_folder() / MODELS["morph"]) as archive:
        shapes = gzip.decompress(_read(archive, "vocabs/shape.gz")).decode().splitlines()
    return dict(zip(shapes, range(len(shapes)), strict=True))


def _read(archive: tarfile.TarFile, name: str) -> bytes:
    member = archive.extractfile(name)
    if member is None:
        raise FileNotFoundError(f"natasha's archive of a model has no {name}; install natasha again")
    return member.read()


def _arrays(archive: tarfile.TarFile, tree: Any, path: str = "") -> dict[str, Floats]:
    """Every array that the model's description names, by its place there."""
    if isinstance(tree, dict) and isinstance(tree.get("array"), int):
        raw = np.frombuffer(_read(archive, f"arrays/{tree['array']}.bin"), np.dtype(tree["dtype"]))
        return {path: raw.reshape(tree["shape"]).astype(np.float32)}
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    found: dict[str, Floats] = {}
    for key, value in inner:
        found |= _arrays(archive, value, f"{path}.{key}" if path else str(key))
    return found


def _layer(arrays: dict[str, Floats], path: str) -> Layer:
    norm = {part: arrays[f"{path}.norm.{part}"].astype(np.float64) for part in ("weight", "bias", "mean", "std")}
    scale = norm["weight"] / norm["std"]
    return Layer(
        weight=arrays[f"{path}.conv.weight"].transpose(2, 1, 0),
        bias=arrays[f"{path}.conv.bias"],
        scale=scale.astype(np.float32),
        shift=(norm["bias"] - norm["mean"] * scale).astype(np.float32),
    )
