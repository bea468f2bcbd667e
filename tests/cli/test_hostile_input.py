"""Hostile articles, lists of articles, projects, settings and names of files, on the command line.

Whatever they hold: nothing of it steers the terminal, nothing outside the project's folder is written, and
what can't be used is told in one line.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from summit_tui.config import Paths
from summit_tui.formats.document import dumps
from summit_tui.model import Change, Edit, Name, Speaker, Topic
from summit_tui.store import ProjectStore
from tests.cli.conftest import ROOT, Done
from tests.support.hostile import ALL, HOSTILE, TURNING, raw
from tests.terminals.pseudo import PseudoTerminal

NEWS = "افتتاح جسر الوادي\nقال المهندس مازن الراوي: «الجسر جاهز»، وأضاف أن المرور يبدأ غدا.\n"
LONG_LINE = "قال الوزير إن الجسر جاهز. " * 220_000
"""10 MB in UTF-8, on one line."""
LONG_WORD = "ا" * 5_000_000

Summit = Callable[..., Done]


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``, but for what belongs to a project."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".summit" not in path.parts
    }


def safe(done: Done, *statuses: int, overrides: bool = False) -> str:
    """The output of a run that ended so, and of which nothing steers a terminal.

    In JSON that goes into a pipe, ``overrides`` stand as they are.
    """
    output = done.output.decode("utf-8")
    assert done.status in (statuses or (0,)), (done.status, done.lines)
    assert raw(output) - ({f"U+{ord(sign):04X}" for sign in TURNING} if overrides else set()) == set()
    for line in done.lines:
        assert raw(line) == set()
    return output


@pytest.fixture
def on_terminal(tmp_path: Path, work: Path) -> Callable[..., str]:
    """``on_terminal(*arguments)`` runs ``summit`` where all it writes is a terminal, and returns that."""

    def run(*arguments: str, **variables: str) -> str:
        home = str(tmp_path / "home")
        environment = {"SUMMIT_HOME": home, "HOME": home, "PYTHONPATH": str(ROOT), **variables}
        command = [sys.executable, "-m", "summit_tui", *arguments]
        with PseudoTerminal(command, environment=environment, working_folder=work) as terminal:
            terminal.drain_until_end(seconds=60)
            return terminal.written.decode("utf-8")

    return run


def hostile_project(folder: Path) -> None:
    """Gives the project in ``folder`` hostile names, a note and a title, and a file that leads out."""
    with ProjectStore.open(folder) as store:
        project = store.project
        article, quote = project.articles["a-1"], project.quotes["q-1"]
        speaker, topic = project.speakers["mazen"], project.topics["roads"]
        changes = (
            Change(speaker, Speaker("mazen", Name(f"مازن{ALL}", f"Mazen{ALL}"), (ALL,), ALL, ALL)),
            Change(topic, Topic("roads", Name(f"الطرق{ALL}", ALL))),
            Change(quote, replace(quote, note=ALL, by=ALL)),
            Change(article, replace(article, title=f"افتتاح{ALL}")),
        )
        store.commit(Edit("e-2", ALL, "2026-01-02T03:04:05Z", f"test{ALL}", changes))


class TestArticles:
    @pytest.mark.parametrize("arguments", [(), ("suggest",), ("suggest", "--lang", "ar")], ids=str)
    def test_nothing_of_it_steers_the_terminal(
        self, summit: Summit, work: Path, arguments: tuple[str, ...]
    ) -> None:
        (work / "a.txt").write_text(f"{ALL}{NEWS}قال مازن{ALL}: «نعم{ALL}نعم».\n", "utf-8")
        output = safe(summit(*arguments, "a.txt"))
        for sign in "\u241b\u2407\u2421":
            assert sign in output

    @pytest.mark.parametrize("shape", ["json", "jsonl"])
    def test_json_on_a_terminal_turns_nothing_round(
        self, summit: Summit, on_terminal: Callable[..., str], work: Path, shape: str
    ) -> None:
        (work / "a.txt").write_text(f"{NEWS}قال مازن{ALL}: «نعم{ALL}نعم».\n", "utf-8")
        in_a_pipe = safe(summit("suggest", "a.txt", "--format", shape), overrides=True)
        written = on_terminal("suggest", "a.txt", "--jobs", "1", "--format", shape)
        shown = written.replace("\x1b[K", "").replace("\r", "")  # those are the progress bar's
        assert raw(shown) == set()
        assert json.JSONDecoder().raw_decode(shown, shown.index("{"))[0] == json.loads(in_a_pipe)

    @pytest.mark.parametrize(
        "content",
        [
            NEWS.encode().replace(b"\n", b"\0"),
            NEWS.encode() + b"\xed\xa0\x80",
            NEWS.encode("utf-16")[:-1],
            "a\ud800".encode("utf-16", "surrogatepass"),
            b"\x1b[2J" * 3000 + b"\x01" * 9000,
        ],
        ids=["NUL", "half a pair in UTF-8", "half a UTF-16", "half a pair in UTF-16", "controls"],
    )
    def test_what_is_no_text_is_one_line(
        self, summit: Summit, work: Path, tmp_path: Path, content: bytes
    ) -> None:
        (work / "a.txt").write_bytes(content)
        before = files_in(tmp_path)
        done = summit("suggest", "--save", "a.txt")
        assert safe(done, 2) == ""
        assert len(done.lines) == 1
        assert files_in(tmp_path) == before

    def test_10_mb_on_one_line_are_printed(self, summit: Summit, work: Path) -> None:
        (work / "a.txt").write_text(LONG_LINE, "utf-8")
        before = time.monotonic()
        assert "جاهز" in safe(summit("a.txt"))
        assert time.monotonic() - before < 30


class TestRecords:
    def lines(self, fields: Iterable[dict[str, Any]]) -> bytes:
        return b"".join(json.dumps(one).encode() + b"\n" for one in fields)

    @pytest.mark.parametrize("shape", ["table", "jsonl"])
    def test_nothing_of_them_steers_the_terminal(self, summit: Summit, work: Path, shape: str) -> None:
        records = [
            {"text": NEWS + words, "id": words, "title": words, "outlet": words, "url": words, "date": words}
            for words in (*HOSTILE.values(), "../../../etc/passwd", "/etc/passwd")
        ]
        (work / "a.jsonl").write_bytes(self.lines(records))
        done = summit("suggest", "a.jsonl", "--format", shape)
        output = safe(done, overrides=shape == "jsonl")
        assert output.count("مازن") >= len(records)
        assert done.lines == []

    def test_each_that_cannot_be_used_is_one_line_and_the_others_go_on(
        self, summit: Summit, work: Path, tmp_path: Path
    ) -> None:
        bad = [
            b'{"text": ' + b"[" * 100_000,
            b'{"text": "a", "id": ' + b"9" * 100_000 + b"}",
            b'{"text": "\\ud800"}',
            b'{"text": "\xed\xa0\x80"}',
            b'{"text": "a\\u0000b"}',
            b'{"text": "' + b"\0" + b'"}',
            b'{"text": "a", "id": 1e400}',
            b'{"text": "a", "title": "\\udc00\x1b[6n"}',
            b"\x1b]52;c;aGk=\x07",
            b"{" + b'"a":' * 10,
            b"\x00" * 1000,
        ]
        good = self.lines([{"text": NEWS, "id": "../../../../x"}])
        (work / "a\x1b]52;c;eA==\x07.jsonl").write_bytes(good + b"\n".join(bad) + b"\n" + good)
        before = files_in(tmp_path)
        done = summit("suggest", "a\x1b]52;c;eA==\x07.jsonl")
        assert safe(done, 1).count("مازن") >= 2
        assert len(done.lines) == len(bad)
        assert all(len(line) < 400 for line in done.lines)
        assert files_in(tmp_path) == before

    def test_what_they_hold_leads_to_no_file(self, summit: Summit, work: Path, tmp_path: Path) -> None:
        names = ("../../x", "/tmp/x", "..", ".", "a/../../b")
        (work / "a.jsonl").write_bytes(
            self.lines({"text": f"{NEWS}{name}", "id": name, "title": name, "file": name} for name in names)
        )
        before = files_in(tmp_path)
        safe(summit("suggest", "a.jsonl", "--save"))
        assert files_in(tmp_path) == before
        document = json.loads(safe(summit("export", "--status", "all")))
        assert {article["source"]["file"] for article in document["articles"]} == {"a.jsonl"}

    @pytest.mark.slow
    def test_10_mb_on_one_line_are_looked_through(self, started: Callable[..., Any], work: Path) -> None:
        (work / "a.jsonl").write_bytes(self.lines([{"text": LONG_LINE}, {"text": NEWS}]))
        process = started("suggest", "a.jsonl", "--jobs", "1")
        output, errors = process.communicate(timeout=900)
        assert (process.returncode, errors) == (0, b"")
        assert "مازن" in output.decode("utf-8")

    def test_10_mb_in_one_word_are_looked_through(self, summit: Summit, work: Path) -> None:
        (work / "a.jsonl").write_bytes(self.lines([{"text": f"قال {LONG_WORD}: «نعم»"}, {"text": NEWS}]))
        assert "مازن" in safe(summit("suggest", "a.jsonl", "--jobs", "1"))


class TestProjects:
    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_nothing_of_it_steers_the_terminal(
        self, summit: Summit, project: Path, tmp_path: Path, language: str
    ) -> None:
        hostile_project(project)
        before = files_in(tmp_path)
        assert "مازن" in safe(summit("--lang", language))
        for shape in ("json", "jsonl"):
            exported = safe(summit("export", "--format", shape, "--status", "all"), overrides=True)
            assert json.loads(exported.splitlines()[0] if shape == "jsonl" else exported)
        safe(summit("suggest", "bridge.txt", "--lang", language))
        assert files_in(tmp_path) == before

    def test_a_name_of_a_megabyte_is_told_in_a_line_that_ends(self, summit: Summit, project: Path) -> None:
        path = project / ".summit" / "project.json"
        content = path.read_text("utf-8").replace("rain.txt", "ا" * 500_000)
        path.write_text(content, "utf-8")
        done = summit(".")
        safe(done, 0, 1)
        assert all(len(line) < 20_000 for line in done.lines)

    @pytest.mark.parametrize("shape", ["table", "jsonl"])
    def test_nothing_of_it_gets_out_of_what_looks_after_projects(
        self, summit: Summit, project: Path, shape: str
    ) -> None:
        hostile_project(project)
        folder = project / ".summit"
        backups = folder / "backups"
        for copy in list(backups.iterdir()):
            for name in (f"{ALL}.json".replace("/", ""), os.fsdecode(b"\xd8\x1b[2J.json")):
                with contextlib.suppress(OSError):  # where names have to be UTF-8
                    (backups / name).write_bytes(copy.read_bytes())
                    (backups / f"x{name}").write_bytes(b"{")
        (folder / f"project.json.j3 {HOSTILE['OSC 52']}").write_bytes(b"x")
        file = folder / "project.json"
        content = file.read_text("utf-8").replace('"speakers":["mazen"]', '"speakers":["gone"]')
        file.write_text(content.replace("rain.txt", f"../{json.dumps(ALL)[1:-1]}"), "utf-8")
        for command in ("check", "history", "restore"):
            done = summit(command, "--format", shape)
            assert safe(done, 0, 1, overrides=shape != "table"), command
        safe(summit("backup"))
        safe(summit("restore", f"{ALL}.json", "--yes"), 0, 1, 2, 3)

    def test_an_export_on_a_terminal_turns_nothing_round(
        self, summit: Summit, on_terminal: Callable[..., str], project: Path
    ) -> None:
        hostile_project(project)
        shown = on_terminal("export").replace("\r\n", "\n")
        assert raw(shown) == set()
        assert json.loads(shown) == json.loads(summit("export").output)

    @pytest.mark.parametrize("file", ["../../secret.txt", "{outside}/secret.txt", "/dev/zero", "/etc/passwd"])
    def test_a_source_that_leads_out_is_not_written_to(
        self, summit: Summit, project: Path, tmp_path: Path, file: str
    ) -> None:
        outside = tmp_path / "outside"
        outside.mkdir()
        (outside / "secret.txt").write_text("سر لا يخرج", "utf-8")
        path = project / ".summit" / "project.json"
        content = path.read_text("utf-8").replace("rain.txt", file.format(outside=outside))
        path.write_text(content, "utf-8")
        before = files_in(tmp_path)
        for arguments in (("suggest", ".", "--save"), ("export", "--status", "all")):
            done = summit(*arguments)
            assert "سر لا يخرج" not in safe(done, 0, 1, overrides=True)
        assert files_in(tmp_path) == before

    @pytest.mark.parametrize(
        "content",
        [
            b"[" * 200_000,
            b'{"a":' * 100_000,
            b'{"quotes": {"1": {"id": ' + b"9" * 100_000 + b"}}}",
            b'{"quotes": {"99999999999999999999999999": {}}}',
            b'{"_meta": {"1": {"format": "summit-project", "schema": 1e999}}}',
            b'{"_meta": {"1": {"format": "summit-project", "schema": 1}}, "\\ud800": {}}',
            b'{"\\u001b]52;c;eA==\\u0007": 1}',
            b'{"quotes": {"1": {"id": "\x1b[2J"}}}',
            b'{"quotes": {"\\u202e": {}}}',
            b"\0" * 10_000,
            b'{"quotes": "' + b"x" * 10_000_000 + b'"}',
            b'{"quotes": {"1": {"id": "' + b"x" * 10_000_000 + b'"}}}',
        ],
        ids=[
            "deep lists",
            "deep objects",
            "a huge number",
            "a huge id",
            "no number",
            "half a pair",
            "an escape as a table",
            "a raw escape",
            "an override as an id",
            "NUL",
            "10 MB on one line",
            "10 MB in an id",
        ],
    )
    def test_what_is_no_project_is_one_line_and_stays(
        self, summit: Summit, project: Path, content: bytes
    ) -> None:
        folder = project / ".summit"
        for path in (folder / "project.json.previous", *(folder / "history").iterdir()):
            path.unlink()
        (folder / "project.json").write_bytes(content)
        done = summit("suggest", ".", "--save")
        assert safe(done, 2, 3) == ""
        assert len(done.lines) == 1
        assert len(done.lines[0]) < 600
        assert (folder / "project.json").read_bytes() == content


class TestSettings:
    @pytest.mark.parametrize(
        "content",
        [
            "".join(f'"{name}{json.dumps(words)[1:-1]}" = 1\n' for name, words in HOSTILE.items()).replace(
                "\\u007f", ""
            ),
            f"author = {json.dumps(ALL)}\n",
            f"author = '{ALL}'\n",
            "author = '" + "x" * 10_000_000 + "'\n",
            "a = " + "[" * 100_000,
            "language = " + "9" * 100_000 + "\n",
            "author = '\0'\n",
            'author = "\\ud800"\n',
            'entity_model = "../../../../../../dev/zero"\n',
        ],
        ids=["keys", "a value", "raw", "10 MB", "deep", "a huge number", "NUL", "half a pair", "a folder"],
    )
    def test_they_are_told_in_short_lines_and_the_defaults_hold(
        self, summit: Summit, project: Path, tmp_path: Path, content: str
    ) -> None:
        file = Paths.of({"SUMMIT_HOME": str(tmp_path / "home")}).settings_file
        file.parent.mkdir(parents=True)
        file.write_text(content, "utf-8")
        before = files_in(tmp_path)
        done = summit("bridge.txt")
        assert "مازن" in safe(done)
        assert all(len(line) < 400 for line in done.lines)
        assert files_in(tmp_path) == before


class TestNamesOfFiles:
    NAME = f"خبر{HOSTILE['escape sequences']}{HOSTILE['OSC 52']}{HOSTILE['bidi overrides']}\n\x85\u2028.txt"

    def test_nothing_of_them_steers_the_terminal(self, summit: Summit, work: Path, tmp_path: Path) -> None:
        name = self.NAME.replace("/", "")
        (work / name).write_text(NEWS, "utf-8")
        broken = name.replace(".txt", "2.txt")
        (work / broken).write_bytes(b"\0")
        runs = [
            ("suggest", "--format", "jsonl", name),
            ("suggest", "--save", "."),
            ("evaluate", f"{name}.gone"),
        ]
        for arguments in ((".",), (name,), (broken,), *runs):
            done = summit(*arguments)
            safe(done, 0, 1, 2, overrides=True)
            # What is told of the one file, that there is no terminal, and what was saved.
            assert len(done.lines) <= 3
            assert all(len(line) < 600 for line in done.lines)
        safe(summit("export", "--status", "all"), overrides=True)
        done = summit("export", "--output", name)
        assert len(done.lines) == 1
        safe(done, 2)
        assert {path.name for path in tmp_path.iterdir()} <= {"work", "home"}
        assert {path.name for path in work.iterdir()} == {name, broken, ".summit"}

    def test_one_that_is_no_utf_8_is_told(self, summit: Summit, work: Path) -> None:
        name = os.fsencode("خبر") + b"\xd8\x1b[2J.txt"
        try:
            (work / os.fsdecode(name)).write_text(NEWS, "utf-8")
        except OSError:
            pytest.skip("this file system holds UTF-8 names only")
        (work / "b.txt").write_text(NEWS, "utf-8")
        assert "مازن" in safe(summit("suggest", "."), 0, 1)
        for arguments in ((), ("suggest", "--save")):
            done = summit(*arguments, name)
            assert safe(done, 2) == ""
            assert len(done.lines) == 1

    def test_two_that_look_alike_are_two(self, summit: Summit, work: Path) -> None:
        latin, cyrillic = "paypal.txt", "раураl.txt"
        (work / latin).write_text("قال الأول: «نعم».\n", "utf-8")
        (work / cyrillic).write_text("قال الثاني: «لا».\n", "utf-8")
        output = safe(summit("."))
        assert "الأول" in output
        assert "الثاني" in output
        assert safe(summit(latin)).splitlines()[0].startswith(latin)
        assert safe(summit(cyrillic)).splitlines()[0].startswith(cyrillic)

    def test_links_that_lead_out_are_not_followed(self, summit: Summit, work: Path, tmp_path: Path) -> None:
        outside = tmp_path / "outside"
        outside.mkdir()
        (outside / "secret.txt").write_text("قال: «سر لا يخرج».\n", "utf-8")
        (work / "leak.txt").symlink_to(outside / "secret.txt")
        (work / "leaks").symlink_to(outside)
        (work / "a.txt").write_text(NEWS, "utf-8")
        for arguments in ((), ("suggest", "--save", "--format", "table")):
            assert "سر لا" not in safe(summit(*arguments, "."))
        assert [path.name for path in outside.iterdir()] == ["secret.txt"]


class TestGold:
    @pytest.mark.parametrize("shape", ["table", "json", "jsonl"])
    def test_nothing_of_it_steers_the_terminal(self, summit: Summit, work: Path, shape: str) -> None:
        text = f"{NEWS}قال مازن{ALL}: «نعم{ALL}نعم».\n"
        start = text.index("الجسر جاهز")
        document = {
            "format": "summit-annotations",
            "version": 1,
            "topics": [{"id": "t-1", "name": {"ar": ALL, "en": ALL}}],
            "speakers": [{"id": "s-1", "name": {"ar": ALL, "en": ALL}, "aliases": [ALL]}],
            "articles": [
                {
                    "id": "a-1",
                    "title": ALL,
                    "source": {"file": f"a{ALL}.txt", "outlet": ALL},
                    "text": text,
                    "topics": [{"id": "t-1", "status": "accepted", "by": ALL}],
                    "quotes": [
                        {
                            "id": "q-1",
                            "type": "indirect",
                            "content": [{"start": start, "end": start + 5}],
                            "speakers": ["s-1"],
                            "status": "accepted",
                            "by": ALL,
                        }
                    ],
                }
            ],
        }
        (work / "gold.json").write_bytes(dumps(document))
        done = summit("evaluate", "gold.json", "--by", "outlet", "--format", shape)
        assert "نعم" in safe(done, overrides=shape != "table") or shape == "jsonl"

    def test_what_is_none_is_one_line_each(self, summit: Summit, work: Path) -> None:
        bad = {
            "escape\x1b[2J": b'{"format": "\x1b]52;c;eA==\x07"}',
            "format": b'{"format": "\\u001b]52;c;eA==\\u0007\\u202e"}',
            "deep": b"[" * 100_000,
            "long": b'{"format": "' + b"x" * 10_000_000 + b'"}',
            "number": b'{"format": "summit-annotations", "version": ' + b"9" * 100_000 + b"}",
            "half": b'{"format": "summit-annotations", "version": 1, "articles": [{"text": "\\ud800"}]}',
            "path": b'{"format": "summit-annotations", "version": 1, "articles": [{"id": "a", "text": "a", '
            b'"source": {"file": "../\\u0000"}}]}',
        }
        for name, content in bad.items():
            (work / f"{name}.json").write_bytes(content)
        done = summit("evaluate", ".")
        assert safe(done, 2) == ""
        assert len(done.lines) == len(bad)
        assert all(len(line) < 400 for line in done.lines)


class TestEnvironment:
    @pytest.mark.parametrize("shape", ["table", "json", "jsonl"])
    def test_nothing_that_a_terminal_says_of_itself_steers_one(self, summit: Summit, shape: str) -> None:
        variables = dict.fromkeys(("TERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "VTE_VERSION"), ALL)
        done = summit("doctor", "--format", shape, LC_ALL=f"C{HOSTILE['C1 controls']}.UTF-8", **variables)
        safe(done)

    def test_an_argument_is_told_by_signs(self, summit: Summit) -> None:
        for arguments in ((f"--{ALL}",), ("--format", ALL), ("suggest", "--jobs", ALL), ("--as", ALL, ".")):
            done = summit(*arguments)
            assert safe(done, 2) == ""
            assert len(done.lines) == 1
