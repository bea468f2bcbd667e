"""Whatever is wrong with an input: what is read of it is usable, or one line says what is wrong with it.

In the long form 100,000 damaged articles, as many JSON Lines files, exported documents and projects; a few
hundred in the short one. An input that fails a test is kept in the test's folder.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import shutil
import time
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path

import pytest

from summit_tui.config import Settings, load_settings
from summit_tui.formats.decoding import decode
from summit_tui.formats.document import dumps, export_document
from summit_tui.formats.gold import read_documents
from summit_tui.formats.reading import ReadDocument, read_document
from summit_tui.formats.records import Record, read_records
from summit_tui.model import SummitError
from summit_tui.session import Session, exported, open_session
from summit_tui.session.drafts import Draft, Drafts
from summit_tui.store import ProjectStore
from summit_tui.store.checking import check
from summit_tui.store.restoring import read_held
from tests.faults.mutating import Mutator
from tests.faults.signing import signed
from tests.support.editing import do, make_quote
from tests.support.sessions import fixed_author, paths_in, session_on_text

LONGEST = 20.0
"""Seconds that an input may take, on a machine with much else to do."""

LONGEST_LINE = 1200
"""Code points of what a person is told."""

TEXT = (
    "افتتاح سوق النجارين\n"
    "قال التاجر منير الحلاق: «السوق لأهل المدينة كلهم». وأضاف أن العمل «مستمر» منذ عام 2021.\n"
)
SETTINGS = (
    'language = "ar"\nauthor = "منى"\nterminal_bidi = "lrm"\nsuggestions = true\nlearning = false\n'
    'suggestion_order = "sure"\nsuggester = "rules"\nentity_model = "~/model"\n'
    '[keys]\nhelp = ["f1", "?"]\nquote.note = ";"\n"edit.undo" = []\n'
)
EACH_IN_SHORT = 120
EACH_IN_LONG = 100_000
PARTS = 10


def made_project(folder: Path) -> bytes:
    """A project with edits in its journal, as a killed program leaves it, and others folded; its export."""
    made = folder.with_name("made")
    made.mkdir()
    session = session_on_text(made, TEXT)
    make_quote(session, "السوق لأهل المدينة كلهم")
    do(session, "quote.note", "ملاحظة\u2028في سطرين")
    session.store.fold(wait=True)
    do(session, "topic.article_numbered", 1)
    do(session, "edit.undo")
    document = exported(session, "all")
    shutil.copytree(made, folder)
    session.close()
    return document


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    folder = tmp_path_factory.mktemp("fuzzing") / "project"
    return folder, made_project(folder)


@contextlib.contextmanager
def one_line_at_most() -> Iterator[None]:
    """Takes errors that are meant for a person, and looks at what they say."""
    try:
        yield
    except SummitError as error:
        line = str(error)
    else:
        return
    assert 0 < len(line) < LONGEST_LINE


def read_article(content: bytes, folder: Path) -> None:
    decoded = decode(content, "a.txt")
    assert decoded.text.strip()
    assert not set("\r\0") & set(decoded.text)
    decoded.text.encode("utf-8")


def read_lines(content: bytes, folder: Path) -> None:
    packed = content[:1] == b"\x1f"
    path = folder / ("a.jsonl.gz" if packed else "a.jsonl")
    path.write_bytes(content)
    for record, position in read_records(path, "a"):
        assert 0 <= position.done <= position.size
        if isinstance(record, Record):
            assert record.text.strip()
            assert "\0" not in record.text
        else:
            assert len(str(record)) < LONGEST_LINE


def read_export(content: bytes, folder: Path) -> None:
    path = folder / "gold.jsonl"
    path.write_bytes(content)
    for found in read_documents(path):
        assert isinstance(found, ReadDocument) or len(str(found)) < LONGEST_LINE
    read = read_document(content)
    again = dumps(export_document(read.project(), read.texts.__getitem__, "all"))
    assert read_document(again).project().quotes.keys() == read.project().quotes.keys()


def read_settings(content: bytes, folder: Path) -> None:
    path = folder / "settings.toml"
    path.write_bytes(content)
    settings, warnings = load_settings(path)
    assert isinstance(settings, Settings)
    assert all(len(str(warning)) < LONGEST_LINE for warning in warnings)


def read_project(content: bytes, folder: Path) -> None:
    """Opens a project, one of whose files, named on the first line, is damaged: reads it, and goes on."""
    name, _, content = content.partition(b"\n")
    place = folder / "project"
    (place / ".summit" / name.decode("ascii")).write_bytes(content)
    with one_line_at_most():
        for finding in check(place).findings:
            str(finding.message)
            json.dumps(finding.document())
    with one_line_at_most():
        for path in [*(place / ".summit" / "backups").iterdir(), place / ".summit" / "project.json"]:
            with one_line_at_most():
                read_held(path)
    with one_line_at_most(), ProjectStore.open(place, read_only=True) as store:
        with one_line_at_most():
            export_document(store.project, store.text, "all")
        for edits in (store.history, store.stacks.done, store.stacks.undone):
            with one_line_at_most():
                list(edits)
        for message in (*store.mended, *store.caveats):
            assert len(str(message)) < LONGEST_LINE
    found = saved = 0
    with one_line_at_most():
        session = open_session(place / "article.txt", paths=paths_in(folder / "home"), author=fixed_author(2))
        found = session.store.sequence
        try:
            with one_line_at_most():
                work(session)
            saved = session.store.sequence
        finally:
            session.close()
    if saved > found:
        with ProjectStore.open(place) as store:
            assert store.sequence == saved


def work(session: Session) -> None:
    """What a person does who has opened a project."""
    assert all(len(str(message)) < LONGEST_LINE for message in session.warnings)
    assert isinstance(session.entries, list)
    for quote in session.quotes[:1]:
        session.visit(quote)
    for command, *answers in (
        ("edit.undo",),
        ("quote.note", "أخرى"),
        ("topic.article_numbered", 2),
        ("edit.undo",),
        ("edit.undo",),
        ("edit.undo",),
        ("edit.redo",),
    ):
        str(session.run(command, *answers))


READERS: dict[str, Callable[[bytes, Path], None]] = {
    "article": read_article,
    "records": read_lines,
    "document": read_export,
    "settings": read_settings,
    "project": read_project,
}


def valid_inputs(reader: str, project: Path, document: bytes) -> list[bytes]:
    """What is damaged."""
    records = [
        {
            "id": "r-1",
            "text": TEXT,
            "title": "سوق\u2028النجارين",
            "url": "https://news.example/1",
            "date": "2026",
        },
        {"id": 7, "text": TEXT, "outlet": "الوادي"},
        {"text": TEXT},
    ]
    lines = b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in records)
    match reader:
        case "article":
            return [TEXT.encode(code) for code in ("utf-8", "utf-8-sig", "utf-16", "cp1256")]
        case "records":
            return [lines, gzip.compress(lines, mtime=0)]
        case "document":
            return [document, json.dumps(json.loads(document)).encode()]
        case "settings":
            return [SETTINGS.encode()]
        case _:
            return [(project / ".summit" / reader).read_bytes()]


def damaged_inputs(reader: str, seed: int, project: tuple[Path, bytes]) -> Iterator[bytes]:
    """Without an end; for a project's files, each in turn, with its path on a line before it."""
    if reader != "project":
        mutator = Mutator(seed, valid_inputs(reader, *project))
        while True:
            yield mutator.next()
    files = [path for path in sorted((project[0] / ".summit").rglob("*")) if path.is_file()]
    names = [str(path.relative_to(project[0] / ".summit")) for path in files]
    mutators = [Mutator(seed + number, valid_inputs(name, *project)) for number, name in enumerate(names)]
    for turn in count():
        for name, mutator in zip(names, mutators, strict=True):
            # Every other one has its sums made right, so that what it holds is read.
            content = signed(name, mutator.next_well_formed()) if turn % 2 else mutator.next()
            yield name.encode("ascii") + b"\n" + content


