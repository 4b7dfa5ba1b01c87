"""What readings of words take, and whether they are pymorphy3's: ``readings.py TEXTS [--limit N]``.

Each word of the texts is read by Kadry and by pymorphy3, as it stands and with one letter changed. Prints by kind of
word how many were read, how many differ, and the microseconds of processor time that either takes for a word that it
has not kept: the lesser of two turns, which change with the other's.
"""

import argparse
import itertools
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import texts
from kadry.russian.dictionary import forms, parses
from kadry.russian.guesses import guessed
from kadry.russian.models import morph

WORD = re.compile(r"\w+(?:-\w+)*|[^\w\s]")
LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, help="a folder of .txt files or a .jsonl of {doc, text}")
    parser.add_argument("--limit", type=int, help="only the first N texts")
    arguments = parser.parse_args()
    words = words_of(text for _, text in itertools.islice(texts.read(arguments.texts), arguments.limit))
    kinds: dict[str, list[str]] = {}
    for word in [*words, *misspelt(words)]:
        kinds.setdefault(kind(word), []).append(word)
    print(f"{'words':10} {'read':>8} {'differ':>8} {'µs here':>8} {'µs there':>8}")
    for name, found in sorted(kinds.items()):
        differ = sum(here(word) != there(word) for word in found)
        ours, theirs = least(forms.__wrapped__, parses, found)
        print(f"{name:10} {len(found):8} {differ:8} {ours:8.1f} {theirs:8.1f}")


def words_of(found: Iterable[str]) -> list[str]:
    """Every word of the texts in lower case, once."""
    return list(dict.fromkeys(word for text in found for word in WORD.findall(text.lower())))


def misspelt(words: Iterable[str]) -> list[str]:
    """Words with one letter replaced."""
    chance = Random(1)
    places = [(word, chance.randrange(len(word))) for word in words]
    return [word[:i] + chance.choice(LETTERS) + word[i + 1 :] for word, i in places]


def kind(word: str) -> str:
    """Whether the dictionary has a word, else what it is made of."""
    if morph().word_is_known(word):
        return "known"
    if re.fullmatch("[а-яё]+", word):
        return "guessed"
    return "hyphen" if re.fullmatch("[а-яё]+-[а-яё]+", word) else "other"


def here(word: str) -> list[tuple[str, str, float]]:
    """Kadry's readings of a word."""
    return [(form.lemma, form.label, form.score) for form in forms.__wrapped__(word)]


def there(word: str) -> list[tuple[str, str, float]]:
    """pymorphy3's readings of a word."""
    return [(parse.normal_form.replace("ё", "е"), str(parse.tag), parse.score) for parse in parses(word)]


def least(ours: Callable[[str], object], theirs: Callable[[str], object], words: list[str]) -> tuple[float, float]:
    """Microseconds a word of either side, the lesser of two turns."""
    turns = [(spent(ours, words), spent(theirs, words)) for _ in range(2)]
    left, right = zip(*turns, strict=True)
    return min(left), min(right)


def spent(read: Callable[[str], object], words: list[str]) -> float:
    """Microseconds of processor time a word."""
    guessed.cache_clear()
    start = time.process_time()
    for word in words:
        read(word)
    return (time.process_time() - start) / len(words) * 1e6


if __name__ == "__main__":
    main()
