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
from summit_tui.store.storage import JournalStorage
from summit_tui.store.tables import JournalDatabase


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "p.json"


@pytest.fixture
def database(path: Path) -> Iterator[JournalDatabase]:
    with JournalDatabase(path) as database:
        yield database


def storage_of(database: JournalDatabase) -> JournalStorage:
    storage = database.storage
    assert isinstance(storage, JournalStorage)
    return storage


def test_opening_and_looking_makes_nothing(database: JournalDatabase, tmp_path: Path) -> None:
    assert database.table("quotes").all() == []
    assert database.tables() == set()
    assert list(tmp_path.iterdir()) == []


def journal(path: Path) -> Path:
    (found,) = path.parent.glob(f"{path.name}.j*")
    return found


def test_a_transaction_over_several_tables_is_one_line_of_the_journal(
    database: JournalDatabase, path: Path
) -> None:
    with storage_of(database).transaction():
        database.table("quotes").insert({"id": "a"})
        database.table("quotes").insert_multiple([{"id": "b"}, {"id": "c"}])
        database.table("history").insert({"id": "e"})
        assert not path.exists()
    assert journal(path).read_bytes().count(b"\n") == 2
    database.close()
    with TinyDB(path, access_mode="r") as plain:
        assert [document["id"] for document in plain.table("quotes")] == ["a", "b", "c"]
        assert plain.table("history").get(doc_id=1) == {"id": "e"}


def test_what_is_staged_is_seen_inside_the_transaction(database: JournalDatabase) -> None:
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
    database: JournalDatabase, path: Path
) -> None:
    quotes = database.table("quotes")
    quotes.insert({"id": "a", "tags": ["x"]})
    before = journal(path).read_bytes()
    with pytest.raises(ZeroDivisionError), storage_of(database).transaction():  # noqa: PT012 - as a whole
        quotes.update(lambda document: document["tags"].append("y"), doc_ids=[1])
        quotes.insert({"id": "b"})
        raise ZeroDivisionError
    assert journal(path).read_bytes() == before
    assert quotes.all() == [{"id": "a", "tags": ["x"]}]
    quotes.insert({"id": "c"})
    database.close()
    with TinyDB(path, access_mode="r") as plain:
        assert [document["id"] for document in plain.table("quotes")] == ["a", "c"]


def test_an_update_whose_second_document_raises_keeps_nothing(database: JournalDatabase) -> None:
    quotes = database.table("quotes")
    quotes.insert_multiple([{"n": 1, "tags": []}, {"n": 2}])

    def tag(document: Document) -> None:
        document["tags"].append("x")

    with pytest.raises(KeyError):
        quotes.update(tag)
    assert quotes.all() == [{"n": 1, "tags": []}, {"n": 2}]


def test_every_operation_of_a_table_does_what_tinydbs_own_does(
    database: JournalDatabase, tmp_path: Path
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
    with TinyDB(path, storage=JournalStorage) as database:
        assert type(database.table("t")) is Table
        database.table("t").insert_multiple([{"n": 1}, {"n": 2}])
        database.table("t").remove(Query().n == 1)
        with pytest.raises(StoreError):
            database.table("t").update({"n": float("nan")}, doc_ids=[2])
        assert database.table("t").all() == [{"n": 2}]
    written = json.loads(path.read_bytes())
    assert (written.pop("_meta").keys(), written) == ({"1"}, {"t": {"2": {"n": 2}}})


@pytest.mark.parametrize(
    "bad",
    [{1, 2}, float("nan"), float("inf"), "\ud800", ..., {1: "a"}, [{None: 1}], {"a": {True: 1}}],
    ids=repr,
)
def test_store_02_what_json_cannot_hold_is_refused_before_the_first_byte(
    database: JournalDatabase, path: Path, bad: object
) -> None:
    quotes = database.table("quotes")
    quotes.insert({"id": "a"})
    before = journal(path).read_bytes()
    with pytest.raises(StoreError, match="not saved"), storage_of(database).transaction():  # noqa: PT012
        quotes.insert_multiple([{"id": "b"}, {"id": "c"}])
        quotes.insert({"id": "d", "bad": bad})
    assert journal(path).read_bytes() == before
    quotes.insert({"id": "e"})
    database.close()
    with JournalDatabase(path) as again:
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
        JournalDatabase(path)
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)
    assert path.read_text(encoding="utf-8") == content


def test_bytes_that_are_no_utf_8_are_named(path: Path) -> None:
    path.write_bytes(b'{"t": {"1": {"n": "\xff"}}}')
    with pytest.raises(StoreError, match="damaged"):
        JournalDatabase(path)


@pytest.mark.parametrize("what", ["folder", "pipe", "loop"])
def test_a_path_that_is_no_file_is_named(path: Path, what: str) -> None:
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(path.name)
    with pytest.raises(StoreError, match="could not be read"):
        JournalDatabase(path)


