from __future__ import annotations

import json

import pytest

from summit_tui.store import StoreError
from summit_tui.store.records import (
    Header,
    Scan,
    Transaction,
    document_bytes,
    document_of,
    entry_of,
    header_line,
    note_of,
    record,
    record_line,
    scan,
    transaction_of,
)

HEADER = Header(7, 120, "0123456789abcdef", {"format": "x"})


def journal(*notes: str) -> bytes:
    lines, chain = [header_line(HEADER)], HEADER.chain
    for number, note in enumerate(notes, HEADER.after + 1):
        entry = entry_of(str(number), {"note": note})
        transaction = Transaction({"quotes": {str(number): entry, "1": None}}, note=document_bytes(note))
        line, chain = record_line(chain, number, transaction)
        lines.append(line)
    return b"".join(lines)


def read(content: bytes) -> Scan:
    found = scan(content)
    assert found is not None
    return found


def test_a_journal_is_read_as_it_was_written() -> None:
    found = read(journal("a", "ب"))
    assert (found.header, found.rest, found.lost, found.last) == (HEADER, b"", 0, 122)
    assert [note_of(line) for line in found.lines] == ["a", "ب"]
    members = record(found.lines[1])
    assert members["n"] == 122
    transaction = transaction_of(members)
    assert transaction.documents == {"quotes": {"122": entry_of("122", {"note": "ب"}), "1": None}}


def test_every_line_is_json_that_ends_with_the_sum_of_it() -> None:
    lines = journal("a", "b").splitlines()
    assert [list(json.loads(line))[-1] for line in lines] == ["sum"] * 3


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\u0085", "\x0b", "\r", "\n", "\x1e", "\0"])
def test_store_22_a_line_ends_at_0x0a_only_and_no_other_reader_trips(sign: str) -> None:
    content = journal(f"قبل{sign}بعد", "x")
    assert content.count(b"\n") == 3
    assert len(content.decode("utf-8").splitlines()) == 3
    assert note_of(read(content).lines[0]) == f"قبل{sign}بعد"


@pytest.mark.parametrize("cut", range(1, 90))
def test_what_was_cut_off_is_the_torn_end_of_the_last_one(cut: int) -> None:
    whole = journal("a", "b")
    found = read(whole[:-cut])
    assert (len(found.lines), found.lost) == (1, 0)
    assert found.rest == whole[len(journal("a")) : -cut]


@pytest.mark.parametrize("kept", [0, 1, 60])
def test_store_21_zeros_are_torn_like_what_is_short(kept: int) -> None:
    whole = journal("a", "b")
    start = len(journal("a"))
    found = read(whole[: start + kept] + bytes(len(whole) - start - kept))
    assert (len(found.lines), found.lost) == (1, 0)
    assert read(whole + bytes(4096)).lines == read(whole).lines
    assert read(whole + bytes(4096)).lost == 0


def test_damage_before_other_lines_is_not_torn() -> None:
    whole = bytearray(journal("a", "b", "c", "d"))
    whole[len(journal("a")) + 20] ^= 1
    found = read(bytes(whole))
    assert (len(found.lines), found.lost) == (1, 3)


def test_a_line_fits_after_one_state_only() -> None:
    first = journal("a", "b").splitlines(keepends=True)
    other = journal("x", "b").splitlines(keepends=True)
    assert first[2] != other[2]
    assert len(read(b"".join([*first[:2], other[2]])).lines) == 1
    assert len(read(b"".join([*first[:1], first[2]])).lines) == 0


@pytest.mark.parametrize("content", [b"", b"\n", b"{}\n", b"[" * 9999 + b"\n", bytes(300), journal("a")[:90]])
def test_what_has_no_header_is_no_journal(content: bytes) -> None:
    assert scan(content) is None


def test_a_header_of_another_format_is_none() -> None:
    line = header_line(HEADER)
    assert scan(line.replace(b'"journal":1', b'"journal":2')) is None


@pytest.mark.parametrize(
    "bad", [{1, 2}, float("nan"), float("-inf"), "\udc00", {1: 2}, [[{None: 1}]], b"x", {"a": object()}]
)
def test_what_json_cannot_hold_is_refused(bad: object) -> None:
    with pytest.raises(StoreError, match="can't be stored"):
        document_bytes({"value": bad})


def test_what_contains_itself_is_refused() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(StoreError, match="can't be stored"):
        document_bytes(endless)


def test_a_document_comes_back_as_another_object() -> None:
    entry = entry_of("7", {"tags": ["x:", "}"]})
    first, second = document_of(entry), document_of(entry)
    assert first == second == {"tags": ["x:", "}"]}
    assert first["tags"] is not second["tags"]
