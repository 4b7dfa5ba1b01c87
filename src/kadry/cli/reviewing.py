"""``kadry review``: a person decides on unsure pairs, the most valuable first."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from kadry.claim import Judgement, Verdict
from kadry.cli import options
from kadry.cli.known import Known, read_known, worded
from kadry.cli.screen import say
from kadry.cli.sides import gather, side

if TYPE_CHECKING:
    from kadry.resolve.questions import Answer, Pair, Reply
    from kadry.store import Store

_HELP = """\
  s  they are the same        s born in one year: the words after the letter are kept as the reason
  d  they are different
  u  skip (or Enter): asked again in the next review, not in this one
  b  back: take the last answer back and ask again
  q  quit; what was answered is kept
  ?  this help"""
_Choice = Literal["same", "different", "skipped", "back", "quit"]
_CHOICES: dict[str, _Choice] = {
    **dict.fromkeys(("s", "same"), "same"),
    **dict.fromkeys(("d", "different"), "different"),
    **dict.fromkeys(("", "u", "unsure", "skip"), "skipped"),
    **dict.fromkeys(("b", "back"), "back"),
    **dict.fromkeys(("q", "quit"), "quit"),
}
_LAYOUT = str.maketrans("ывгий", "sdubq")  # the same keys where the keyboard writes Russian


@click.command()
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Ask at most N questions.")
@click.option(
    "--min-score", type=click.FloatRange(0, 1), default=0.0, metavar="X", help="Leave out pairs that are less alike."
)
@options.by
@options.store
def review(limit: int | None, min_score: float, by: str, place: Path) -> None:
    """Decide on pairs that rules neither join nor part.

    Those on which most claims and documents hang come first. Each is shown with what is known of both, their
    sentences, and the reasons for and against. Each answer is kept at once, as kadry judge keeps it.

    \b
    Keys, each with Enter:
      s  same        d  different        u  skip (or Enter alone)
      b  back        q  quit             ?  help
    Words after s or d are kept as the reason: s born in one year

    \b
    Examples:
      kadry review
      kadry review --limit 20 --min-score 0.6 --by anna
    """
    with options.existing(place) as store:
        known = read_known(store, questions=True)
        pairs = [pair for pair in known.unsure if pair.score >= min_score]
        session = _Session(store, known, pairs, by)
        session.run(limit)
    say(session.summary())


class _Session:
    """One review. An answer is in the ledger before the next question is asked; taking it back is a word too."""

    def __init__(self, store: "Store", known: Known, pairs: "Sequence[Pair]", by: str) -> None:
        from kadry.resolve.questions import Agenda, by_value

        self._store = store
        self._known = known
        self._by = by
        keys = [key for pair in pairs for key in (pair.left, pair.right)]
        self._evidence = gather(known, store.claims(), store.rejected(), keys)
        homes = {key: entity.id for key, entity in known.homes.items()}
        weights = {entity.id: self._evidence.weight(entity) for entity in map(known.homes.__getitem__, keys)}
        self._agenda = Agenda(by_value(pairs, homes, weights), homes, _judged(known))

    def run(self, limit: int | None) -> None:
        """Ask until all is answered, ``limit`` questions are, or the person quits."""
        agenda = self._agenda
        while (pair := agenda.next()) is not None and (limit is None or len(agenda.answers) < limit):
            click.echo("\n".join(self._card(pair)) + "\n")
            if not self._ask(pair):
                return

    def summary(self) -> str:
        """What was answered."""
        counts = Counter(answer.reply for answer in self._agenda.answers)
        told = ", ".join(f"{counts[reply]} {reply}" for reply in ("same", "different", "skipped"))
        return f"{told}; {self._agenda.remaining()} unsure pairs left"

    def _card(self, pair: "Pair") -> Iterator[str]:
        yield ""
        yield f"Question {len(self._agenda.answers) + 1}, {self._agenda.remaining()} left; score {pair.score:.2f}"
        yield ""
        for key in (pair.left, pair.right):
            yield from side(key, self._known, self._evidence, self._store.document)
            yield ""
        for reason in pair.reasons:
            yield f"  {worded(reason)}{' (forbids a merge by rule)' if reason.veto else ''}"

    def _ask(self, pair: "Pair") -> bool:
        """Ask until there is an answer to this pair or one less of those before; False to quit."""
        while True:
            click.echo("same, different, unsure, back, quit, ? > ", nl=False, err=True)
            line = sys.stdin.readline()
            word, _, reason = line.strip().partition(" ")
            reply = _CHOICES.get(word.lower().translate(_LAYOUT))
            if not line or reply == "quit":
                return False
            if reply == "back":
                if self._back():
                    return True
            elif reply in ("same", "different", "skipped"):
                self._answer(pair, reply, reason.strip())
                return True
            else:
                say(_HELP)

    def _answer(self, pair: "Pair", reply: "Reply", reason: str) -> None:
        if reply != "skipped":
            self._judge(pair, reply, reason)
        self._agenda.answer(pair, reply)

    def _back(self) -> bool:
        last = self._agenda.back()
        if last is None:
            say("there is no answer to take back")
            return False
        if last.reply != "skipped":
            self._judge(last, "unsure", "")
        say("the last answer is taken back")
        return True

    def _judge(self, two: "Pair | Answer", verdict: Verdict, reason: str) -> None:
        word = Judgement(at=options.now(), left=two.left, right=two.right, verdict=verdict, by=self._by, reason=reason)
        self._store.judge(word)


def _judged(known: Known) -> "Iterator[Answer]":
    """What earlier words hold apart: no question, though the rules may be unsure."""
    from kadry.resolve.conflicts import in_force
    from kadry.resolve.questions import Answer

    for (left, right), word in in_force(known.judgements, known.holders).items():
        if word.verdict == "different":
            yield Answer(left, right, "different")
