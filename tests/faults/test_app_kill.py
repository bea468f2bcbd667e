"""The app itself is killed while keys come: what its screen had shown as saved is there."""

from __future__ import annotations

import random
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from summit_tui.model import Status
from summit_tui.store import ProjectStore
from tests.faults.big_project import make_big_project
from tests.faults.tally import Tally
from tests.terminals.pseudo import PseudoTerminal
from tests.terminals.windows import TerminalError

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).parents[2]
_TOPICS = ["arms-control", "cyber", "iran", "navalny", "ukraine"]
_NAMES = ["Arms control", "Cyber", "Iran", "Navalny", "Ukraine"]
_KEYS = b"!@#$%"
_STYLE = re.compile(r"\x1b\[[0-9;:?]*[a-zA-Z]")
_ROWS = (rf"{number} {name}([ ✓]{{{20 - len(name)}}})" for number, name in enumerate(_NAMES, 1))
_LIST = re.compile(r"Topics\s*" + r"\s*".join(_ROWS))
"""The list as it is drawn, whole: a row has 22 cells."""
_TEXT = "الميناء\n\nقال المدير سامر الحلبي إن الميناء سيفتح غدا أمام السفن كلها.\n"


def gray(number: int) -> int:
    """States of which each differs from the one before in one topic, none twice in 32 (Gray's code)."""
    return number ^ number >> 1


def shown(written: bytes) -> Iterator[frozenset[str]]:
    """The topics that each drawing of the list showed as given, in order."""
    text = _STYLE.sub("", written.decode("utf-8", "replace"))
    for found in _LIST.finditer(text):
        rows = zip(_TOPICS, found.groups(), strict=True)
        yield frozenset(topic for topic, row in rows if "✓" in row)


class Typist:
    """Gives topics to an article in the app, one key after the other, until it is killed."""

    def __init__(self, folder: Path, article: Path) -> None:
        self.folder = folder
        self.article = article
        self.given: frozenset[str] = frozenset()
        home = folder / "home"
        self._environment = {"SUMMIT_HOME": str(home), "HOME": str(home), "PYTHONPATH": str(ROOT)}

    def type_and_kill(self, chance: random.Random) -> int:
        """How many edits the screen had shown when the app died."""
        command = [sys.executable, "-m", "summit_tui", "--lang", "en", str(self.article)]
        states = [self._state(number) for number in range(32)]
        with PseudoTerminal(command, environment=self._environment, working_folder=self.folder) as app:
            app.read_until(b"Ukraine")
            app.last_byte(quiet=0.1)
            seen, sent, last = len(app.written), 0, chance.randrange(1, 32)
            while sent < last:
                app.send(self._key(sent))
                sent += 1
                app.read(chance.choice([0, 0.003, 0.5, 0.5]))
            app.read(chance.random() * 0.05)
            app.signal(signal.SIGKILL)
            self._read_all(app)
        drawn = list(shown(app.written[seen:]))
        assert all(one in states for one in drawn), drawn
        acknowledged = states.index(drawn[-1]) if drawn and b"saved" in app.written else 0
        assert acknowledged <= sent
        self._look(states, acknowledged, sent)
        return acknowledged

    def _state(self, number: int) -> frozenset[str]:
        return self.given ^ {topic for bit, topic in enumerate(_TOPICS) if gray(number) >> bit & 1}

    def _key(self, number: int) -> bytes:
        bit = (gray(number) ^ gray(number + 1)).bit_length() - 1
        return _KEYS[bit : bit + 1]

    def _read_all(self, app: PseudoTerminal) -> None:
        app.process.wait(10)
        end = time.perf_counter() + 5
        while time.perf_counter() < end:
            try:
                if not app.read(0.05):
                    return
            except TerminalError:
                return

    def _look(self, states: list[frozenset[str]], acknowledged: int, sent: int) -> None:
        with ProjectStore.open(self.folder) as store:
            assert not store.read_only
            articles = [
                one for one in store.project.articles.values() if one.source.file == self.article.name
            ]
            tags = articles[0].topics if articles else ()
            given = frozenset(tag.id for tag in tags if tag.status is Status.ACCEPTED)
            assert given in states[acknowledged : sent + 1], (given, states[acknowledged : sent + 1])
            assert len(store.project.quotes) > 100
            self.given = given


def kill_apps(tmp_path: Path, megabytes: float, kills: int) -> int:
    """How many edits the screens had shown in all."""
    make_big_project(tmp_path, megabytes)
    article = tmp_path / "ميناء.txt"
    article.write_text(_TEXT, encoding="utf-8")
    typist, chance = Typist(tmp_path, article), random.Random(kills)
    acknowledged = sum(typist.type_and_kill(chance) for _ in range(kills))
    assert acknowledged > kills
    return acknowledged


def test_what_the_screen_showed_is_there_after_kill_9(tmp_path: Path) -> None:
    kill_apps(tmp_path, 1, 2)


@pytest.mark.slow
@pytest.mark.parametrize(("megabytes", "kills"), [(1, 50), (5, 10)])
def test_what_the_screen_showed_is_there_after_60_kills(
    tmp_path: Path, megabytes: float, kills: int, tally: Tally
) -> None:
    tally("kill -9 of the app", trials=kills, acknowledged=kill_apps(tmp_path, megabytes, kills))
