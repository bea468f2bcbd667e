from __future__ import annotations

import os
import shutil
from itertools import count
from pathlib import Path

import pytest

from summit_tui.config.assets import label_set, seed_article
from summit_tui.model import UnusableInputError
from summit_tui.session import Session, exported, open_session
from summit_tui.store import ProjectHeldError
from tests.support.editing import do, document, files_in, make_quote, put_caret
from tests.support.sessions import fixed_author, paths_in

ONE = "قال الطبيب فراس النجار: «اللقاح متوفر».\n"
TWO = "وقالت الممرضة سلمى زيدان: «نحتاج إلى أسرة».\n"


_seeds = count(1)


def opened(path: Path | None, home: Path, **more: object) -> Session:
    """A session with ids that no other one gave, so that several can work on one project."""
    return open_session(path, paths=paths_in(home), author=fixed_author(next(_seeds)), **more)


def but_the_lock(folder: Path) -> dict[str, tuple[str, int]]:
    """The files in ``folder`` without the lock, in which an open session names itself."""
    return {name: state for name, state in files_in(folder).items() if not name.endswith(".summit/lock")}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    (folder / "sub").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    (folder / "b.txt").write_text(ONE, "utf-8")
    (folder / "sub" / "a.txt").write_text(TWO, "utf-8")
    (folder / ".hidden" / "c.txt").write_text(ONE, "utf-8")
    return folder


def look_around(session: Session) -> None:
    """Everything that changes nothing."""
    for command in ("move.end", "move.up", "move.page_up", "move.start", "move.next_sentence", "move.left"):
        session.run(command)
    session.run("select.grow")
    session.run("select.toggle")
    session.run("move.next_word")
    session.run("select.none")
    session.run("move.next_quote")
    session.run("edit.undo")
    session.run("quote.make")
    session.resize(40, 12)
    exported(session)


def test_opening_and_looking_writes_nothing(folder: Path, tmp_path: Path, home: Path) -> None:
    before = files_in(tmp_path)
    for path in (folder, folder / "b.txt"):
        session = opened(path, home)
        look_around(session)
        session.close()
    assert files_in(tmp_path) == before


def test_looking_at_a_project_writes_nothing(folder: Path, tmp_path: Path, home: Path) -> None:
    session = opened(folder / "b.txt", home)
    make_quote(session, "اللقاح متوفر")
    do(session, "edit.undo")
    do(session, "edit.redo")
    session.close()
    before = but_the_lock(tmp_path)
    session = opened(folder, home)
    session.run("move.next_quote")
    session.run("quote.edges")
    session.run("move.left")
    session.run("select.none")
    do(session, "article.open", session.entries[-1])
    session.close()
    assert but_the_lock(tmp_path) == before


def test_the_first_edit_makes_the_project_in_the_articles_folder(folder: Path, home: Path) -> None:
    session = opened(folder / "sub" / "a.txt", home)
    assert not session.store.exists
    make_quote(session, "نحتاج إلى أسرة")
    session.close()
    made = {path.name for path in (folder / "sub" / ".summit").iterdir()}
    assert {"project.json", "texts"} <= made
    assert not (folder / ".summit").exists()
    assert not home.exists()


def test_the_first_edit_makes_the_project_in_the_folder_that_was_given(folder: Path, home: Path) -> None:
    session = opened(folder, home)
    do(session, "topic.article_numbered", 1)
    assert (folder / ".summit" / "project.json").is_file()
    assert [topic.id for topic in session.project.topics.values()] == [topic.id for topic in label_set()]
    session.close()


def test_a_project_above_is_found(folder: Path, home: Path) -> None:
    session = opened(folder, home)
    make_quote(session, "اللقاح متوفر")
    session.close()
    session = opened(folder / "sub" / "a.txt", home)
    make_quote(session, "نحتاج إلى أسرة")
    assert [article["source"]["file"] for article in document(session)["articles"]] == ["b.txt", "sub/a.txt"]
    assert not (folder / "sub" / ".summit").exists()
    session.close()


def test_the_project_can_be_named(folder: Path, tmp_path: Path, home: Path) -> None:
    project = tmp_path / "project"
    session = opened(folder / "b.txt", home, project_dir=project)
    make_quote(session, "اللقاح متوفر")
    assert session.article.source.file == "../articles/b.txt"
    session.close()
    assert (project / ".summit" / "project.json").is_file()
    assert not (folder / ".summit").exists()
    session = opened(None, home, project_dir=project)
    assert session.text == ONE
    assert len(session.quotes) == 1
    session.close()


