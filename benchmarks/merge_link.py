"""Run by the peers' own Python: ``merge_link.py nomenklatura|splink ENTITIES.jsonl LINKS.jsonl``.

Each line of ENTITIES is ``[type, name]``; each line of LINKS is ``[i, k, score]``: how sure the peer is, from 0 to 1,
that lines i and k (from 0) are one. Equal names of one type are left to the caller. This file is the one place where
the peers are met; it imports nothing of Kadry's, and Kadry's environment has none of theirs.
"""
# mypy: disable-error-code="import-not-found,import-untyped"

import argparse
import itertools
import json
import logging
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

Link = tuple[int, int, float]  # two places in a list of names, and how sure
Linker = Callable[[str, Sequence[str]], Iterable[Link]]

SCHEMATA = {"PERSON": "Person", "ORGANIZATION": "Organization"}
PREFIX = 4  # letters that two names must have in common at the start of a word to be compared
CROWD = 400  # names in a block; a larger one (партия) says nothing
STEM = 6  # letters of a word of a body that its cases leave alone, mostly
LEAST = 0.01  # of links; less sure ones are of no use at any threshold
EM_ROUNDS = 50
PATRONYMIC = re.compile("(?:ович|евич|ич|овна|евна|ична)$")
# The share of words that two names have in common, in SQL.
SHARED = "len(list_intersect(words_l, words_r)) / len(list_distinct(list_concat(words_l, words_r)))"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("method", choices=sorted(LINKERS))
    parser.add_argument("entities", type=Path)
    parser.add_argument("links", type=Path)
    arguments = parser.parse_args()
    with arguments.entities.open(encoding="utf-8") as lines:
        names = [json.loads(line) for line in lines]
    with arguments.links.open("w", encoding="utf-8") as out:
        for type in SCHEMATA:
            places = [i for i, (other, _) in enumerate(names) if other == type]
            found = LINKERS[arguments.method](type, [names[i][1] for i in places]) if len(places) > 1 else ()
            for left, right, sure in sorted(found):  # Splink gives them in any order
                if sure >= LEAST:
                    out.write(json.dumps([places[left], places[right], round(sure, 6)]) + "\n")


def nomenklatura(type: str, names: Sequence[str]) -> Iterator[Link]:
    """Logic-v2's score of each pair of different names that have a word with the same beginning."""
    from followthemoney import model
    from nomenklatura.matching.logic_v2.model import LogicV2
    from nomenklatura.matching.types import ScoringConfig

    first = {name: i for i, name in reversed(list(enumerate(names)))}
    proxies = {
        name: model.get_proxy({"id": str(i), "schema": SCHEMATA[type], "properties": {"name": [name]}})
        for name, i in first.items()
    }
    config = ScoringConfig.defaults()
    for left, right in sorted(pairs(first)):
        # the query's extra words weigh more than the result's, so that the score has a direction: the milder is taken
        scores = (LogicV2.compare(proxies[a], proxies[b], config).score for a, b in ((left, right), (right, left)))
        yield first[left], first[right], max(scores)


def pairs(names: Iterable[str]) -> set[tuple[str, str]]:
    """Pairs of names with a word that begins alike."""
    blocks: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for word in name.lower().replace("-", " ").split():
            blocks[word[:PREFIX]].add(name)
    small = (sorted(block) for block in blocks.values() if len(block) <= CROWD)
    return {pair for block in small for pair in itertools.combinations(block, 2)}


def splink(type: str, names: Sequence[str]) -> Iterator[Link]:
    """Splink's match probability: learned without labels, the frequencies of names taken into account."""
    from splink import DuckDBAPI, SettingsCreator
    from splink import Linker as Model

    logging.getLogger("splink").setLevel(logging.ERROR)
    rows = [columns(type, name) | {"unique_id": i} for i, name in enumerate(names)]
    fields = ("surname", "given", "patronymic") if type == "PERSON" else ("name", "words")
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[comparison(field) for field in fields],
        blocking_rules_to_generate_predictions=blocks(type),
        max_iterations=EM_ROUNDS,
    )
    model = Model(DuckDBAPI().register(table(rows)), settings, log_level=logging.ERROR)
    train(model, type)
    found = model.inference.predict().as_record_list()
    for pair in found:
        yield pair["unique_id_l"], pair["unique_id_r"], pair["match_probability"]


def table(rows: Sequence[dict[str, Any]]) -> Any:
    """The rows as Splink's backend takes them."""
    import pyarrow

    return pyarrow.Table.from_pylist(list(rows))


def columns(type: str, name: str) -> dict[str, Any]:
    """What Splink compares of a name; None where it does not say."""
    words = name.lower().replace("ё", "е").replace(".", ". ").split()
    if type != "PERSON":
        return {
            "name": " ".join(words),
            "words": sorted({word[:STEM] for word in words}),
            "start": words[0][:PREFIX],
            "end": words[-1],
        }
    if len(words) == 3 and PATRONYMIC.search(words[2]) and not PATRONYMIC.search(words[1]):
        words = [words[1], words[2], words[0]]  # «Иванов Иван Иванович»
    elif len(words) > 1 and words[-1].endswith(".") and not words[0].endswith("."):
        words = [*words[1:], words[0]]  # «Иванов И. И.»
    given = words[0] if len(words) > 1 else None
    middle = " ".join(words[1:-1]) or None
    return {"surname": words[-1], "given": given, "patronymic": middle, "start": words[-1][:PREFIX]}


def comparison(field: str) -> Any:
    """The levels of agreement of one column, the strictest first."""
    import splink.comparison_level_library as levels
    from splink.comparison_library import CustomComparison

    initial = f"({field}_l[1] = {field}_r[1] and ({field}_l like '_.%' or {field}_r like '_.%'))"
    exact = levels.ExactMatchLevel(field, term_frequency_adjustments=field != "words")
    near = {
        "words": [levels.CustomLevel(f"{SHARED} >= {least}") for least in (0.75, 0.5)],
        "name": [levels.JaroWinklerLevel(field, least) for least in (0.96, 0.9)],
        "surname": [levels.JaroWinklerLevel(field, least) for least in (0.94, 0.88)],
    }
    others = near.get(field) or [levels.CustomLevel(initial), levels.JaroWinklerLevel(field, 0.88)]
    return CustomComparison(
        output_column_name=field,
        comparison_levels=[levels.NullLevel(field), exact, *others, levels.ElseLevel()],
    )


def blocks(type: str) -> list[Any]:
    """What two records must share to be compared at all."""
    from splink import block_on

    if type == "PERSON":
        return [block_on("surname"), block_on("start"), block_on("given", "substr(surname, 1, 2)")]
    return [block_on("name"), block_on("start"), block_on("end")]


def train(model: Any, type: str) -> None:
    """Estimate the model from the records alone, with a fixed seed."""
    from splink import block_on

    sure = ["l.surname = r.surname and l.given = r.given"] if type == "PERSON" else [block_on("name")]
    training = model.training
    training.estimate_probability_two_random_records_match(sure, recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for field in ("surname", "given") if type == "PERSON" else ("start", "end"):
        training.estimate_parameters_using_expectation_maximisation(block_on(field))


LINKERS: dict[str, Linker] = {"nomenklatura": nomenklatura, "splink": splink}

if __name__ == "__main__":
    main()
