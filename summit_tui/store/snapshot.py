"""A whole database as one file that plain TinyDB reads, too, with what binds it to its journal.

A document stands on a line of its own. The last table, ``_meta``, holds one document: what its keeper wants
kept (``extra``), ``generation`` (only journals of this one or later ones can go on from it), ``sequence`` and
``seed`` (number and sum of the last transaction in it), ``next`` (the first id never given, by table), and
last the ``checksum`` of all bytes before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import pairwise
from typing import Any, NamedTuple, NoReturn

from summit_tui.store.errors import StoreError
from summit_tui.store.records import Entry, Transaction, document_bytes, entry_of, is_count, is_sum

META = "_meta"
_OWN = frozenset({"generation", "sequence", "seed", "next", "checksum"})
_CHECKSUM_BYTES = 16
_CHECKSUM_MEMBER = b',"checksum":"'
_END = b'"}\n}}\n'
_END_OF_ALL = b"}\n"
_TAIL_LENGTH = len(_CHECKSUM_MEMBER) + 2 * _CHECKSUM_BYTES + len(_END)
_META_START = b'\n"_meta":{\n"1":'
_TABLE_START = b":{\n"
_TABLE_END = b"\n},"
_ID_LENGTHS = frozenset(range(1, 19))
"""Digits of a document's id."""
_AT_ONCE = 1000
"""Documents that are written at once."""


class ForeignError(ValueError):
    """The content isn't as it was written here: another program wrote it, or it is damaged."""


class Meta(NamedTuple):
    """What binds a snapshot to its journal; see the module."""

    generation: int
    sequence: int
    seed: str
    extra: Mapping[str, Any] = {}


@dataclass(repr=False)
class Tables:
    """Every document as a line of JSON, by table and id, and each table's first id that was never given."""

    documents: dict[str, dict[str, Entry]] = field(default_factory=dict)
    next_ids: dict[str, int] = field(default_factory=dict)

    def copy(self) -> Tables:
        """The same documents; what is set here or there afterwards doesn't show in the other."""
        return Tables({name: dict(table) for name, table in self.documents.items()}, dict(self.next_ids))

    def apply(self, transaction: Transaction) -> None:
        """Sets and takes away what ``transaction`` says."""
        for name in transaction.dropped:
            self.documents.pop(name, None)
        for name in transaction.cleared:
            self.documents[name] = {}
        for name, changed in transaction.documents.items():
            table = self.documents.setdefault(name, {})
            following = self.next_ids.get(name, 1)
            for key, entry in changed.items():
                following = max(following, int(key) + 1)
                if entry is None:
                    table.pop(key, None)
                else:
                    table[key] = entry
            self.next_ids[name] = following


def chunks(tables: Tables, meta: Meta) -> Iterator[bytes]:
    """The file's bytes, in pieces of a thousand documents."""
    digest = blake2b(digest_size=_CHECKSUM_BYTES)
    for piece in _pieces(tables, meta):
        digest.update(piece)
        yield piece
    yield _CHECKSUM_MEMBER + digest.hexdigest().encode("ascii") + _END


def size_of(tables: Tables) -> int:
    """Roughly how many bytes the file takes."""
    return sum(len(table) * 2 + sum(map(len, table.values())) for table in tables.documents.values())


def read_own(content: bytes) -> tuple[Tables, Meta]:
    """What ``content`` holds, if it is as it was written here. Raises ``ForeignError`` where it isn't.

    That each entry is a document is left to whoever reads it.
    """
    members = _verified(content)
    try:
        documents = {name: table for name, table in _tables_in(content) if name != META}
    except (ValueError, TypeError, RecursionError) as error:  # whoever knows how can give any bytes their sum
        raise ForeignError("its checksum is right, but its lines aren't") from error
    next_ids = members.get("next")
    if not isinstance(next_ids, dict) or not all(map(is_count, next_ids.values())):
        raise ForeignError("no next ids")
    return Tables(documents, next_ids), meta_of(members)


def read_own_meta(content: bytes) -> Meta:
    """The meta of ``content``, with all of it verified as ``read_own`` does."""
    return meta_of(_verified(content))


def is_own_layout(content: bytes) -> bool:
    """Whether ``content`` is laid out as here, be its checksum right or wrong."""
    return _META_START in content and content.endswith(_END)


def meta_of(members: Mapping[str, Any]) -> Meta:
    """The meta in ``_meta``'s document. Raises ``ForeignError`` where it isn't one."""
    generation, sequence, seed = members.get("generation"), members.get("sequence"), members.get("seed")
    if not is_count(generation) or not is_count(sequence) or not is_sum(seed):
        raise ForeignError("no generation, sequence or seed")
    extra = {name: value for name, value in members.items() if name not in _OWN}
    try:
        document_bytes(extra)
    except StoreError as error:
        raise ForeignError(str(error.values["reason"])) from error
    return Meta(generation, sequence, seed, extra)