def fuzz(reader: str, count: int, seed: int, project: tuple[Path, bytes], folder: Path) -> None:
    for content in islice(damaged_inputs(reader, seed, project), count):
        if reader == "project":
            shutil.rmtree(folder / "project", ignore_errors=True)
            shutil.copytree(project[0], folder / "project")
        before = time.perf_counter()
        try:
            with one_line_at_most():
                READERS[reader](content, folder)
        except BaseException:
            (folder / "failing-input").write_bytes(content)
            raise
        if time.perf_counter() - before > LONGEST:
            (folder / "failing-input").write_bytes(content)
            raise AssertionError(f"reading took {time.perf_counter() - before:.0f} s")


@pytest.mark.parametrize("reader", READERS)
def test_a_damaged_input_is_read_or_told_in_a_line(
    reader: str, project: tuple[Path, bytes], tmp_path: Path
) -> None:
    fuzz(reader, EACH_IN_SHORT, 1, project, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("reader", READERS)
def test_any_of_100_000_damaged_inputs_is(
    reader: str, part: int, project: tuple[Path, bytes], tmp_path: Path
) -> None:
    fuzz(reader, EACH_IN_LONG // PARTS, 1000 + part, project, tmp_path)


def test_drafts_of_any_content_are_none_or_usable(tmp_path: Path) -> None:
    path = tmp_path / "drafts.json"
    Drafts(path).keep(Draft("q-1", "a-1", "عنوان", "كلام", "نصف ملاحظة"))
    mutator = Mutator(3, [path.read_bytes()])
    for _ in range(EACH_IN_SHORT):
        path.write_bytes(mutator.next())
        for draft in Drafts(path).all():
            draft.note.encode("utf-8")


def test_a_reader_that_breaks_is_noticed(
    project: tuple[Path, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(content: bytes, folder: Path) -> None:
        json.loads(content)

    monkeypatch.setitem(READERS, "document", breaks)
    with pytest.raises((ValueError, RecursionError)):
        fuzz("document", 200, 1, project, tmp_path)
    assert (tmp_path / "failing-input").exists()
