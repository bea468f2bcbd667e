"""What a run does to the disk, call by call, written down while it does it."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from summit_tui.disk import Disk


@dataclass(frozen=True)
class Write:
    """``data`` came into the file ``node``, from byte ``at`` on."""

    node: int
    at: int
    data: bytes


@dataclass(frozen=True)
class Truncate:
    """The file ``node`` has ``size`` bytes from then on."""

    node: int
    size: int


@dataclass(frozen=True)
class Sync:
    """All that was done to the file ``node`` is on the disk, or, where it has ``failed``, lost."""

    node: int
    failed: bool = False


@dataclass(frozen=True)
class Names:
    """Names lead to other files (``None``: to none) from then on. -1 stands for a folder."""

    entries: tuple[tuple[Path, int | None], ...]


@dataclass(frozen=True)
class SyncFolder:
    """All names in ``folder`` are on the disk."""

    folder: Path


@dataclass(frozen=True)
class Tried:
    """An edit was begun; ``number`` counts from 1."""

    number: int


@dataclass(frozen=True)
class Acknowledged:
    """It was said to be saved."""

    number: int


Event = Write | Truncate | Sync | Names | SyncFolder | Tried | Acknowledged
FOLDER = -1
LEAVING_FILES_ALONE = ("read", "stat", "lstat", "list", "free", "set_owner", "set_mode")
"""The calls of ``Disk`` that change no content and no name."""
_MADE_OF_OTHERS = {"sync_folder"}


@dataclass
class DiskLog:
    """A recording of every call of ``Disk`` that changes what is under ``root``.

    ``nodes`` holds each file's content at the start, by a number of its own: the kernel gives
    inodes out again.
    """

    root: Path
    nodes: dict[int, bytes] = field(default_factory=dict)
    names: dict[Path, int] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    known: tuple[int, int] = (0, 0)
    """How many edits were acknowledged, and how many tried, before the recording began."""
    skip_sync: bool = False
    """Syncs of files are neither done nor written down: the first control."""
    skip_folder_sync: bool = False
    """The same of folders: the second control."""
    on_call: Callable[[str, tuple[Any, ...]], None] | None = None
    """Asked before each call; may raise in its place."""

    def __post_init__(self) -> None:
        self.root = Path(os.path.realpath(self.root))
        self._opened: dict[int, int] = {}
        self._folders: dict[int, Path] = {}
        self._sizes: dict[int, int] = {}
        self._turn = threading.RLock()
        for folder, folders, files in os.walk(self.root):
            for name in folders:
                self.names[Path(folder, name)] = FOLDER
            for name in files:
                self._known(Path(folder, name))
        self.start = dict(self.names)

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Inside, every ``Disk`` writes down here what it does, and only says that it syncs."""
        wrappers: dict[str, Callable[..., Any] | None] = {
            "open": self._open,
            "close": self._close,
            "write": self._write,
            "truncate": self._truncate,
            "sync": self._sync,
            "datasync": self._sync,
            "rename": self._rename,
            "link": self._link,
            "unlink": self._unlink,
            "make_folder": self._make_folder,
            "remove_folder": self._remove_folder,
            **dict.fromkeys(LEAVING_FILES_ALONE),
        }
        calls = {name for name in vars(Disk) if callable(getattr(Disk, name)) and not name.startswith("_")}
        assert calls == wrappers.keys() | _MADE_OF_OTHERS, "a call that no cut would drop"
        with pytest.MonkeyPatch.context() as patch:
            for name, wrapper in wrappers.items():
                patch.setattr(Disk, name, self._wrapped(name, getattr(Disk, name), wrapper))
            yield

    def tried(self, number: int) -> None:
        self.events.append(Tried(number))

    def acknowledged(self, number: int) -> None:
        self.events.append(Acknowledged(number))

    def _wrapped(
        self, name: str, real: Callable[..., Any], note: Callable[..., Any] | None
    ) -> Callable[..., Any]:
        def call(disk: Disk, *arguments: Any, **options: Any) -> Any:
            with self._turn:
                if self.on_call is not None:
                    try:
                        self.on_call(name, arguments)
                    except OSError:
                        if name in {"sync", "datasync"} and arguments[0] in self._opened:
                            self.events.append(Sync(self._opened[arguments[0]], failed=True))
                        raise
                if name in {"sync", "datasync"}:
                    return self._sync(*arguments)
                if note is None:
                    return real(disk, *arguments, **options)
                return note(lambda: real(disk, *arguments, **options), *arguments, **options)

        return call

    def _known(self, path: Path) -> int:
        """A file that was there at the start, or came there past the ``Disk``."""
        node = self.names[path] = len(self.nodes)
        self.nodes[node] = path.read_bytes() if path.is_file() else b""
        self._sizes[node] = len(self.nodes[node])
        return node

    def _place(self, path: Path) -> Path:
        return Path(os.path.realpath(path.parent)) / path.name

    def _is_ours(self, path: Path) -> bool:
        return path.is_relative_to(self.root)

    def _set(self, *entries: tuple[Path, int | None]) -> None:
        for path, node in entries:
            if node is None:
                self.names.pop(path, None)
            else:
                self.names[path] = node
        self.events.append(Names(entries))

    def _open(self, real: Callable[[], int], path: Path, flags: int, mode: int = 0o666) -> int:
        place = self._place(path) if flags & (os.O_NOFOLLOW | os.O_EXCL) else Path(os.path.realpath(path))
        was_there = os.path.lexists(place)
        descriptor = real()
        if not self._is_ours(place):
            return descriptor
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            self._folders[descriptor] = place
            return descriptor
        if not was_there:
            node = len(self.nodes)
            self.nodes[node] = b""
            self._sizes[node] = 0
            self._set((place, node))
        elif place not in self.names:
            self._known(place)
        node = self._opened[descriptor] = self.names[place]
        if was_there and flags & os.O_TRUNC:
            self._resize(node, 0)
        return descriptor

    def _close(self, real: Callable[[], None], descriptor: int) -> None:
        self._opened.pop(descriptor, None)
        self._folders.pop(descriptor, None)
        real()

    def _write(self, real: Callable[[], int], descriptor: int, content: bytes | memoryview) -> int:
        written = real()
        if descriptor in self._opened:
            end = os.lseek(descriptor, 0, os.SEEK_CUR)
            node = self._opened[descriptor]
            self.events.append(Write(node, end - written, bytes(content[:written])))
            self._sizes[node] = max(self._sizes[node], end)
        return written

    def _truncate(self, real: Callable[[], None], descriptor: int, size: int) -> None:
        real()
        if descriptor in self._opened:
            self._resize(self._opened[descriptor], size)

    def _resize(self, node: int, size: int) -> None:
        self.events.append(Truncate(node, size))
        self._sizes[node] = size

    def _sync(self, descriptor: int) -> None:
        if descriptor in self._folders and not self.skip_folder_sync:
            self.events.append(SyncFolder(self._folders[descriptor]))
        elif descriptor in self._opened and not self.skip_sync:
            self.events.append(Sync(self._opened[descriptor]))

    def _rename(self, real: Callable[[], None], source: Path, target: Path) -> None:
        source, target = self._place(source), self._place(target)
        real()
        if self._is_ours(source):
            node = self.names[source] if source in self.names else self._known(target)
            self._set((target, node), (source, None))

    def _link(self, real: Callable[[], None], source: Path, target: Path) -> None:
        source, target = self._place(source), self._place(target)
        real()
        if self._is_ours(target):
            node = self.names[source] if source in self.names else self._known(source)
            self._set((target, node))

    def _unlink(self, real: Callable[[], None], path: Path) -> None:
        path = self._place(path)
        real()
        if self._is_ours(path):
            self._set((path, None))

    def _make_folder(self, real: Callable[[], None], path: Path) -> None:
        path = self._place(path)
        real()
        if self._is_ours(path):
            self._set((path, FOLDER))

    def _remove_folder(self, real: Callable[[], None], path: Path) -> None:
        path = self._place(path)
        real()
        if self._is_ours(path):
            self._set((path, None))
