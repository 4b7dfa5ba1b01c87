"""The merge adaptor: given mentions in, a cluster for each out; and what merging must reach on annotated mentions."""

import json
import subprocess
import sys
from pathlib import Path

import merge
import merge_table

ROOT = Path(__file__).parent.parent

TEXTS = {
    "a": "Министр Артём Олегович Дроздецкий приехал в Астану. Дроздецкого встретил посол. МВД Казахстана молчит.",
    "b": "А. О. Дроздецкий выступил в Министерстве внутренних дел Казахстана. Там был и Олег Лапин.",
    "c": "С Артёмом Дроздецким говорил премьер-министр. МВД Литвы ответило отказом.",
}
NAMED = {
    "a": [("PERSON", "Артём Олегович Дроздецкий"), ("PERSON", "Дроздецкого"), ("ORGANIZATION", "МВД Казахстана")],
    "b": [
        ("PERSON", "А. О. Дроздецкий"),
        ("ORGANIZATION", "Министерстве внутренних дел Казахстана"),
        ("ORGANIZATION", "Министерстве внутренних дел"),
        ("PERSON", "Олег Лапин"),
    ],
    "c": [("PERSON", "Артёмом Дроздецким"), ("ORGANIZATION", "МВД Литвы")],
}


def records() -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for doc, text in TEXTS.items():
        mentions = [
            {
                "id": f"{doc}#{name}",
                "type": type,
                "start": text.index(name),
                "end": text.index(name) + len(name),
                "text": name,
            }
            for type, name in NAMED[doc]
        ]
        found.append({"doc": doc, "text": text, "mentions": mentions})
    return found


def groups(clusters: dict[str, str]) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for mention, cluster in clusters.items():
        found.setdefault(cluster, set()).add(mention.partition("#")[2])
    return {frozenset(group) for group in found.values()}


EXPECTED = {
    frozenset(("Артём Олегович Дроздецкий", "Дроздецкого", "А. О. Дроздецкий", "Артёмом Дроздецким")),
    frozenset(("Олег Лапин",)),
    frozenset(("МВД Казахстана", "Министерстве внутренних дел Казахстана", "Министерстве внутренних дел")),
    frozenset(("МВД Литвы",)),
}


def test_every_mention_gets_the_cluster_of_whom_it_names_whatever_the_order() -> None:
    assert groups(merge.clusters(records())) == EXPECTED
    assert groups(merge.clusters(records()[::-1])) == EXPECTED


def test_the_command_reads_files_as_one_universe_and_writes_a_line_for_each_mention(tmp_path: Path) -> None:
    files = []
    for number, record in enumerate(records()):
        files.append(tmp_path / f"mentions_{number}.jsonl")
        files[-1].write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    command = [sys.executable, str(ROOT / "benchmarks" / "merge.py"), *map(str, files)]
    result = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert all(line.keys() == {"id", "cluster"} for line in lines)
    assert groups({line["id"]: line["cluster"] for line in lines}) == EXPECTED


def test_merging_reaches_what_it_must_on_the_annotated_mentions(data: Path, tmp_path: Path) -> None:
    folder = data / "nerel"
    files = [folder / f"mentions_{part}.jsonl" for part in ("train", "dev")]
    found = merge.clusters(json.loads(line) for file in files for line in file.open(encoding="utf-8"))
    predicted = tmp_path / "pred.json"
    predicted.write_text(json.dumps(found), encoding="utf-8")
    gold = ",".join(str(folder / f"gold_{part}.json") for part in ("train", "dev"))
    command = [sys.executable, str(folder / "score_merge.py"), gold, str(predicted), "--json"]
    scores = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout)
    for type, musts in merge_table.MUSTS.items():
        assert {
            name: round(scores[type][name][2], 3) for name, must in musts.items() if scores[type][name][2] < must
        } == {}
