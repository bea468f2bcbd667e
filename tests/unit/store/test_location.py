from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from summit_tui.model import ExitStatus, UnusableInputError
from summit_tui.store import ProjectPlace, place_of, project_in


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "مقالات"
    (folder / "2021").mkdir(parents=True)
    (folder / "2021" / "a.txt").write_text("نص", encoding="utf-8")
    return folder


@pytest.fixture
def unwritable(monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder can be written; the mode would not stop root."""
    monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK)


def test_without_a_project_it_would_be_made_beside_the_article(articles: Path, data: Path) -> None:
    folder = articles / "2021"
    assert place_of(folder / "a.txt", data) == ProjectPlace(folder, folder, exists=False)
    assert place_of(folder, data) == ProjectPlace(folder, folder, exists=False)
    assert place_of(articles, data) == ProjectPlace(articles, articles, exists=False)
    assert not data.exists()


def test_the_nearest_project_at_or_above_is_used(articles: Path, data: Path) -> None:
    (articles / ".summit").mkdir()
    for path in (articles, articles / "2021", articles / "2021" / "a.txt", articles / ".summit"):
        assert place_of(path, data) == ProjectPlace(articles, articles, exists=True)
    (articles / "2021" / ".summit").mkdir()
    assert place_of(articles / "2021" / "a.txt", data).folder == articles / "2021"


def test_a_file_called_summit_is_no_project(articles: Path, data: Path) -> None:
    (articles / ".summit").write_text("")
    assert not place_of(articles, data).exists


def test_a_relative_path_starts_at_the_current_folder(
    articles: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(articles / "2021")
    assert place_of(Path("a.txt"), data).folder == articles / "2021"
    assert place_of(Path(), data).folder == articles / "2021"
    assert place_of(Path(".."), data).folder == articles


@pytest.mark.usefixtures("unwritable")
def test_a_folder_that_cannot_be_written_has_its_project_in_the_users_data(
    articles: Path, data: Path
) -> None:
    place = place_of(articles / "2021" / "a.txt", data)
    assert place.folder.parent == data / "projects"
    assert re.fullmatch(r"[0-9a-f]{16}", place.folder.name)
    assert (place.root, place.exists, place.elsewhere) == (articles / "2021", False, True)
    assert place.file_of(articles / "2021" / "a.txt") == "a.txt"
    assert place_of(articles / "2021", data) == place
    assert place_of(articles, data).folder != place.folder
    assert not data.exists()


@pytest.mark.usefixtures("unwritable")
def test_an_existing_project_in_a_folder_that_cannot_be_written_is_used(articles: Path, data: Path) -> None:
    (articles / ".summit").mkdir()
    assert place_of(articles / "2021", data) == ProjectPlace(articles, articles, exists=True)


def test_a_project_kept_elsewhere_is_found_again_when_its_folder_can_be_written(
    articles: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda *_: False)
        place = place_of(articles, data)
    (place.folder / ".summit").mkdir(parents=True)
    found = place_of(articles / "2021" / "a.txt", data)
    assert found == ProjectPlace(place.folder, articles, exists=True, elsewhere=True)
    assert found.file_of(articles / "2021" / "a.txt") == "2021/a.txt"


def test_the_article_that_comes_with_the_app_has_its_project_in_the_users_data(
    articles: Path, data: Path
) -> None:
    (articles / ".summit").mkdir()
    place = place_of(articles / "2021" / "a.txt", data, built_in=True)
    assert (place.root, place.elsewhere, place.exists) == (articles / "2021", True, False)
    assert place.folder.is_relative_to(data)


def test_a_folder_reached_by_a_link_is_the_same_project(articles: Path, data: Path, tmp_path: Path) -> None:
    (articles / ".summit").mkdir()
    (tmp_path / "link").symlink_to(articles / "2021")
    assert place_of(tmp_path / "link" / "a.txt", data).folder == articles
    assert place_of(tmp_path / "link", data).folder == articles


def test_a_linked_article_belongs_where_the_link_is(articles: Path, data: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "b.txt").symlink_to(articles / "2021" / "a.txt")
    place = place_of(mine / "b.txt", data)
    assert place.folder == mine
    assert place.file_of(mine / "b.txt") == "b.txt"


@pytest.mark.parametrize("name", ["missing.txt", "missing/a.txt", "a.txt/b.txt", "x" * 300, "nul\0"])
def test_a_path_to_nothing_is_unusable(articles: Path, data: Path, name: str) -> None:
    with pytest.raises(UnusableInputError, match="Nothing was written") as raised:
        place_of(articles / "2021" / name, data)
    assert raised.value.exit_status == ExitStatus.UNUSABLE_INPUT


def test_a_pipe_is_unusable(articles: Path, data: Path) -> None:
    os.mkfifo(articles / "pipe")
    with pytest.raises(UnusableInputError, match="neither a file nor a folder"):
        place_of(articles / "pipe", data)


def test_files_are_named_relative_to_the_root(articles: Path, data: Path, tmp_path: Path) -> None:
    place = place_of(articles, data)
    assert place.file_of(articles / "2021" / "a.txt") == "2021/a.txt"
    assert place.file_of(tmp_path / "b.txt") == "../b.txt"
    assert place.path_of("2021/a.txt") == articles / "2021" / "a.txt"


def test_a_file_name_that_is_no_unicode_is_refused(articles: Path, data: Path) -> None:
    place = place_of(articles, data)
    with pytest.raises(UnusableInputError, match="not valid UTF-8") as raised:
        place.file_of(articles / os.fsdecode(b"\xff.txt"))
    str(raised.value).encode("utf-8")


def test_the_project_option_names_the_folder_itself(articles: Path, tmp_path: Path) -> None:
    (articles / ".summit").mkdir()
    assert project_in(articles) == ProjectPlace(articles, articles, exists=True)
    assert project_in(articles / "2021") == ProjectPlace(articles / "2021", articles / "2021", exists=False)
    assert project_in(tmp_path / "new") == ProjectPlace(tmp_path / "new", tmp_path / "new", exists=False)
    with pytest.raises(UnusableInputError, match="not a folder"):
        project_in(articles / "2021" / "a.txt")
