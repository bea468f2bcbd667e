"""``summit PATH`` where there is no terminal, and what can't be opened."""

from __future__ import annotations

import ctypes
import hashlib
import os

import pytest

NO_TERMINAL = "There is no terminal here, so the articles are printed."
NEWS = "افتتاح جسر الوادي\nقال المهندس مازن الراوي: «الجسر جاهز».\n"


def test_it_prints_the_article_with_what_is_annotated_in_it(summit, project):
    done = summit("bridge.txt")
    assert (done.status, done.lines) == (0, [NO_TERMINAL])
    lines = done.output.decode().splitlines()
    assert lines[:2] == ["bridge.txt\tnew", "Topics: Roads + الأمطار"]
    assert lines[3:5] == (project / "bridge.txt").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("\t")] for line in lines[6:]]
    assert rows == [
        ["Span", "Type", "Speaker", "Cue", "Topics", "Unsure", "Note", "Words"],
        ["44-54", "direct", "مازن الراوي", "قال", "-", "-", "-", "الجسر جاهز"],
        ["63-81", "indirect", "-", "-", "-", "-", "-", "أن المرور يبدأ غدا"],
    ]


def test_a_folder_gives_every_article_and_a_path_only_its_own(summit, project):
    whole = summit(".").output.decode()
    assert "جسر" in whole
    assert "هطلت" in whole
    assert summit().output.decode() == whole
    assert "جسر" not in summit("rain.txt").output.decode()


def test_printing_writes_nothing(summit, work, tmp_path):
    (work / "a.txt").write_text(NEWS, "utf-8")
    assert summit("a.txt").status == 0
    assert summit(".").status == 0
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.txt", "work"]


def test_without_a_path_the_article_that_comes_with_it_is_printed(summit, work):
    done = summit()
    assert done.status == 0
    assert "بايدن" in done.output.decode()


def test_no_control_character_of_a_text_or_a_name_gets_out(summit, work):
    (work / "a\x1b[2J.txt").write_text(f"\x1b]0;x\x07{NEWS}\x9b2J\u202e", "utf-8")
    done = summit("a\x1b[2J.txt")
    assert done.status == 0
    assert not [sign for sign in done.output.decode() if not sign.isprintable() and sign not in "\t\n"]
    done = summit("b\x1b[2J\n.txt")
    assert done.status == 2
    (line,) = done.lines
    assert line.isprintable()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "holds no text"),
        (b"\x7fELF\x02\x01\x01\0\0\0", "not a text file"),
        (NEWS.encode()[:-7], "not valid UTF-8 at byte"),
        (NEWS.encode("utf-16-le"), "UTF-16 without"),
    ],
    ids=["empty", "binary", "damaged", "UTF-16 without a mark"],
)
def test_what_is_no_article_is_one_line_and_nothing_is_written(summit, work, tmp_path, content, said):
    (work / "a.txt").write_bytes(content)
    for path in ("a.txt", "."):
        done = summit(path)
        assert (done.status, done.output) == (2, b"")
        (line,) = done.lines
        assert said in line
        assert "a.txt" in line
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.txt", "work"]


@pytest.mark.parametrize("path", ["gone", "gone/a.txt", "empty", "", "pipe.txt"])
def test_where_there_is_no_article_it_is_one_line(summit, work, path):
    (work / "empty").mkdir()
    (work / "empty" / "notes.md").write_text("نعم", "utf-8")
    os.mkfifo(work / "pipe.txt")
    done = summit(path)
    assert (done.status, done.output, len(done.lines)) == (2, b"", 1)
    assert not (work / "empty" / ".summit").exists()


def bound_by_permissions():
    """Takes from root what lets it read everything (Linux: the capabilities of capability.h, by prctl)."""
    drop_from_bounding_set, dac_override, dac_read_search = 24, 1, 2
    if os.geteuid() == 0:
        for capability in (dac_override, dac_read_search):
            ctypes.CDLL(None).prctl(drop_from_bounding_set, capability, 0, 0, 0)


def test_a_file_that_may_not_be_read_is_one_line(summit, work):
    (work / "a.txt").write_text(NEWS, "utf-8")
    (work / "a.txt").chmod(0)
    done = summit("a.txt", preexec_fn=bound_by_permissions)
    assert (done.status, done.output, len(done.lines)) == (2, b"", 1)


def test_one_broken_article_of_many_is_told_and_the_rest_go_on(summit, work):
    (work / "a.txt").write_bytes(b"\0")
    (work / "b.txt").write_text(NEWS, "utf-8")
    (work / "c.txt").write_bytes("قال نعم".encode()[:-1])
    (work / "d.txt").write_text("هطلت الأمطار.", "utf-8")
    done = summit(".")
    assert done.status == 1
    assert done.output.count(b"No quotes are annotated") == 2
    about = [line.split(":")[0] for line in done.lines if line != NO_TERMINAL]
    assert about == ["a.txt", "c.txt"]


@pytest.mark.parametrize("damaged", ["bridge.txt", "rain.txt"])
def test_one_damaged_text_of_a_project_is_told_and_the_rest_go_on(summit, project, damaged):
    sha256 = hashlib.sha256((project / damaged).read_bytes()).hexdigest()
    (project / ".summit" / "texts" / f"{sha256}.txt").write_bytes(b"x")
    done = summit(".")
    assert done.status == 1
    (line,) = [line for line in done.lines if line != NO_TERMINAL]
    assert f"{sha256}.txt is damaged" in line
    shown = done.output.decode()
    assert ("جسر" in shown, "هطلت" in shown) == (damaged != "bridge.txt", damaged != "rain.txt")


def test_windows_1256_is_read_and_said(summit, work):
    (work / "a.txt").write_bytes(NEWS.replace("\n", "\r\n").encode("cp1256"))
    done = summit("a.txt")
    assert done.status == 0
    assert NEWS.strip() in done.output.decode()
    assert [line for line in done.lines if "windows-1256" in line and line.startswith("a.txt: ")]
    assert len(done.lines) == 2


def test_a_file_with_the_name_of_a_command_is_opened_by_its_path(summit, work):
    (work / "export").write_text(NEWS, "utf-8")
    assert "مازن" in summit("./export").output.decode()
    assert summit("export").status == 2


def test_a_path_may_begin_with_a_hyphen_behind_two(summit, work):
    (work / "-a.txt").write_text(NEWS, "utf-8")
    assert "مازن" in summit("--", "-a.txt").output.decode()


@pytest.mark.parametrize(
    "locale",
    [
        {"LANG": "C"},
        {"LC_ALL": "POSIX"},
        {"LANG": "en_US.ISO-8859-1"},
        {"PYTHONIOENCODING": "ascii"},
        {"LANG": ""},
    ],
    ids=str,
)
def test_output_is_utf_8_in_every_locale(summit, work, locale):
    (work / "خبر.txt").write_text(NEWS, "utf-8")
    done = summit("خبر.txt", **locale)
    assert done.status == 0
    assert NEWS.strip() in done.output.decode("utf-8")
    assert done.output.decode("utf-8").startswith("خبر.txt")
