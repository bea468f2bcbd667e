from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import Query, TinyDB
from tinydb.table import Document, Table

from summit_tui.store import ProjectChangedError, StoreError
from summit_tui.store.storage import AtomicJSONStorage
from summit_tui.store.tables import ProjectDatabase


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "p.json"


@pytest.fixture
def database(path: Path) -> Iterator[ProjectDatabase]:
    with ProjectDatabase(path) as database:
        yield database


def storage_of(database: ProjectDatabase) -> AtomicJSONStorage:
    storage = database.storage
    assert isinstance(storage, AtomicJSONStorage)
    return storage


def test_opening_and_looking_makes_nothing(database: ProjectDatabase, tmp_path: Path) -> None:
    assert database.table("quotes").all() == []
    assert database.tables() == set()
    assert list(tmp_path.iterdir()) == []


def test_a_transaction_over_several_tables_is_one_write(
    database: ProjectDatabase, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renames: list[object] = []
    rename = os.replace
    monkeypatch.setattr(
        os, "replace", lambda source, target: (renames.append(target), rename(source, target))
    )
    with storage_of(database).transaction():
        database.table("quotes").insert({"id": "a"})
        database.table("quotes").insert_multiple([{"id": "b"}, {"id": "c"}])
        database.table("history").insert({"id": "e"})
        assert not path.exists()
    assert len(renames) == 1
    with TinyDB(path, access_mode="r") as plain:
        assert [document["id"] for document in plain.table("quotes")] == ["a", "b", "c"]
        assert plain.table("history").get(doc_id=1) == {"id": "e"}


def test_what_is_staged_is_seen_inside_the_transaction(database: ProjectDatabase) -> None:
    quotes = database.table("quotes")
    quotes.insert_multiple([{"id": "a", "n": 1}, {"id": "b", "n": 2}])
    with storage_of(database).transaction():
        quotes.update({"n": 3}, Query().id == "a")
        quotes.remove(doc_ids=[2])
        number = quotes.insert({"id": "c", "n": 4})
        assert quotes.search(Query().n > 2) == [{"id": "a", "n": 3}, {"id": "c", "n": 4}]
        assert len(quotes) == 2
        assert quotes.contains(doc_id=number)
        assert not quotes.contains(doc_id=2)
    assert [document["id"] for document in quotes] == ["a", "c"]


def test_an_exception_inside_leaves_file_and_state_as_they_were(
    database: ProjectDatabase, path: Path
) -> None:
    quotes = database.table("quotes")
    quotes.insert({"id": "a", "tags": ["x"]})
    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError), storage_of(database).transaction():  # noqa: PT012 - as a whole
        quotes.update(lambda document: document["tags"].append("y"), doc_ids=[1])
        quotes.insert({"id": "b"})
        raise ZeroDivisionError
    assert path.read_bytes() == before
    assert quotes.all() == [{"id": "a", "tags": ["x"]}]
    quotes.insert({"id": "c"})
    with TinyDB(path, access_mode="r") as plain:
        assert [document["id"] for document in plain.table("quotes")] == ["a", "c"]


def test_an_update_whose_second_document_raises_keeps_nothing(database: ProjectDatabase) -> None:
    quotes = database.table("quotes")
    quotes.insert_multiple([{"n": 1, "tags": []}, {"n": 2}])

    def tag(document: Document) -> None:
        document["tags"].append("x")

    with pytest.raises(KeyError):
        quotes.update(tag)
    assert quotes.all() == [{"n": 1, "tags": []}, {"n": 2}]


def test_every_operation_of_a_table_does_what_tinydbs_own_does(
    database: ProjectDatabase, tmp_path: Path
) -> None:
    plain = TinyDB(tmp_path / "plain.json")
    for table in (database.table("t"), plain.table("t")):
        table.insert_multiple([{"n": 1}, {"n": 2}, {"n": 3}])
        table.insert(Document({"n": 9}, doc_id=9))
        table.update({"m": 1}, Query().n > 1)
        table.update({"k": 0})
        table.update_multiple([({"x": 1}, Query().n == 1), ({"x": 2}, Query().n == 2)])
        table.upsert({"n": 7}, Query().n == 2)
        table.upsert({"n": 5}, Query().n == 100)
        table.remove(Query().n == 3)
        with pytest.raises(ValueError, match="already exists"):
            table.insert(Document({}, doc_id=9))
    assert {d.doc_id: dict(d) for d in database.table("t")} == {d.doc_id: dict(d) for d in plain.table("t")}
    for table in (database.table("t"), plain.table("t")):
        table.truncate()
        table.insert({"n": 1})
    assert database.table("t").all() == plain.table("t").all() == [{"n": 1}]
    database.drop_table("t")
    assert database.tables() == set()
    plain.close()


def test_plain_tables_work_over_the_storage_too(path: Path) -> None:
    with TinyDB(path, storage=AtomicJSONStorage) as database:
        assert type(database.table("t")) is Table
        database.table("t").insert_multiple([{"n": 1}, {"n": 2}])
        database.table("t").remove(Query().n == 1)
        with pytest.raises(StoreError):
            database.table("t").update({"n": float("nan")}, doc_ids=[2])
        assert database.table("t").all() == [{"n": 2}]
    assert json.loads(path.read_bytes()) == {"t": {"2": {"n": 2}}}


