"""Who holds a lock: what the holder writes of itself, and how far that is believed.

The kernel alone decides whether a lock is held. All this is for telling a person.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass
from enum import Enum, auto
from pathlib import Path

from summit_tui.disk import Disk
from summit_tui.files import read_file
from summit_tui.model import system_clock, time_text

READ_AT_MOST = 4096
"""Bytes of a lock file; a holder's own text has some 300."""

_PROCESSES = Path("/proc")
_BOOT = _PROCESSES / "sys/kernel/random/boot_id"
_NAMESPACE = _PROCESSES / "self/ns/pid"
_LONGEST = 255
"""Code points of a name; a host's has at most 64 bytes in Linux (gethostname(2)), 255 in POSIX."""


class Standing(Enum):
    """What is known of the process that a lock file names."""

    RUNNING = auto()
    STOPPED = auto()
    """It is suspended, as by Ctrl-Z, and goes on holding what it holds."""

    OUT_OF_SIGHT = auto()
    """It is of another host or of another container, whose processes can't be seen from here."""

    GONE = auto()
    """It ended, or its number belongs to another process by now: it holds nothing."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that holds a lock, by what it wrote down.

    ``since`` is a UTC time. ``started`` is when the process began, in clock ticks since the boot
    ``boot``; ``namespace`` tells which processes its number is counted among (pid_namespaces(7)).
    Those three are ``None`` where the system doesn't say. ``device`` and ``inode`` are those of the
    snapshot that the holder has, where there is one.
    """

    pid: int
    host: str
    since: str
    started: int | None = None
    boot: str | None = None
    namespace: int | None = None
    device: int | None = None
    inode: int | None = None

    @classmethod
    def here(cls, snapshot: os.stat_result | None) -> Holder:
        """The process that runs this, as a holder from now on."""
        # By its own name: its number is another's where /proc is that of the system around a container.
        started = _status("self")
        return cls(
            os.getpid(),
            os.uname().nodename,
            time_text(system_clock()),
            None if started is None else started[1],
            _boot(),
            _namespace(),
            None if snapshot is None else snapshot.st_dev,
            None if snapshot is None else snapshot.st_ino,
        )

    @classmethod
    def read(cls, content: bytes) -> Holder | None:
        """The holder that a lock file names, or ``None`` where that is unreadable or no name."""
        try:
            data = json.loads(content)
            known = {name: data.get(name) for name in cls.__slots__}
            holder = cls(**known)
        except (ValueError, TypeError, AttributeError, RecursionError):
            return None
        numbers = (holder.started, holder.namespace, holder.device, holder.inode)
        texts = (holder.host, holder.since, "" if holder.boot is None else holder.boot)
        if type(holder.pid) is not int or holder.pid <= 0:
            return None
        if not all(number is None or type(number) is int for number in numbers):
            return None
        return holder if all(map(_is_shown_as_it_is, texts)) else None

    @property
    def may_be_there(self) -> bool:
        """Whether it may hold the lock, as far as that can be seen from here."""
        return self.standing is not Standing.GONE

    def written(self) -> bytes:
        """The text of the lock file, one line of ASCII."""
        return json.dumps(asdict(self)).encode("ascii") + b"\n"

    @property
    def standing(self) -> Standing:
        """What is known here of the process."""
        if self.host != os.uname().nodename:
            return Standing.OUT_OF_SIGHT
        if self.boot is not None and self.boot != _boot():
            return Standing.GONE
        if self.namespace is not None and self.namespace != _namespace():
            return Standing.OUT_OF_SIGHT
        status = _status(str(self.pid))
        if status is None:
            return Standing.RUNNING if _answers(self.pid) else Standing.GONE
        state, started = status
        if state in {"Z", "X"} or self.started not in {None, started}:
            return Standing.GONE
        return Standing.STOPPED if state == "T" else Standing.RUNNING


def holder_in(lock: Path, disk: Disk) -> Holder | None:
    """Who is written in the lock file at ``lock``, if anyone; who reads only asks so, and takes no lock."""
    with contextlib.suppress(OSError):
        return Holder.read(read_file(lock, disk=disk)[0][:READ_AT_MOST])
    return None


def _is_shown_as_it_is(text: object) -> bool:
    return isinstance(text, str) and len(text) <= _LONGEST and text.isascii() and text.isprintable()


def _boot() -> str | None:
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return _BOOT.read_text(encoding="ascii").strip() or None
    return None


def _namespace() -> int | None:
    with contextlib.suppress(OSError):
        return _NAMESPACE.stat().st_ino
    return None


def _status(process: str) -> tuple[str, int | None] | None:
    """State (a capital letter) and start of a process, by proc_pid_stat(5); ``None`` where unknown."""
    try:
        content = (_PROCESSES / process / "stat").read_bytes()
        # The second field is the program's name in parentheses, which may hold anything.
        fields = content[content.rindex(b")") + 1 :].split()
        return fields[0].decode("ascii").upper(), int(fields[19])
    except (OSError, ValueError, IndexError):
        return None if _PROCESSES.joinpath("self/stat").exists() else _state_by_ps(process)


def _state_by_ps(process: str) -> tuple[str, int | None] | None:
    """As ``_status``, without the start, where there is no /proc (macOS)."""
    if process == "self":
        return "R", None
    # Needed only there, and only once a project is in use: no start waits for it.
    import subprocess

    with contextlib.suppress(OSError, subprocess.SubprocessError, UnicodeDecodeError):
        asked = ["/bin/ps", "-o", "state=", "-p", process]
        told = subprocess.run(asked, capture_output=True, timeout=2, check=True)  # noqa: S603
        return told.stdout.decode("ascii").strip()[:1] or "X", None
    return None


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
