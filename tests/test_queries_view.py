"""The quads beside the ledger: always what a fresh load of the N-Quads export has."""

import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from pyoxigraph import NamedNode, Quad, RdfFormat
from test_graphing import acts, add, do, filled

from kadry import graphing
from kadry.claim import Judgement
from kadry.errors import UsageError
from kadry.exporters.rdf import write_nquads
from kadry.exporters.vocabulary import LABEL
from kadry.plugins import ExportOptions
from kadry.queries import view
from kadry.queries.renewing import Renewal
from kadry.store import Store
from kadry.store.beside import MARK, folder

BASE = "https://graph.example/"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "kadry.db") as opened:
        yield opened


def exported(store: Store, base: str = BASE, as_of: str | None = None, known_at: str | None = None) -> set[Quad]:
    """What pyoxigraph reads in the export."""
    out = io.BytesIO()
    with graphing.opened(store, as_of=as_of, known_at=known_at) as graph:
        write_nquads(graph, out, ExportOptions(base=base))
    quads = pyoxigraph.Store()
    quads.load(out.getvalue(), RdfFormat.N_QUADS)
    return set(quads)


def kept(store: Store, base: str = BASE) -> set[Quad]:
    with view.opened(store, base) as quads:
        return set(quads)


def is_right(store: Store) -> None:
    found, right = kept(store), exported(store)
    assert found - right == set(), "is no more so"
    assert right - found == set(), "is missing"


@settings(max_examples=60, deadline=None)
@given(acts)
def test_the_quads_are_those_of_the_export(done: list[tuple[object, ...]]) -> None:
    before = view._LARGE
    view._LARGE = 1e9  # nothing is too much to be taken over bit by bit
    try:
        with tempfile.TemporaryDirectory() as place, Store(Path(place, "kadry.db")) as store:
            documents: dict[str, list[str]] = {}
            for number, act in enumerate(done):
                if act == ("refresh",):
                    is_right(store)
                else:
                    do(store, documents, number, act)
            is_right(store)
    finally:
        view._LARGE = before


