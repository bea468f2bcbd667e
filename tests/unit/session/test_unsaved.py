"""What there is to save where a project can't be written, or nothing was written yet."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from summit_tui.disk import Disk
from summit_tui.session import Session, open_session
from tests.support.editing import make_quote
from tests.support.sessions import fixed_author, paths_in

WORDS = "البئر جافة"
TEXT = f"قالت المهندسة رنا الخطيب: «{WORDS}»، وأضافت أن الحفر يبدأ غدا.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "أخبار"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT, "utf-8")
    return folder


def opened(folder: Path, seed: int = 2) -> Session:
    return open_session(folder, paths=paths_in(folder.parent / "home"), author=fixed_author(seed))


def test_where_nothing_was_done_yet_the_project_is_there_all_the_same(folder: Path, tmp_path: Path) -> None:
    session = opened(folder, 1)
    there = tmp_path / "هنا"
    assert not session.run("project.save_elsewhere", there).warning
    assert (there / ".summit").is_dir()
    make_quote(session, WORDS)
    session.close()
    again = opened(there)
    assert len(again.project.quotes) == 1
    again.close()


def test_nothing_is_said_to_be_saved_where_it_can_not_be(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(folder, 1)
    with monkeypatch.context() as patch:
        patch.setattr(
            Disk, "make_folder", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOENT, "no such file"))
        )
        assert "no such file" in str(session.run("project.save_elsewhere", tmp_path / "هنا"))
    assert session.store.path == folder / ".summit"
    make_quote(session, WORDS)
    assert (folder / ".summit").is_dir()
    session.close()
