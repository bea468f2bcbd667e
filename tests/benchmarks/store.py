"""Durable edits beside plain TinyDB and SQLite: how many a second, how many bytes each, how soon it opens.

Run as ``python tests/benchmarks/store.py [--sizes N …] [--rounds N] [--edits N] [--folder DIR]``. The three
hold the same annotations on the same disk and take turns, edit by edit, so that what else the machine does
weighs on all alike. An edit sets the note of one quote, and is on the disk when it returns: SQLite with a
write-ahead log and ``synchronous=FULL``, plain TinyDB with a sync of its file after each edit, not
its own. Bytes are those handed to the system's write calls. Opening is measured in a process of its own,
on files that the system has in memory; then, where ``--edits`` asks for them, once more after so many further
edits, which are made without waiting for the disk.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tinydb import TinyDB  # noqa: E402 - run as a file, too
from tinydb.storages import JSONStorage  # noqa: E402

from summit_tui.disk import Disk  # noqa: E402
from summit_tui.model import (  # noqa: E402
    Article,
    Change,
    Cue,
    Edit,
    Quote,
    QuoteType,
    Source,
    Span,
    seeded_ids,
)
from summit_tui.store import ProjectStore  # noqa: E402
from summit_tui.store.documents import quote_document  # noqa: E402

SIZES = (1_000, 10_000, 100_000)
AT = "2026-11-24T15:00:00Z"
LIMIT = 1.2
"""Times what SQLite needs for an edit, at the most."""
OPENING = 0.5
"""Seconds to open a project of 100,000 annotations, at the most."""
_QUOTES_AN_ARTICLE = 20
_WORDS = ("القول صحيح", "يراجع مع النص", "المتحدث غير مسمى", "نقل عن وكالة")

Set = Callable[[int, str], None]
"""Sets the note of the quote with a number, durably."""


class SyncedJSON(JSONStorage):
    """TinyDB's own storage, with a sync that reaches the disk."""

    def write(self, data: Any) -> None:
        super().write(data)
        self._handle.flush()
        os.fsync(self._handle.fileno())


class UnsyncedDisk(Disk):
    """A disk that isn't waited for."""

    def datasync(self, descriptor: int) -> None:
        pass


@dataclass
class Timed:
    """Seconds of each edit, and bytes written by all of them."""

    seconds: list[float] = field(default_factory=list)
    written: int = 0

    @property
    def median(self) -> float:
        """Milliseconds."""
        return statistics.median(self.seconds) * 1000

    @property
    def line(self) -> str:
        ordered = sorted(self.seconds)
        p95 = ordered[int(len(ordered) * 0.95)] * 1000
        size = f"{self.written / len(ordered):,.0f} bytes" if self.written else "bytes unknown"
        often = f"{1000 / self.median:8,.0f} a second"
        return f"{often}, median {self.median:.2f} ms, 95th {p95:.2f} ms, {size} each"


