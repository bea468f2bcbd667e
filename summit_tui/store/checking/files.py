"""What lies in a project's folder beside its state: what a stopped program left, and what was kept aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from summit_tui.disk import Disk
from summit_tui.files import leftovers, read_file
from summit_tui.i18n import N_
from summit_tui.model import Message
from summit_tui.store.backups import files_in, is_named_as_backup, read_backup
from summit_tui.store.checking.findings import Finding, Kind, fault, left, note
from summit_tui.store.holder import Holder, Standing
from summit_tui.store.naming import Names
from summit_tui.store.recovery import Recovered
from summit_tui.store.snapshot import ForeignError, is_own_layout, read_own_meta

_ASIDE = re.compile(r"\.(torn|strange|damaged|double)(-[0-9]+)?$")


def check_snapshot(names: Names, found: Recovered, disk: Disk) -> Iterator[Finding]:
    """Whether the snapshot is as it was written."""
    if found.damaged and found.identity is None:
        told = Message.of(N_("{path} is missing. All edits are in the journals."), path=names.snapshot)
        yield fault(Kind.CHECKSUM, told, names.snapshot)
    elif found.damaged:
        told = Message.of(
            N_(
                "{path} is damaged, or another program wrote to it. All edits are in the file before it and "
                "in the journals."
            ),
            path=names.snapshot,
        )
        yield fault(Kind.CHECKSUM, told, names.snapshot)
    elif found.rewrite and found.base.generation:
        told = Message.of(
            N_("{path} was changed by another program, which the history knows nothing of."),
            path=names.snapshot,
        )
        # Other programs lay the file out in their own way. With the layout of this one and a wrong sum, what
        # changed it need not have been a program.
        is_own = is_own_layout(read_file(names.snapshot, disk=disk)[0])
        yield (fault if is_own else note)(Kind.CHECKSUM, told, names.snapshot)


def check_previous(names: Names, disk: Disk) -> Iterator[Finding]:
    """Whether the snapshot could be rebuilt from the one before it."""
    try:
        content, _ = read_file(names.previous, disk=disk)
        if is_own_layout(content):
            read_own_meta(content)
    except FileNotFoundError:
        return
    except ForeignError:
        told = Message.of(
            N_("{path}, from which the project's file could be rebuilt, is damaged; it is replaced in time."),
            path=names.previous,
        )
        yield note(Kind.CHECKSUM, told, names.previous)
    except OSError as error:
        yield note(Kind.CHECKSUM, unreadable(names.previous, error), names.previous)


def check_journals(found: Recovered) -> Iterator[Finding]:
    """Journals that don't belong to the project's state."""
    for path in found.strange:
        told = Message.of(
            N_("{path} doesn't go on from the project's file; nothing of it counts."), path=path
        )
        # What has no whole line is what is left of a journal that was just being begun.
        make = fault if found.sizes.get(path) else left
        yield make(Kind.JOURNAL, told, path)


def check_backups(names: Names, disk: Disk) -> Iterator[Finding]:
    """Backups that can't be restored."""
    for path in filter(is_named_as_backup, files_in(names, disk)):
        try:
            read_backup(path, disk)
        except ForeignError:
            told = Message.of(N_("The backup {path} is damaged and can't be restored."), path=path)
            yield fault(Kind.BACKUP, told, path)
        except FileNotFoundError:
            continue  # A newer one took its place meanwhile.
        except OSError as error:
            yield fault(Kind.BACKUP, unreadable(path, error), path)


def left_in_journals(found: Recovered) -> Iterator[Finding]:
    """What a writer that was stopped left in the journals."""
    counted = {piece.path for piece in found.pieces}
    for path, rest in found.torn.items():
        key = (
            N_("{path} ends with {count} bytes of an edit that was being saved when the program was stopped.")
            if path in counted
            else N_("{path} was being begun when the program was stopped; there is no edit in it.")
        )
        yield left(Kind.TORN, Message.of(key, path=path, count=len(rest)), path)
    for path in found.older:
        told = Message.of(
            N_("{path} is in the project's file already: the program was stopped before it put it away."),
            path=path,
        )
        yield left(Kind.FOLD, told, path)
    for path in dict.fromkeys(piece.path for piece in found.pieces if piece.scan.header.generation):
        first = next(piece for piece in found.pieces if piece.path == path)
        if path.suffix != ".jsonl":
            told = Message.of(
                N_(
                    "{path} holds edits from number {first} on that aren't in the project's file yet: the "
                    "program was stopped before it put them there. They count."
                ),
                path=path,
                first=first.first,
            )
            yield left(Kind.FOLD, told, path)


def left_in_folders(names: Names, texts: Path, holder: Holder | None) -> Iterator[Finding]:
    """Temporary files, and a lock whose holder is gone."""
    if holder is not None and holder.standing is Standing.GONE:
        told = Message.of(
            N_("{path} names process {pid} on {host} since {since}, which is gone: it holds nothing."),
            path=names.lock,
            pid=holder.pid,
            host=holder.host,
            since=holder.since,
        )
        yield left(Kind.LOCK, told, names.lock)
    for place in (names.folder, names.history, names.backups, texts):
        if not place.is_dir() or place.is_symlink():
            continue
        for path in sorted(leftovers(place)):
            # The folder may be shared: where the database is a link's target, its files are named after it.
            if place != names.folder or path.name.startswith(names.snapshot.name):
                told = Message.of(N_("{path} is a temporary file of a program that was stopped."), path=path)
                yield left(Kind.TEMPORARY, told, path)


def kept_aside(names: Names, disk: Disk) -> Iterator[Finding]:
    """Files that were kept when the project was mended."""
    for folder in (names.folder, names.history, names.backups):
        try:
            listed = disk.list(folder)
        except (FileNotFoundError, NotADirectoryError):
            continue
        for name in listed:
            own = folder != names.folder or name.startswith(names.snapshot.name)
            if own and _ASIDE.search(name):
                path = folder / name
                told = Message.of(
                    N_("{path} was kept when the project was mended; nothing reads it."), path=path
                )
                yield note(Kind.KEPT, told, path)


def unreadable(path: Path, error: OSError) -> Message:
    """What to tell of a file that can't be read."""
    return Message.of(N_("{path} could not be read: {reason}."), path=path, reason=error.strerror or error)
