"""Cases about undo, notes, topics, suggestions, killed programs and the order of exports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.model import (
    Change,
    Edit,
    Name,
    Origin,
    Quote,
    QuoteType,
    Speaker,
    Status,
    Topic,
)
from summit_tui.session import Session, open_session
from summit_tui.session.commands.quote import speaker_choices
from summit_tui.store import ProjectStore
from summit_tui.suggest import SpeakerChoice
from tests.support.cases import case
from tests.support.editing import do, document, make_quote, put_caret, select_words, span_of
from tests.support.sessions import fixed_author, paths_in
from tests.support.suggesting import save_suggestions

ROOT = Path(__file__).resolve().parents[3]


def export_by_command_line(folder: Path, *arguments: str) -> bytes:
    """What ``summit export`` prints for the project in ``folder``."""
    home = str(folder / "home")
    environment = {"SUMMIT_HOME": home, "HOME": home, "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "summit_tui", "export", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


def open_again(folder: Path, seed: int) -> Session:
    return open_session(
        folder / "article.txt", paths=paths_in(folder / "home"), author=fixed_author(seed, "ليلى")
    )


def test_ann_11_suggested_accepted_and_rejected(open_on: Callable[..., Session], tmp_path: Path) -> None:
    given, right = case("ann-11")["input"], case("ann-11")["right"]
    session = open_on(given["text"])
    suggestions = [
        Quote(
            f"q-{number}",
            session.article.id,
            QuoteType.DIRECT,
            (span_of(session.text, words),),
            status=Status.SUGGESTED,
            by="rules",
            origin=Origin("rule", "marks", score),
        )
        for number, (words, score) in enumerate([("نعم", 0.9), ("لا", 0.8), ("ربما", 0.7)])
    ]
    save_suggestions(session, suggestions, [])
    do(session, "move.next_quote")
    do(session, "review.accept")
    do(session, "move.next_quote")
    do(session, "review.reject")
    session.close()
    whole = json.loads(export_by_command_line(tmp_path, "--format", "json", "--status", "all"))
    quotes = whole["articles"][0]["quotes"]
    assert [quote["content"][0]["text"] for quote in quotes] == ["نعم", "لا", "ربما"]
    assert [quote["status"] for quote in quotes] == right["statuses_in_text_order"]
    origin = quotes[0]["origin"]
    assert {key: origin[key] for key in right["origin_of_first"]} == right["origin_of_first"]
    assert quotes[0]["by"] == "tester"
    assert [quote["by"] for quote in quotes[1:]] == ["rules", "tester"]


def test_ann_16_undo_after_a_restart_gives_the_same_bytes(
    open_on: Callable[..., Session], tmp_path: Path
) -> None:
    session = open_on(case("ann-16")["input"]["text"])
    do(session, "topic.article_numbered", 3)
    before = export_by_command_line(tmp_path, "--format", "json")
    make_quote(session, "نعم")
    do(session, "quote.speaker", [SpeakerChoice(None, "الوزير", 1.0)])
    do(session, "quote.note", "من البيان")
    full = export_by_command_line(tmp_path, "--format", "json")
    session.close()

    session = open_again(tmp_path, 2)
    for _ in range(3):
        do(session, "edit.undo")
    assert export_by_command_line(tmp_path, "--format", "json") == before
    session.close()
    session = open_again(tmp_path, 3)
    for _ in range(3):
        do(session, "edit.redo")
    session.close()
    assert export_by_command_line(tmp_path, "--format", "json") == full
    assert before != full
    assert [tag["id"] for tag in json.loads(before)["articles"][0]["topics"]] == ["iran"]


def test_ann_17_a_note_is_kept_as_it_was_typed(open_on: Callable[..., Session]) -> None:
    right = case("ann-17")["right"]
    session = open_on(case("ann-17")["input"]["text"])
    make_quote(session, "نعم")
    before = len(session.store.history)
    do(session, "quote.note", right["note"])
    assert session.quote.note == right["note"]
    assert len(session.quotes) == right["quotes"]
    assert [edit.command for edit in session.store.history[before:]] == ["quote.note"]


def test_ann_19_none_of_very_many_topics_is_lost(tmp_path: Path) -> None:
    right = case("ann-19")["right"]
    digits = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    topics = [Topic(f"t{number:03}", Name(f"موضوع {number}".translate(digits))) for number in range(1, 342)]
    with ProjectStore.open(tmp_path) as store:
        store.commit(
            Edit(
                "e-1",
                "user",
                "2026-11-24T15:00:00Z",
                "script",
                tuple(Change(None, topic) for topic in topics),
            )
        )
    (tmp_path / "article.txt").write_text("قال الوزير: «نعم».\n", "utf-8")
    session = open_again(tmp_path, 1)
    assert len(session.topics) == right["topics_in_export"]
    make_quote(session, "نعم")
    (topic,) = [topic for topic in session.topics if topic.name.ar == "موضوع ٣٤١"]
    do(session, "topic.quote", topic)
    session.close()
    session = open_again(tmp_path, 2)
    assert list(session.quotes[0].topics) == right["quote_topics"]
    session.close()
    whole = json.loads(export_by_command_line(tmp_path, "--format", "json"))
    assert len(whole["topics"]) == right["topics_in_export"]
    assert whole["articles"][0]["quotes"][0]["topics"] == right["quote_topics"]


_ANN_23 = """
import sys, time
from pathlib import Path
from tests.support.sessions import fixed_author, paths_in
from summit_tui.session import open_session

