"""One HTML page of a graph that works offline: a drawing, search, filters, dossiers, every sentence (docs/page.md).

All that the page needs stands in it, and its content security policy forbids it to ask for anything else: only the
scripts and styles whose hashes it states run. What documents say is data in it, and becomes text, never markup.
"""

import json
import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from string import Template
from typing import BinaryIO

import msgspec

from kadry.errors import PluginError, UsageError
from kadry.exporters.page.records import records
from kadry.graph import Graph
from kadry.plugins import ExportOptions

# People and bodies, and what is around them: more of either make a page that browsers open slowly and nobody surveys.
MOST = 3000
_SCRIPTS = (
    "strict.js",
    "moments.js",
    "search.js",
    "words.js",
    "details.js",
    "scene.js",
    "layout.js",
    "picture.js",
    "page.js",
)
_NOTHING = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'"
_RISKY = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def write(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """Write the page; ``options`` change nothing, since ids need no base here.

    Raises UsageError where the graph is too large for a page, PluginError where the drawing library is missing.
    """
    _check_size(len(graph.persons) + len(graph.bodies), "people and bodies")
    _check_size(len(graph.decisions) + len(graph.events) + len(graph.successions), "decisions, events and successions")
    library, style, script = drawing_library(), _part("page.css"), "".join(map(_part, _SCRIPTS))
    page = Template(_part("page.html")).substitute(
        policy=f"{_NOTHING}; style-src {_hash(style)}; script-src {_hash(library)} {_hash(script)}",
        style=style,
        library=library,
        script=script,
        data=embedded(msgspec.to_builtins(records(graph))),
    )
    out.write(page.encode())


def _check_size(size: int, what: str) -> None:
    if size > MOST:
        raise UsageError(
            f"{size:,} {what} are too many for one page, which takes {MOST:,}: name one with --around NAME "
            "and how far to go with --depth N, or take another format"
        )


def drawing_library() -> str:
    """D3 with the notice that it asks for, as the package mpld3 brings it; raises PluginError where that is missing."""
    found = find_spec("mpld3")
    try:
        if found is None or found.origin is None:
            raise FileNotFoundError("mpld3")
        script = Path(found.origin).with_name("js").joinpath("d3.v5.min.js").read_text(encoding="utf-8")
    except OSError as error:
        raise PluginError("the drawing library is missing; install it: pip install 'kadry[html]' (mpld3)") from error
    return f"/*\n{_part('d3-licence.txt')}*/\n{script.strip()}\n"


def embedded(data: object) -> str:
    """Data as JSON that no HTML parser can take for markup, and that any JSON parser reads back."""
    plain = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _RISKY.sub(lambda match: f"\\u{ord(match[0]):04x}", plain)


def _hash(inline: str) -> str:
    """How a content security policy names an inline script or style (CSP level 3, section 2.3.1)."""
    return f"'sha256-{b64encode(sha256(inline.encode()).digest()).decode()}'"


def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
