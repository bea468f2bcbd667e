"""The process with camel-tools, transformers and torch in it, from words to spans."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.suggest.neural.client import EntityClient
from summit_tui.suggest.neural.entities import EntityKind
from summit_tui.suggest.neural.errors import NotStartedError
from tests.neural.conftest import make_model

Clients = Callable[[Path], EntityClient]
TEXT = "قال شيرزاد قاسملو إن الموسم جيد. ووافقت شركة البركة للزراعة في نواف."


def named(client: EntityClient, text: str) -> list[str]:
    return [entity.span.of(text) for entity in client.entities(text)]


def test_labels_become_spans_of_the_article(telling: EntityClient) -> None:
    found = telling.entities(TEXT)
    assert [(entity.span.of(TEXT), entity.kind) for entity in found] == [
        ("شيرزاد قاسملو", EntityKind.PERSON),
        ("البركة للزراعة", EntityKind.ORGANISATION),
        ("نواف", EntityKind.PLACE),
    ]


@pytest.mark.parametrize("stop", ["", "،"])
def test_a_sentence_longer_than_the_model_reads_loses_nothing(telling: EntityClient, stop: str) -> None:
    # 1,500 words in one sentence; a model of BERT's kind reads 512 pieces at the most.
    text = " ".join(f"قال شيرزاد قاسملو إن الموسم جيد{stop}" for _ in range(250))
    found = telling.entities(text)
    # Where a part ends within a name, it becomes two; a stop to cut at keeps every name whole.
    assert "".join(entity.span.of(text) for entity in found).replace(" ", "") == "شيرزادقاسملو" * 250
    if stop:
        assert [entity.span.of(text) for entity in found] == ["شيرزاد قاسملو"] * 250


def test_words_of_no_piece_or_too_many_leave_the_others_in_their_places(telling: EntityClient) -> None:
    text = (
        f"قال \u064b\u0651 شيرزاد {'ب' * 400} هفال {'!' * 300} {'ا_' * 300} نواف 🙂 \u200f البركة\u0640\u0640"
    )
    assert named(telling, text) == ["شيرزاد", "هفال", "نواف", "البركة\u0640\u0640"]


def test_diacritics_are_nothing_to_the_model(telling: EntityClient) -> None:
    assert named(telling, "قالَ شيرزادُ قاسِملو") == ["شيرزادُ قاسِملو"]


def test_random_weights_through_all_layers(client: Clients, random_model: Path) -> None:
    text = TEXT * 40
    asked = client(random_model)
    found = asked.entities(text)
    assert found
    assert asked.entities(text) == found
    assert all(text[entity.span.start : entity.span.end].strip() for entity in found)


def test_a_worker_killed_at_its_work_or_between_is_started_again(client: Clients, random_model: Path) -> None:
    asked = client(random_model)
    asked.entities(TEXT)
    first = asked.pid
    assert first is not None
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(len(asked.entities(TEXT * 150))))
    thread.start()
    time.sleep(0.3)
    assert not found
    os.kill(first, 9)
    thread.join()
    assert found
    second = asked.pid
    assert second not in (None, first)
    os.kill(second, 9)
    asked.entities(TEXT)
    assert asked.pid not in (None, first, second)


def broken(name: str, folder: Path) -> Path:
    if name == "few positions":
        return make_model(folder, layers=0, positions=128)
    if name == "no folder":
        return folder / "nowhere"
    if name == "empty":
        return folder
    make_model(folder, layers=0)
    (weights,) = (path for path in folder.iterdir() if path.suffix in (".safetensors", ".bin"))
    if name == "no weights":
        weights.unlink()
    elif name == "half the weights":
        weights.write_bytes(weights.read_bytes()[: weights.stat().st_size // 2])
    elif name == "no vocabulary":
        (folder / "vocab.txt").unlink()
    else:
        (folder / "config.json").write_text("{nonsense")
    return folder


@pytest.mark.parametrize(
    "name",
    ["no folder", "empty", "no weights", "half the weights", "no vocabulary", "nonsense", "few positions"],
)
def test_a_broken_model_is_told_of_in_one_line(client: Clients, tmp_path: Path, name: str) -> None:
    (tmp_path / "model").mkdir()
    asked = client(broken(name, tmp_path / "model"))
    with pytest.raises(NotStartedError) as raised:
        asked.entities(TEXT)
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 500


def test_nothing_asks_the_network_or_leaves_a_trace_at_home(
    client: Clients, telling_model: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    asked = tmp_path / "asked"
    (hooks / "sitecustomize.py").write_text(
        "import socket, traceback\n"
        "def refused(*arguments, **options):\n"
        f"    with open({str(asked)!r}, 'a') as file:\n"
        "        traceback.print_stack(file=file)\n"
        "    raise OSError('no network here')\n"
        "socket.getaddrinfo = refused\n"
        "socket.socket.connect = refused\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(hooks))
    assert len(client(telling_model).entities(TEXT)) == 3
    assert not asked.exists(), asked.read_text()
    assert list(home.rglob("*")) == []
    assert (tmp_path / "stub" / "catalogue.json").is_file()


def test_without_torch_the_reason_is_told(
    client: Clients, telling_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "torch.py").write_text("raise ModuleNotFoundError(\"No module named 'torch'\")\n")
    monkeypatch.setenv("PYTHONPATH", str(hidden))
    with pytest.raises(NotStartedError, match="No module named 'torch'"):
        client(telling_model).entities(TEXT)
