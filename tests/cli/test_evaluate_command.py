"""``summit evaluate``: the figures, the errors, and what is no gold."""

from __future__ import annotations

import json
import shutil
import unicodedata
from pathlib import Path

import pytest

SEED = Path(__file__).resolve().parents[1] / "golden" / "gold-seed.json"
FIGURES = (
    "content",
    "overlap",
    "direct",
    "indirect",
    "mixed",
    "cue",
    "type",
    "speaker",
    "speech_marks",
    "topics",
)
KINDS = {"missed", "spurious", "edges", "type", "cue", "speaker", "speech_marks", "topic"}


@pytest.fixture
def gold(work: Path) -> Path:
    """A folder with a document of annotations, and one below it."""
    (work / "gold" / "more").mkdir(parents=True)
    shutil.copy(SEED, work / "gold" / "seed.json")
    document = json.loads(SEED.read_text("utf-8"))
    for article in document["articles"]:
        # Annotations that are wrong on purpose, so that there are errors of known kinds.
        article["quotes"] = article["quotes"][1:-1]
        article["quotes"][0]["type"] = "mixed" if article["quotes"][0]["type"] != "mixed" else "direct"
        article["quotes"][1]["cue"] = None
        article["topics"] = article["topics"][1:]
        article["source"] = {"file": "wrong.txt", "outlet": "الجريدة"}
    (work / "gold" / "more" / "wrong.json").write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return work / "gold"


def test_json_has_every_figure_and_every_error(summit, gold):
    done = summit("evaluate", "gold", "--format", "json")
    assert (done.status, done.lines) == (0, [])
    report = json.loads(done.output)
    assert report["articles"] == 2
    assert set(report["figures"]) == set(FIGURES)
    for name, figure in report["figures"].items():
        low, high = figure["interval"]
        value = figure.get("f1", figure.get("accuracy"))
        assert 0 <= low <= value <= high <= 1, name
    assert report["figures"]["content"]["expected"] == 31 + 29
    assert {error["kind"] for error in report["errors"]} <= KINDS
    texts = {
        article["source"]["file"]: article["text"]
        for path in (gold / "seed.json", gold / "more" / "wrong.json")
        for article in json.loads(path.read_text("utf-8"))["articles"]
    }
    for error in report["errors"]:
        text = texts[error["file"]]
        if error["kind"] == "topic":
            assert error["start"] is error["line"] is None
            continue
        assert text[error["start"] : error["end"]] == error["text"]
        assert error["text"] in "\n".join(text.split("\n")[error["line"] - 1 :])
        assert error["expected"] or error["found"]
    wrong = [error for error in report["errors"] if error["file"] == "wrong.txt"]
    assert {"spurious", "type", "cue", "topic"} <= {error["kind"] for error in wrong}
    assert all(error["rule"] and error["score"] for error in wrong if error["kind"] == "spurious")


def test_json_lines_are_a_line_an_article_and_one_for_all(summit, gold):
    done = summit("evaluate", "gold", "--format", "jsonl")
    *articles, whole = (json.loads(line) for line in done.output.splitlines())
    assert [article["file"] for article in articles] == [
        "wrong.txt",
        json.loads(SEED.read_text("utf-8"))["articles"][0]["source"]["file"],
    ]
    assert articles[0]["outlet"] == "الجريدة"
    report = json.loads(summit("evaluate", "gold", "--format", "json").output)
    assert whole == {"article": None, "tier": "A", "articles": 2, "figures": report["figures"]}
    assert [error for article in articles for error in article["errors"]] == report["errors"]
    plain = summit("evaluate", "gold", "--format", "jsonl", "--no-errors").output
    assert b'"errors"' not in plain


def test_a_table_lists_figures_then_errors_by_kind_in_logical_order(summit, gold):
    done = summit("evaluate", "gold", "--by", "outlet", "--by", "article")
    assert (done.status, done.lines) == (0, [])
    text = done.output.decode()
    for word in ("2 articles", "Content, exact", "95 % interval", "wrong.txt", "Another type", "Another cue"):
        assert word in text
    assert text.index("Quotes that aren't any") < text.index("Another type") < text.index("Another cue")
    assert not any(unicodedata.decomposition(letter).startswith(("<initial", "<final")) for letter in text)
    short = summit("evaluate", "gold", "--no-errors").output.decode()
    assert "Content, exact" in short
    assert "Another type" not in short


def test_groups_are_outlets_or_articles(summit, gold):
    report = json.loads(summit("evaluate", "gold", "--format", "json", "--by", "outlet").output)
    assert [group["articles"] for group in report["by"]["outlet"]] == [1, 1]
    assert "الجريدة" in {group["name"] for group in report["by"]["outlet"]}
    report = json.loads(summit("evaluate", "gold", "--format", "json", "--by", "article").output)
    assert {group["name"] for group in report["by"]["article"]} >= {"wrong.txt"}
    assert set(report["by"]["article"][0]["figures"]) == set(FIGURES)


def test_a_file_given_twice_counts_once(summit, gold):
    once = summit("evaluate", "gold/seed.json", "--format", "json").output
    assert summit("evaluate", "gold/seed.json", "gold/seed.json", "--format", "json").output == once


def test_exported_lines_are_gold_too(summit, project):
    (project / "gold.jsonl").write_bytes(summit("export", "--format", "jsonl").output)
    report = json.loads(summit("evaluate", "gold.jsonl", "--format", "json").output)
    assert report["articles"] == 2
    assert report["figures"]["direct"]["expected"] == 1


BROKEN = {
    "not JSON": b"{",
    "not UTF-8": b"\xff\xfe\x00",
    "another kind": b'{"format": "else", "version": 1}',
    "another version": b'{"format": "summit-annotations", "version": 2}',
    "a list": b"[]",
    "too deep": b"[" * 100_000,
    "no articles": b'{"format": "summit-annotations", "version": 1, "articles": []}',
    "offsets beyond": SEED.read_bytes().replace(b'"start": ', b'"start": 99'),
}


def test_what_is_no_gold_is_told_in_one_line_each(summit, gold):
    for name, content in BROKEN.items():
        (gold / f"broken {name}.json").write_bytes(content)
    done = summit("evaluate", "--format", "json", "gold")
    assert done.status == 1
    assert json.loads(done.output)["articles"] == 2
    assert [line.partition(": ")[0] for line in done.lines] == sorted(
        f"gold/broken {name}.json" for name in BROKEN
    )


def test_where_nothing_is_gold_it_is_status_2(summit, gold):
    (gold / "broken.json").write_bytes(b"{")
    done = summit("evaluate", "gold/broken.json")
    assert (done.status, done.output, len(done.lines)) == (2, b"", 1)
    assert done.lines[0].startswith("gold/broken.json: not JSON")


@pytest.mark.parametrize(
    "arguments",
    [[], ["none.json"], ["empty"], ["gold", "none.json"], ["gold", "--format", "xml"]],
    ids=" ".join,
)
def test_wrong_usage_is_one_line_and_status_2(summit, gold, work, arguments):
    (work / "empty").mkdir()
    done = summit("evaluate", *arguments)
    assert (done.status, done.output, len(done.lines)) == (2, b"", 1)


def test_a_reader_that_goes_away_is_no_fault(started, gold):
    process = started("evaluate", "gold")
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 0


def test_evaluating_writes_nothing(summit, gold, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    assert summit("evaluate", "gold").status == 0
    assert sorted(tmp_path.rglob("*")) == before
