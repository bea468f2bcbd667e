"""What tests of the command line share: a run in a process of its own, and a project to export."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from summit_tui.model import (
    Article,
    Change,
    Cue,
    Edit,
    Name,
    Quote,
    QuoteType,
    Source,
    Span,
    Speaker,
    Status,
    Topic,
    TopicTag,
    text_sha256,
)
from summit_tui.store import ProjectStore

TEXT = "افتتاح جسر الوادي\nقال المهندس مازن الراوي: «الجسر جاهز»، وأضاف أن المرور يبدأ غدا.\n"
OTHER = "هطلت الأمطار أمس في وادي السلام.\n"

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Done:
    """How a run ended."""

    status: int
    output: bytes
    lines: list[str]


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """The folder that ``summit`` runs in."""
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


@pytest.fixture
def started(tmp_path: Path, work: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """``started(*arguments)`` starts ``summit`` without a terminal and with folders of its own.

    Keywords in capitals are variables of its environment, which holds little else; others go to
    ``Popen``. The interface is English.
    """
    home = str(tmp_path / "home")

    def start(*arguments: str | bytes, **more: Any) -> subprocess.Popen[bytes]:
        variables = {name: more.pop(name) for name in list(more) if name.isupper()}
        streams = {
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            **more,
        }
        return subprocess.Popen(
            [sys.executable, "-m", "summit_tui", *arguments],
            cwd=work,
            env={"SUMMIT_HOME": home, "HOME": home, "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), **variables},
            **streams,
        )

    return start


@pytest.fixture
def summit(started: Callable[..., subprocess.Popen[bytes]]) -> Callable[..., Done]:
    """``summit(*arguments)`` runs it to its end. Standard error comes as lines, none of a traceback."""

    def run(*arguments: str | bytes, **more: Any) -> Done:
        process = started(*arguments, **more)
        output, errors = process.communicate(timeout=60)
        lines = (errors or b"").decode("utf-8").splitlines()
        assert not any("Traceback" in line or line.startswith("  ") for line in lines), lines
        return Done(process.returncode, output or b"", lines)

    return run


@pytest.fixture
def project(work: Path) -> Path:
    """A project with two articles, three quotes and a topic, in the folder that ``summit`` runs in."""
    (work / "bridge.txt").write_text(TEXT, "utf-8")
    (work / "rain.txt").write_text(OTHER, "utf-8")
    tags = (TopicTag("roads", Status.ACCEPTED, "user"), TopicTag("rain", Status.SUGGESTED, "rules", 0.5))
    quote = Quote(
        "q-1",
        "a-1",
        QuoteType.DIRECT,
        (Span(44, 54),),
        cue=Cue(Span(18, 21)),
        speakers=("mazen",),
        mention=Span(22, 41),
    )
    entities = [
        Topic("roads", Name("الطرق", "Roads")),
        Topic("rain", Name("الأمطار")),
        Speaker("mazen", Name("مازن الراوي")),
        Article("a-1", "افتتاح جسر الوادي", Source("bridge.txt"), text_sha256(TEXT), topics=tags),
        Article("a-2", "هطلت الأمطار أمس في وادي السلام.", Source("rain.txt"), text_sha256(OTHER)),
        quote,
        Quote("q-2", "a-1", QuoteType.INDIRECT, (Span(63, 81),), status=Status.SUGGESTED, by="rules"),
        Quote("q-3", "a-1", QuoteType.INDIRECT, (Span(66, 81),), status=Status.REJECTED),
    ]
    with ProjectStore.open(work) as store:
        store.add_text(TEXT)
        store.add_text(OTHER)
        changes = tuple(Change(None, entity) for entity in entities)
        store.commit(Edit("e-1", "user", "2026-01-02T03:04:05Z", "test", changes))
    return work
