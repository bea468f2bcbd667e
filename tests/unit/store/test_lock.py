from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from summit_tui.model import ExitStatus
from summit_tui.store import ProjectHeldError, ProjectStore, StoreError, Waiting
from summit_tui.store.holder import READ_AT_MOST, Holder, Standing
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
        wait_for_state(holder.pid, "T")
        for written in ({}, {"since": "2001-01-01T00:00:00Z"}):
            path.write_text(json.dumps(json.loads(path.read_bytes()) | written), encoding="ascii")
            os.utime(path, (0, 0))
            with pytest.raises(
                ProjectHeldError, match=f"process {holder.pid} .*, which is stopped"
            ) as raised:
                lock.acquire()
            assert raised.value.holder is not None
            assert raised.value.holder.pid == holder.pid
            assert "Let it go on" in str(raised.value)
        holder.send_signal(signal.SIGCONT)


def test_store_30_a_holder_in_a_container_is_named_though_its_number_is_another_s_here(
    lock: ProjectLock, path: Path
) -> None:
    command = ["unshare", "--pid", "--fork", "--kill-child", sys.executable, "-c", _HOLD, str(path)]
    if shutil.which("unshare") is None or subprocess.run([*command[:4], "true"], check=False).returncode:
        pytest.skip("making a container isn't permitted here")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(ProjectHeldError, match=f"process 1 on {socket.gethostname()} since 20") as raised:
            lock.acquire()
        process.kill()
    assert raised.value.holder is not None
    assert raised.value.holder.standing is Standing.OUT_OF_SIGHT


def wait_for_state(pid: int, state: str) -> None:
    while Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != state:
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({"host": "خادم.example".encode("idna").decode("ascii")}, "process {pid} on xn--"),
        ({"namespace": 17, "pid": 1}, "process 1 on "),
        ({"boot": "00000000-0000-0000-0000-000000000000"}, "is not the one written in its lock file"),
        ({"started": 1}, "is not the one written in its lock file"),
        ({"pid": 2**22 + 1}, "is not the one written in its lock file"),
        ({"pid": 10**30, "started": None}, "is not the one written in its lock file"),
    ],
)
def test_store_13_and_30_who_is_named_is_believed_only_if_it_can_be_true(
    lock: ProjectLock, path: Path, written: dict[str, object], message: str
) -> None:
    with another_process_holding(path) as holder:
        content = json.dumps(json.loads(path.read_bytes()) | written)
        path.write_text(content, encoding="ascii")
        with pytest.raises(ProjectHeldError) as raised:
            lock.acquire()
    assert message.format(pid=holder.pid) in str(raised.value)
    assert (raised.value.holder is None) == ("is not the one" in message)
    assert path.read_text(encoding="ascii") == content


def test_the_lock_says_all_that_is_known_of_its_holder(lock: ProjectLock, path: Path) -> None:
    lock.acquire()
    holder = Holder.read(path.read_bytes())
    assert holder is not None
    assert holder.standing is Standing.RUNNING
    assert holder.boot == Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    started = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
    assert (holder.started, holder.device, holder.inode) == (started, None, None)
    assert path.stat().st_size < READ_AT_MOST


def test_waiting_ends_when_the_lock_is_freed(lock: ProjectLock, path: Path) -> None:
    told: list[ProjectHeldError] = []
    with another_process_holding(path) as holder:

        def end_it(error: ProjectHeldError) -> None:
            told.append(error)
            if len(told) == 3:
                holder.kill()

        lock.acquire(wait=None, on_wait=end_it)
    assert lock.held
    assert told[0].holder is not None
    assert told[0].holder.pid == holder.pid


def test_a_project_is_opened_once_it_is_free(store: ProjectStore, folder: Path) -> None:
    store.close()
    with another_process_holding(folder / ".summit" / "lock") as holder:
        with pytest.raises(ProjectHeldError):
            ProjectStore.open(folder, waiting=Waiting(0.1))
        with ProjectStore.open(folder, waiting=Waiting(20, lambda _: holder.kill())) as again:
            assert again.project == store.project
            assert not again.read_only


def test_waiting_ends_after_its_time(lock: ProjectLock, path: Path) -> None:
    with another_process_holding(path):
        started = time.monotonic()
        with pytest.raises(ProjectHeldError):
            lock.acquire(wait=0.3)
        assert 0.3 <= time.monotonic() - started < 2
        assert not lock.held


def test_waiting_is_given_up_when_the_person_wishes(lock: ProjectLock, path: Path) -> None:
    def no_more(error: ProjectHeldError) -> None:
        raise KeyboardInterrupt

    with another_process_holding(path):
        with pytest.raises(KeyboardInterrupt):
            lock.acquire(wait=None, on_wait=no_more)
        assert not lock.held


def test_store_31_another_name_of_the_snapshot_is_held_too(tmp_path: Path) -> None:
    names = tmp_path / "project.json", tmp_path / "other.json"
    names[0].write_text("{}", encoding="ascii")
    names[1].hardlink_to(names[0])
    first, second = (ProjectLock(name.with_name(f"{name.name}.lock"), name) for name in names)
    first.acquire()
    holder = Holder.read((tmp_path / "project.json.lock").read_bytes())
    assert holder is not None
    assert (holder.device, holder.inode) == (names[0].stat().st_dev, names[0].stat().st_ino)
    with pytest.raises(ProjectHeldError, match="under another name of the same file"):
        second.acquire()
    assert not second.held
    fold(names[0])
    first.renew()
    second.acquire()  # the other name has a file of its own now
    holder = Holder.read((tmp_path / "project.json.lock").read_bytes())
    assert holder is not None
    assert holder.inode == names[0].stat().st_ino != names[1].stat().st_ino
    third = ProjectLock(tmp_path / "third.lock", names[0])
    with pytest.raises(ProjectHeldError):
        third.acquire()
    first.release()
    third.acquire()
    third.release()
    second.release()


