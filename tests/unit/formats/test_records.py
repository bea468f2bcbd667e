from __future__ import annotations

import codecs
import gzip
import json
from pathlib import Path

import pytest

from summit_tui.formats import records
from summit_tui.formats.articles import is_record_file
from summit_tui.formats.records import BrokenRecordError, Record, read_records
from summit_tui.model import ExitStatus, UnusableInputError

TEXT = "قال الوزير إن الجسر جاهز."


def line(**fields: object) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n"


def read(folder: Path, content: bytes, name: str = "a.jsonl") -> list[Record | BrokenRecordError]:
    (folder / name).write_bytes(content)
    return [record for record, _ in read_records(folder / name, name)]


def test_a_record_is_an_article_with_what_else_it_tells(tmp_path: Path) -> None:
    content = line(
        id="a7", title=" الجسر ", text=TEXT, outlet="اليوم", url="https://e.org/1", date="2026-01-02"
    )
    assert read(tmp_path, content) == [
        Record(1, "a7", "الجسر", TEXT, "اليوم", "https://e.org/1", "2026-01-02")
    ]


def test_only_the_text_must_be_there(tmp_path: Path) -> None:
    content = line(text="عنوان\n" + TEXT) + line(id=7, title=None, text=TEXT, source="موقع", more=[1])
    assert read(tmp_path, content) == [
        Record(1, None, "عنوان", "عنوان\n" + TEXT),
        Record(2, "7", TEXT, TEXT, "موقع"),
    ]


def test_line_ends_and_marks_are_made_one_kind_as_in_files(tmp_path: Path) -> None:
    content = codecs.BOM_UTF8 + line(text="\ufeffأ\r\nب\rج") + b"\n  \n" + line(text="د").rstrip() + b"\r\n"
    assert [(record.line, record.text) for record in read(tmp_path, content)] == [(1, "أ\nب\nج"), (4, "د")]


def test_the_last_line_needs_no_end(tmp_path: Path) -> None:
    assert [record.line for record in read(tmp_path, line(text=TEXT) + line(text=TEXT).rstrip())] == [1, 2]


BROKEN = {
    "not UTF-8": (b'{"text": "\xd9"}', "not valid UTF-8 at byte 10"),
    "not JSON": (b'{"text": "a"', "not JSON"),
    "no object": (b'["text"]', "not a JSON object"),
    "a number": (b"5", "not a JSON object"),
    "no text": (b'{"title": "a"}', "has no “text”"),
    "text is no string": (b'{"text": ["a"]}', "has no “text”"),
    "empty": (b'{"text": ""}', "is empty"),
    "blank": (b'{"text": " \\n\\t "}', "is empty"),
    "a NUL": (b'{"text": "a\\u0000b"}', "NUL"),
    "half a pair in the text": (b'{"text": "a\\ud800b"}', "surrogate"),
    "half a pair in the title": (b'{"text": "a", "title": "\\udc00"}', "surrogate"),
    "half a pair in the id": (b'{"text": "a", "id": "\\udc00"}', "surrogate"),
    "the id is a list": (b'{"text": "a", "id": []}', "“id” is neither"),
    "the id is a truth": (b'{"text": "a", "id": true}', "“id” is neither"),
    "the id is a fraction": (b'{"text": "a", "id": 1.5}', "“id” is neither"),
    "too deep": (b'{"text": ' + b"[" * 100_000, "too deep"),
    "a number without end": (b'{"text": "a", "id": ' + b"1" * 10_000 + b"}", "not JSON that can be read"),
}


@pytest.mark.parametrize(("content", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_record_is_told_with_its_line_and_the_next_ones_follow(
    tmp_path: Path, content: bytes, said: str
) -> None:
    first, broken, last = read(tmp_path, line(text="أ") + content + b"\n" + line(text="ب"))
    assert (first.text, last.text) == ("أ", "ب")
    assert isinstance(broken, BrokenRecordError)
    assert broken.exit_status is ExitStatus.FAULT_IN_DATA
    assert str(broken).startswith("a.jsonl, line 2: ")
    assert said in str(broken)
    assert "\n" not in str(broken)


def test_a_line_without_end_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "LONGEST_LINE", 100)
    content = line(text="أ") + line(text="ب" * 500) + line(text="ج") + line(text="د" * 500)
    found = read(tmp_path, content)
    assert [
        str(one).partition(":")[0] if isinstance(one, BrokenRecordError) else one.text for one in found
    ] == [
        "أ",
        "a.jsonl, line 2",
        "ج",
        "a.jsonl, line 4",
    ]


def test_a_compressed_file_reads_the_same(tmp_path: Path) -> None:
    content = line(text="أ") + b"{\n" + line(text="ب")
    plain = read(tmp_path, content)
    packed = read(tmp_path, gzip.compress(content), "a.jsonl.gz")
    assert [str(one).replace(".gz", "") for one in packed] == list(map(str, plain))


@pytest.mark.parametrize("keep", [0.6, 0.99])
def test_of_a_damaged_compressed_file_what_is_there_is_read(tmp_path: Path, keep: float) -> None:
    content = b"".join(line(id=number, text=f"{TEXT} {number * 7919}") for number in range(2000))
    packed = gzip.compress(content)
    *found, last = read(tmp_path, packed[: int(len(packed) * keep)], "a.jsonl.gz")
    assert len(found) > 500
    assert all(isinstance(one, Record) for one in found)
    assert f"a.jsonl.gz, line {len(found) + 1}: the compressed file is damaged" in str(last)


def test_what_is_named_compressed_and_isnt_is_told(tmp_path: Path) -> None:
    (broken,) = read(tmp_path, line(text="أ"), "a.jsonl.gz")
    assert "line 1: the compressed file is damaged" in str(broken)


def test_positions_go_up_to_the_size_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(line(text=TEXT) * 50)
    positions = [position for _, position in read_records(path, "a.jsonl")]
    assert [position.done for position in positions] == sorted(position.done for position in positions)
    assert positions[-1].done == positions[-1].size == path.stat().st_size


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_another_encoding_is_refused_once(tmp_path: Path, mark: bytes) -> None:
    with pytest.raises(UnusableInputError, match="UTF-16"):
        read(tmp_path, mark + b"\0{")


@pytest.mark.parametrize("name", ["none.jsonl", "folder"])
def test_what_cannot_be_opened_is_one_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnusableInputError, match=name):
        list(read_records(tmp_path / name, name))


@pytest.mark.parametrize(
    ("name", "are"),
    [
        ("a.jsonl", True),
        ("A.JSONL", True),
        ("a.ndjson", True),
        ("a.jsonl.gz", True),
        ("a.json", False),
        ("a.txt", False),
    ],
)
def test_names_tell_which_files_hold_records(name: str, are: bool) -> None:
    assert is_record_file(Path(name)) is are
