"""Run by a Python that has followthemoney: ``check_ftm.py FILE…``, a JSON object about each on standard output.

faults: what the package's own validation says of each entity, also of properties that a schema does not have or lacks,
and of references to what is not there or of another schema. changed: the values that its cleaning would change.
entities: id → schema, caption and the properties as the package reads them. This file imports nothing of Kadry's.
"""
# mypy: disable-error-code="import-not-found"

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def main() -> None:
    json.dump([checked(Path(name)) for name in sys.argv[1:]], sys.stdout)


def checked(file: Path) -> dict[str, Any]:
    from followthemoney import ValueEntity

    lines = [json.loads(line) for line in file.read_bytes().splitlines()]
    read = {line["id"]: ValueEntity.from_dict(line, cleaned=False) for line in lines}
    return {
        "lines": len(lines),
        "faults": [fault for line in lines for fault in faults(line, read)],
        "changed": [[line["id"], *change] for line in lines for change in changed(line, read[line["id"]])],
        "entities": {id: shown(entity) for id, entity in read.items()},
    }


def faults(line: dict[str, Any], read: dict[str, Any]) -> Iterator[str]:
    from followthemoney.exc import InvalidData

    schema = read[line["id"]].schema
    try:
        schema.validate(line)
    except InvalidData as error:
        yield f"{line['id']}: {error.errors}"
    yield from (f"{schema.name} has no {key}" for key in line["properties"] if key not in schema.properties)
    yield from (f"{line['id']} lacks {key}" for key in schema.required if not line["properties"].get(key))
    if schema.abstract:
        yield f"{schema.name} is abstract"
    for prop, value in read[line["id"]].itervalues():
        if prop.type.name == "entity" and (value not in read or not read[value].schema.is_a(prop.range)):
            yield f"{line['id']}: {prop.name} leads to {value}"


def changed(line: dict[str, Any], entity: Any) -> Iterator[list[Any]]:
    for key, values in line["properties"].items():
        if sorted(values) != sorted(entity.get(key)):
            yield [key, values, entity.get(key)]


def shown(entity: Any) -> dict[str, Any]:
    values = {prop.name: sorted(entity.get(prop)) for prop in entity.iterprops()}
    return {"schema": entity.schema.name, "caption": entity.caption, "properties": values}


if __name__ == "__main__":
    main()