def made(size: int) -> tuple[list[Article], list[Quote]]:
    """``size`` quotes in a twentieth as many articles."""
    ids = seeded_ids(size)
    articles = [
        Article(ids(), f"خبر {place}", Source(f"{place}.txt"), "0" * 64)
        for place in range(max(1, size // _QUOTES_AN_ARTICLE))
    ]
    return articles, [_quote(ids(), articles[place % len(articles)], place) for place in range(size)]


def _quote(name: str, article: Article, place: int) -> Quote:
    start = place % 900 + 20
    return Quote(
        name,
        article.id,
        QuoteType.DIRECT,
        (Span(start, start + 30),),
        Cue(Span(start - 15, start - 12), "قال"),
        mention=Span(start - 11, start - 3),
        created=AT,
        updated=AT,
    )


def project(folder: Path, quotes: Sequence[Quote], articles: Sequence[Article], stack: ExitStack) -> Set:
    """A project of ours in ``folder``."""
    ids = seeded_ids(1)
    with ProjectStore.open(folder) as store:
        entities = (*articles, *quotes)
        store.commit(Edit(ids(), "user", AT, "import", tuple(Change(None, entity) for entity in entities)))
    store = stack.enter_context(ProjectStore.open(folder))

    def set_note(place: int, note: str) -> None:
        quote = store.project.quotes[quotes[place].id]
        change = Change(quote, replace(quote, note=note))
        store.commit(Edit(ids(), "user", AT, "quote.note", (change,)))

    return set_note


def sqlite(folder: Path, quotes: Sequence[Quote], stack: ExitStack) -> Set:
    """The same quotes in SQLite, a row each."""
    database = sqlite3.connect(folder / "quotes.db")
    stack.callback(database.close)
    database.execute("pragma journal_mode=wal")
    database.execute("pragma synchronous=full")
    database.execute("create table quotes (id text primary key, document text)")
    rows = ((quote.id, json.dumps(quote_document(quote), ensure_ascii=False)) for quote in quotes)
    database.executemany("insert into quotes values (?, ?)", rows)
    database.commit()

    def set_note(place: int, note: str) -> None:
        document = quote_document(replace(quotes[place], note=note))
        text = json.dumps(document, ensure_ascii=False)
        database.execute("update quotes set document = ? where id = ?", (text, quotes[place].id))
        database.commit()

    return set_note


def tinydb(folder: Path, quotes: Sequence[Quote], stack: ExitStack) -> Set:
    """The same quotes in plain TinyDB."""
    database = stack.enter_context(TinyDB(folder / "plain.json", storage=SyncedJSON, ensure_ascii=False))
    table = database.table("quotes")
    table.insert_multiple(quote_document(quote) for quote in quotes)
    return lambda place, note: table.update({"note": note}, doc_ids=[place + 1]) and None


def take_turns(size: int, rounds: int, folder: Path) -> dict[str, Timed]:
    """``rounds`` edits of ours and of SQLite, and a few of plain TinyDB, in turns."""
    articles, quotes = made(size)
    few = max(1, min(rounds, 200_000 // size))
    with ExitStack() as stack:
        setters = {
            "summit-tui": project(folder, quotes, articles, stack),
            "SQLite": sqlite(folder, quotes, stack),
            "plain TinyDB": tinydb(folder, quotes, stack),
        }
        timed = {name: Timed() for name in setters}
        for turn in range(-1, rounds):
            place = turn % size
            for name, set_note in setters.items():
                if name == "plain TinyDB" and turn >= few:
                    continue
                before, start = _written(), time.perf_counter()
                set_note(place, f"{_WORDS[turn % 4]} {turn}")
                seconds, written = time.perf_counter() - start, _written() - before
                if turn >= 0:  # The first one makes files.
                    timed[name].seconds.append(seconds)
                    timed[name].written += written
    return timed


def _written() -> int:
    """Bytes that this process handed to write calls so far; 0 where the system doesn't tell."""
    try:
        lines = Path("/proc/self/io").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("wchar"))


_OPEN = """
import resource, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
folder, how = Path(sys.argv[2]), sys.argv[3]
if how == "summit-tui":
    from summit_tui.store import ProjectStore
    opened = lambda: ProjectStore.open(folder, read_only=True).project.quotes
elif how == "SQLite":
    import sqlite3
    def opened():
        database = sqlite3.connect(folder / "quotes.db")
        return database.execute("select id, document from quotes").fetchall()
else:
    from tinydb import TinyDB
    opened = lambda: TinyDB(folder / "plain.json").table("quotes")
def memory():
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = memory()
start, spent = time.perf_counter(), time.process_time()
count = len(opened())
print(time.perf_counter() - start, time.process_time() - spent, memory() - before, count)
"""


@dataclass(frozen=True, slots=True)
class Opened:
    """Seconds to open, those of a processor, megabytes that it took, and how many quotes there are."""

    seconds: float
    processor: float
    memory: float
    count: int

    @property
    def line(self) -> str:
        times = f"{self.seconds * 1000:,.0f} ms ({self.processor * 1000:,.0f} ms of a processor)"
        return f"opens {self.count:,} quotes in {times}, {self.memory:,.0f} MB"


def opening(folder: Path, how: str, times: int = 5) -> Opened:
    """Opens a database several times, each time in a process of its own; the medians."""
    command = [sys.executable, "-c", _OPEN, str(ROOT), str(folder), how]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(times)]
    figures = [[float(figure) for figure in run.stdout.split()] for run in runs]
    seconds, processor, memory, count = map(statistics.median, zip(*figures, strict=True))
    return Opened(seconds, processor, memory / 1e6, int(count))


def further_edits(folder: Path, number: int) -> float:
    """Makes ``number`` edits without waiting for the disk; returns the seconds that took."""
    ids, start = seeded_ids(2), time.perf_counter()
    with ProjectStore.open(folder, disk=UnsyncedDisk()) as store:
        names = list(store.project.quotes)
        for turn in range(number):
            quote = store.project.quotes[names[turn % len(names)]]
            change = Change(quote, replace(quote, note=f"{_WORDS[turn % 4]} {turn}"))
            store.commit(Edit(ids(), "user", AT, "quote.note", (change,)))
    return time.perf_counter() - start


def lines(options: argparse.Namespace, folder: Path) -> Iterator[str]:
    """The figures, a line each."""
    for size in options.sizes:
        place = folder / str(size)
        place.mkdir()
        timed = take_turns(size, options.rounds, place)
        yield f"{size:,} annotations, {options.rounds} edits each:"
        yield from (f"  {name:13}{one.line}" for name, one in timed.items())
        ratio = timed["summit-tui"].median / timed["SQLite"].median
        verdict = "PASS" if ratio <= LIMIT else "MISS"
        yield f"  an edit takes {ratio:.2f} times SQLite's ({verdict}, limit {LIMIT})"
        yield from (f"  {name:13}{opening(place, name).line}" for name in timed)
        if options.edits:
            seconds = further_edits(place, options.edits)
            yield f"  {options.edits:,} further edits, not waited for: {seconds:,.0f} s"
            opened = opening(place, "summit-tui")
            verdict = "PASS" if opened.seconds < OPENING else "MISS"
            yield f"  then it {opened.line} ({verdict}, limit {OPENING} s)"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Durable edits beside plain TinyDB and SQLite.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many annotations")
    parser.add_argument("--rounds", type=int, default=300, help="edits of each database")
    parser.add_argument("--edits", type=int, default=0, help="further edits, before it is opened once more")
    parser.add_argument("--folder", type=Path, help="on which disk (default: the one of temporary files)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        for line in lines(options, Path(name)):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
