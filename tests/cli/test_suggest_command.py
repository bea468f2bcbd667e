"""``summit suggest``: what it prints and saves, what it tells, and how it ends."""

from __future__ import annotations

import ctypes
import gzip
import hashlib
import json
import os
import pty
import signal
import subprocess
import sys
import time
import unicodedata
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from summit_tui.formats.reading import read_document
from summit_tui.formats.schema import schema
from summit_tui.model import Change, Edit, Name
from summit_tui.session.bulk.suggesting import WORTH_PROCESSES
from summit_tui.store import ProjectStore
from tests.support.morphology import make_own_install

BRIDGE = (
    "جسر الوادي يفتح أبوابه\n"
    "قال وزير النقل سالم الدوري إن الجسر سيستقبل أربعين ألف سيارة في اليوم. "
    "وأضاف: «لن نرفع الرسوم هذا العام».\n"
    "وذكر مسؤول أمريكي أن التمويل جاء من بلاده.\n"
)
HARBOUR = (
    "الميناء الجديد\n"
    "وقال سالم الدوري: «الميناء أكبر مما كان»، مؤكدا أن العمل يبدأ غدا.\n"
    "وأعلن مسؤول أمريكي أن السفن ستصل في الربيع.\n"
)
LONG = (
    "وقال المهندس مازن الراوي إن المرحلة الثانية تبدأ في الخريف المقبل، مضيفا أن الكلفة لم تتغير. "
    "ونقلت صحيفة محلية عن النائبة هدى الناصري قولها: «الأرقام مبالغ فيها ولا أحد يعرف مصدرها». "
)


def records(*entries: dict[str, object]) -> bytes:
    return b"".join(json.dumps(entry, ensure_ascii=False).encode() + b"\n" for entry in entries)


def many(count: int, length: int = 1) -> bytes:
    return records(*({"id": f"r{number}", "text": f"{number}\n{LONG * length}"} for number in range(count)))


@pytest.fixture
def news(work: Path) -> Path:
    """Two articles in the folder that ``summit`` runs in."""
    (work / "bridge.txt").write_text(BRIDGE, "utf-8")
    (work / "harbour.txt").write_text(HARBOUR, "utf-8")
    return work


