"""The lines of a journal: a header, then one line for each transaction, each chained to the one before.

A line ends at the byte 0x0A and holds none before. It is a JSON object whose last member ``sum`` is the
BLAKE2b digest (64 bits) of the sum before it and of the line's own bytes up to its ``sum``. A header's
``sum`` starts from nothing; the first transaction's starts from the header's ``chain``, the sum of the
transaction that the journal goes on from. So a journal fits one state of one database only.
"""

from __future__ import annotations

import errno
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NamedTuple, TypeGuard

from summit_tui.model.fields import Fields, UnusableDocumentError
from summit_tui.store.errors import StoreError

Document = dict[str, Any]
Entry = bytes
"""A document with its id as a member of a JSON object, ``"7":{…}``, in UTF-8 and on one line."""

FORMAT = 1
_MOST_COUNTED, _MOST_IDS = 10**11, 10**17
"""The names of files and the ids of documents have room for ten times as many, at the least."""
_SUM_BYTES = 8
_SUM_MEMBER = b',"sum":"'
_TAIL_LENGTH = len(_SUM_MEMBER) + 2 * _SUM_BYTES + len(b'"}')
_encode = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":"), check_circular=True
).encode
_LEAVES = frozenset({str, int, float, bool, type(None)})
_LISTS = (list, tuple)
_LINE_END = re.compile("[\u0085\u2028\u2029]")
"""What other readers take for a line's end, though JSON allows it in strings."""


class Header(NamedTuple):
    """A journal's first line: its generation, and the transaction that it goes on from.

    ``after`` is that one's sequence number, ``chain`` its sum; ``extra`` what the snapshot keeps for whoever
    uses the database.
    """

    generation: int
    after: int
    chain: str
    extra: Mapping[str, Any] = {}


@dataclass(repr=False)
class Transaction:
    """What is set or taken away (``None``) at once, by table and document id, and why.

    The tables in ``dropped`` go, and those in ``cleared`` are emptied, before anything is set.
    ``note`` is JSON of whoever made it; ``extra`` is what snapshots keep from then on for whoever uses the
    database, and no part of the line.
    """

    documents: dict[str, dict[str, Entry | None]] = field(default_factory=dict)
    cleared: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    note: bytes | None = None
    extra: Mapping[str, Any] | None = None


@dataclass(repr=False)
class Scan:
    """What a journal's bytes hold.

    ``lines`` are the transactions that are whole, without their line ends; ``chains`` their sums,
    after the header's chain, so that ``chains[n]`` is the sum after ``n`` of them. ``rest`` is what stands
    behind them, and ``lost`` how many transactions that may have been: none where it is the torn end
    of the last one.
    """

    header: Header
    lines: list[bytes]
    chains: list[str]
    rest: bytes = b""
    lost: int = 0

    @property
    def last(self) -> int:
        """The sequence number of the last whole transaction."""
        return self.header.after + len(self.lines)


def document_bytes(document: object) -> bytes:
    """``document`` as one line of JSON in UTF-8.

    Raises ``StoreError`` for what JSON can't hold: NaN, half of a surrogate pair, a key that is no
    string, a set.
    """
    try:
        found = _encoded(document)
        _check_keys(document)
    except (TypeError, ValueError, RecursionError) as error:
        raise StoreError(
            "This edit holds a value that can't be stored ({reason}). "
            "It was not saved; what was saved before is kept.",
            reason=error,
        ) from error
    return found


def entry_of(key: str, document: object) -> Entry:
    """``document`` as the member ``key``. Raises ``StoreError`` as ``document_bytes`` does."""
    return b'"%b":%b' % (key.encode("ascii"), document_bytes(document))


def document_of(entry: Entry) -> Document:
    """The document of ``entry``, a new one at each call."""
    found: Document = json.loads(entry[entry.index(b":") + 1 :])
    return found


