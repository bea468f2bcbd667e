"""The app itself on hostile articles, lists, projects and names of files: what its terminal gets of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from summit_tui.config import Paths
from summit_tui.model import Change, Name, Speaker, Topic
from tests.faults.signing import signed_snapshot
from tests.support.editing import do, make_quote
from tests.support.hostile import ALL, TURNING
from tests.support.sessions import session_on_text
from tests.terminals.pseudo import PseudoTerminal

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).parents[2]
NAME = f"خبر{ALL}.txt".replace("/", "").replace("\x00", "")
ARTICLE = f"عنوان{ALL}\nقال الوزير{ALL}: «لن نقبل{ALL} بذلك أبدا». وأضاف أن العدد كبير.\n"

DOWN: Final = b"\x1b[B"
FORBIDDEN: Final = (
    b"\x1b]52;c;SE9T",
    b"\x1b]52;c;?",
    b"HOSTILE\x07",
    b"\x1b]0;",
    b"\x1b]2;",
    b"\x1b[6n",
    b"\x1b[21t",
    b"\x1bP$q",
    b"\x1bc",
    b"\x1b[31m\x1b[2J",
    b"\x05",
    b"\x0b",
    b"\x0c",
    *(sign.encode() for sign in TURNING),
    *(chr(code).encode() for code in range(0x80, 0xA0)),
    "\u2028".encode(),
    "\u2029".encode(),
)
"""What the app itself never sends."""


def opened(folder: Path, *arguments: str, columns: int = 120) -> PseudoTerminal:
    environment = {"SUMMIT_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    command = [sys.executable, "-m", "summit_tui", "--lang", "en", *arguments]
    return PseudoTerminal(
        command, columns=columns, rows=30, environment=environment, working_folder=folder / "work"
    )


def looked_at(app: PseudoTerminal) -> bytes:
    """What the terminal got while a person looked at all there is, and left."""
    app.read_until(b"Arms control")
    app.last_byte(quiet=0.4)
    for keys in (b"n", b";", b"\x1b", b"s", b"\x1b", b"\t", DOWN, b"\t", DOWN, b"\x1b[6~", b"?", b"\x1b"):
        app.send(keys)
        app.last_byte(quiet=0.15)
    app.send(b"\x11")
    assert app.drain_until_end(seconds=5) == 0
    return app.written


def forbidden(written: bytes) -> list[bytes]:
    return [one for one in FORBIDDEN if one in written]


def nasty_project(folder: Path) -> None:
    work = folder / "work"
    work.mkdir()
    session = session_on_text(work, ARTICLE, name=NAME)
    quote = make_quote(session, "وأضاف أن العدد كبير")
    speaker = Speaker("s-1", Name(f"وزير{ALL}", f"Minister{ALL}"), (ALL,), ALL)
    topic = Topic("t-1", Name(f"موضوع{ALL}", f"Topic{ALL}"))
    session.change("test", [Change(None, speaker), Change(None, topic)])
    quote = session.quote
    assert quote is not None
    session.change("test", [session.revise(quote, speakers=("s-1",), topics=("t-1",))])
    do(session, "quote.note", f"ملاحظة{ALL}")
    session.close()


def test_nothing_of_an_article_its_project_and_its_name_gets_out(tmp_path: Path) -> None:
    nasty_project(tmp_path)
    with opened(tmp_path, NAME) as app:
        written = looked_at(app)
    assert forbidden(written) == []
    assert "\u241b".encode() in written


def test_nothing_of_settings_gets_out(tmp_path: Path) -> None:
    nasty_project(tmp_path)
    file = Paths.of({"SUMMIT_HOME": str(tmp_path / "home")}).settings_file
    file.parent.mkdir(parents=True)
    escaped = json.dumps(ALL).replace("\x7f", "")
    file.write_text(f"{escaped} = {escaped}\nauthor = {escaped}\nkeys.{escaped} = {escaped}\n", "utf-8")
    with opened(tmp_path, NAME) as app:
        written = looked_at(app)
    assert forbidden(written) == []


def test_nothing_of_a_list_of_articles_gets_out(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    record = {"text": ARTICLE, **dict.fromkeys(("id", "title", "outlet", "url", "date"), ALL)}
    (work / f"a{ALL}.jsonl").write_text(f"{json.dumps(record)}\n", "utf-8")
    with opened(tmp_path, "suggest", f"a{ALL}.jsonl", "--save", "--jobs", "1") as run:
        assert run.drain_until_end(seconds=30) == 0
        assert forbidden(run.written) == []
    with opened(tmp_path, ".") as app:
        written = looked_at(app)
    assert forbidden(written) == []


def one_line_told(app: PseudoTerminal, status: int) -> bytes:
    """The line that an app ended with which could not be opened."""
    assert app.drain_until_end(seconds=15) == status
    assert forbidden(app.written) == []
    told = app.written.split(b"\x1b[?1049l")[-1]
    assert told.count(b"\n") == 1
    assert b"Traceback" not in told
    return told


@pytest.mark.parametrize(
    "content",
    [None, b"\0", b"\xed\xa0\x80" * 9, b"", b"\x01" * 999, "ا".encode("utf-16")[:-1]],
    ids=["missing", "NUL", "half a pair", "empty", "controls", "half of UTF-16"],
)
def test_nothing_of_an_article_that_cannot_be_read_gets_out(tmp_path: Path, content: bytes | None) -> None:
    (tmp_path / "work").mkdir()
    if content is not None:
        (tmp_path / "work" / NAME).write_bytes(content)
    with opened(tmp_path, NAME) as app:
        one_line_told(app, 2)


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 200_000,
        b'{"quotes": {"1": {"id": ' + b"9" * 100_000 + b"}}}",
        b'{"\\u001b]52;c;SE9T\\u0007\\u202e": 1}',
        b'{"quotes": {"\xe2\x80\xae\x1b[6n": {}}}',
        b'{"\\ud800": {"1": {"id": "\\ud800"}}}',
        b"\0" * 9999,
        b'{"quotes": {"1": {"id": "' + b"x" * 10_000_000 + b'"}}}',
    ],
    ids=["deep", "a huge number", "escapes", "raw", "half a pair", "NUL", "10 MB on one line"],
)
def test_nothing_of_what_is_no_project_gets_out(tmp_path: Path, content: bytes) -> None:
    work = tmp_path / "work"
    (work / ".summit").mkdir(parents=True)
    (work / "a.txt").write_text(ARTICLE, "utf-8")
    (work / ".summit" / "project.json").write_bytes(content)
    with opened(tmp_path, "a.txt") as app:
        one_line_told(app, 3)
    assert (work / ".summit" / "project.json").read_bytes() == content


HARM: Mapping[str, tuple[bytes, bytes]] = {
    "a quote of the open article": (b'"type":"direct"', b'"type":"\\u001b[2J"'),
    "a speaker": (b'"role":null', b'"role":["\\u001b]52;c;eA==\\u0007"]'),
    "a topic": (b'"retired":false', b'"retired":"\\u202e"'),
}


@pytest.mark.parametrize("what", HARM)
def test_a_damaged_project_whose_sums_are_right_ends_in_one_line(tmp_path: Path, what: str) -> None:
    work = tmp_path / "work"
    work.mkdir()
    session = session_on_text(work, "خبر\nقال الوزير: «نعم». وأضاف أن العدد كبير.\n")
    make_quote(session, "نعم")
    quote = session.quote
    assert quote is not None
    session.change("test", [Change(None, Speaker("s-1", Name("وزير")))])
    session.change("test", [session.revise(quote, speakers=("s-1",))])
    session.close()
    file = work / ".summit" / "project.json"
    content = file.read_bytes()
    before, after = HARM[what]
    assert before in content
    damaged = signed_snapshot(content.replace(before, after))
    file.write_bytes(damaged)
    with opened(tmp_path, "article.txt") as app:
        assert b"is damaged: table" in one_line_told(app, 3)
    assert file.read_bytes() == damaged


def test_a_damaged_quote_of_an_article_that_is_not_open_keeps_nobody_from_the_others(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    for seed, name in enumerate("ab", 1):
        session = session_on_text(work, f"خبر {name}\nقال الوزير: «نعم».\n", name=f"{name}.txt", seed=seed)
        make_quote(session, "نعم")
        session.close()
    file = work / ".summit" / "project.json"
    before, after = HARM["a quote of the open article"]
    head, _, tail = file.read_bytes().rpartition(before)
    damaged = signed_snapshot(head + after + tail)
    file.write_bytes(damaged)
    with opened(tmp_path, "a.txt") as app:
        app.read_until(b"Arms control")
        app.last_byte(quiet=1.0, seconds=20)
        app.send(b"\x11")
        assert app.drain_until_end(seconds=10) == 0
    assert file.read_bytes() == damaged


def test_10_mb_on_one_line_open_and_answer(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    (work / "long.txt").write_text("قال الوزير إن الجسر جاهز. " * 220_000, "utf-8")
    with opened(tmp_path, "long.txt") as app:
        app.read_until(b"Arms control", seconds=30)
        app.send(b"\x1b[B")
        app.last_byte(quiet=0.5, seconds=20)
        app.send(b"\x11")
        assert app.drain_until_end(seconds=10) == 0