def state_of(folder: Path) -> dict[str, str]:
    """Every file but locks, with a hash of its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def checked(document: dict) -> dict:
    """``document``, which follows the schema and whose offsets fit; its ids are there once."""
    jsonschema.Draft202012Validator(schema()).validate(document)
    read = read_document(document)
    assert all(quote.content and quote.status == "suggested" for quote in read.quotes)
    assert all(quote.created is None and quote.updated is None for quote in read.quotes)
    return document


def as_anybody() -> None:
    """Takes from a process that root starts the right to read every file (capabilities(7))."""
    if os.geteuid() == 0:
        drop, override, search = 24, 1, 2  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        for capability in (override, search):
            ctypes.CDLL(None).prctl(drop, capability)


def lines_of(output: bytes) -> list[dict]:
    return [checked(json.loads(line)) for line in output.split(b"\n")[:-1]]


def words_of(document: dict) -> list[str]:
    return [quote["content"][0]["text"] for article in document["articles"] for quote in article["quotes"]]


class TestShapes:
    def test_json_is_one_document_in_the_order_of_the_contract(self, summit, news):
        (news / "more.jsonl").write_bytes(records(*({"id": number, "text": HARBOUR} for number in range(3))))
        done = summit("suggest", "--format", "json", "more.jsonl", ".")
        assert (done.status, done.lines) == (0, [])
        document = checked(json.loads(done.output))
        order = [(article["source"]["file"], article["id"]) for article in document["articles"]]
        assert order == sorted(order)
        assert [file for file, _ in order] == ["bridge.txt", "harbour.txt", *["more.jsonl"] * 3]
        assert "لن نرفع الرسوم هذا العام" in words_of(document)
        assert document["articles"][0]["text"] == BRIDGE
        named = {speaker["id"] for speaker in document["speakers"]}
        quotes = [quote for article in document["articles"] for quote in article["quotes"]]
        assert named == {speaker for quote in quotes for speaker in quote["speakers"]}
        assert all(0 < quote["origin"]["score"] <= 1 and quote["origin"]["name"] for quote in quotes)

    def test_json_lines_are_a_document_an_article_in_the_order_of_the_input(self, summit, news):
        (news / "more.jsonl").write_bytes(records({"id": "b", "text": HARBOUR}, {"id": "a", "text": BRIDGE}))
        done = summit("suggest", "--format", "jsonl", "more.jsonl", "harbour.txt", "bridge.txt")
        assert (done.status, done.lines) == (0, [])
        sources = [document["articles"][0]["source"] for document in lines_of(done.output)]
        assert [(source["file"], source["id"]) for source in sources] == [
            ("more.jsonl", "b"),
            ("more.jsonl", "a"),
            ("harbour.txt", None),
            ("bridge.txt", None),
        ]

    def test_both_hold_the_same(self, summit, news):
        (document,) = lines_of(summit("suggest", "--format", "jsonl", "bridge.txt").output)
        assert json.loads(summit("suggest", "--format", "json", "bridge.txt").output) == document

    def test_a_table_is_for_people_in_logical_order_and_plain_letters(self, summit, news):
        done = summit("suggest", ".")
        assert (done.status, done.lines) == (0, [])
        text = done.output.decode()
        assert "bridge.txt\tجسر الوادي يفتح أبوابه" in text
        row = next(line for line in text.splitlines() if line.endswith("لن نرفع الرسوم هذا العام"))
        assert [cell.strip() for cell in row.split("\t")][2:5] == ["direct", "سالم الدوري", "وأضاف"]
        assert row.split("\t")[0].strip().endswith("%")
        assert not any(
            unicodedata.decomposition(letter).startswith(("<initial", "<final")) for letter in text
        )
        assert not any(
            unicodedata.category(letter) in {"Cc", "Cf"} for letter in text if letter not in "\t\n"
        )

    def test_a_table_speaks_the_language_of_the_interface(self, summit, news):
        assert "Speaker" in summit("suggest", "bridge.txt").output.decode()
        (news / "none.txt").write_text("لا كلام هنا", "utf-8")
        done = summit("suggest", "none.txt")
        assert (done.status, done.lines) == (0, [])
        assert "No quotes are suggested" in done.output.decode()

    @pytest.mark.parametrize("shape", ["table", "json", "jsonl"])
    def test_two_runs_give_the_same_bytes_and_write_nothing(self, summit, news, tmp_path, shape):
        before = state_of(tmp_path)
        outputs = [summit("suggest", "--format", shape, ".").output for _ in range(2)]
        assert outputs[0] == outputs[1] != b""
        assert state_of(tmp_path) == before

    def test_any_number_of_processes_gives_the_same_bytes(self, summit, work):
        (work / "many.jsonl").write_bytes(many(42, 28))
        assert (work / "many.jsonl").stat().st_size > 2 * WORTH_PROCESSES
        outputs = [
            summit("suggest", "--format", "jsonl", "--jobs", jobs, "many.jsonl").output for jobs in ("1", "2")
        ]
        assert outputs[0] == outputs[1]
        assert len(lines_of(outputs[0])) == 42

    def test_articles_with_the_same_text_stay_two_and_ids_stay(self, summit, news):
        (news / "copy.txt").write_text(BRIDGE, "utf-8")
        (news / "more.jsonl").write_bytes(
            records({"text": BRIDGE}, {"text": BRIDGE}, {"id": "x", "text": BRIDGE})
        )
        document = json.loads(summit("suggest", "--format", "json", ".", "more.jsonl").output)
        ids = [article["id"] for article in document["articles"]]
        ids += [quote["id"] for article in document["articles"] for quote in article["quotes"]]
        ids += [speaker["id"] for speaker in document["speakers"]]
        assert len(ids) == len(set(ids)) > 15
        folder = news / "elsewhere"
        folder.mkdir()
        (folder / "bridge.txt").write_text(BRIDGE, "utf-8")
        (again,) = json.loads(summit("suggest", "--format", "json", "elsewhere").output)["articles"]
        assert again["id"] in ids

    def test_a_compressed_file_gives_the_same_articles(self, summit, work):
        content = many(3)
        (work / "a.jsonl").write_bytes(content)
        (work / "a.jsonl.gz").write_bytes(gzip.compress(content))
        plain, packed = (
            lines_of(summit("suggest", "--format", "jsonl", n).output) for n in ("a.jsonl", "a.jsonl.gz")
        )
        assert [words_of(document) for document in plain] == [words_of(document) for document in packed]


class TestFaults:
    def test_every_broken_article_is_told_and_the_others_go_on(self, summit, news):
        (news / "damaged.txt").write_bytes("قال".encode() * 9 + b"\xff\xfe")
        (news / "empty.txt").write_text(" \n", "utf-8")
        (news / "more.jsonl").write_bytes(
            b"\n".join(
                [
                    records({"id": "first", "text": HARBOUR}).strip(),
                    b'{"text": "\xff"}',
                    b"{not json",
                    b'{"title": "x"}',
                    b'{"text": ""}',
                    b'{"text": ' + b"[" * 100_000,
                    records({"id": "last", "text": BRIDGE}).strip(),
                ]
            )
        )
        done = summit("suggest", "--format", "jsonl", ".", "more.jsonl")
        assert done.status == 1
        assert [document["articles"][0]["source"]["id"] for document in lines_of(done.output)] == [
            None,
            None,
            "first",
            "last",
        ]
        beginnings = ["damaged.txt: ", "empty.txt: ", *(f"more.jsonl, line {line}: " for line in range(2, 7))]
        assert len(done.lines) == len(beginnings)
        assert all(line.startswith(start) for line, start in zip(done.lines, beginnings, strict=True))

    def test_a_file_without_permission_is_told_and_the_others_go_on(self, summit, news):
        (news / "bridge.txt").chmod(0)
        done = summit("suggest", "--format", "jsonl", ".", preexec_fn=as_anybody)
        assert (done.status, len(lines_of(done.output))) == (1, 1)
        assert done.lines == ["bridge.txt can't be read: Permission denied"]

    def test_a_file_that_vanishes_meanwhile_is_told_and_the_others_go_on(self, started, work):
        (work / "a.jsonl").write_bytes(many(300))
        (work / "b.txt").write_text(BRIDGE, "utf-8")
        (work / "c.txt").write_text(HARBOUR, "utf-8")
        process = started("suggest", "--format", "jsonl", "--jobs", "1", "a.jsonl", "b.txt", "c.txt")
        process.stdout.readline()
        (work / "b.txt").unlink()
        output, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (1, b"b.txt can't be read: No such file or directory\n")
        assert len(lines_of(output)) == 300

    @pytest.mark.parametrize("shape", ["table", "json", "jsonl"])
    def test_where_nothing_can_be_used_nothing_is_printed(self, summit, work, shape):
        (work / "a.txt").write_bytes(b"\0")
        done = summit("suggest", "--format", shape, "a.txt")
        assert (done.status, done.output, len(done.lines)) == (2, b"", 1)

    @pytest.mark.parametrize(
        "arguments",
        [
            ["none.txt"],
            ["bridge.txt", "none.txt"],
            ["folder"],
            ["empty.jsonl"],
            ["", "bridge.txt"],
            [".summit"],
        ],
        ids=" ".join,
    )
    def test_what_cannot_be_used_at_all_is_one_line_and_status_2(self, summit, news, tmp_path, arguments):
        (news / "folder").mkdir()
        (news / "empty.jsonl").write_bytes(b"\n")
        for path in news.glob("*.txt") if arguments == [".summit"] else ():
            path.unlink()
        before = state_of(tmp_path)
        done = summit("suggest", "--save", *arguments)
        assert (done.status, done.output, len(done.lines)) == (2, b"", 1)
        assert state_of(tmp_path) == before

    def test_an_older_encoding_is_told_and_is_no_fault(self, summit, work):
        (work / "a.txt").write_bytes((BRIDGE * 3).encode("windows-1256"))
        done = summit("suggest", "--format", "json", "a.txt")
        assert (done.status, len(done.lines)) == (0, 1)
        assert "windows-1256" in done.lines[0]

    def test_a_full_disk_behind_standard_output_loses_nothing_that_was_found(self, summit, news):
        with Path("/dev/full").open("wb") as full:
            done = summit("suggest", "--save", "--format", "jsonl", ".", stdout=full)
        assert done.status == 3
        queue, error = done.lines
        assert " suggestions for 2 articles." in queue or " suggestions for 1 article." in queue
        assert error.startswith("Standard output could not be written")
        assert json.loads(summit("export", "--status", "all").output)["articles"]

    def test_a_full_disk_behind_standard_output_is_status_3(self, summit, news):
        with Path("/dev/full").open("wb") as full:
            done = summit("suggest", "--format", "jsonl", ".", stdout=full)
        assert (done.status, len(done.lines)) == (3, 1)

    def test_a_damaged_project_is_one_line_and_status_3(self, summit, project):
        (project / ".summit" / "project.json").write_bytes(b"{")
        (project / ".summit" / "project.json.previous").unlink()
        done = summit("suggest", ".")
        assert (done.status, done.output, len(done.lines)) == (3, b"", 1)


class TestProcesses:
    def children_of(self, process: int) -> list[int]:
        listed = Path(f"/proc/{process}/task/{process}/children")
        if not listed.exists():
            pytest.skip("needs /proc to see the processes")
        return [int(child) for child in listed.read_text().split()]

    def begun(self, process, count: int = 2) -> list[int]:
        """The worker processes, once they are there."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            workers = [
                child
                for child in self.children_of(process.pid)
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
            ]
            if len(workers) >= count:
                return workers
            time.sleep(0.01)
        raise AssertionError("no workers came")

    def gone(self, processes: list[int]) -> bool:
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            if not any(Path(f"/proc/{process}").exists() for process in processes):
                return True
            time.sleep(0.02)
        return False

    @pytest.mark.parametrize("save", [[], ["--save"]], ids=["printed", "saved"])
    def test_an_interrupt_ends_all_processes_with_status_130(self, started, work, save):
        (work / "many.jsonl").write_bytes(many(3000, 10))
        process = started(
            "suggest", "--format", "jsonl", "--jobs", "2", *save, "many.jsonl", start_new_session=True
        )
        workers = self.begun(process)
        process.stdout.read(100_000)
        os.killpg(process.pid, signal.SIGINT)  # as the terminal does: to all of them
        _, errors = process.communicate(timeout=30)
        assert process.returncode == 130
        assert b"Traceback" not in errors
        assert self.gone(workers)

    def test_what_is_finished_when_it_is_interrupted_is_saved(self, started, summit, work):
        (work / "many.jsonl").write_bytes(many(3000, 10))
        process = started("suggest", "--format", "jsonl", "--jobs", "2", "--save", "many.jsonl")
        for _ in range(20):
            process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
        saved = json.loads(summit("export", "--status", "all").output)["articles"]
        assert 20 <= len(saved) < 3000
        assert all(article["quotes"] for article in saved)
        quotes = sum(len(article["quotes"]) for article in saved)
        queue, interrupted = errors.decode().splitlines()
        assert queue == f"In the queue of {work}: {quotes} suggestions for {len(saved)} articles."
        assert interrupted.startswith("Interrupted. What is saved stays; ")

    def test_workers_do_not_outlive_a_killed_run(self, started, work):
        (work / "many.jsonl").write_bytes(many(3000, 10))
        process = started("suggest", "--format", "jsonl", "--jobs", "2", "many.jsonl")
        workers = self.begun(process)
        process.stdout.read(100_000)
        process.kill()
        process.communicate(timeout=30)
        assert self.gone(workers)

    def test_the_article_that_a_process_dies_of_is_told_and_the_others_go_on(self, started, work):
        (work / "many.jsonl").write_bytes(many(60, 16))
        process = started("suggest", "--format", "jsonl", "--jobs", "2", "many.jsonl")
        os.kill(self.begun(process)[0], signal.SIGKILL)
        output, errors = process.communicate(timeout=60)
        lost = errors.decode().splitlines()
        assert len(lost) <= 1  # none where it was killed before it had begun
        assert all("many.jsonl, r" in line and "SIGKILL" in line for line in lost)
        assert process.returncode == len(lost)
        assert len(lines_of(output)) == 60 - len(lost)

    def test_a_morphology_database_is_made_ready_once_for_all_processes(self, started, work, tmp_path):
        own = make_own_install(tmp_path / "own")
        (work / "many.jsonl").write_bytes(many(42, 28))
        process = started(
            "suggest", "--format", "jsonl", "--jobs", "2", "many.jsonl", CAMELTOOLS_DATA=str(own.parents[3])
        )
        kept = tmp_path / "home" / "cache" / "morphology"
        self.begun(process)
        (database,) = kept.glob("*.sqlite")  # it is whole before the first process begins
        inode = database.stat().st_ino
        output, errors = process.communicate(timeout=60)
        assert (process.returncode, errors, len(lines_of(output))) == (0, b"", 42)
        assert database.stat().st_ino == inode  # and none of them made it anew

    @pytest.mark.parametrize(("shape", "jobs"), [("table", "1"), ("json", "1"), ("jsonl", "2")])
    def test_a_reader_that_goes_away_is_no_fault(self, started, work, shape, jobs):
        (work / "many.jsonl").write_bytes(many(42, 20))
        process = started("suggest", "--format", shape, "--jobs", jobs, "many.jsonl")
        process.stdout.read(50)
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait(60) == 0

    def test_memory_stays_the_same_however_many_articles_there_are(self, started, work):
        def largest(count: int) -> int:
            (work / "many.jsonl").write_bytes(many(count, 4))
            process = started("suggest", "--format", "jsonl", "--jobs", "1", "many.jsonl")
            status = Path(f"/proc/{process.pid}/status")
            if not status.exists():
                pytest.skip("needs /proc to see the memory")
            for _ in range(count):
                assert process.stdout.readline()
            peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
            assert process.communicate(timeout=30) == (b"", b"")
            return int(peak.split()[1])

        few, more = largest(50), largest(600)
        assert more < few + 5_000, (few, more)  # kilobytes; what is printed are seven megabytes


