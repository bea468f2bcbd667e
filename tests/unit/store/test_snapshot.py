from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from summit_tui.store.records import Transaction, entry_of
from summit_tui.store.snapshot import (
    ForeignError,
    Meta,
    Tables,
    chunks,
    entries_of,
    next_ids_of,
    read_any,
    read_own,
    size_of,
)

META = Meta(3, 120, "0123456789abcdef", {"format": "x", "undo": {"done": None}})


def tables(**documents: dict[int, object]) -> Tables:
    entries = {
        name: {str(key): entry_of(str(key), one) for key, one in table.items()}
        for name, table in documents.items()
    }
    return Tables(entries, {name: max(table, default=0) + 1 for name, table in documents.items()})


def written(state: Tables) -> bytes:
    return b"".join(chunks(state, META))


names = st.text(min_size=1, max_size=6).filter(lambda name: name != "_meta")
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
documents = st.dictionaries(st.text(max_size=6), values, max_size=4)


@given(st.dictionaries(names, st.dictionaries(st.integers(1, 10**6), documents, max_size=5), max_size=4))
def test_whatever_is_written_comes_back_and_is_json(content: dict[str, dict[int, object]]) -> None:
    state = tables(**content)
    read, meta = read_own(written(state))
    assert (read, meta) == (state, META)
    plain = json.loads(written(state))
    assert plain.pop("_meta")["1"]["sequence"] == 120
    assert plain == {name: {str(key): one for key, one in table.items()} for name, table in content.items()}


def test_a_thousand_documents_and_one_more() -> None:
    state = tables(quotes={number: {"n": number} for number in range(1, 2002)}, empty={})
    assert read_own(written(state))[0] == state
    assert abs(size_of(state) - len(written(state))) < 1000


def test_plain_tinydb_reads_it(tmp_path: Path) -> None:
    (tmp_path / "p.json").write_bytes(written(tables(quotes={4: {"note": "ملاحظة"}})))
    with TinyDB(tmp_path / "p.json") as plain:
        assert plain.table("quotes").get(doc_id=4) == {"note": "ملاحظة"}


def test_every_change_of_a_byte_is_noticed() -> None:
    content = written(tables(quotes={1: {"n": 1}}))
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 1
        with pytest.raises(ForeignError):
            read_own(bytes(changed))
    for cut in range(len(content)):
        with pytest.raises(ForeignError):
            read_own(content[:cut])
    with pytest.raises(ForeignError):
        read_own(content + b"\n")


def test_what_another_program_wrote_is_read_without_what_was_given_before() -> None:
    data = read_any(b'{"_meta": {"1": {"next": {"t": 9, "u": "x"}}}, "t": {"3": {}}, "u": {"5": {"a": 1}}}')
    entries = entries_of(data)
    assert entries == {"t": {"3": b'"3":{}'}, "u": {"5": b'"5":{"a":1}'}}
    assert next_ids_of(data["_meta"]["1"], entries) == {"t": 9, "u": 6}


def test_a_transaction_is_applied_in_its_order() -> None:
    state = tables(t={1: {}, 2: {}}, u={1: {}}, v={1: {}})
    copy = state.copy()
    entry = entry_of("7", {})
    state.apply(Transaction({"t": {"7": entry, "9": None}, "w": {}}, cleared=("t",), dropped=("u",)))
    assert state.documents == {"t": {"7": entry}, "v": {"1": b'"1":{}'}, "w": {}}
    assert state.next_ids == {"t": 10, "u": 2, "v": 2, "w": 1}
    assert copy == tables(t={1: {}, 2: {}}, u={1: {}}, v={1: {}})
