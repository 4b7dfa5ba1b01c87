import gzip
import io
import json
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from kadry import readers
from kadry.document import Failure, Reading, document_id
from kadry.plugins import ReadOptions
from kadry.readers import jsonl, read, reader_for

TEXT = "Губернатор Пётр Ильин назначил Анну Белову заместителем.\r\nРаньше она руководила районом.\r\n"
PAGE = """<!DOCTYPE html><html lang="ru"><head><meta charset="{charset}"><title>Назначен заместитель | Вести</title>
<meta property="og:title" content="Назначен заместитель"><link rel="canonical" href="{link}">
<meta property="article:published_time" content="2025-10-08T09:30:00+03:00"></head>
<body><nav><a href="/">Главная</a></nav><article><h1>Назначен заместитель</h1>
<p>Губернатор Пётр Ильин подписал распоряжение, по которому Анна Белова стала его первым заместителем.</p>
<p>Раньше она больше десяти лет руководила соседним районом и областным управлением финансов.</p></article>
<footer>© 2019 Вести. Комментарий (0)</footer></body></html>"""


def one(path: Path, **options: object) -> Reading:
    (found,) = read([path], ReadOptions(**options))  # type: ignore[arg-type]
    assert isinstance(found, Reading), found
    return found


def failure(path: Path, **options: object) -> Failure:
    (found,) = read([path], ReadOptions(**options))  # type: ignore[arg-type]
    assert isinstance(found, Failure), found
    return found


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