class TestProgress:
    def run_with_terminal(self, started, *arguments: str, **variables: str) -> tuple[int, str]:
        here, there = pty.openpty()
        process = started(*arguments, stderr=there, TERM="xterm", **variables)
        os.close(there)
        seen = b""
        try:
            while True:
                output = process.stdout.read1(65536)
                if not output:
                    break
            while True:
                seen += os.read(here, 65536)
        except OSError:
            pass
        finally:
            os.close(here)
            process.stdout.close()
        return process.wait(30), seen.decode()

    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_a_bar_is_drawn_on_a_terminal_and_is_gone_at_the_end(self, started, work, language):
        (work / "many.jsonl").write_bytes(many(40, 6) + b"{broken\n" + many(1))
        status, seen = self.run_with_terminal(
            started, "suggest", "--format", "jsonl", "--jobs", "1", "--lang", language, "many.jsonl"
        )
        assert status == 1
        assert "█" in seen
        assert "%" in seen
        assert "articles" in seen or language == "ar"
        assert "many.jsonl, line 41: " in seen or language == "ar"
        assert seen.rpartition("\r")[2].replace("\x1b[K", "").replace("\n", "") == ""
        rows = seen.replace("\r\n", "\n").split("\n")
        shown = [row.rpartition("\r")[2].replace("\x1b[K", "") for row in rows]
        assert all("█" not in row for row in shown)  # what stays on the screen holds no bar

    def test_without_a_terminal_there_is_none(self, summit, work):
        (work / "many.jsonl").write_bytes(many(40, 6))
        assert summit("suggest", "--format", "jsonl", "many.jsonl").lines == []