def test_store_03_the_bytes_are_utf_8_in_every_locale(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from summit_tui.store.tables import JournalDatabase\n"
        "os.urandom = bytes\n"
        "database = JournalDatabase(Path(sys.argv[1]))\n"
        "database.table('t').insert({'note': '\\u0643\\u0644\\u0627\\u0645 \\U0001f309'})\n"
        "journal = Path(sys.argv[1] + '.j2').read_bytes()\n"
        "database.close()\n"
        "Path(sys.argv[1] + '.journal').write_bytes(journal)"
    )
    contents = []
    for number, locale in enumerate([{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"LC_ALL": "C.UTF-8"}]):
        path = tmp_path / f"{number}.json"
        subprocess.run(
            [sys.executable, "-X", "warn_default_encoding", "-c", script, str(path)],
            env={**os.environ, **locale, "PYTHONCOERCECLOCALE": "0"},
            check=True,
        )
        contents.append((path.read_bytes(), Path(f"{path}.journal").read_bytes()))
    assert contents[0] == contents[1]
    assert all("كلام 🌉".encode() in content for content in contents[0])
    # As an editor saves it, and read where another encoding is the usual one.
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    reading = (
        "import sys; from pathlib import Path; from summit_tui.store.tables import JournalDatabase\n"
        "database = JournalDatabase(Path(sys.argv[1]), read_only=True)\n"
        "assert database.table('t').all() == [{'note': '\\u0643\\u0644\\u0627\\u0645 \\U0001f309'}]"
    )
    subprocess.run(
        [sys.executable, "-X", "warn_default_encoding", "-c", reading, str(path)],
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        check=True,
    )


def test_a_document_stands_on_a_line_of_its_own(database: JournalDatabase, path: Path) -> None:
    database.table("t").insert_multiple([{"note": "سطر\u2028آخر"}, {"note": "a\nb"}])
    database.table("u").insert({})
    database.close()
    assert path.read_bytes().startswith(
        '{\n"t":{\n"1":{"note":"سطر\\u2028آخر"},\n"2":{"note":"a\\nb"}\n},\n"u":{\n"1":{}\n},'.encode()
    )


def test_tables_of_others_are_kept(path: Path) -> None:
    with TinyDB(path) as plain:
        plain.table("mine").insert({"n": 1})
    with JournalDatabase(path) as database:
        database.table("quotes").insert({"id": "a"})
    with TinyDB(path) as plain:
        assert plain.table("mine").all() == [{"n": 1}]


@pytest.mark.parametrize("how", ["written", "replaced", "removed", "made"])
def test_a_file_that_something_else_wrote_is_not_overwritten(path: Path, how: str) -> None:
    database = JournalDatabase(path)
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


def test_transactions_do_not_nest(database: JournalDatabase) -> None:
    storage = storage_of(database)
    with storage.transaction(), pytest.raises(RuntimeError), storage.transaction():
        pass


def test_what_is_written_as_a_whole_is_a_transaction_of_what_differs(
    database: JournalDatabase, path: Path
) -> None:
    database.table("t").insert_multiple([{"n": 1}, {"n": 2}, {"n": 3}])
    database.table("u").insert({})
    before = journal(path).stat().st_size
    storage_of(database).write({"t": {"1": {"n": 1}, "3": {"n": 4}}})
    line = journal(path).read_bytes()[before:]
    assert line.startswith(b'{"n":3,"drop":["u"],"set":{"t":{"2":null,"3":{"n":4}}}')
    assert storage_of(database).read() == {"t": {"1": {"n": 1}, "3": {"n": 4}}}


def test_documents_that_are_handed_out_are_the_callers_own(database: JournalDatabase) -> None:
    table = database.table("t")
    table.insert({"tags": ["x"]})
    found = [table.get(doc_id=1), *table.search(Query().tags.any(["x"])), *table.all()]
    for document in found:
        document["tags"].append("y")
    assert table.search(Query().tags.any(["x"])) == table.all() == [{"tags": ["x"]}]
    assert table.search(Query().tags.any(["y"])) == []


def test_store_33_no_id_is_given_twice(database: JournalDatabase, path: Path) -> None:
    table = database.table("quotes")
    table.insert_multiple([{"n": number} for number in range(1, 11)])
    table.remove(doc_ids=[10])
    database.close()
    with JournalDatabase(path) as again:
        table = again.table("quotes")
        assert table.insert({"n": 11}) == 11
        assert table.insert(Document({"n": 10}, doc_id=10)) == 10
        assert table.insert_multiple([Document({"n": 12}, doc_id=12), {"n": 13}]) == [12, 13]
        with storage_of(again).transaction():
            assert table.insert({"n": 14}) == 14
            table.remove(doc_ids=[14])
        again.drop_table("quotes")
        journal(path).with_suffix(".kept").write_bytes(journal(path).read_bytes())
        assert again.table("quotes").insert({"n": 15}) == 15
    with JournalDatabase(path) as last:
        assert last.table("quotes").insert({"n": 16}) == 16
    with TinyDB(path) as plain:
        assert {one.doc_id for one in plain.table("quotes")} == {15, 16}


def test_dropped_and_emptied_tables_are_so_after_a_crash(database: JournalDatabase, path: Path) -> None:
    for name in "tuv":
        database.table(name).insert({"n": 1})
    database.drop_table("t")
    database.table("u").truncate()
    database.table("u").insert({"n": 2})
    with JournalDatabase(path, read_only=True) as looking:
        assert looking.tables() == {"u", "v"}
        assert {one.doc_id: dict(one) for one in looking.table("u")} == {2: {"n": 2}}
        database.drop_tables()
    with JournalDatabase(path, read_only=True) as looking:
        assert looking.tables() == set()
