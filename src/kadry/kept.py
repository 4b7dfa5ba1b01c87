"""Kept: what a function says of words, for what is asked about every word of every text."""

from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")


class Kept(dict[str, Answer]):
    """The answer for each word; a word that is new is asked about when it is looked up.

    Unlike ``lru_cache`` it is looked up without a call and keeps no order of use: all is forgotten where it grows
    beyond ``most`` words.
    """

    def __init__(self, ask: Callable[[str], Answer], most: int) -> None:
        super().__init__()
        self.ask = ask
        self.most = most

    def __missing__(self, word: str) -> Answer:
        answer = self.ask(word)
        if len(self) >= self.most:
            self.clear()
        self[word] = answer
        return answer