class TestSaving:
    def saved(self, summit) -> dict:
        return json.loads(summit("export", "--status", "all").output)

    def test_proposals_go_into_the_queue_and_nothing_is_printed(self, summit, news):
        done = summit("suggest", "--save", "--as", "سارة", ".")
        assert (done.status, done.output) == (0, b"")
        assert done.lines == [f"In the queue of {news}: 6 suggestions for 2 articles."]
        document = self.saved(summit)
        assert [article["source"]["file"] for article in document["articles"]] == [
            "bridge.txt",
            "harbour.txt",
        ]
        assert [quote["status"] for quote in document["articles"][0]["quotes"]] == ["suggested"] * 3
        names = sorted(speaker["name"]["ar"] for speaker in document["speakers"])
        assert names == ["سالم الدوري", "مسؤول أمريكي", "مسؤول أمريكي"]
        with ProjectStore.open(news, read_only=True) as store:
            assert {edit.by for edit in store.history} == {"سارة"}
        assert not json.loads(summit("export").output)["articles"][0]["quotes"]

    def test_with_a_format_what_is_saved_is_printed_too(self, summit, news):
        printed = json.loads(summit("suggest", "--save", "--format", "json", ".").output)
        kept = self.saved(summit)
        assert [article["quotes"] for article in printed["articles"]] == [
            article["quotes"] for article in kept["articles"]
        ]
        assert printed["speakers"] == kept["speakers"]

    def test_a_reader_that_goes_away_loses_nothing_that_was_printed(self, started, summit, work):
        (work / "many.jsonl").write_bytes(many(30, 3))
        process = started("suggest", "--save", "--format", "jsonl", "--jobs", "1", "many.jsonl")
        printed = json.loads(process.stdout.readline())["articles"][0]
        process.stdout.close()
        process.stderr.read()
        process.stderr.close()
        assert process.wait(60) == 0
        kept = {article["id"]: article for article in self.saved(summit)["articles"]}
        assert kept[printed["id"]]["quotes"] == printed["quotes"]

    def test_twice_is_once(self, summit, news):
        summit("suggest", "--save", ".")
        before = self.saved(summit), state_of(news)
        assert summit("suggest", "--save", ".").status == 0
        assert (self.saved(summit), state_of(news)) == before

    def test_two_copies_of_a_file_that_is_gone_are_saved(self, summit, work):
        (work / "a.txt").write_text(BRIDGE, "utf-8")
        summit("suggest", "--save", ".")
        before = {article["id"] for article in self.saved(summit)["articles"]}
        (work / "b.txt").write_text(BRIDGE, "utf-8")
        (work / "a.txt").rename(work / "c.txt")
        assert summit("suggest", "--save", ".").status == 0
        articles = self.saved(summit)["articles"]
        assert [article["source"]["file"] for article in articles] == ["b.txt", "c.txt"]
        assert before < {article["id"] for article in articles}
        assert [len(article["quotes"]) for article in articles] == [3, 3]

    def test_a_copy_under_the_name_that_an_article_had_is_saved(self, summit, work):
        (work / "a.txt").write_text(BRIDGE, "utf-8")
        summit("suggest", "--save", ".")
        (work / "a.txt").rename(work / "b.txt")
        summit("suggest", "--save", ".")
        (work / "a.txt").write_text(BRIDGE, "utf-8")
        assert summit("suggest", "--save", ".").status == 0
        articles = self.saved(summit)["articles"]
        assert [len(article["quotes"]) for article in articles] == [3, 3]

    def test_a_further_run_tells_by_its_speakers_what_was_decided_since(self, summit, news):
        summit("suggest", "--save", ".")
        with ProjectStore.open(news) as store:
            project = store.project
            bridge = next(one.id for one in project.articles.values() if one.source.file == "bridge.txt")
            official = next(
                project.speakers[quote.speakers[0]]
                for quote in project.quotes.values()
                if quote.article == bridge and project.speakers[quote.speakers[0]].name.ar == "مسؤول أمريكي"
            )
            known = replace(official, name=Name("وليد الشامي"), aliases=("مسؤول أمريكي",))
            store.commit(
                Edit("e", "سارة", "2026-01-02T03:04:05Z", "speaker.edit", (Change(official, known),))
            )
        assert summit("suggest", "--save", ".").status == 0
        document = self.saved(summit)
        names = sorted(speaker["name"]["ar"] for speaker in document["speakers"])
        assert names == ["سالم الدوري", "وليد الشامي"]
        last = [article["quotes"][-1]["speakers"] for article in document["articles"]]
        assert last == [[official.id], [official.id]]

    def test_a_broken_article_stops_no_saving(self, summit, news):
        (news / "damaged.txt").write_bytes(b"\0")
        assert summit("suggest", "--save", ".").status == 1
        assert len(self.saved(summit)["articles"]) == 2

    def test_records_are_saved_and_open_in_the_app(self, summit, work):
        (work / "more.jsonl").write_bytes(
            records({"id": "b", "text": HARBOUR}, {"text": BRIDGE}, {"text": BRIDGE})
        )
        summit("suggest", "--save", "more.jsonl")
        assert [article["source"]["id"] for article in self.saved(summit)["articles"]].count("b") == 1
        done = summit("more.jsonl")
        assert done.status == 0
        assert done.output.decode().count("لن نرفع الرسوم هذا العام") == 4  # in each text and its table
        summit("suggest", "--save", "more.jsonl")
        assert len(self.saved(summit)["articles"]) == 3

    def test_a_decided_suggestion_is_not_even_printed_again(self, summit, project):
        quotes = json.loads(summit("suggest", "--format", "json", "bridge.txt").output)["articles"][0][
            "quotes"
        ]
        spans = [(quote["content"][0]["start"], quote["content"][0]["end"]) for quote in quotes]
        assert (44, 54) not in spans  # it is accepted in the project
        article = json.loads(summit("suggest", "--format", "json", "bridge.txt").output)["articles"][0]
        assert article["id"] == "a-1"
        assert [tag["id"] for tag in article["topics"]] == []

    def test_a_project_may_be_elsewhere(self, summit, news, tmp_path):
        (tmp_path / "kept").mkdir()
        done = summit("suggest", "--save", "--project", str(tmp_path / "kept"), "bridge.txt")
        assert done.status == 0
        assert not (news / ".summit").exists()
        (article,) = json.loads(
            summit("export", "--project", str(tmp_path / "kept"), "--status", "all").output
        )["articles"]
        assert article["source"]["file"] == "../work/bridge.txt"

    def test_paths_of_two_projects_go_each_to_its_own(self, summit, news):
        for name in ("one", "two"):
            (news / name / ".summit").mkdir(parents=True)
            (news / name / "a.txt").write_text(BRIDGE, "utf-8")
        done = summit("suggest", "--save", "one", "two/a.txt")
        assert (done.status, len(done.lines)) == (0, 2)
        for name in ("one", "two"):
            (article,) = json.loads(summit("export", name, "--status", "all").output)["articles"]
            assert (article["source"]["file"], len(article["quotes"])) == ("a.txt", 3)

    def test_reading_only_and_saving_exclude_each_other(self, summit, news):
        done = summit("suggest", "--save", "--read-only", ".")
        assert (done.status, done.output, len(done.lines)) == (2, b"", 1)
        assert not (news / ".summit").exists()
        assert summit("suggest", "--read-only", "--format", "json", ".").status == 0

    def test_a_project_that_another_has_open_is_status_3_before_any_work(self, summit, project):
        with ProjectStore.open(project):
            before = state_of(project)
            done = summit("suggest", "--save", ".")
            assert (done.status, done.output, len(done.lines)) == (3, b"", 1)
            assert "in use" in done.lines[0]
            assert state_of(project) == before
            assert summit("suggest", "--format", "json", ".").status == 0

    def test_a_disk_that_is_full_loses_nothing(self, summit, news):
        summit("suggest", "--save", "bridge.txt")
        before = self.saved(summit)
        limited = (
            "import resource, signal, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600)); "
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); from summit_tui.cli import main; "
            "sys.argv = ['summit', 'suggest', '--save', 'harbour.txt']; main()"
        )
        done = subprocess.run(
            [sys.executable, "-c", limited],
            cwd=news,
            env={
                **os.environ,
                "PYTHONPATH": str(Path(__file__).parents[2]),
                "SUMMIT_HOME": str(news / "home"),
            },
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 3, done.stderr
        assert b"Traceback" not in done.stderr
        assert self.saved(summit) == before


def test_help_tells_what_a_path_may_be(summit):
    text = " ".join(summit("suggest", "--help").output.decode().split())
    for word in ("suggest PATH…", "--format", "--jobs", "--save", "--project", "--as", "*.jsonl"):
        assert word in text
