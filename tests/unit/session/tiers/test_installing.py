"""Installing the morphology database out of a wheel: as a whole or not at all, whatever goes wrong."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from summit_tui.arabic.morphology.database import MorphologyDatabase
from summit_tui.config import Paths
from summit_tui.disk import Disk
from summit_tui.model import ExitStatus, SummitError
from summit_tui.session.tiers import installing, morphology_files
from summit_tui.session.tiers.fetching import Fetcher, NotFetchedError, fetch, fetchers_here
from summit_tui.session.tiers.installing import Expected, checked_wheel, install, is_whole
from tests.support.morphology import LICENCE, MEMBER, database_text, make_wheel, sha256


@pytest.fixture
def paths(tmp_path):
    return Paths.of({"SUMMIT_HOME": str(tmp_path / "home")})


@pytest.fixture
def wheel(tmp_path):
    return make_wheel(tmp_path / "camel_tools-0.4.dev5-py2.py3-none-any.whl")


@pytest.fixture
def expected(wheel):
    return Expected(sha256(wheel.read_bytes()), sha256(database_text().encode()))


def nothing(*_):
    pass


def kept(paths):
    """What lies in the data folder, but for what camel-tools is told of."""
    folder = paths.morphology_folder
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def test_it_is_installed_with_its_licence(paths, wheel, expected):
    told = []
    target = install(paths, wheel, lambda stage, share: told.append((stage.key, share)), expected=expected)
    assert target == morphology_files.installed_file(paths)
    assert set(kept(paths)) == {target.name, "LICENSE"}
    assert kept(paths)["LICENSE"] == LICENCE.encode()
    database = MorphologyDatabase(target)
    assert database.facts.digest == expected.database
    assert database.facts.source == installing.RELEASE
    assert database.entries("صاروخ")
    database.close()
    assert is_whole(paths, expected=expected)
    assert told[-1] == ("Writing the morphology database", None)


def test_installing_again_replaces_it(paths, wheel, expected):
    target = install(paths, wheel, nothing, expected=expected)
    before = kept(paths)
    target.write_bytes(b"damaged")
    assert not is_whole(paths, expected=expected)
    install(paths, wheel, nothing, expected=expected)
    assert kept(paths) == before


def test_without_its_licence_it_is_not_whole(paths, wheel, expected):
    install(paths, wheel, nothing, expected=expected).with_name("LICENSE").unlink()
    assert not is_whole(paths, expected=expected)


def test_another_wheel_is_refused(paths, wheel):
    with pytest.raises(SummitError, match=sha256(wheel.read_bytes())) as caught:
        install(paths, wheel, nothing)
    assert caught.value.exit_status == ExitStatus.UNUSABLE_INPUT
    assert kept(paths) == {}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing.whl", "could not be read"),
        ("text.whl", "is no wheel"),
        ("empty.whl", "doesn't hold"),
        (".", "read"),
    ],
)
def test_what_is_no_such_wheel(tmp_path, name, words):
    import zipfile

    (tmp_path / "text.whl").write_text("text")
    with zipfile.ZipFile(tmp_path / "empty.whl", "w") as archive:
        archive.writestr("other", "")
    with pytest.raises(SummitError, match=words) as caught:
        checked_wheel(tmp_path / name)
    assert caught.value.exit_status == ExitStatus.UNUSABLE_INPUT


def test_another_database_in_the_wheel(paths, wheel, expected):
    with pytest.raises(SummitError, match="as published"):
        install(paths, wheel, nothing, expected=Expected(expected.wheel, "0" * 64))
    assert kept(paths) == {}


@pytest.mark.parametrize("text", ["", "text\n", "\udcff"])
def test_a_database_that_cannot_be_read(paths, tmp_path, text):
    content = text.encode("utf-8", "surrogateescape")
    wheel = make_wheel(tmp_path / "w.whl", "")
    import zipfile

    with zipfile.ZipFile(tmp_path / "v.whl", "w") as archive, zipfile.ZipFile(wheel) as old:
        for member in old.namelist():
            archive.writestr(member, content if member == MEMBER else old.read(member))
    path = tmp_path / "v.whl"
    with pytest.raises(SummitError, match="as published"):
        install(paths, path, nothing, expected=Expected(sha256(path.read_bytes()), sha256(content)))
    assert set(kept(paths)) <= {"LICENSE"}


def test_a_wheel_without_the_licence(paths, tmp_path):
    wheel = make_wheel(tmp_path / "w.whl", licence=False)
    with pytest.raises(SummitError, match="as published"):
        install(
            paths,
            wheel,
            nothing,
            expected=Expected(sha256(wheel.read_bytes()), sha256(database_text().encode())),
        )
    assert kept(paths) == {}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_disk_that_takes_no_more(paths, wheel, expected, monkeypatch, number):
    install(paths, wheel, nothing, expected=expected)
    before = kept(paths)

    def fail(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Disk, "write", fail)
    with pytest.raises(SummitError, match=os.strerror(number)) as caught:
        install(paths, wheel, nothing, expected=expected)
    assert caught.value.exit_status == ExitStatus.COULD_NOT
    assert kept(paths) == before


def test_an_interruption_leaves_what_was_there(paths, wheel, expected):
    install(paths, wheel, nothing, expected=expected)
    before = kept(paths)

    def interrupt(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        install(paths, wheel, interrupt, expected=expected)
    assert kept(paths) == before


def script(path: Path, *lines: str) -> Fetcher:
    """A tool that does what ``lines`` of Python say; ``into`` is the folder that it is given."""
    text = "\n".join(("import sys", "into = sys.argv[sys.argv.index('--into') + 1]", *lines))
    path.write_text(text, encoding="utf-8")
    return Fetcher((sys.executable, str(path)), "--into")


@pytest.fixture
def fetchers(monkeypatch):
    """``fetchers(*tools)`` makes these the only ones on the machine."""

    def arrange(*tools):
        monkeypatch.setattr("summit_tui.session.tiers.fetching.fetchers_here", lambda: iter(tools))

    return arrange


@pytest.mark.parametrize("unpacked", [False, True], ids=["wheel", "unpacked"])
def test_it_is_fetched(paths, tmp_path, wheel, expected, fetchers, unpacked):
    lines = [f"wheel = {str(wheel)!r}", "import shutil, zipfile"]
    lines.append("zipfile.ZipFile(wheel).extractall(into)" if unpacked else "shutil.copy(wheel, into)")
    fetchers(script(tmp_path / "tool.py", *lines))
    told = []
    install(paths, None, lambda stage, share: told.append(stage.key), expected=expected)
    assert is_whole(paths, expected=expected)
    assert told[0] == "Fetching {release}"


def test_the_next_tool_is_tried(paths, tmp_path, wheel, expected, fetchers):
    missing = Fetcher((str(tmp_path / "missing"),), "--into")
    broken = script(tmp_path / "broken.py", "sys.exit('it breaks')")
    works = script(tmp_path / "works.py", "import shutil", f"shutil.copy({str(wheel)!r}, into)")
    fetchers(missing, broken, works)
    install(paths, None, nothing, expected=expected)
    assert is_whole(paths, expected=expected)


def test_what_the_last_tool_said_is_told(tmp_path):
    says = script(
        tmp_path / "says.py",
        "print('WARNING: no\\nERROR: There is no route to the index.\\n  hint')",
        "sys.exit(2)",
    )
    with pytest.raises(NotFetchedError, match=r"fetched: There is no route to the index\. Nothing") as caught:
        fetch("release==1", "0" * 64, tmp_path, nothing, [says])
    assert caught.value.exit_status == ExitStatus.COULD_NOT


def test_a_tool_that_says_nothing(tmp_path):
    with pytest.raises(NotFetchedError, match="exit status 7"):
        fetch("release==1", "0" * 64, tmp_path, nothing, [script(tmp_path / "mute.py", "sys.exit(7)")])


def test_without_any_tool(tmp_path):
    with pytest.raises(NotFetchedError, match="Neither uv nor pip"):
        fetch("release==1", "0" * 64, tmp_path, nothing, [])


def test_a_tool_that_gives_something_else(paths, tmp_path, fetchers):
    fetchers(script(tmp_path / "other.py"))
    with pytest.raises(SummitError, match="as published"):
        install(paths, None, nothing)
    assert kept(paths) == {}


def test_the_tool_is_told_the_checksum(tmp_path):
    tool = script(
        tmp_path / "tool.py",
        "from pathlib import Path",
        "wanted = Path(sys.argv[sys.argv.index('--requirement') + 1]).read_text()",
        "assert '--require-hashes' in sys.argv and '--no-deps' in sys.argv",
        "assert wanted == 'release==1 --hash=sha256:' + '0' * 64 + chr(10)",
    )
    fetch("release==1", "0" * 64, tmp_path, nothing, [tool])


def test_an_interruption_ends_the_tool(tmp_path):
    pid = tmp_path / "pid"
    tool = script(
        tmp_path / "slow.py",
        "import os, time",
        f"open({str(pid)!r}, 'w').write(str(os.getpid()))",
        "time.sleep(60)",
    )

    def interrupt():
        if pid.exists() and pid.read_text():
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch("release==1", "0" * 64, tmp_path, interrupt, [tool])
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


def test_uv_goes_before_pip(tmp_path, monkeypatch):
    for name in ("uv", "python3"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    first, *others = fetchers_here()
    assert first.command[0] == str(tmp_path / "uv")
    assert str(tmp_path / "python3") in {other.command[0] for other in others}