def fields_of(entry: Entry) -> Fields:
    """The document of ``entry``, which anybody may have written. Raises ``UnusableDocumentError``."""
    try:
        return Fields(document_of(entry))
    except (ValueError, RecursionError) as error:
        raise UnusableDocumentError("{place}: not a JSON object", place="JSON") from error


def header_line(header: Header) -> bytes:
    """``header`` as a journal's first line, with its end."""
    values = {
        "journal": FORMAT,
        "generation": header.generation,
        "after": header.after,
        "chain": header.chain,
        "extra": header.extra,
    }
    return _signed(b"", document_bytes(values)[:-1])[0]


def journal_bytes(header: Header, lines: Iterable[bytes]) -> Iterator[bytes]:
    """A journal, piece by piece, with ``lines``, which have no ends."""
    yield header_line(header)
    for line in lines:
        yield line + b"\n"


def record_line(chain: str, sequence: int, transaction: Transaction) -> tuple[bytes, str]:
    """``transaction`` as a line after the sum ``chain``, with its end, and the sum after it."""
    parts = [b'{"n":%d' % sequence]
    if transaction.dropped:
        parts.append(b',"drop":' + document_bytes(list(transaction.dropped)))
    if transaction.cleared:
        parts.append(b',"clear":' + document_bytes(list(transaction.cleared)))
    if transaction.documents:
        tables = [
            b"%b:{%b}"
            % (
                document_bytes(name),
                b",".join([entry or b'"%b":null' % key.encode("ascii") for key, entry in table.items()]),
            )
            for name, table in transaction.documents.items()
        ]
        parts.append(b',"set":{%b}' % b",".join(tables))
    if transaction.note is not None:
        parts.append(b',"note":' + transaction.note)
    return _signed(chain.encode("ascii"), b"".join(parts))


def record(line: bytes) -> Document:
    """The members of a whole line. Raises ``ValueError`` where it isn't JSON."""
    found = json.loads(line)
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found


def note_of(line: bytes) -> Any:
    """The note of the transaction in ``line``, or ``None``."""
    return record(line).get("note")


def transaction_of(members: Mapping[str, Any]) -> Transaction:
    """The transaction with these members of a line, without its note.

    Raises ``ValueError``, ``TypeError`` and ``AttributeError`` where they are none.
    """
    # What was read from JSON has strings for keys.
    documents = {
        table: {
            key: None if document is None else b'"%b":%b' % (key.encode("ascii"), _encoded(document))
            for key, document in changed.items()
        }
        for table, changed in members.get("set", {}).items()
    }
    cleared, dropped = tuple(members.get("clear", ())), tuple(members.get("drop", ()))
    if not all(isinstance(name, str) for name in (*cleared, *dropped)):
        raise TypeError("a table's name is no string")
    return Transaction(documents, cleared, dropped)


def scan(content: bytes) -> Scan | None:
    """What the journal ``content`` holds; ``None`` where not even its header is whole."""
    lines = content.split(b"\n")
    header = _header(lines[0]) if len(lines) > 1 else None
    if header is None:
        return None
    found = Scan(header, [], [header.chain])
    add_lines(found, lines[1:])
    return found


def is_newer(content: bytes) -> bool:
    """Whether ``content`` is a journal in a format that is newer than this one."""
    first, end, _ = content.partition(b"\n")
    try:
        number = record(first).get("journal") if end else None
    except (ValueError, RecursionError):
        return False
    return type(number) is int and number > FORMAT


def add_lines(found: Scan, lines: Iterable[bytes]) -> None:
    """Adds to ``found`` the whole transactions of ``lines``; from the first other one on, all is ``rest``.

    The last of ``lines`` is what stands behind the last line's end.
    """
    lines = list(lines)
    chain = found.chains[-1].encode("ascii")
    for number, line in enumerate(lines):
        sum_ = _sum_of(line)
        if sum_ is None or number == len(lines) - 1 or _digest(chain, line[:-_TAIL_LENGTH]) != sum_:
            found.rest = b"\n".join(lines[number:])
            behind = found.rest.rstrip(b"\0").removesuffix(b"\n").count(b"\n")
            # Only the last write can have been torn, which is one line.
            found.lost = behind + 1 if behind else 0
            return
        chain = sum_
        found.lines.append(line)
        found.chains.append(sum_.decode("ascii"))


