"""Grounds: by which decision of a sentence a verb's deed is done («согласно указу № 7 назначен»)."""

from collections.abc import Sequence
from functools import lru_cache

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.decisions import Naming
from kadry.russian.issuing import CHAIN, VERBAL
from kadry.russian.words import can_be, forms
from kadry.scene import Result

RESULTS: dict[str, Result] = {
    "appoint": "appoints",
    "dismiss": "dismisses",
    "create": "creates",
    "rename": "renames",
    "abolish": "abolishes",
}
GROUNDS = frozenset(("согласно", "основании", "соответствии", "по"))
WHICH = frozenset(("которым", "которой", "которому"))
ADJACENT = 4  # tokens between a participle and its decision


@lru_cache(maxsize=50_000)
def deed(low: str) -> tuple[Result, str, bool] | None:
    """What a verb does to a person or body, its kind of form, and whether it is passive."""
    for form in forms(low):
        if form.kind in VERBAL:
            entry = lexicon.verbs().get(form.lemma)
            name = RESULTS.get(entry.verb_class if entry else lexicon.decisions().get(form.lemma, ""))
            if name is not None:
                passive = "pssv" in form.grammemes or low.endswith(("ся", "сь"))
                return name, form.kind, passive
    return None


def meant_by(tokens: Sequence[Token], namings: Sequence[Naming], verb: int, kind: str) -> int | None:
    """The decision by which a verb's deed is done: the one that hangs on it, else the last before it, else the next."""
    grounds = [i for i, n in enumerate(namings) if is_ground(tokens, n) or is_place(tokens, n)]
    if kind != "PRTF":
        grounds = [i for i in grounds if not _is_told(tokens, namings[i])]
    own = [i for v in _row(tokens, verb) for i in grounds if tokens[namings[i].head].head == v]
    if own:
        return own[0]
    if kind == "PRTF":
        near = [i for i in grounds if 0 < namings[i].first - verb <= ADJACENT]
        near = [i for i in near if not verb < tokens[verb].head < namings[i].first]  # «упразднённого отдела приказом»
        return near[0] if near else None
    taken_up = [i for i, n in enumerate(namings) if n.last <= verb and _relative(tokens, n.last, verb)]
    if taken_up:
        return taken_up[-1]
    grounds = [i for i in grounds if is_ground(tokens, namings[i])]
    grounds = [i for i in grounds if _one_clause(tokens, *sorted((namings[i].head, verb)))]
    before = [i for i in grounds if namings[i].head < verb]
    return before[-1] if before else next(iter(grounds), None)


def _is_told(tokens: Sequence[Token], naming: Naming) -> bool:
    """«созданный указом № 7 комитет»: what the decision does is the participle's."""
    before = (deed(t.low) for t in tokens[max(0, naming.first - 2) : naming.first] if t.verb == "Part")
    return any(told is not None and told[1] == "PRTF" for told in before)


def _relative(tokens: Sequence[Token], i: int, verb: int) -> bool:
    """«приказ № 7, которым уволен …», «указ, согласно которому создан …»: the verb of such a clause."""
    if i >= len(tokens) or tokens[i].text != ",":
        return False
    opened = any(t.low in WHICH for t in tokens[i + 1 : i + 4])
    return opened and all(t.text not in ",;" and not is_verb(t) for t in tokens[i + 1 : verb])


def is_verb(token: Token) -> bool:
    """Whether a token is a finite verb of its own, no auxiliary."""
    return token.verb == "Fin" and token.pos != "AUX"


def _row(tokens: Sequence[Token], verb: int) -> list[int]:
    """A verb and those before it in a row of verbs («переименовал … и упразднил»)."""
    row = [verb]
    while tokens[row[-1]].rel == "conj" and tokens[row[-1]].head >= 0 and len(row) < CHAIN:
        row.append(tokens[row[-1]].head)
    return row


def _one_clause(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether no «что» and no «который» stands between a decision and a verb."""
    return all(t.pos != "SCONJ" and not t.low.startswith("котор") for t in tokens[first:last])


def is_place(tokens: Sequence[Token], naming: Naming) -> bool:
    """«в резолюции № 7 Совет упразднил …»."""
    return naming.first > 0 and tokens[naming.first - 1].low == "в" and tokens[naming.head].case == "loct"


def is_ground(tokens: Sequence[Token], naming: Naming) -> bool:
    """«указом № 5 …», «согласно решению …», «на основании приказа …»."""
    i = naming.first
    while i > 0 and tokens[i - 1].pos in ("ADJ", "DET", "PART"):
        i -= 1
    before = {t.low for t in tokens[max(0, i - 2) : i]}
    preposed = i > 0 and tokens[i - 1].pos == "ADP" and GROUNDS.isdisjoint(before)
    return not preposed and (can_be(tokens[naming.head], "ablt") or not GROUNDS.isdisjoint(before))