class TestText:
    def test_the_text_is_only_decoded(self, tmp_path: Path) -> None:
        found = one(put(tmp_path, "a.txt", b"\xef\xbb\xbf" + TEXT.encode()))
        assert found.document.text == TEXT
        assert (found.name, found.notes, found.document.source) == ("a", (), None)
        assert found.location == str(tmp_path / "a.txt")

    def test_a_chosen_encoding_is_reported(self, tmp_path: Path) -> None:
        found = one(put(tmp_path, "a.txt", TEXT.encode("koi8-r")))
        assert found.document.text == TEXT
        assert found.notes == ("read as KOI8-R",)

    def test_the_id_is_that_of_source_and_text_wherever_it_lies(self, tmp_path: Path) -> None:
        text = TEXT + "Источник: https://press.example/1\n"
        here, there = (one(put(tmp_path, name, text)).document for name in ("a.txt", "b/c.txt"))
        assert here == there
        assert here.id == document_id("https://press.example/1", text)

    def test_a_date_in_the_name_comes_before_the_option(self, tmp_path: Path) -> None:
        assert one(put(tmp_path, "2025-03-14-a.txt", TEXT), published="2024").document.published == "2025-03-14"
        assert one(put(tmp_path, "a.txt", TEXT), published="2024").document.published == "2024"
        assert one(put(tmp_path, "a.txt", TEXT)).document.published is None

    @pytest.mark.parametrize(
        ("data", "word"),
        [
            (b"", "empty"),
            (b" \r\n\t", "empty"),
            (b"%PDF-1.7\n...", "pdftotext"),
            (b"PK\x03\x04....", "docx"),
            (b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\xff\xfe\x80" * 9, "binary"),
            (b"text\x00with\x00\x01\x02\x03nul", "binary"),
            ("The minister resigned on Friday.", "not in Russian"),
            ("<!DOCTYPE html><html><body>Губернатор</body></html>", ".html"),
            (gzip.compress(TEXT.encode()), "unpack"),
        ],
    )
    def test_what_is_no_russian_text_is_named(self, tmp_path: Path, data: bytes | str, word: str) -> None:
        found = failure(put(tmp_path, "a.txt", data))
        assert found.location == str(tmp_path / "a.txt")
        assert word in found.reason

    def test_an_enormous_text_is_named_with_what_to_do(self, tmp_path: Path) -> None:
        path = put(tmp_path, "a.txt", TEXT * 10)
        assert "--max-chars" in failure(path, max_chars=100).reason
        assert "--max-chars" in failure(path, max_chars=len(TEXT) * 10 - 1).reason
        assert one(path, max_chars=len(TEXT) * 10)

    def test_missing_and_special_files(self, tmp_path: Path) -> None:
        assert "no such file" in failure(tmp_path / "none.txt").reason
        assert "no such file" in failure(tmp_path / "no-such-folder").reason
        assert "no reader" in failure(put(tmp_path, "a.xyz", TEXT)).reason
        os.mkfifo(tmp_path / "pipe.txt")
        assert "ordinary" in failure(tmp_path / "pipe.txt").reason

    @pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
    def test_permissions(self, tmp_path: Path) -> None:
        path = put(tmp_path, "a.txt", TEXT)
        path.chmod(0)
        assert "permissions" in failure(path).reason

    def test_an_error_of_the_system_is_named(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(_: Path) -> bytes:
            raise PermissionError(13, "Permission denied")

        path = put(tmp_path, "a.txt", TEXT)
        monkeypatch.setattr(Path, "read_bytes", refuse)
        assert failure(path).reason == "cannot be read (Permission denied); check its permissions"


class TestHtml:
    def test_text_title_date_and_address(self, tmp_path: Path) -> None:
        page = PAGE.format(charset="utf-8", link="https://vesti.example/1")
        document = one(put(tmp_path, "p.html", page)).document
        assert document.title == "Назначен заместитель"
        assert (document.published, document.source) == ("2025-10-08", "https://vesti.example/1")
        assert "Анна Белова стала" in document.text
        assert "Комментарий" not in document.text

    def test_a_lying_charset_is_found_out(self, tmp_path: Path) -> None:
        page = PAGE.format(charset="utf-8", link="https://vesti.example/1").encode("cp1251")
        found = one(put(tmp_path, "p.html", page))
        assert "Анна Белова стала" in found.document.text
        assert found.notes == ("read as windows-1251; the page declares utf-8",)

    def test_an_address_of_another_kind_is_no_source(self, tmp_path: Path) -> None:
        page = PAGE.format(charset="utf-8", link="javascript:alert(1)")
        assert one(put(tmp_path, "p.html", page)).document.source is None

    @pytest.mark.parametrize(
        "data", ["<html></html>", "<html><body><script>1</script></body></html>", "\x00\x01\x02" * 50]
    )
    def test_pages_without_an_article(self, tmp_path: Path, data: str) -> None:
        assert failure(put(tmp_path, "p.html", data))


class TestDumps:
    def lines(self, *records: object) -> str:
        return "".join((r if isinstance(r, str) else json.dumps(r, ensure_ascii=False)) + "\n" for r in records)

    def test_fields(self, tmp_path: Path) -> None:
        record = {
            "text": TEXT,
            "title": " Заголовок ",
            "source": "https://a.example/1",
            "published": "14.03.2025",
            "id": 7,
        }
        found = one(put(tmp_path, "d.jsonl", self.lines(record)))
        document = found.document
        assert (document.text, document.title, document.source) == (TEXT, "Заголовок", "https://a.example/1")
        assert (document.published, found.name, found.location) == ("2025-03-14", "7", f"{tmp_path}/d.jsonl#7")

    def test_only_text_is_needed_and_names_can_be_set(self, tmp_path: Path) -> None:
        path = put(tmp_path, "d.jsonl", self.lines({"body": TEXT, "url": "https://a.example/1"}))
        found = one(path, fields={"text": "body", "source": "url"}, published="2024-05")
        assert (found.name, found.location) == ("d.jsonl:1", f"{path}:1")
        assert (found.document.source, found.document.published) == ("https://a.example/1", "2024-05")
        assert "--field text=" in failure(path).reason

    def test_bad_lines_are_named_and_the_rest_goes_on(self, tmp_path: Path) -> None:
        good = {"text": TEXT}
        lines = self.lines(good, "{broken", "[1]", {"text": 5}, {"text": ""}, {"text": "English only here"}, "", good)
        path = put(tmp_path, "d.jsonl", lines)
        found = list(read([path]))
        assert [f.location for f in found if isinstance(f, Failure)] == [f"{path}:{n}" for n in (2, 3, 4, 5, 6)]
        assert sum(isinstance(f, Reading) for f in found) == 2

    def test_what_is_not_understood_is_left_out_with_a_note(self, tmp_path: Path) -> None:
        found = one(put(tmp_path, "d.jsonl", self.lines({"text": TEXT, "published": "вчера", "source": "file:///x"})))
        assert (found.document.published, found.document.source) == (None, None)
        assert found.notes == (
            "the date in line 1 is not understood and was left out",
            "the source in line 1 is no http address and was left out",
        )

    def test_one_id_twice_makes_two_locations(self, tmp_path: Path) -> None:
        path = put(tmp_path, "d.jsonl", self.lines({"text": TEXT, "id": "a"}, {"text": TEXT + TEXT, "id": "a"}))
        assert [f.location for f in read([path])] == [f"{path}#a", f"{path}#a:2"]

    def test_half_a_character_is_not_json(self, tmp_path: Path) -> None:
        assert (
            "not JSON" in failure(put(tmp_path, "d.jsonl", '{"text": "\\ud800 Губернатор назначил министра"}')).reason
        )

    def test_gzip(self, tmp_path: Path) -> None:
        data = gzip.compress(self.lines({"text": TEXT}, {"text": TEXT + TEXT}).encode())
        assert len(list(read([put(tmp_path, "d.jsonl.gz", data)]))) == 2

    def test_wrongly_declared(self, tmp_path: Path) -> None:
        line = self.lines({"text": TEXT})
        assert "not gzip" in failure(put(tmp_path, "a.jsonl.gz", line)).reason
        assert ".jsonl.gz" in failure(put(tmp_path, "b.jsonl", gzip.compress(line.encode()))).reason
        assert "not JSON" in failure(put(tmp_path, "c.jsonl", TEXT.strip().replace("\r\n", " "))).reason
        assert "empty" in failure(put(tmp_path, "d.jsonl", "")).reason

    def test_a_cut_gzip_gives_what_came_before(self, tmp_path: Path) -> None:
        noise = [{"text": TEXT, "id": os.urandom(400).hex()} for _ in range(50)]
        data = gzip.compress(self.lines(*noise).encode())
        *readings, last = read([put(tmp_path, "d.jsonl.gz", data[: len(data) // 2])])
        assert readings
        assert all(isinstance(r, Reading) for r in readings)
        assert isinstance(last, Failure)
        assert "damaged" in last.reason

    def test_an_enormous_line_is_skipped_without_being_held(self, tmp_path: Path) -> None:
        path = put(tmp_path, "d.jsonl", self.lines({"text": "а" * 9_000_000}, {"text": TEXT}))
        tracemalloc.start()
        found = list(read([path], ReadOptions(max_chars=1000)))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert [type(f) for f in found] == [Failure, Reading]
        assert found[0].location == f"{path}:1"
        assert peak < 2_000_000


class TestInputs:
    def test_folders_are_read_in_sorted_order_once(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a/z.txt", "a/y.html", ".hidden.txt", ".git/x.txt", "c.png", "d.pdf"):
            put(tmp_path, name, PAGE.format(charset="utf-8", link="") if name.endswith("html") else TEXT)
        found = list(read([tmp_path / "b.txt", tmp_path, tmp_path]))
        assert [Path(f.location).name for f in found] == ["b.txt", "y.html", "z.txt", "d.pdf"]
        assert isinstance(found[-1], Failure)

    def test_a_path_that_cannot_be_looked_at_does_not_end_the_run(self, tmp_path: Path) -> None:
        found = list(read([tmp_path / f"{'a' * 300}.txt", put(tmp_path, "b.txt", TEXT)]))
        assert [type(f) for f in found] == [Failure, Reading]

    @pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
    def test_a_folder_whose_files_cannot_be_looked_at_does_not_end_the_run(self, tmp_path: Path) -> None:
        put(tmp_path, "a/x.txt", TEXT)
        put(tmp_path, "b.txt", TEXT)
        (tmp_path / "a").chmod(0o600)
        try:
            assert [type(f) for f in read([tmp_path])] == [Failure, Reading]
        finally:
            (tmp_path / "a").chmod(0o700)

    def test_a_reader_that_breaks_is_one_failure(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(path: Path, options: ReadOptions) -> Iterator[Reading]:
            raise RuntimeError("bug")
            yield

        monkeypatch.setattr(readers, "reader_for", lambda path: broken if path.suffix == ".txt" else jsonl.read)
        found = list(read([put(tmp_path, "a.txt", TEXT), put(tmp_path, "b.jsonl", json.dumps({"text": TEXT}))]))
        assert [type(f) for f in found] == [Failure, Reading]
        assert "RuntimeError: bug" in found[0].reason  # type: ignore[union-attr]

    def test_the_longest_suffix_wins(self) -> None:
        assert reader_for(Path("A.JSONL.GZ")) is reader_for(Path("b.jsonl"))
        assert reader_for(Path("b.gz")) is None

    @pytest.mark.parametrize(
        ("data", "number"),
        [
            (TEXT.encode(), 1),
            (TEXT.encode("cp1251"), 1),
            (json.dumps({"text": TEXT}).encode() + b"\n" + json.dumps({"text": TEXT + TEXT}).encode(), 2),
            (gzip.compress(json.dumps({"text": TEXT}).encode()), 1),
        ],
    )
    def test_standard_input_is_text_or_a_dump(self, data: bytes, number: int) -> None:
        found = list(read(["-"], stdin=io.BytesIO(data)))
        assert len(found) == number
        for reading in found:
            assert isinstance(reading, Reading)
            assert reading.location == f"-#{reading.document.id}"

    def test_bad_standard_input_is_named(self) -> None:
        (found,) = read(["-"], stdin=io.BytesIO(b""))
        assert found == Failure("-", "is empty; there is nothing to read")