@pytest.mark.parametrize("bad", [{1, 2}, float("nan"), float("inf"), "\ud800", object()])
def test_store_02_what_json_cannot_hold_is_refused_before_the_first_byte(
    database: ProjectDatabase, path: Path, bad: object
) -> None:
    quotes = database.table("quotes")
    quotes.insert({"id": "a"})
    before, inode = path.read_bytes(), path.stat().st_ino
    with pytest.raises(StoreError, match="not saved"), storage_of(database).transaction():  # noqa: PT012
        quotes.insert_multiple([{"id": "b"}, {"id": "c"}])
        quotes.insert({"id": "d", "bad": bad})
    assert (path.read_bytes(), path.stat().st_ino) == (before, inode)
    quotes.insert({"id": "e"})
    with ProjectDatabase(path) as again:
        assert [document["id"] for document in again.table("quotes")] == ["a", "e"]


@pytest.mark.parametrize(
    "content",
    [
        "null",
        "[]",
        '"x"',
        '{"_default": []}',
        '{"quotes": {"bad": {}}}',
        '{"quotes": {"1": 5}}',
        '{"quotes": {"01": {}}}',
        '{"quotes": {"-1": {}}}',
        '{"quotes": {"١": {}}}',
        '{"quotes": {"1": {"n": NaN}}}',
        "",
        " ",
        '{"quotes": {}} }',
        "[" * 100_000,
        '{"quotes": {"1": {"n": ' + "9" * 5000 + "}}}",
        "{'quotes': {}}",
    ],
)
def test_store_05_a_file_of_the_wrong_shape_is_named_and_kept(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match="left as it is") as raised:
        ProjectDatabase(path)
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)
    assert path.read_text(encoding="utf-8") == content


def test_bytes_that_are_no_utf_8_are_named(path: Path) -> None:
    path.write_bytes(b'{"t": {"1": {"n": "\xff"}}}')
    with pytest.raises(StoreError, match="damaged"):
        ProjectDatabase(path)


@pytest.mark.parametrize("what", ["folder", "pipe", "loop"])
def test_a_path_that_is_no_file_is_named(path: Path, what: str) -> None:
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(path.name)
    with pytest.raises(StoreError, match="could not be read"):
        ProjectDatabase(path)


def test_store_03_the_bytes_are_utf_8_in_every_locale(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from summit_tui.store.tables import ProjectDatabase\n"
        "with ProjectDatabase(Path(sys.argv[1])) as database:\n"
        "    database.table('t').insert({'note': '\\u0643\\u0644\\u0627\\u0645 \\U0001f309'})"
    )
    contents = []
    for number, locale in enumerate([{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"LC_ALL": "C.UTF-8"}]):
        path = tmp_path / f"{number}.json"
        subprocess.run(
            [sys.executable, "-X", "warn_default_encoding", "-c", script, str(path)],
            env={**os.environ, **locale, "PYTHONCOERCECLOCALE": "0"},
            check=True,
        )
        contents.append(path.read_bytes())
    assert contents[0] == contents[1]
    assert "كلام 🌉".encode() in contents[0]


def test_a_document_stands_on_a_line_of_its_own(database: ProjectDatabase, path: Path) -> None:
    database.table("t").insert_multiple([{"note": "سطر\u2028آخر"}, {"note": "a\nb"}])
    database.table("u").insert({})
    assert path.read_bytes() == (
        '{"t":{\n"1":{"note":"سطر\u2028آخر"},\n"2":{"note":"a\\nb"}\n},\n"u":{\n"1":{}\n}}\n'.encode()
    )


def test_tables_of_others_are_kept(path: Path) -> None:
    with TinyDB(path) as plain:
        plain.table("mine").insert({"n": 1})
    with ProjectDatabase(path) as database:
        database.table("quotes").insert({"id": "a"})
    with TinyDB(path) as plain:
        assert plain.table("mine").all() == [{"n": 1}]


@pytest.mark.parametrize("how", ["written", "replaced", "removed", "made"])
def test_a_file_that_something_else_wrote_is_not_overwritten(path: Path, how: str) -> None:
    database = ProjectDatabase(path)
    if how != "made":
        database.table("quotes").insert({"id": "a"})
    if how == "removed":
        path.unlink()
    else:
        other = path.with_name("other.json") if how == "replaced" else path
        with TinyDB(other) as plain:
            plain.table("quotes").insert({"id": "b"})
        other.rename(path)
    content = path.read_bytes() if path.exists() else None
    with pytest.raises(ProjectChangedError, match="was not saved"):
        database.table("quotes").insert({"id": "c"})
    assert (path.read_bytes() if path.exists() else None) == content


def test_transactions_do_not_nest(database: ProjectDatabase) -> None:
    storage = storage_of(database)
    with storage.transaction(), pytest.raises(RuntimeError), storage.transaction():
        pass
    with storage.transaction(), pytest.raises(RuntimeError):
        storage.write({})