def test_a_project_that_is_named_has_the_articles_that_lie_elsewhere(
    folder: Path, tmp_path: Path, home: Path
) -> None:
    project = tmp_path / "kept" / "project"
    project.mkdir(parents=True)
    session = opened(folder / "b.txt", home, project_dir=project)
    make_quote(session, "اللقاح متوفر")
    session.close()
    (tmp_path / "link").symlink_to(project)
    for named in (project, tmp_path / "link"):
        session = opened(named, home)
        assert session.text == ONE
        assert len(session.project.quotes) == 1
        session.close()
    with pytest.raises(UnusableInputError, match="no articles"):
        opened(tmp_path / "kept", home)


def test_a_folder_gives_its_articles_and_opens_the_first(folder: Path, home: Path) -> None:
    session = opened(folder, home)
    assert [(entry.file, entry.title) for entry in session.entries] == [
        ("b.txt", "b.txt"),
        ("sub/a.txt", "sub/a.txt"),
    ]
    assert session.text == ONE
    session.close()


def test_what_cannot_be_read_is_told_and_the_next_article_opened(folder: Path, home: Path) -> None:
    (folder / "a-binary.txt").write_bytes(b"\0\1\2" * 50)
    (folder / "a-empty.txt").write_bytes(b"")
    session = opened(folder, home)
    assert session.text == ONE
    told = [str(dict(warning.values)) for warning in session.warnings]
    assert len(told) == 2
    assert "a-binary.txt" in told[0]
    assert "a-empty.txt" in told[1]
    assert all(warning.warning for warning in session.warnings)
    session.close()


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\0\1\2\3" * 30], ids=["empty", "blank", "binary"])
@pytest.mark.parametrize("whole_folder", [False, True])
def test_nothing_to_open_is_one_clear_error(
    tmp_path: Path, home: Path, content: bytes, whole_folder: bool
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_bytes(content)
    with pytest.raises(UnusableInputError) as caught:
        opened(folder if whole_folder else folder / "a.txt", home)
    assert "a.txt" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert [path.name for path in tmp_path.rglob("*")] == ["folder", "a.txt"]


def test_a_folder_without_articles_and_a_missing_path_are_errors(tmp_path: Path, home: Path) -> None:
    for path in (tmp_path, tmp_path / "none.txt"):
        with pytest.raises(UnusableInputError, match=str(path)):
            opened(path, home)
    assert list(tmp_path.iterdir()) == []


def test_the_article_that_comes_with_the_app_is_kept_in_the_users_folder(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    beside = files_in(seed_article().parent)
    session = opened(None, home)
    assert session.place.elsewhere
    assert session.text == seed_article().read_text("utf-8")
    do(session, "topic.article_numbered", 2)
    session.close()
    assert len(list((home / "data").rglob("project.json"))) == 1
    assert files_in(seed_article().parent) == beside
    assert list((tmp_path / "here").iterdir()) == []
    session = opened(None, home)
    assert [tag.id for tag in session.article.topics] == ["cyber"]
    session.close()


def test_without_a_path_the_project_of_this_folder_is_opened(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(folder, home)
    make_quote(session, "اللقاح متوفر")
    session.close()
    monkeypatch.chdir(folder)
    session = opened(None, home)
    assert session.place.folder == folder
    assert session.text == ONE
    session.close()


def test_a_project_whose_files_are_gone_still_has_their_texts(folder: Path, home: Path) -> None:
    session = opened(folder, home)
    make_quote(session, "اللقاح متوفر")
    session.close()
    (folder / "b.txt").unlink()
    shutil.rmtree(folder / "sub")
    session = opened(folder, home)
    assert session.text == ONE
    assert len(session.quotes) == 1
    (warning,) = session.warnings
    assert dict(warning.values) == {"file": "b.txt"}
    assert "can't be read any more" in warning.key
    session.close()


def test_a_project_that_is_open_elsewhere_is_held(folder: Path, home: Path) -> None:
    session = opened(folder, home)
    make_quote(session, "اللقاح متوفر")
    with pytest.raises(ProjectHeldError):
        opened(folder, home)
    looking = opened(folder, home, read_only=True)
    assert len(looking.quotes) == 1
    looking.close()
    session.close()
    opened(folder, home).close()


def test_what_has_to_be_known_of_the_projects_place_is_told_before_the_first_edit(
    folder: Path, home: Path, tmp_path: Path
) -> None:
    session = opened(folder, home)
    make_quote(session, "اللقاح متوفر")
    session.close()
    (tmp_path / "other.json").hardlink_to(folder / ".summit" / "project.json")
    session = opened(folder, home)
    assert ["hard link" in str(line) for line in session.warnings] == [True]
    session.close()
    looking = opened(folder, home, read_only=True)
    assert looking.warnings == []
    looking.close()


def test_a_failure_to_open_lets_go_of_the_project(folder: Path, home: Path) -> None:
    session = opened(folder, home)
    make_quote(session, "اللقاح متوفر")
    session.close()
    (folder / "empty.txt").write_bytes(b"")
    with pytest.raises(UnusableInputError):
        opened(folder / "empty.txt", home)
    opened(folder, home).close()


def test_read_only_refuses_every_edit_with_a_warning_and_writes_nothing(
    folder: Path, tmp_path: Path, home: Path
) -> None:
    session = opened(folder, home)
    quote = make_quote(session, "اللقاح متوفر")
    session.close()
    before = files_in(tmp_path)
    session = opened(folder, home, read_only=True)
    assert session.read_only
    state = exported(session, "all")
    session.visit(quote)
    for command, answers in [
        ("topic.article_numbered", [1]),
        ("topic.quote_numbered", [1]),
        ("topic.add", ["الصحة"]),
        ("quote.note", ["ملاحظة"]),
        ("quote.unsure", []),
        ("quote.type", []),
        ("quote.attribution", []),
        ("quote.delete", []),
        ("article.annotated", []),
        ("edit.undo", []),
    ]:
        message = session.run(command, *answers)
        assert message.warning, command
        assert "reading only" in str(message)
    assert exported(session, "all") == state
    session.close()
    assert files_in(tmp_path) == before


def test_read_only_makes_no_project(folder: Path, tmp_path: Path, home: Path) -> None:
    before = files_in(tmp_path)
    session = opened(folder / "b.txt", home, read_only=True)
    put_caret(session, "اللقاح")
    do(session, "select.grow")
    assert session.run("quote.make").warning
    assert session.quotes == []
    session.close()
    assert files_in(tmp_path) == before


def test_a_folder_that_cannot_be_written_has_its_project_in_the_users_folder(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    access = os.access
    closed = folder / "sub"
    monkeypatch.setattr(
        os,
        "access",
        lambda path, mode: not (Path(path) == closed and mode & os.W_OK) and access(path, mode),
    )
    session = opened(closed / "a.txt", home)
    make_quote(session, "نحتاج إلى أسرة")
    assert session.place.elsewhere
    assert session.place.root == closed
    session.close()
    assert len(list((home / "data").rglob("project.json"))) == 1
    assert [path.name for path in closed.iterdir()] == ["a.txt"]


def test_without_a_path_the_project_above_the_current_folder_is_opened(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(folder, home)
    make_quote(session, "اللقاح متوفر")
    session.close()
    monkeypatch.chdir(folder / "sub")
    session = opened(None, home)
    assert session.place.folder == folder
    assert session.quotes != []
    session.close()


def test_a_folder_within_a_project_opens_its_own_articles_first(folder: Path, home: Path) -> None:
    session = opened(folder, home)
    make_quote(session, "اللقاح متوفر")
    session.close()
    session = opened(folder / "sub", home)
    assert session.article.source.file == "sub/a.txt"
    session.close()


def test_a_damaged_text_leaves_the_other_articles_to_be_opened(folder: Path, home: Path) -> None:
    session = opened(folder, home)
    make_quote(session, "اللقاح متوفر")
    stored = folder / ".summit" / "texts" / f"{session.article.sha256}.txt"
    session.close()
    stored.write_text("شيء آخر", "utf-8")
    session = opened(folder, home)
    assert session.article.source.file == "sub/a.txt"
    assert [warning.warning for warning in session.warnings] == [True]
    session.close()


def test_when_no_article_can_be_read_it_is_said(tmp_path: Path, home: Path) -> None:
    (tmp_path / "x").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "x" / name).write_bytes(b"\x00\x01\x02")
    with pytest.raises(UnusableInputError, match="None of the 2 articles can be read"):
        opened(tmp_path / "x", home)
    (tmp_path / "x" / "b.txt").unlink()
    with pytest.raises(UnusableInputError, match=r"a\.txt"):
        opened(tmp_path / "x", home)
