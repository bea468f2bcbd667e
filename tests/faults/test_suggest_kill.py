"""``summit suggest --save`` is killed: the project opens at once, each edit there whole or not at all."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from summit_tui.store import ProjectHeldError, ProjectStore
from tests.faults.big_project import make_big_project
from tests.faults.tally import Tally

ROOT = Path(__file__).parents[2]
_ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
_TEXT = (
    "وقالت الطبيبة نوال الخياط إن العيادة ستفتح في الشتاء، مضيفة أن الأدوية وصلت. "
    "ونقلت إذاعة محلية عن النائب زياد القصاب قوله: «لا أحد يعرف من أين جاءت الأرقام».\n"
)
Quotes = dict[str, frozenset[str]]


def write_articles(folder: Path, count: int) -> None:
    folder.mkdir(exist_ok=True)
    with (folder / "many.jsonl").open("w", encoding="utf-8") as file:
        for number in range(count):
            record = {"id": f"r{number}", "text": f"الخبر {number}\n{_TEXT * 6}"}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def suggest(folder: Path, jobs: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "summit_tui", "suggest", "--save", "--lang", "en"]
    command += ["--jobs", str(jobs), "many.jsonl"]
    return subprocess.Popen(
        command, cwd=folder, env=_ENVIRONMENT | {"SUMMIT_HOME": str(folder / "home")}, stderr=subprocess.PIPE
    )


def saved_in(folder: Path) -> Quotes:
    """The ids of each article's quotes, by the article's id; opened within five seconds."""
    started = time.monotonic()
    with ProjectStore.open(folder) as store:
        assert time.monotonic() - started < 5
        assert not store.read_only, store.why_read_only
        articles = [one.id for one in store.project.articles.values() if one.source.file == "many.jsonl"]
        for article in store.project.articles.values():
            assert store.text(article.sha256)
        return {one: frozenset(quote.id for quote in store.project.quotes_of(one)) for one in articles}


def kill_suggest(tmp_path: Path, *, articles: int, megabytes: float, kills: int) -> int:
    """Kills it again and again; how many times it had said that articles are saved.

    It says so at its end, before it folds, and when it is interrupted: so every second time.
    """
    write_articles(tmp_path / "whole", articles)
    started = time.monotonic()
    with suggest(tmp_path / "whole", jobs=1) as process:
        process.communicate(timeout=600)
    whole, takes = saved_in(tmp_path / "whole"), time.monotonic() - started
    assert len(whole) == articles
    assert all(whole.values())
    folder, chance, said = tmp_path / "killed", random.Random(kills), 0
    write_articles(folder, articles)
    make_big_project(folder, megabytes)
    before: Quotes = {}
    for kill in range(kills):
        with suggest(folder, jobs=1 + 3 * (kill // 2 % 2)) as process:
            time.sleep(takes * chance.uniform(0.3, 1.0))
            acknowledged = interrupted(process, chance) if kill % 2 == 0 else 0
            process.kill()
            process.communicate(timeout=60)
        said += acknowledged > 0
        after = saved_in(folder)
        assert before.keys() <= after.keys()
        assert sum(map(bool, after.values())) >= acknowledged
        for article, quotes in after.items():
            assert quotes in {whole[article], frozenset() if not before.get(article) else whole[article]}
        before = after
        if after == whole:
            # Nothing is left to be saved: from the start again.
            shutil.rmtree(folder)
            write_articles(folder, articles)
            make_big_project(folder, megabytes)
            before = {}
    with suggest(folder, jobs=1) as process:
        process.communicate(timeout=600)
        assert process.returncode == 0
    assert saved_in(folder) == whole
    return said


def interrupted(process: subprocess.Popen[bytes], chance: random.Random) -> int:
    """Interrupts the program; of how many articles it then says, if it does, that they are saved."""
    assert process.stderr is not None
    process.send_signal(signal.SIGINT)
    for line in process.stderr:
        found = re.search(rb" for ([0-9]+) articles?\.", line)
        if found is not None:
            time.sleep(chance.random() * 0.02)
            return int(found[1])
    return 0


def test_suggestions_are_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    kill_suggest(tmp_path, articles=40, megabytes=0.5, kills=2)


@pytest.mark.slow
def test_suggestions_are_saved_whole_or_not_at_all_in_40_kills(tmp_path: Path, tally: Tally) -> None:
    said = kill_suggest(tmp_path, articles=200, megabytes=2, kills=40)
    assert said > 5
    tally("kill -9 of summit suggest --save", trials=40, told_that_it_was_saved=said)


def test_store_29_workers_do_not_keep_a_killed_program_s_lock(tmp_path: Path) -> None:
    write_articles(tmp_path, 3000)
    make_big_project(tmp_path, 0.1)
    with suggest(tmp_path, jobs=4) as process:
        wait_for_workers(process.pid, 2)
        with pytest.raises(ProjectHeldError, match=f"process {process.pid} "):
            ProjectStore.open(tmp_path)
        process.kill()
        process.wait(10)
        assert opens_within(tmp_path, seconds=5)
        process.communicate(timeout=60)


def opens_within(folder: Path, seconds: float) -> bool:
    """A worker that is being started holds the lock for the moment between fork and exec."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            ProjectStore.open(folder).close()
        except ProjectHeldError:
            time.sleep(0.01)
        else:
            return True
    return False


def wait_for_workers(pid: int, count: int) -> None:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.exists():
        pytest.skip("needs /proc to see the processes")
    end = time.monotonic() + 30
    while len(children.read_text().split()) < count:
        assert time.monotonic() < end
        time.sleep(0.01)