def sum_after(chain: str, line: bytes) -> str | None:
    """The sum after ``line``, without its end, that follows ``chain``; ``None`` where it isn't whole."""
    sum_ = _sum_of(line)
    if sum_ is None or _digest(chain.encode("ascii"), line[:-_TAIL_LENGTH]) != sum_:
        return None
    return sum_.decode("ascii")


def read_header(line: bytes) -> Header | None:
    """The header that a journal's first line is, without its end; ``None`` where it isn't one."""
    return _header(line)


def seed_of(*parts: bytes) -> str:
    """A sum that stands for ``parts``: what the first transaction of a database goes on from."""
    return blake2b(b"\0".join(parts), digest_size=_SUM_BYTES).hexdigest()


def is_count(value: object) -> TypeGuard[int]:
    """Whether ``value`` is a whole number from 0, of 63 bits at the most."""
    return type(value) is int and 0 <= value < 1 << 63


def check_room(counts: Iterable[int], next_ids: Iterable[int]) -> None:
    """Raises ``OSError`` where the numbers that a database counts with have no room to grow.

    ``counts`` are of edits and generations. Nobody's work comes near that; but a file may say anything, and
    what is numbered beyond what can be read would be lost.
    """
    if max(counts, default=0) >= _MOST_COUNTED or max(next_ids, default=0) >= _MOST_IDS:
        raise OSError(errno.EOVERFLOW, "its numbers are too large for anything new")


def is_sum(value: object) -> TypeGuard[str]:
    """Whether ``value`` can be a sum that a transaction goes on from."""
    return isinstance(value, str) and value.isascii()


def _signed(chain: bytes, body: bytes) -> tuple[bytes, str]:
    sum_ = _digest(chain, body)
    return b'%b%b%b"}\n' % (body, _SUM_MEMBER, sum_), sum_.decode("ascii")


def _digest(chain: bytes, body: bytes) -> bytes:
    return blake2b(chain + body, digest_size=_SUM_BYTES).hexdigest().encode("ascii")


def _sum_of(line: bytes) -> bytes | None:
    """The sum that ``line`` ends with, if it ends as a line of a journal does."""
    end = line[-_TAIL_LENGTH:]
    if not end.startswith(_SUM_MEMBER) or not end.endswith(b'"}'):
        return None
    return end[len(_SUM_MEMBER) : -2]


def _header(line: bytes) -> Header | None:
    sum_ = _sum_of(line)
    if sum_ is None or _digest(b"", line[:-_TAIL_LENGTH]) != sum_:
        return None
    try:
        members = record(line)
    except (ValueError, RecursionError):
        return None
    generation, after = members.get("generation"), members.get("after")
    chain, extra = members.get("chain"), members.get("extra", {})
    if members.get("journal") != FORMAT or not is_sum(chain) or not isinstance(extra, dict):
        return None
    return Header(generation, after, chain, extra) if is_count(generation) and is_count(after) else None


def _encoded(document: object) -> bytes:
    text = _encode(document)
    if not text.isascii() and _LINE_END.search(text):
        text = _LINE_END.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return text.encode("utf-8")


def _check_keys(value: object) -> None:
    """Raises ``TypeError`` where a key is no string; the encoder would make one of a number.

    ``value`` must not contain itself.
    """
    to_look_at = [value]
    for one in to_look_at:
        if isinstance(one, dict):
            for key in one:
                if not isinstance(key, str):
                    raise TypeError(f"the key {key!r} is not a string")
            to_look_at += [inner for inner in one.values() if type(inner) not in _LEAVES]
        elif isinstance(one, _LISTS):
            to_look_at += [inner for inner in one if type(inner) not in _LEAVES]
