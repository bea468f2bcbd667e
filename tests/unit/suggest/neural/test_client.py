from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from summit_tui.suggest.neural.client import EntityClient, Patience
from summit_tui.suggest.neural.entities import EntityKind
from summit_tui.suggest.neural.errors import (
    EndedError,
    EntityError,
    NotStartedError,
    RefusedError,
    SlowError,
)

FAKE = Path(__file__).with_name("fake_worker.py")
TEXT = "قال شيرزاد قاسملو إن الموسم جيد. ووافقت شركة البركة."
NAMES = ["شيرزاد قاسملو", "البركة"]


class Asked:
    """A client of the fake worker, and what is known of the processes that it started."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clients: list[EntityClient] = []

    def client(self, how: str = "well", start: float = 30, article: float = 30) -> EntityClient:
        command = (sys.executable, "-I", "-S", str(FAKE), str(self.folder), how)
        self.clients.append(EntityClient(command, Patience(start, article, 0, 0)))
        return self.clients[-1]

    @property
    def starts(self) -> list[int]:
        return [int(line) for line in (self.folder / "starts").read_text().splitlines()]


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Asked]:
    asked = Asked(tmp_path)
    yield asked
    for client in asked.clients:
        client.close()
    started = asked.starts if (tmp_path / "starts").exists() else []
    assert not any(is_running(pid) for pid in started)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # What has ended stays listed until whoever is its parent by then takes note.
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def names(client: EntityClient, text: str = TEXT) -> list[str]:
    return [entity.span.of(text) for entity in client.entities(text)]


def test_entities_come_with_spans_and_kinds(asked: Asked) -> None:
    found = asked.client().entities(TEXT)
    assert [entity.span.of(TEXT) for entity in found] == NAMES
    assert [entity.kind for entity in found] == [EntityKind.PERSON, EntityKind.ORGANISATION]


def test_one_process_answers_article_after_article(asked: Asked) -> None:
    client = asked.client()
    assert [names(client) for _ in range(3)] == [NAMES] * 3
    assert len(asked.starts) == 1


def test_nothing_is_started_before_there_is_a_word_to_ask_about(asked: Asked) -> None:
    assert asked.client().entities(" \n\u200f\n") == ()
    assert not (asked.folder / "starts").exists()


def test_an_article_larger_than_any_pipe_goes_through(asked: Asked) -> None:
    text = "قال شيرزاد قاسملو إن الموسم جيد.\n" * 20_000
    assert len(asked.client().entities(text)) == 20_000


@pytest.mark.parametrize(("word", "how"), [("ينتهي", "exit status 7"), ("يقتل", "SIGKILL")])
def test_a_process_that_dies_twice_over_an_article_is_given_up(asked: Asked, word: str, how: str) -> None:
    client = asked.client()
    assert names(client) == NAMES
    with pytest.raises(EndedError, match=how):
        client.entities(f"{TEXT} {word}")
    assert len(asked.starts) == 2
    with pytest.raises(EndedError, match=how):
        client.entities(TEXT)
    assert len(asked.starts) == 2


def test_a_process_that_dies_is_started_once_more_and_asked_again(asked: Asked) -> None:
    client = asked.client()
    assert names(client, f"{TEXT} يتعثر") == NAMES
    assert names(client) == NAMES
    assert len(asked.starts) == 2


def test_a_process_killed_between_two_articles_is_started_once_more(asked: Asked) -> None:
    client = asked.client()
    for starts in (1, 2, 3):
        assert names(client) == NAMES
        assert len(asked.starts) == starts
        os.kill(asked.starts[-1], 9)


@pytest.mark.parametrize("word", ["يهذي", "ينقص", "يخلط"])
def test_what_is_no_answer_counts_as_a_death(asked: Asked, word: str) -> None:
    client = asked.client()
    with pytest.raises(EndedError):
        client.entities(f"{TEXT} {word}")
    assert len(asked.starts) == 2


def test_an_article_that_is_refused_leaves_the_others_alone(asked: Asked) -> None:
    client = asked.client()
    for _ in range(3):
        with pytest.raises(RefusedError, match="not this one"):
            client.entities(f"{TEXT} يرفض")
    assert names(client) == NAMES
    assert len(asked.starts) == 1


def test_an_article_that_takes_too_long_is_left_and_its_process_ended(asked: Asked) -> None:
    client = asked.client(article=1)
    assert names(client) == NAMES
    begun = time.monotonic()
    with pytest.raises(SlowError, match="1 seconds"):
        client.entities(f"{TEXT} يتأخر")
    assert time.monotonic() - begun < 10
    assert not is_running(asked.starts[0])
    assert names(client) == NAMES
    assert len(asked.starts) == 2


def test_two_articles_in_a_row_that_take_too_long_are_enough(asked: Asked) -> None:
    client = asked.client(article=1)
    for _ in range(3):
        with pytest.raises(SlowError):
            client.entities(f"{TEXT} يتأخر")
    assert len(asked.starts) == 2


def test_a_process_that_doesnt_read_is_left_too(asked: Asked) -> None:
    client = asked.client("silent", start=0.3)
    with pytest.raises(SlowError):
        client.entities(TEXT * 20_000)


def test_a_model_that_cant_be_loaded_is_asked_for_once(asked: Asked) -> None:
    client = asked.client("broken")
    for _ in range(2):
        with pytest.raises(NotStartedError, match="OSError: no model here"):
            client.entities(TEXT)
    assert len(asked.starts) == 1


@pytest.mark.parametrize("how", ["gone", "garbled"])
def test_a_process_that_never_gets_ready_is_tried_twice(asked: Asked, how: str) -> None:
    client = asked.client(how)
    for _ in range(2):
        with pytest.raises(EndedError):
            client.entities(TEXT)
    assert len(asked.starts) == 2


def test_a_program_that_isnt_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(NotStartedError, match="No such file"):
        EntityClient([str(tmp_path / "python")]).entities(TEXT)


def test_several_threads_may_ask(asked: Asked) -> None:
    client = asked.client()
    found: list[list[str]] = []
    threads = [threading.Thread(target=lambda: found.append(names(client))) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [NAMES] * 5
    assert len(asked.starts) == 1


@pytest.mark.parametrize("how", ["well", "silent"])
def test_whoever_waits_can_be_let_go(asked: Asked, how: str) -> None:
    client = asked.client(how, start=60, article=60)
    raised: list[BaseException] = []

    def wait() -> None:
        try:
            client.entities(f"{TEXT} يتأخر")
        except EndedError as error:
            raised.append(error)

    threads = [threading.Thread(target=wait) for _ in range(3)]
    for thread in threads:
        thread.start()
    until = time.monotonic() + 30
    while client.pid is None or not (asked.folder / "starts").exists():
        assert time.monotonic() < until
        time.sleep(0.02)
    time.sleep(0.2)
    client.stop()
    for thread in threads:
        thread.join(20)
    assert len(raised) == 3
    assert len(asked.starts) == 1
    if how == "well":
        assert names(client) == NAMES


def test_the_process_goes_with_its_client(asked: Asked) -> None:
    client = asked.client()
    assert names(client) == NAMES
    asked.clients.clear()
    del client
    gc.collect()
    assert not is_running(asked.starts[0])


def test_the_process_goes_with_the_program_however_that_ends(asked: Asked) -> None:
    program = (
        "import sys, time\n"
        "from summit_tui.suggest.neural.client import EntityClient\n"
        "client = EntityClient(sys.argv[1:])\n"
        f"client.entities({TEXT!r})\n"
        "print('asked', flush=True)\n"
        "time.sleep(60)\n"
    )
    command = [sys.executable, "-c", program, sys.executable, "-I", "-S", str(FAKE), str(asked.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"asked\n"
        (pid,) = asked.starts
        assert is_running(pid)
        running.kill()
    until = time.monotonic() + 10
    while is_running(pid):
        assert time.monotonic() < until
        time.sleep(0.02)


def test_the_process_inherits_no_files(asked: Asked, tmp_path: Path) -> None:
    with (tmp_path / "lock").open("w") as held:
        os.set_inheritable(held.fileno(), True)
        client = asked.client()
        assert names(client) == NAMES
        listed = Path(f"/proc/{asked.starts[0]}/fd")
        if not listed.is_dir():
            pytest.skip("this system has no /proc to look in")
        assert str(tmp_path / "lock") not in {str(one.readlink()) for one in listed.iterdir()}


def test_every_fault_is_one_line_for_a_person(asked: Asked) -> None:
    with pytest.raises(EntityError) as raised:
        asked.client("broken").entities(TEXT)
    assert "\n" not in str(raised.value)
    assert str(raised.value).endswith("Suggestions go without them.")


def test_who_has_given_up_when_it_is_their_turn_is_not_answered(asked: Asked) -> None:
    client = asked.client()
    given_up = threading.Event()
    faults: list[EntityError] = []

    def ask() -> None:
        try:
            client.entities(TEXT, given_up.is_set)
        except EntityError as fault:
            faults.append(fault)

    thread = threading.Thread(target=ask)
    with client._lock:  # as if another article were being labelled
        thread.start()
        given_up.set()
    thread.join(20)
    assert [type(fault) for fault in faults] == [EndedError]
    assert client.pid is None
    assert names(client) == NAMES
