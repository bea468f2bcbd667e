"""One of two writers that take turns, or of the readers beside them.

``turns_driver.py write FOLDER NAME SECONDS`` waits for the project, adds one to its counter, says so, folds
and leaves the turn to the other. ``turns_driver.py read FOLDER`` follows the counter until its input ends.
Both end with an exit status other than 0 where something isn't as it has to be.
"""

from __future__ import annotations

import select
import sys
import time
from dataclasses import replace
from pathlib import Path

from tinydb import TinyDB

from summit_tui.model import (
    Article,
    Change,
    Edit,
    EditConflictError,
    Quote,
    QuoteType,
    Source,
    Span,
    random_ids,
    text_sha256,
)
from summit_tui.store import ProjectStore, Waiting

_TEXT = "قال الحكم طارق العمري إن المباراة تبدأ في المساء.\n"
_AT = "2026-11-24T15:00:00Z"
_NEW_ID = random_ids()


def begin(folder: Path) -> None:
    """Makes the project, with its counter at 0."""
    article = Article("a", "", Source("a.txt"), text_sha256(_TEXT))
    counter = Quote("counter", "a", QuoteType.INDIRECT, (Span(0, 5),), note="0")
    with ProjectStore.open(folder) as store:
        store.add_text(_TEXT)
        store.commit(Edit("begin", "nobody", _AT, "import", (Change(None, article), Change(None, counter))))


def write(folder: Path, name: str, seconds: float) -> None:
    end, known = time.monotonic() + seconds, None
    while time.monotonic() < end:
        with ProjectStore.open(folder, waiting=Waiting(None)) as store:
            counter = store.project.quotes["counter"]
            mine = counter.unsure == (name == "first")
            if not mine:
                if known is not None:
                    try_what_is_outdated(store, known, name)
                known = replace(counter, note=str(int(counter.note) + 1), unsure=name == "first")
                edit = Edit(_NEW_ID(), name, _AT, "count", (Change(counter, known),))
                store.commit(edit)
                print("edit", edit.id, flush=True)
                fold(store, known)
        if mine:
            time.sleep(0.005)


def fold(store: ProjectStore, known: Quote) -> None:
    """Folds, whoever reads meanwhile, and looks whether what was written is in the file from then on."""
    began = time.monotonic()
    store.fold(wait=True)
    print("folded", time.monotonic() - began, flush=True)
    if store.fold_failure is not None:
        sys.exit(f"not folded: {store.fold_failure}")
    with TinyDB(store.path / "project.json", access_mode="r") as plain:
        if [one["note"] for one in plain.table("quotes")] != [known.note]:
            sys.exit("the fold left the edit out")


def try_what_is_outdated(store: ProjectStore, known: Quote, name: str) -> None:
    """An edit of what was there after this writer's last turn: the other has had one since."""
    try:
        store.commit(Edit(_NEW_ID(), name, _AT, "count", (Change(known, replace(known, note="-1")),)))
    except EditConflictError:
        return
    sys.exit("an outdated edit was taken")


def read(folder: Path) -> None:
    with ProjectStore.open(folder, read_only=True) as store:
        last = int(store.project.quotes["counter"].note)
        anew = 0
        over = False
        while not over:
            over = bool(select.select([sys.stdin], [], [], 0.02)[0])
            edits = store.follow()
            number = int(store.project.quotes["counter"].note)
            anew += edits is None
            if number < last or store.sequence != number + 1:
                sys.exit(f"the counter went from {last} to {number}, after {store.sequence} edits")
            if edits is not None and number != last + len(edits):
                sys.exit(f"{len(edits)} edits led from {last} to {number}")
            last = number
    print("followed", last, "anew", anew)


def main() -> None:
    what, folder = sys.argv[1], Path(sys.argv[2])
    if what == "write":
        write(folder, sys.argv[3], float(sys.argv[4]))
    else:
        read(folder)


if __name__ == "__main__":
    main()