folder = Path(sys.argv[1])
author = fixed_author(7)
for _ in range(600):
    author.clock()
session = open_session(folder / "article.txt", paths=paths_in(folder / "home"), author=author)
session.visit(session.quotes[0])
for command in ("quote.edges", "move.next_word", "quote.make"):
    session.run(command)
print(session.project.quotes["q1"].content[0].of(session.text), flush=True)
time.sleep(60)
"""


def test_ann_23_moved_edges_survive_kill_9_and_can_be_taken_back(
    open_on: Callable[..., Session], tmp_path: Path
) -> None:
    given, right = case("ann-23")["input"], case("ann-23")["right"]
    session = open_on(given["text"])
    made = given["quote"]
    content, cue, mention = (
        span_of(session.text, words)
        for words in (made["content"][0]["text"], made["cue"]["text"], made["mention"]["text"])
    )
    assert (content.start, content.end) == (made["content"][0]["start"], made["content"][0]["end"])
    wazir = Speaker("wazir", Name("الوزير"))
    quote = Quote(
        made["id"],
        session.article.id,
        QuoteType.INDIRECT,
        (content,),
        speakers=("wazir",),
        mention=mention,
        created=session.now(),
        updated=session.now(),
    )
    session.change("script", [Change(None, wazir), Change(None, quote)])
    session.visit(quote)
    select_words(session, made["cue"]["text"])
    do(session, "quote.cue")
    assert session.quote.cue.span == cue
    do(session, "topic.quote_numbered", 2)
    do(session, "quote.note", made["note"])
    session.close()
    (before,) = document(session)["articles"][0]["quotes"]
    for field in ("cue", "mention"):
        assert {key: before[field][key] for key in made[field]} == made[field]
    for field in ("id", "content", "speakers", "topics", "note"):
        assert before[field] == made[field]

    command = [sys.executable, "-c", _ANN_23, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=environment) as process:
        assert process.stdout.readline().strip() == right["content"][0]["text"]
        process.kill()
    assert process.returncode == -9

    (after,) = json.loads(export_by_command_line(tmp_path))["articles"][0]["quotes"]
    assert after["content"] == right["content"]
    for field in right["unchanged"]:
        assert after[field] == before[field]
    assert after["updated"] > before["updated"]

    session = open_again(tmp_path, 8)
    do(session, "edit.undo")
    session.close()
    (undone,) = json.loads(export_by_command_line(tmp_path))["articles"][0]["quotes"]
    assert undone["content"] == right["after_undo"]["content"]
    assert undone == before


@pytest.mark.parametrize("first", ["نعم", "لا"])
def test_ann_32_order_does_not_depend_on_the_order_of_work(tmp_path: Path, first: str) -> None:
    given, right = case("ann-32")["input"], case("ann-32")["right"]

    def work(order: list[str]) -> dict:
        folder = tmp_path / "-".join(order)
        folder.mkdir()
        (folder / "article.txt").write_text(given["text"], "utf-8")
        session = open_again(folder, len(order[0]))
        for words in order:
            quote = make_quote(session, words)
            ((likeliest,), *_) = speaker_choices(session, quote)
            do(session, "quote.speaker", [likeliest])
        session.close()
        whole = json.loads(export_by_command_line(folder))
        names = {speaker.pop("id"): speaker["name"]["ar"] for speaker in whole["speakers"]}
        whole["speakers"].sort(key=lambda speaker: speaker["name"]["ar"])
        for article in whole["articles"]:
            del article["id"]
            for quote in article["quotes"]:
                quote["speakers"] = {names[speaker] for speaker in quote["speakers"]}
                for field in ("id", "created", "updated"):
                    del quote[field]
        return whole

    second = "لا" if first == "نعم" else "نعم"
    one, other = work([first, second]), work([second, first])
    assert one == other
    quotes = one["articles"][0]["quotes"]
    assert [quote["content"][0]["text"] for quote in quotes] == right["quotes_order"]
    assert [quote["speakers"] for quote in quotes] == [{"أ"}, {"ب"}]


def test_ann_32_articles_are_in_the_order_of_their_files(tmp_path: Path) -> None:
    for name in ("ب.txt", "أ.txt", "a.txt"):
        (tmp_path / name).write_text('قال أ: "نعم".\n', "utf-8")
    session = open_session(tmp_path, paths=paths_in(tmp_path / "home"), author=fixed_author())
    for entry in reversed(session.entries):
        do(session, "article.open", entry)
        make_quote(session, "نعم")
    session.close()
    whole = json.loads(export_by_command_line(tmp_path))
    files = [article["source"]["file"] for article in whole["articles"]]
    assert files == sorted(files)
    assert len(files) == 3


def test_the_caret_may_be_anywhere_when_it_is_undone(open_on: Callable[..., Session]) -> None:
    session = open_on('قال أ: "نعم". وقال ب: "لا".')
    make_quote(session, "نعم")
    put_caret(session, "ب")
    do(session, "edit.undo")
    assert session.quotes == []