def next_ids_of(members: Mapping[str, Any], documents: Mapping[str, Mapping[str, Entry]]) -> dict[str, int]:
    """The first id never given of each table, by what ``_meta`` says and by the documents themselves."""
    known = members.get("next")
    found = {name: max(map(int, table), default=0) + 1 for name, table in documents.items()}
    if isinstance(known, dict):
        for name, following in known.items():
            if is_count(following):
                found[name] = max(found.get(name, 1), following)
    return found


def read_any(content: bytes) -> dict[str, dict[str, dict[str, Any]]]:
    """The tables of any file of TinyDB's, ``_meta`` too. Raises ``ForeignError`` where it is none.

    Its ``args`` say where the content isn't what it has to be, or why it is no JSON.
    """
    try:
        data = json.loads(content.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise ForeignError(str(error)) from error
    if not isinstance(data, dict):
        raise ForeignError(None, "top level")
    for name, table in data.items():
        if not isinstance(table, dict) or not is_text(name):
            raise ForeignError(None, name)
        for key, document in table.items():
            if not isinstance(document, dict) or not is_document_id(key):
                raise ForeignError(None, f"{name} {key}")
    return data


def entries_of(data: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> dict[str, dict[str, Entry]]:
    """The tables of ``data`` without ``_meta``. Raises ``StoreError`` for what JSON can't hold."""
    return {
        name: {key: entry_of(key, document) for key, document in table.items()}
        for name, table in data.items()
        if name != META
    }


def is_text(name: str) -> bool:
    """Whether ``name`` can be written: JSON may hold half of a surrogate pair, UTF-8 can't."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def is_document_id(key: str) -> bool:
    """Whether ``key`` is the id of a document as TinyDB writes it: a whole number from 0."""
    return key.isascii() and key.isdecimal() and len(key) in _ID_LENGTHS and str(int(key)) == key


def _verified(content: bytes) -> dict[str, Any]:
    """The document of ``_meta``. Raises ``ForeignError`` where the checksum isn't right."""
    end = content[-_TAIL_LENGTH:]
    if not end.startswith(_CHECKSUM_MEMBER) or not end.endswith(_END):
        raise ForeignError("no checksum")
    digest = blake2b(memoryview(content)[:-_TAIL_LENGTH], digest_size=_CHECKSUM_BYTES).hexdigest()
    if end[len(_CHECKSUM_MEMBER) : -len(_END)] != digest.encode("ascii"):
        raise ForeignError("its checksum is wrong")
    start = content.rfind(_META_START) + len(_META_START)
    try:
        members = json.loads(content[start : -len(b"\n}}\n")])
    except (ValueError, RecursionError) as error:
        raise ForeignError(str(error)) from error
    if not isinstance(members, dict):
        raise ForeignError(None, META)
    return members


def _pieces(tables: Tables, meta: Meta) -> Iterator[bytes]:
    yield b"{"
    for name, table in tables.documents.items():
        yield b"\n" + document_bytes(name) + _TABLE_START
        entries = list(table.values())
        for start in range(0, len(entries), _AT_ONCE):
            yield (b",\n" if start else b"") + b",\n".join(entries[start : start + _AT_ONCE])
        yield _TABLE_END
    members = {
        **meta.extra,
        "generation": meta.generation,
        "sequence": meta.sequence,
        "seed": meta.seed,
        "next": tables.next_ids,
    }
    yield _META_START + document_bytes(members)[:-1]


def _tables_in(content: bytes) -> Iterator[tuple[str, dict[str, Entry]]]:
    """The tables of a verified file, ``_meta`` too, cut out by its lines: no document holds a line's end."""
    pieces = content.split(b",\n")
    pieces[0] = pieces[0].removeprefix(b"{\n")
    pieces[-1] = pieces[-1].removesuffix(_END_OF_ALL)
    # One sign is found faster than three, and few documents have one beside them.
    starts = [place for place, piece in enumerate(pieces) if b"\n" in piece and _TABLE_START in piece]
    for start, end in pairwise([*starts, len(pieces)]):
        name, _, first = pieces[start].partition(_TABLE_START)
        found = [first, *pieces[start + 1 : end]]
        found[-1] = found[-1].removesuffix(b"\n}")
        table = {line[1 : line.index(b'":')].decode("ascii"): line for line in found if line}
        _check_ids(table)
        yield _name_of(name), table


def _name_of(written: bytes) -> str:
    name = json.loads(written)
    if not isinstance(name, str):
        raise TypeError("a table's name is no string")
    if not is_text(name):
        raise ValueError("a table's name is no text")
    return name


def _check_ids(table: Mapping[str, Entry]) -> None:
    """Raises ``ValueError`` where a key is no whole number; of all at once, as opening has to be quick."""
    digits = "".join(table)
    lengths = set(map(len, table))
    if table and not (digits.isascii() and digits.isdecimal() and lengths <= _ID_LENGTHS):
        raise ValueError("no document id")


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
