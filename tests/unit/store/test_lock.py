from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from summit_tui.model import ExitStatus
from summit_tui.store import ProjectHeldError, ProjectStore, StoreError
from summit_tui.store.lock import ProjectLock

_HOLD = (
    "import sys; from pathlib import Path; from summit_tui.store.lock import ProjectLock\n"
    "lock = ProjectLock(Path(sys.argv[1])); lock.acquire(); print('held', flush=True); sys.stdin.read()"
)


@contextmanager
def another_process_holding(path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", _HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".summit" / "lock"


@pytest.fixture
def lock(path: Path) -> Iterator[ProjectLock]:
    path.parent.mkdir()
    lock = ProjectLock(path)
    yield lock
    lock.release()


def test_a_second_process_is_told_who_holds_the_project(store: ProjectStore, folder: Path) -> None:
    store.close()
    with another_process_holding(folder / ".summit" / "lock") as holder:
        with pytest.raises(ProjectHeldError) as raised:
            ProjectStore.open(folder)
        message = str(raised.value)
        assert f"process {holder.pid} on {socket.gethostname()} since 20" in message
        assert "--read-only" in message
        assert raised.value.exit_status == ExitStatus.COULD_NOT
        with ProjectStore.open(folder, read_only=True) as reader:
            assert reader.project == store.project
    ProjectStore.open(folder).close()


def test_two_stores_in_one_process_exclude_each_other(store: ProjectStore, folder: Path) -> None:
    with pytest.raises(ProjectHeldError):
        ProjectStore.open(folder)
    store.close()
    ProjectStore.open(folder).close()


def test_the_lock_is_taken_at_the_first_commit_where_there_was_none(
    store: ProjectStore, folder: Path
) -> None:
    store.close()
    (folder / ".summit" / "lock").unlink()
    with ProjectStore.open(folder) as late:
        with another_process_holding(folder / ".summit" / "lock"), pytest.raises(ProjectHeldError):
            late.add_text("نص")
        late.add_text("نص")
        with pytest.raises(ProjectHeldError):
            ProjectStore.open(folder)


def test_store_06_a_killed_holder_leaves_nothing_to_clear_away(lock: ProjectLock, path: Path) -> None:
    with another_process_holding(path) as holder:
        with pytest.raises(ProjectHeldError):
            lock.acquire()
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        lock.acquire()
        assert lock.held


def test_store_30_a_stopped_holder_keeps_the_lock(lock: ProjectLock, path: Path) -> None:
    with another_process_holding(path) as holder:
        holder.send_signal(signal.SIGSTOP)
        with pytest.raises(ProjectHeldError, match=f"process {holder.pid} "):
            lock.acquire()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"12",
        b"\x00" * 40,
        b"x\ny\nz\n",
        b"\xff\xfe",
        b'{"pid": 1, "host": "here", "since": "2020-01-01T00:00:00Z"}',
        b'{"pid": "1"}',
        b"[" * 5000,
        b"7" * 10_000_000,
    ],
)
def test_store_13_and_14_what_the_file_says_never_decides(
    lock: ProjectLock, path: Path, content: bytes
) -> None:
    path.write_bytes(content)
    lock.acquire()
    written = json.loads(path.read_bytes())
    assert (written["pid"], written["host"]) == (os.getpid(), socket.gethostname())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"7" * 10_000_000,
        b'{"pid": -1, "host": "h", "since": "s"}',
        b'{"pid": 5, "host": "h\\u001b[31m", "since": "s"}',
        b'{"pid": true, "host": "h", "since": "s"}',
    ],
)
def test_a_holder_that_left_no_readable_name_is_said_to_be_unknown(
    lock: ProjectLock, path: Path, content: bytes
) -> None:
    path.write_bytes(content)
    with path.open("rb+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(ProjectHeldError, match="another process, which left no name"):
            lock.acquire()
    assert path.read_bytes() == content


def test_store_13_a_dead_process_is_not_named_as_the_holder(lock: ProjectLock, path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    named = {"pid": process.pid, "host": socket.gethostname(), "since": "2026-01-01T00:00:00Z"}
    path.write_text(json.dumps(named), encoding="ascii")
    with path.open("rb+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(ProjectHeldError) as raised:
            lock.acquire()
    assert str(process.pid) not in str(raised.value)


@pytest.mark.parametrize("what", ["folder", "pipe", "link"])
def test_a_lock_that_is_no_plain_file_is_named_and_left(lock: ProjectLock, path: Path, what: str) -> None:
    victim = path.with_name("victim")
    victim.write_bytes(b"mine")
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(victim)
    with pytest.raises(StoreError, match="can't be locked"):
        lock.acquire()
    assert victim.read_bytes() == b"mine"
    assert not lock.held


def test_a_lock_that_may_not_be_written_opens_the_project_for_reading(
    store: ProjectStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    opening = os.open

    def deny(path: str | Path, flags: int, mode: int = 0o777, **how: int) -> int:
        if Path(path).name == "lock" and flags & os.O_RDWR:
            raise PermissionError(13, "Permission denied")
        return opening(path, flags, mode, **how)

    monkeypatch.setattr(os, "open", deny)
    with ProjectStore.open(folder) as again:
        assert "Permission denied" in str(again.why_read_only)
        assert again.project == store.project


def test_the_descriptor_is_not_inherited_by_programs(lock: ProjectLock, path: Path) -> None:
    lock.acquire()
    command = [sys.executable, "-c", "print('here', flush=True); input()"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, close_fds=False) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"here\n"
        lock.release()
        again = ProjectLock(path)
        again.acquire()
        again.release()
        process.kill()


def test_store_29_a_forked_child_neither_keeps_nor_frees_the_lock(path: Path) -> None:
    script = f"""
import os, sys, time
from pathlib import Path
from summit_tui.store import ProjectHeldError
from summit_tui.store.lock import ProjectLock
path = Path({str(path)!r})
path.parent.mkdir()
lock = ProjectLock(path)
lock.acquire()
reading, writing = os.pipe()
ready, started = os.pipe()
child = os.fork()
if child == 0:
    assert not lock.held
    lock.release()
    os.write(started, b"x")
    os.read(reading, 1)
    os._exit(0)
os.read(ready, 1)
other = ProjectLock(path)
try:
    other.acquire()
except ProjectHeldError:
    pass
else:
    sys.exit("the child freed the lock")
lock.release()
other.acquire()  # the child, still alive, doesn't keep it
os.write(writing, b"x")
os.waitpid(child, 0)
"""
    subprocess.run([sys.executable, "-c", script], check=True, timeout=20)


def test_the_lock_file_stays_and_has_the_persons_umask(lock: ProjectLock, path: Path) -> None:
    old = os.umask(0o077)
    try:
        lock.acquire()
    finally:
        os.umask(old)
    lock.release()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_lock_file_that_was_replaced_while_waiting_for_it_is_not_believed(
    lock: ProjectLock, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flock = fcntl.flock
    replaced: list[bool] = []

    def replace_first(descriptor: int, operation: int) -> None:
        if not replaced:
            replaced.append(True)
            path.unlink()
        flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", replace_first)
    lock.acquire()
    assert lock.held
    monkeypatch.undo()
    with pytest.raises(ProjectHeldError):
        ProjectLock(path).acquire()