def test_only_what_changes_is_written(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(store)
    is_right(store)
    add(store, ["Анна Белова|член|Секретариат|former||"], 3, "2022")
    renewed = []
    run = Renewal.run
    monkeypatch.setattr(Renewal, "run", lambda renewal: renewed.append(renewal._chosen()) or run(renewal))  # type: ignore[func-returns-value]
    is_right(store)
    assert [(len(chosen.documents), len(chosen.persons), len(chosen.bodies)) for chosen in renewed] == [(1, 1, 1)]
    monkeypatch.setattr(Renewal, "run", None)
    is_right(store)


def test_another_base_is_another_view(store: Store) -> None:
    filled(store)
    is_right(store)
    assert kept(store, "https://other.example/#") == exported(store, "https://other.example/#")
    is_right(store)
    with pytest.raises(UsageError, match="base"):
        kept(store, "ftp://graph.example")


def test_another_day_is_not_kept(store: Store) -> None:
    filled(store)
    is_right(store)
    mark = (folder(store.path) / MARK).read_bytes()
    for as_of, known_at in (("2020-06", None), (None, "2020"), ("2020", "2021")):
        with view.opened(store, BASE, as_of=as_of, known_at=known_at) as quads:
            assert set(quads) == exported(store, as_of=as_of, known_at=known_at)
    assert (folder(store.path) / MARK).read_bytes() == mark


def test_a_folder_that_was_left_half_written_is_filled_anew(store: Store) -> None:
    filled(store)
    is_right(store)
    place = folder(store.path)
    quads = pyoxigraph.Store(place / "quads")
    quads.add(Quad(NamedNode("http://x/y"), NamedNode("http://x/y"), NamedNode("http://x/y")))
    del quads
    for left in (b"", b"{", b'{"moment": 7}'):
        (place / MARK).write_bytes(left)
        is_right(store)


def test_a_damaged_folder_is_filled_anew(store: Store) -> None:
    filled(store)
    is_right(store)
    (folder(store.path) / "quads" / "CURRENT").write_text("nonsense")
    is_right(store)
    assert (folder(store.path) / MARK).read_bytes()


def test_a_folder_of_somebody_else_is_left_alone(store: Store) -> None:
    filled(store)
    place = folder(store.path)
    place.mkdir()
    (place / "thesis.txt").write_text("mine")
    is_right(store)
    store.erase(next(store.headers()).id)
    is_right(store)
    assert [file.name for file in place.iterdir()] == ["thesis.txt"]


def test_while_another_has_it_open_a_temporary_view_serves(store: Store) -> None:
    filled(store)
    with view.opened(store, BASE) as first:
        add(store, ["Анна Белова|член|Секретариат|former||"], 3, "2022")
        before = set(first)
        is_right(store)
        assert set(first) == before
    is_right(store)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_store_that_may_not_be_written_is_queried_all_the_same(store: Store) -> None:
    filled(store)
    right = exported(store)
    store.path.chmod(0o444)
    store.path.parent.chmod(0o555)
    try:
        assert kept(store) == right
    finally:
        store.path.parent.chmod(0o755)


def test_a_ledger_put_back_from_a_backup_is_told_apart(store: Store, tmp_path: Path) -> None:
    filled(store)
    graphing.refresh(store)
    with store.copied(tmp_path / "backup.db"):
        pass
    add(store, ["Анна Белова|член|Секретариат|former||"], 3, "2022")
    is_right(store)
    store.close()
    for file in tmp_path.glob("kadry.db-*"):
        file.unlink()
    (tmp_path / "backup.db").replace(store.path)
    with Store(store.path) as back:
        add(back, ["Иван Петров|член|Секретариат|former||"], 4, "2021")
        is_right(back)


def test_erasing_takes_the_folder_away_with_every_word(store: Store) -> None:
    gone = add(store, ["Ксаверий Неповторимов|обер-прокурор|Тайный приказ|current||"], 7)
    filled(store)
    is_right(store)
    assert any("Неповторимов" in str(quad) for quad in kept(store))
    store.erase(gone)
    assert not folder(store.path).exists()
    is_right(store)
    assert not any(word in str(quad) for quad in kept(store) for word in ("Неповторимов", "обер-прокурор", "Тайный"))


def test_another_first_copy_is_told_of_documents_that_stay(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "_LARGE", 1e9)
    texts = ["Иван Петров|министр|Министерство финансов|current||", "Анна Белова|член|Секретариат|current||"]
    add(store, texts, 1, "2019")
    add(store, ["Лыонг Кыонг|член|группа|current||"], 2)
    add(store, ["Лыонг Кыонг|член|КГБ СССР|current||"], 3)
    for place in range(10, 16):  # in whatever order their ids lie, one of them comes before all that were here
        add(store, texts, place, f"20{place + 10}")
        is_right(store)
    with view.opened(store, BASE) as quads:
        copies = quads.quads_for_pattern(None, NamedNode("https://kadry.example/ns#copyOf"), None)
        assert len(list(copies)) == 6


def test_a_body_that_is_called_otherwise_is_so_in_its_posts_and_tenures(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "_LARGE", 1e9)
    add(store, ["Иван Петров|министр|Минфин|current||"], 1, "2019")
    add(store, ["Анна Белова|член|Минфин|current||"], 2, "2020")
    keys = {chain.head.normal: chain.key for chain in store.chains()}
    is_right(store)
    add(store, ["Лыонг Кыонг|министр|Министерство финансов|current||"], 3, "2024")
    keys |= {chain.head.normal: chain.key for chain in store.chains() if chain.head.normal not in keys}
    left, right = keys["Минфин"], keys["Министерство финансов"]
    store.judge(Judgement(at="2025-01-01T00:00:00", left=left, right=right, verdict="same", by="Вера"))
    is_right(store)
    with view.opened(store, BASE) as quads:
        labels = {quad.object.value for quad in quads.quads_for_pattern(None, NamedNode(LABEL), None)}  # type: ignore[union-attr]
    assert {"член, Министерство финансов", "Анна Белова, член, Министерство финансов"} <= labels
