"""Edits a project without pause and prints the id of each edit once it was committed; made to be killed.

``store_driver.py FOLDER SEED`` edits, and closes and opens now and then, until it is killed.
``store_driver.py FOLDER SEED LIMIT`` lets files grow by LIMIT bytes only, says ``refused`` where a commit
fails, then edits once more without the limit. ``store_driver.py FOLDER SEED fold`` takes nine tenths of
the quotes away, folds, and waits to be killed.
"""

from __future__ import annotations

import random
import resource
import signal
import sys
from dataclasses import replace
from pathlib import Path

from summit_tui.model import (
    Article,
    Change,
    Edit,
    Quote,
    QuoteType,
    Source,
    Span,
    random_ids,
    system_clock,
    text_sha256,
    time_text,
)
from summit_tui.store import ProjectStore, StoreError

_NEW_ID = random_ids()


def _changes(store: ProjectStore, chance: random.Random) -> tuple[Change, ...]:
    project = store.project
    if not project.articles or chance.random() < 0.1:
        text = f"نص رقم {len(project.articles)}: قالت الوزيرة إن العمل سيبدأ غدا.\n" * 20
        store.add_text(text)
        article = Article(_NEW_ID(), "نص", Source(f"{len(project.articles)}.txt"), text_sha256(text))
        return (Change(None, article),)
    article = chance.choice(list(project.articles.values()))
    if not project.quotes or chance.random() < 0.4:
        made = (_quote(article, chance) for _ in range(300 if not project.quotes else 1))
        return tuple(Change(None, quote) for quote in made)
    quotes = chance.sample(list(project.quotes.values()), 2)
    if chance.random() < 0.3:
        return (Change(quotes[0], None), Change(quotes[1], replace(quotes[1], note="بقيت هذه")))
    return tuple(Change(quote, replace(quote, note="ملاحظة " * chance.randrange(9))) for quote in quotes)


def _quote(article: Article, chance: random.Random) -> Quote:
    start = chance.randrange(500)
    return Quote(_NEW_ID(), article.id, QuoteType.INDIRECT, (Span(start, start + 20),), note="قول " * 20)


def _edit_once(store: ProjectStore, chance: random.Random) -> None:
    edit = Edit(_NEW_ID(), "user", time_text(system_clock()), "driver", _changes(store, chance))
    store.commit(edit)
    print(edit.id, flush=True)


def _edit_until_refused(store: ProjectStore, chance: random.Random, limit: int) -> None:
    _edit_once(store, chance)
    _edit_once(store, chance)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = (store.path / "project.json").stat().st_size
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + limit, hard))
    try:
        while True:
            _edit_once(store, chance)
    except StoreError as error:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        print("refused", error, flush=True)
    _edit_once(store, chance)


def _take_away_and_fold(store: ProjectStore) -> None:
    gone = [quote for number, quote in enumerate(store.project.quotes.values()) if number % 10]
    changes = tuple(Change(quote, None) for quote in gone)
    store.commit(Edit("gone", "user", time_text(system_clock()), "driver", changes))
    print("gone", flush=True)
    store.fold(wait=True)
    print("folded", flush=True)
    sys.stdin.read()


def main() -> None:
    folder, seed = Path(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(seed)
    if len(sys.argv) > 3:
        with ProjectStore.open(folder) as store:
            if sys.argv[3] == "fold":
                _take_away_and_fold(store)
            else:
                _edit_until_refused(store, chance, int(sys.argv[3]))
        return
    while True:
        with ProjectStore.open(folder) as store:
            for _ in range(chance.choice([3, 10, 100])):
                _edit_once(store, chance)
                if chance.random() < 0.03:
                    store.fold()


if __name__ == "__main__":
    main()