def fold(snapshot: Path) -> None:
    new = snapshot.with_name("new")
    new.write_text("{}", encoding="ascii")
    new.replace(snapshot)


def test_a_snapshot_that_comes_later_is_locked_from_then_on(tmp_path: Path) -> None:
    snapshot = tmp_path / "project.json"
    lock = ProjectLock(tmp_path / "lock", snapshot)
    with pytest.raises(RuntimeError):
        lock.renew()
    lock.acquire()
    fold(snapshot)
    lock.renew()
    with pytest.raises(ProjectHeldError):
        ProjectLock(tmp_path / "other.lock", snapshot).acquire()
    lock.release()


@pytest.mark.parametrize("way", ["symbolic link to the folder", "bind mount"])
def test_store_31_another_way_to_the_folder_meets_the_same_lock(tmp_path: Path, way: str) -> None:
    (tmp_path / "real").mkdir()
    other = tmp_path / "other"
    if way == "bind mount":
        other.mkdir()
        mounting = subprocess.run(
            ["mount", "--bind", tmp_path / "real", other], capture_output=True, check=False
        )
        if mounting.returncode:
            pytest.skip("mounting isn't permitted here")
    else:
        other.symlink_to("real")
    try:
        lock = ProjectLock(tmp_path / "real" / "lock")
        lock.acquire()
        with pytest.raises(ProjectHeldError):
            ProjectLock(other / "lock").acquire()
        lock.release()
    finally:
        if way == "bind mount":
            subprocess.run(["umount", other], check=True)


_UNPRIVILEGED = """
import encodings.ascii, os, pkgutil, sys
from importlib import import_module
from pathlib import Path
import summit_tui.store
from summit_tui.store import ProjectStore
# Another user may not be let into the checkout, so nothing may be left to load.
for module in pkgutil.iter_modules(summit_tui.store.__path__):
    import_module(f"summit_tui.store.{module.name}")
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
with ProjectStore.open(Path(sys.argv[1])) as store:
    print(store.why_read_only)
"""


def open_to_all(folder: Path) -> None:
    for place in (folder, *folder.rglob("*")):
        place.chmod(0o777)
    for parent in folder.parents:
        if parent == Path(tempfile.gettempdir()):
            break
        parent.chmod(0o755)


def test_store_14_a_lock_that_nobody_may_open_gives_one_line(store: ProjectStore, folder: Path) -> None:
    store.close()
    open_to_all(folder)
    path = folder / ".summit" / "lock"
    path.chmod(0)
    try:
        command = [sys.executable, "-c", _UNPRIVILEGED, str(folder)]
        told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
    finally:
        path.chmod(0o600)
    assert told.stdout.count("\n") == 1
    assert f"{path} can't be written (Permission denied)" in told.stdout


def test_a_folder_that_may_not_be_written_opens_for_reading_and_says_so_at_once(
    store: ProjectStore, folder: Path
) -> None:
    store.close()
    open_to_all(folder)
    (folder / ".summit").chmod(0o555)
    command = [sys.executable, "-c", _UNPRIVILEGED, str(folder)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
    (folder / ".summit").chmod(0o755)
    assert f"{folder / '.summit'} can't be written (Permission denied); it is open for reading" in told.stdout


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
    assert "held by a process that is not the one written in its lock file" in str(raised.value)


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
    with pytest.raises(StoreError, match=re.escape(f"{path} can't be locked")):
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


def test_a_further_name_of_another_file_is_locked_and_not_written_to(lock: ProjectLock, path: Path) -> None:
    other = path.parent.parent / "رسالة.txt"
    other.write_text("نص لا يخص المشروع " * 40)
    content = other.read_bytes()
    path.hardlink_to(other)
    lock.acquire()
    assert lock.held
    assert other.read_bytes() == content
    with pytest.raises(ProjectHeldError):
        ProjectLock(path).acquire()
    lock.renew()
    lock.release()
    assert other.read_bytes() == content


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


@pytest.mark.parametrize("name", ["open", "fstat", "pwrite", "ftruncate", "flock"])
@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EINTR, errno.EACCES, errno.ENOLCK])
def test_a_call_that_fails_once_is_told_and_the_next_attempt_works(
    lock: ProjectLock, path: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int
) -> None:
    module = fcntl if name == "flock" else os
    real = getattr(module, name)
    calls: list[str] = []

    def fail_once(*arguments: object) -> object:
        calls.append(name)
        if len(calls) == 1:
            raise OSError(number, os.strerror(number))
        return real(*arguments)

    before = open_descriptors()
    monkeypatch.setattr(module, name, fail_once)
    with contextlib.suppress(OSError, StoreError):
        lock.acquire()
    lock.release()
    lock.acquire()
    monkeypatch.undo()
    with pytest.raises(ProjectHeldError):
        ProjectLock(path).acquire()
    lock.release()
    assert open_descriptors() == before


def open_descriptors() -> int:
    """How many this process has, where the system tells it."""
    folder = Path("/proc/self/fd")
    return sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0


def test_a_name_that_cannot_be_read_is_no_name(
    lock: ProjectLock, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    with another_process_holding(path):
        monkeypatch.setattr(os, "pread", fail)
        with pytest.raises(ProjectHeldError, match="left no name"):
            lock.acquire()
