"""The states in which a power cut may leave a disk, made from what was written down of a run.

What a sync had returned for is there. Of everything after, each write and each name may be there or
not, whatever the order; a write may be there in part, in sectors of 512 bytes, or as length without
content (NUL bytes). A rename inside a folder is there as a whole or not at all; one between two
folders may have left the old name, but never takes it without giving the new one. What a failed sync
was to bring to the disk never comes there, as where the kernel takes the pages for clean afterwards.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.faults.disk_log import (
    FOLDER,
    Acknowledged,
    DiskLog,
    Event,
    Names,
    Sync,
    SyncFolder,
    Tried,
    Truncate,
    Write,
)

_SECTOR = 512
Chance = random.Random
Entries = tuple[tuple[Path, int | None], ...]
Chosen = Callable[[Event, Chance], bool]
Torn = Callable[[Write, Chance], list[Write]]


@dataclass(frozen=True)
class Cut:
    """A state after a cut: its files by name, and what is known of the edits.

    ``acknowledged`` edits have to be there, ``tried`` ones may be.
    """

    files: dict[Path, bytes | None]
    acknowledged: int
    tried: int
    how: str

    def lay_out(self, root: Path, old_root: Path) -> None:
        """Makes the files under ``root``; a folder stands for ``None``."""
        for path, content in sorted(self.files.items()):
            place = root / path.relative_to(old_root)
            if not place.parent.is_dir():
                continue
            if content is None:
                place.mkdir(exist_ok=True)
            else:
                place.write_bytes(content)


class _Platter:
    """What is on the disk for sure, and what is under way to it."""

    def __init__(self, log: DiskLog) -> None:
        self.contents = dict(log.nodes)
        self.names: dict[Path, int | None] = dict(log.start)
        self.pending: list[Event] = []
        self.acknowledged, self.tried = log.known

    def take(self, event: Event) -> None:
        """Goes on by one event."""
        match event:
            case Sync(node, failed):
                theirs = [one for one in self.pending if _is_content(one, node)]
                self.pending = [one for one in self.pending if not _is_content(one, node)]
                if not failed:
                    self.contents, _ = self.with_these(theirs)
            case SyncFolder(folder):
                pending, self.pending = self.pending, []
                for one in pending:
                    if isinstance(one, Names):
                        there = _synced_with(one, folder)
                        self.names.update(there)
                        one = Names(tuple(entry for entry in one.entries if entry not in there))
                    if not isinstance(one, Names) or one.entries:
                        self.pending.append(one)
            case Tried(number):
                self.tried = number
            case Acknowledged(number):
                self.acknowledged = number
            case _:
                self.pending.append(event)

    def with_these(self, applied: list[Event]) -> tuple[dict[int, bytes], dict[Path, int | None]]:
        """Contents and names if ``applied`` reached the disk as well."""
        names = dict(self.names)
        changed: dict[int, bytearray] = {}
        for event in applied:
            if isinstance(event, Names):
                names.update(event.entries)
            elif isinstance(event, Write | Truncate):
                _apply(event, changed.setdefault(event.node, bytearray(self.contents[event.node])))
        return {**self.contents, **{node: bytes(content) for node, content in changed.items()}}, names

    def cut(self, applied: list[Event], how: str) -> Cut:
        """The state with ``applied`` of what is pending."""
        contents, names = self.with_these(applied)
        files = {
            path: None if node == FOLDER else contents[node]
            for path, node in names.items()
            if node is not None
        }
        return Cut(files, self.acknowledged, self.tried, how)


def cuts(log: DiskLog, chance: Chance, variants: int) -> Iterator[Cut]:
    """After each event, the kinds of a cut that always make sense and ``variants`` drawn ones."""
    platter = _Platter(log)
    for number, event in enumerate([None, *log.events]):
        if event is not None:
            platter.take(event)
        if isinstance(event, Tried):
            continue
        if not platter.pending:
            yield platter.cut([], f"after {number}, nothing pending")
            continue
        for name, chosen, torn in _kinds(platter.pending, chance, variants):
            applied = [
                part
                for event in platter.pending
                if chosen(event, chance)
                for part in (torn(event, chance) if isinstance(event, Write) else _halves(event, chance))
            ]
            yield platter.cut(applied, f"after {number}, {name}")


def _kinds(pending: list[Event], chance: Chance, variants: int) -> Iterator[tuple[str, Chosen, Torn]]:
    yield "all lost", _none, _whole
    yield "all there", _all, _whole
    yield "lengths without content", _all, _zeros
    yield "only the names", _only_names, _whole
    yield "only the contents", _only_contents, _whole
    for number in range(variants):
        if number % 4 == 0:
            last = chance.randrange(len(pending))
            there = {id(event) for event in pending[: last + 1]}
            torn_one = pending[last]
            yield (
                f"{last + 1} of {len(pending)} in order, the last one torn",
                lambda event, _, there=there: id(event) in there,
                lambda write, chance, torn_one=torn_one: (
                    _prefix(write, chance) if write is torn_one else [write]
                ),
            )
        else:
            yield f"drawn {number}", _some, (_whole, _sectors, _zeros_behind, _prefix)[number % 4]


def _all(_event: Event, _chance: Chance) -> bool:
    return True


def _none(_event: Event, _chance: Chance) -> bool:
    return False


def _some(_event: Event, chance: Chance) -> bool:
    return chance.random() < 0.6


def _only_names(event: Event, _chance: Chance) -> bool:
    return isinstance(event, Names)


def _only_contents(event: Event, _chance: Chance) -> bool:
    return not isinstance(event, Names)


def _whole(write: Write, _chance: Chance) -> list[Write]:
    return [write]


def _zeros(write: Write, _chance: Chance) -> list[Write]:
    return [Write(write.node, write.at, bytes(len(write.data)))]


def _prefix(write: Write, chance: Chance) -> list[Write]:
    return [Write(write.node, write.at, write.data[: chance.randrange(len(write.data) + 1)])]


def _zeros_behind(write: Write, chance: Chance) -> list[Write]:
    """The whole length, but NUL bytes from the border of a sector on."""
    borders = [at - write.at for at in range(write.at, write.at + len(write.data)) if at % _SECTOR == 0]
    border = chance.choice([0, *borders])
    return [Write(write.node, write.at, write.data[:border] + bytes(len(write.data) - border))]


def _sectors(write: Write, chance: Chance) -> list[Write]:
    """Some of the sectors that the write covers, in no order."""
    parts = []
    at, end = write.at, write.at + len(write.data)
    while at < end:
        border = min(end, (at // _SECTOR + 1) * _SECTOR)
        if chance.random() < 0.5:
            parts.append(Write(write.node, at, write.data[at - write.at : border - write.at]))
        at = border
    return parts


def _halves(event: Event, chance: Chance) -> list[Event]:
    if not isinstance(event, Names) or len(event.entries) < 2:
        return [event]
    (target, node), (source, _) = event.entries
    if target.parent == source.parent or chance.random() < 0.7:
        return [event]
    return [Names(((target, node),))]


def _is_content(event: Event, node: int) -> bool:
    return isinstance(event, Write | Truncate) and event.node == node


def _synced_with(names: Names, folder: Path) -> Entries:
    """What the sync of a folder brings to the disk: where a name goes from it, also the new one elsewhere."""
    there = tuple(entry for entry in names.entries if entry[0].parent == folder)
    return names.entries if any(node is None for _, node in there) else there


def _apply(event: Write | Truncate, content: bytearray) -> None:
    if isinstance(event, Truncate):
        del content[event.size :]
        content.extend(bytes(event.size - len(content)))
    elif event.data:
        content.extend(bytes(max(0, event.at - len(content))))
        content[event.at : event.at + len(event.data)] = event.data
