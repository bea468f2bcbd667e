"""Whatever a project's files say whose sums are right, a look through it only tells of it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from summit_tui.store import StoreError
from summit_tui.store.checking import check
from summit_tui.store.records import Header, Transaction, document_bytes, entry_of, header_line, record_line
from summit_tui.store.snapshot import Meta, Tables, chunks

WORDS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.sampled_from(["q-1", "a-1", "\x1b]52;c;eA==\x07", "\u202eabc", "../../x", "\0", "{path}", "indirect"]),
)
VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-(10**30), 10**30), st.floats(allow_nan=False), WORDS
    ).filter(lambda value: value not in {float("inf"), float("-inf")}),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
QUOTES = st.fixed_dictionaries(
    {
        "id": WORDS,
        "article": WORDS,
        "type": st.just("indirect"),
        "content": st.one_of(
            VALUES, st.lists(st.lists(st.integers(0, 2**63), min_size=2, max_size=2), max_size=2)
        ),
        "speakers": st.one_of(VALUES, st.lists(WORDS, max_size=3)),
        "mention": VALUES,
        "attribution": st.just("unknown"),
        "topics": st.just([]),
        "note": WORDS,
        "unsure": st.just(False),
        "status": st.just("accepted"),
        "by": WORDS,
    }
)
DOCUMENTS = QUOTES | st.dictionaries(WORDS, VALUES, max_size=4)
TABLES = st.dictionaries(
    st.sampled_from(["quotes", "articles", "speakers", "topics", "carried", "other"]),
    st.dictionaries(st.integers(1, 9).map(str), DOCUMENTS, max_size=3),
    max_size=4,
)
NOTES = st.one_of(
    st.none(),
    VALUES,
    st.fixed_dictionaries(
        {
            "command": WORDS,
            "changes": VALUES
            | st.lists(st.fixed_dictionaries({"table": WORDS, "key": WORDS, "was": VALUES})),
        }
    ),
)


def transaction(note: object, tables: dict[str, dict[str, Any]]) -> Transaction:
    set_ = {name: {key: entry_of(key, one) for key, one in table.items()} for name, table in tables.items()}
    return Transaction(dict(set_), note=None if note is None else document_bytes(note))


@given(
    tables=TABLES,
    extra=st.dictionaries(WORDS, VALUES, max_size=2),
    undo=VALUES,
    edits=st.lists(st.tuples(NOTES, TABLES), max_size=3),
)
@settings(deadline=None, max_examples=60)
def test_a_look_through_it_never_fails(
    tables: dict[str, dict[str, Any]], extra: dict[str, Any], undo: Any, edits: list[tuple[Any, Any]]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / ".summit"
        (place / "history").mkdir(parents=True)
        lines, chain = [header_line(Header(1, 0, "0" * 16))], "0" * 16
        for number, (note, changed) in enumerate(edits, 1):
            line, chain = record_line(chain, number, transaction(note, changed))
            lines.append(line)
        (place / "history" / "000000000001.jsonl").write_bytes(b"".join(lines))
        known = {**extra, "format": "summit-project", "schema": 2, "undo": undo}
        meta = Meta(3, len(edits), chain, known)
        entries = {
            table: {key: entry_of(key, one) for key, one in found.items()} for table, found in tables.items()
        }
        (place / "project.json").write_bytes(b"".join(chunks(Tables(entries), meta)))
        try:
            checked = check(Path(name))
        except StoreError as error:
            told = [str(error)]
        else:
            told = [str(finding.message) for finding in checked.findings]
            json.dumps([finding.document() for finding in checked.findings])
        assert all(told)
        assert sorted(path.name for path in place.rglob("*")) == [
            "000000000001.jsonl",
            "history",
            "project.json",
        ]
