from __future__ import annotations

import sqlite3

import pytest

from summit_tui.arabic.morphology.building import build_database
from summit_tui.arabic.morphology.database import DamagedDatabaseError, Facts, MorphologyDatabase
from summit_tui.arabic.morphology.source import NoDatabaseFileError, parted
from tests.support.morphology import database_text


def test_facts_and_entries(database):
    assert database.facts == Facts("a test", "0" * 64, 9)
    assert [entry.partition("\t")[0] for entry in database.entries("ورد")] == ["V", "N"]
    assert len(database.entries("صاروخ")) == 2
    assert database.entries("غير") == []


def test_it_opens_again_after_it_was_closed(database):
    database.close()
    assert database.entries("رد")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        MorphologyDatabase(tmp_path / "none")


@pytest.mark.parametrize("content", [b"", b"text", b"SQLite format 3\0" + b"x" * 4096])
def test_a_file_that_is_no_database(tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(DamagedDatabaseError):
        MorphologyDatabase(path)


def test_another_database(tmp_path):
    path = tmp_path / "other"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE facts (name TEXT, value TEXT)")
    connection.close()
    with pytest.raises(DamagedDatabaseError):
        MorphologyDatabase(path)


def test_half_a_database(tmp_path, stored):
    content = stored.read_bytes()
    path = tmp_path / "half"
    path.write_bytes(content[: len(content) // 3])
    with pytest.raises(DamagedDatabaseError):
        MorphologyDatabase(path).facts  # noqa: B018 - reading them is what is tested


def test_a_new_format_is_refused(tmp_path, stored):
    path = tmp_path / "newer"
    path.write_bytes(stored.read_bytes())
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(DamagedDatabaseError):
        MorphologyDatabase(path)


def test_old_files_are_made_into_new_ones():
    old, new = (parted(database_text(old=old).splitlines(keepends=True)) for old in (True, False))
    assert old.stems == new.stems
    mended = ["TOKENIZATION d1tok d3tok\n" if line.startswith("TOKENIZATION ") else line for line in old.head]
    assert mended == new.head


def test_a_word_that_looks_like_an_old_feature_stays():
    lines = database_text(old=False).replace("gloss:dam", "gloss:my_freq").splitlines(keepends=True)
    assert any("gloss:my_freq" in line for line in parted(lines).stems)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "text\n",
        database_text().partition("###TABLE AB###")[0],
        database_text().partition("###STEMS###")[0],
    ],
)
def test_what_is_no_database_file(text, tmp_path, stub):
    with pytest.raises(NoDatabaseFileError):
        build_database(text.splitlines(keepends=True), tmp_path / "new", "a test", "", stub)
    assert list(tmp_path.iterdir()) == []


def test_what_camel_tools_cannot_read(tmp_path, stub):
    text = database_text().replace("###PREFIXES###", "###PREFIXES###\nنص بلا أعمدة")
    with pytest.raises(NoDatabaseFileError):
        build_database(text.splitlines(keepends=True), tmp_path / "new", "a test", "", stub)
    assert list(tmp_path.iterdir()) == []
