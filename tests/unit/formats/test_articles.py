"""Finding article files, and refusing what is none."""

from __future__ import annotations

import os

import pytest

from summit_tui.formats.articles import NoArticlesError, find_articles, read_article
from summit_tui.formats.decoding import UndecodableError
from summit_tui.model import ExitStatus, UnusableInputError


def put(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("قال نعم", "utf-8")


def names(folder, found):
    return [file.relative_to(folder).as_posix() for file in found]


def test_a_file_is_itself_whatever_its_name(tmp_path):
    put(tmp_path, "خبر", ".hidden.txt")
    assert find_articles(tmp_path / "خبر") == [tmp_path / "خبر"]
    assert find_articles(tmp_path / ".hidden.txt") == [tmp_path / ".hidden.txt"]


def test_a_folder_gives_its_texts_recursively_and_nothing_hidden(tmp_path):
    put(tmp_path, "b.txt", "a/z.txt", "a.txt", "a/b/c.txt", "خبر.txt")
    put(tmp_path, "notes.md", "a.txt.bak", ".x.txt", ".summit/texts/0.txt", "a/.git/x.txt")
    assert names(tmp_path, find_articles(tmp_path)) == ["a.txt", "a/b/c.txt", "a/z.txt", "b.txt", "خبر.txt"]


def test_the_order_is_the_same_for_a_relative_path(tmp_path, monkeypatch):
    put(tmp_path, "b.txt", "a/z.txt", "a.txt")
    monkeypatch.chdir(tmp_path)
    found = [file.as_posix() for file in find_articles(tmp_path.__class__("."))]
    assert found == ["a.txt", "a/z.txt", "b.txt"]


@pytest.mark.parametrize("inside", [".summit", ".summit/texts"])
def test_a_projects_own_texts_are_no_articles(tmp_path, inside):
    put(tmp_path, ".summit/texts/0.txt")
    with pytest.raises(NoArticlesError, match="own folder"):
        find_articles(tmp_path / inside)


def test_links_that_lead_out_are_not_followed(tmp_path):
    inside, outside = tmp_path / "in", tmp_path / "out"
    put(inside, "a.txt", "sub/b.txt")
    put(outside, "secret.txt")
    (inside / "leak.txt").symlink_to(outside / "secret.txt")
    (inside / "leaks").symlink_to(outside)
    (inside / "loop").symlink_to(inside)
    (inside / "broken.txt").symlink_to(inside / "gone.txt")
    (inside / "same.txt").symlink_to(inside / "sub" / "b.txt")
    assert names(inside, find_articles(inside)) == ["a.txt", "same.txt", "sub/b.txt"]


def test_a_folder_that_is_itself_a_link_is_looked_into(tmp_path):
    put(tmp_path / "real", "a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert find_articles(tmp_path / "link") == [tmp_path / "link" / "a.txt"]


@pytest.mark.parametrize("file", ["none", "empty/", "empty/x.md"])
def test_nothing_there_is_one_line(tmp_path, file):
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoArticlesError) as caught:
        find_articles(tmp_path / file)
    assert caught.value.exit_status is ExitStatus.UNUSABLE_INPUT
    assert "\n" not in str(caught.value)
    assert str(tmp_path / file) in str(caught.value)


def test_names_that_are_not_utf_8_are_reported_and_left_out(tmp_path):
    put(tmp_path, "a.txt")
    try:
        (tmp_path / os.fsdecode(b"b\xd8.txt")).write_text("قال نعم", "utf-8")
    except OSError:
        pytest.skip("this file system holds UTF-8 names only")
    problems = []
    assert names(tmp_path, find_articles(tmp_path, problems.append)) == ["a.txt"]
    (problem,) = map(str, problems)
    assert "b\\udcd8.txt" in problem
    problem.encode("utf-8")
    with pytest.raises(UnusableInputError):
        find_articles(tmp_path / os.fsdecode(b"b\xd8.txt"))


def test_folders_that_cannot_be_listed_are_reported(tmp_path, monkeypatch):
    put(tmp_path, "a.txt", "shut/b.txt")
    listing = os.scandir

    def scandir(path):
        if os.fspath(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return listing(path)

    monkeypatch.setattr(os, "scandir", scandir)
    problems = []
    assert names(tmp_path, find_articles(tmp_path, problems.append)) == ["a.txt"]
    assert [str(problem) for problem in problems] == [
        f"{tmp_path / 'shut'} can't be opened: Permission denied"
    ]


def test_an_article_is_read_under_the_name_it_is_given(tmp_path):
    put(tmp_path, "a.txt")
    assert read_article(tmp_path / "a.txt").text == "قال نعم"
    (tmp_path / "b.txt").write_bytes(b"")
    with pytest.raises(UndecodableError, match=r"^sub/b\.txt: "):
        read_article(tmp_path / "b.txt", "sub/b.txt")


def test_what_is_no_regular_file_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnusableInputError, match="not a file that can be read"):
        read_article(tmp_path / "pipe.txt")
    with pytest.raises(UnusableInputError, match="not a file that can be read"):
        read_article(tmp_path)
    with pytest.raises(UnusableInputError, match="No such file"):
        read_article(tmp_path / "gone.txt")


def test_a_file_that_may_not_be_read_is_unusable_input(tmp_path, monkeypatch):
    put(tmp_path, "a.txt")

    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(tmp_path.__class__, "read_bytes", refuse)
    with pytest.raises(UnusableInputError, match=r"a\.txt can't be read: Permission denied$") as caught:
        read_article(tmp_path / "a.txt")
    assert caught.value.exit_status is ExitStatus.UNUSABLE_INPUT
