"""Bytes to text. Nothing is changed but the encoding: a byte-order mark goes, line ends and all else stay.

UTF-8 is strict and therefore certain. The eight-bit Cyrillic encodings all decode each other's texts without an error,
so charset-normalizer only proposes candidates and the frequencies of Russian letters decide.
"""

import codecs
import math
import re
from itertools import pairwise

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_EIGHT_BIT = {"cp1251": "windows-1251", "koi8_r": "KOI8-R", "cp866": "IBM866", "iso8859_5": "ISO-8859-5"}
# Letters per thousand in running Russian text (Russian National Corpus, modern part).
_PER_THOUSAND = {
    "о": 110, "е": 85, "а": 80, "и": 74, "н": 67, "т": 63, "с": 55, "р": 47, "в": 45, "л": 44, "к": 35, "м": 32,
    "д": 30, "п": 28, "у": 26, "я": 20, "ы": 19, "ь": 17, "г": 17, "з": 16, "б": 16, "ч": 14, "й": 12, "х": 9.7,
    "ж": 9.4, "ш": 7.2, "ю": 6.4, "ц": 4.9, "щ": 3.6, "э": 3.2, "ф": 2.7, "ъ": 0.4, "ё": 3,
}  # fmt: skip
_WEIGHT = {letter: math.log(value / 1000) for letter, value in _PER_THOUSAND.items()}
_NEUTRAL = math.log(0.01)
_STRANGE = math.log(0.0001)
_PUNCTUATION = frozenset("«»„“”‘’–—…№§°\u00a0©•")
# Hardly any Russian word begins so, or has these letters side by side.
_IMPOSSIBLE = re.compile(r"\b[ьъы]|[ьъ][ьъы]|[аеёиоуыэюя][ьъы]|[бвгджзйклмнпрстфхцчшщ]{5}", re.IGNORECASE)
_SAMPLE = 50_000
# Running Russian text averages about -3.0, headlines in capitals the same; a wrong decoding is below -4.5.
_RUSSIAN = -4.0
_BROKEN_SHARE = 0.001


class UnknownEncodingError(ValueError):
    """Bytes that are text in none of the encodings that Kadry knows."""


def decode(data: bytes) -> tuple[str, str]:
    """The text of some bytes, and the name of their encoding (``UTF-8``, ``windows-1251``, …).

    Raises UnknownEncodingError where no encoding gives text.
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], codec, name)
    wide = _wide(data[:_SAMPLE])
    if wide is not None:
        return _strict(data, wide, "UTF-16")
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _mended(data) or _eight_bit(data)


def _strict(data: bytes, codec: str, name: str) -> tuple[str, str]:
    try:
        return data.decode(codec), name
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 4:  # a download that was cut inside its last character
            return data.decode(codec, "replace"), f"{name} (cut inside its last character)"
        raise UnknownEncodingError(f"marked as {name}, but byte {error.start} is not") from error


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: every other byte is the high byte of Cyrillic, ASCII or general punctuation."""
    if len(sample) < 4:
        return None
    for codec, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        usual = sum(high.count(byte) for byte in (0x00, 0x04, 0x20))
        if usual > 0.95 * len(high) and high.count(0x04) + high.count(0x00) > 0.6 * len(high):
            return codec
    return None


def _mended(data: bytes) -> tuple[str, str] | None:
    """UTF-8 with a stray broken byte: an eight-bit encoding would break every letter, not one in a thousand."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    if broken > max(1, _BROKEN_SHARE * len(text)) or not re.search("[а-яё]", text):
        return None
    return text, f"UTF-8 with {broken} broken characters, shown as U+FFFD"


def _eight_bit(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    proposed = [match.encoding for match in from_bytes(sample, cp_isolation=list(_EIGHT_BIT))]
    scores: dict[str, float] = {}
    for codec in (*proposed, *_EIGHT_BIT):
        try:
            scores.setdefault(codec, russianness(sample.decode(codec)))
        except UnicodeDecodeError:
            continue
    best = max(scores, key=lambda codec: scores[codec], default=None)
    if best is None or scores[best] < _RUSSIAN:
        raise UnknownEncodingError("in no encoding of Russian that is known here; convert it to UTF-8")
    try:
        return data.decode(best), _EIGHT_BIT[best]
    except UnicodeDecodeError:
        return data.decode(best, "replace"), f"{_EIGHT_BIT[best]} with broken bytes, shown as U+FFFD"


def russianness(text: str) -> float:
    """How much the characters beyond ASCII look like Russian: the mean log-probability of each, about -3 for Russian.

    A capital after a small letter counts against it, since windows-1251 and KOI8-R swap the two cases; so do letters
    where Russian never has them, and a little each capital.
    """
    beyond = [c for c in text if c > "\x7f"]
    if not beyond:
        return _STRANGE
    total = sum(_WEIGHT.get(c.lower(), _NEUTRAL if c in _PUNCTUATION else _STRANGE) for c in beyond)
    swapped = sum(1 for left, right in pairwise(text) if left.islower() and right.isupper())
    impossible = len(_IMPOSSIBLE.findall(text))
    capitals = sum(1 for c in beyond if c.isupper())
    return (total - 3 * swapped - 3 * impossible - 0.05 * capitals) / len(beyond)
