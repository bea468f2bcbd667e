"""Whatever stands in a JSON Lines file: each line is an article or an error with its number, nothing else."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summit_tui.formats.records import BrokenRecordError, Record, read_records
from summit_tui.model import Source, UnusableInputError
from summit_tui.session.proposed import derived_article

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
RECORDS = st.fixed_dictionaries(
    {"text": st.text() | VALUES},
    optional={
        "id": st.text(max_size=5) | VALUES,
        "title": VALUES,
        "url": VALUES,
        "date": VALUES,
        "source": VALUES,
    },
)
LINES = st.binary(max_size=60) | RECORDS.map(lambda record: json.dumps(record).encode())

tmp = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)


@tmp
@given(lines=st.lists(LINES, max_size=6), packed=st.booleans())
def test_each_line_is_an_article_or_an_error_with_its_number(
    tmp_path: Path, lines: list[bytes], packed: bool
):
    content = b"\n".join(lines)
    path = tmp_path / ("a.jsonl.gz" if packed else "a.jsonl")
    path.write_bytes(gzip.compress(content) if packed else content)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        with pytest.raises(UnusableInputError, match="UTF-16"):
            list(read_records(path, "a"))
        return
    found = list(read_records(path, "a"))
    numbers = []
    for record, position in found:
        assert 0 <= position.done <= position.size == path.stat().st_size
        if isinstance(record, Record):
            numbers.append(record.line)
            assert record.text.strip()
            assert "\r" not in record.text
            record.text.encode("utf-8")
            assert derived_article(Source("a", record.id), record.text, record.title, record.line).id
        else:
            assert isinstance(record, BrokenRecordError)
            assert "\n" not in str(record)
            numbers.append(int(str(record).removeprefix("a, line ").partition(":")[0]))
    split = content.split(b"\n")
    full = [
        number for number, line in enumerate(split, start=1) if line.removeprefix(b"\xef\xbb\xbf").strip()
    ]
    assert numbers == [number for number in full if not split[number - 1].isspace()]


@tmp
@given(record=RECORDS)
def test_what_is_written_is_what_is_read(tmp_path: Path, record: dict[str, object]):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(record) + "\n", "utf-8")
    ((read, _),) = read_records(path, "a")
    text = record["text"]
    if isinstance(read, Record):
        assert isinstance(text, str)
        assert read.text == text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        assert read.id in {None, str(record.get("id"))}
    elif isinstance(text, str) and text.removeprefix("\ufeff").strip() and "\0" not in text:
        written = json.dumps(record, ensure_ascii=False)
        surrogates = any("\ud800" <= letter <= "\udfff" for letter in written)
        assert (
            surrogates or not isinstance(record.get("id"), str | int | None) or isinstance(record["id"], bool)
        )


ANYTHING = st.none() | st.integers(1, 10**6) | st.text(max_size=8)


@given(
    st.lists(
        st.tuples(st.text(max_size=8), ANYTHING, st.text(min_size=1, max_size=8)), max_size=8, unique=True
    )
)
def test_no_two_articles_share_an_id(articles: list[tuple[str, object, str]]):
    try:
        ids = [
            derived_article(
                Source(file, record if isinstance(record, str) else None),
                text,
                "",
                record if isinstance(record, int) else None,
            ).id
            for file, record, text in articles
        ]
    except UnicodeEncodeError:
        return
    assert len(set(ids)) == len(articles)
