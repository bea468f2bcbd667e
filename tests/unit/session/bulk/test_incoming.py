from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from summit_tui.formats.articles import read_article
from summit_tui.formats.decoding import Decoded
from summit_tui.model import Article, Change, Edit, Source, UnusableInputError, text_sha256
from summit_tui.session.bulk.incoming import Incoming, Refused, find_input, incoming
from summit_tui.session.bulk.targets import Target
from summit_tui.store import ProjectStore, place_of

TEXT = "قال سالم الدوري إن الجسر جاهز.\n"


def records(*entries: dict[str, object]) -> str:
    return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)


class Reader:
    """Reads paths as a run does; ``writes`` as one that saves."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def target(self, *, writes: bool = False) -> Target:
        place = place_of(self.folder, self.folder / "data")
        return Target(place, ProjectStore.open(place.folder, read_only=True), writes=writes)

    def read(self, *names: str, writes: bool = False) -> list[Incoming | Refused]:
        source = find_input(self.folder / name for name in names)
        target = self.target(writes=writes)
        return list(incoming(source, [target], [0] * len(source.files)))

    def keep(self, *entities: Article, texts: tuple[str, ...] = ()) -> None:
        """Makes a project that holds articles."""
        with ProjectStore.open(self.folder) as store:
            for text in texts:
                store.add_text(text)
            store.commit(
                Edit(
                    "e",
                    "user",
                    "2026-01-02T03:04:05Z",
                    "article.add",
                    tuple(Change(None, one) for one in entities),
                )
            )


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    folder = tmp_path / "news"
    folder.mkdir()
    return Reader(folder)


def files_of(found: list[Incoming | Refused]) -> list[str]:
    return [one.article.source.file for one in found if isinstance(one, Incoming)]


def test_a_folder_gives_its_articles_with_paths_relative_to_it(reader: Reader) -> None:
    for name in ("b.txt", "a/c.txt", ".hidden/d.txt", "e.md"):
        (reader.folder / name).parent.mkdir(exist_ok=True)
        (reader.folder / name).write_text(TEXT + name, "utf-8")
    assert files_of(reader.read(".")) == ["a/c.txt", "b.txt"]
    assert files_of(reader.read("b.txt", "a")) == ["b.txt", "c.txt"]
    assert files_of(reader.read("b.txt", "a", writes=True)) == ["b.txt", "a/c.txt"]


def test_a_file_that_two_paths_lead_to_comes_once(reader: Reader) -> None:
    (reader.folder / "a.txt").write_text(TEXT, "utf-8")
    assert files_of(reader.read(".", "a.txt", "a.txt")) == ["a.txt"]


def test_ids_stay_the_same_and_no_two_articles_share_one(reader: Reader) -> None:
    (reader.folder / "x").mkdir()
    (reader.folder / "a.txt").write_text(TEXT, "utf-8")
    (reader.folder / "b.txt").write_text(TEXT, "utf-8")
    (reader.folder / "x" / "a.txt").write_text(TEXT, "utf-8")
    same = {"id": 1, "text": TEXT}
    (reader.folder / "c.jsonl").write_text(records(same, {"text": TEXT}, {"text": TEXT}, same, same), "utf-8")
    first, second = (reader.read(".", "c.jsonl", "x") for _ in range(2))
    ids = [one.article.id for one in first if isinstance(one, Incoming)]
    assert ids == [one.article.id for one in second if isinstance(one, Incoming)]
    assert len(ids) == len(set(ids)) == 8
    (apart,) = (one for one in reader.read("x") if isinstance(one, Incoming))
    (alone,) = (one for one in reader.read("a.txt") if isinstance(one, Incoming))
    assert apart.article.id == alone.article.id  # the same path within what was given, and the same text


def test_files_of_the_same_name_in_two_folders_stay_two(reader: Reader) -> None:
    for name in ("x", "y"):
        (reader.folder / name).mkdir()
        (reader.folder / name / "a.txt").write_text(TEXT, "utf-8")
    one, other = (found.article for found in reader.read("x", "y") if isinstance(found, Incoming))
    assert (one.source.file, other.source.file) == ("a.txt", "a.txt")
    assert one.id != other.id


def test_whatever_cannot_be_used_is_refused_in_its_place(reader: Reader) -> None:
    (reader.folder / "a.txt").write_text(TEXT, "utf-8")
    (reader.folder / "b.txt").write_bytes(b"\xd9\x82\xff\xd8\xa7\xd9\x84" * 9)
    (reader.folder / "c.jsonl").write_text(records({"text": TEXT}, {"title": "x"}, {"text": TEXT}), "utf-8")
    found = reader.read(".", "c.jsonl")
    assert [type(one) for one in found] == [Incoming, Refused, Incoming, Refused, Incoming]
    refused = [str(one.error) for one in found if isinstance(one, Refused)]
    assert refused[0].startswith("b.txt: not valid UTF-8")
    assert refused[1].startswith("c.jsonl, line 2: ")


def test_how_much_is_read_goes_up_to_the_whole(reader: Reader) -> None:
    (reader.folder / "a.txt").write_text(TEXT, "utf-8")
    (reader.folder / "b.txt").write_text(TEXT * 9, "utf-8")
    (reader.folder / "c.jsonl").write_text(records(*({"text": TEXT},) * 9), "utf-8")
    read = [one.read for one in reader.read(".", "c.jsonl")]
    assert read == sorted(read)
    assert read[-1] == find_input([reader.folder, reader.folder / "c.jsonl"]).size


@pytest.mark.parametrize("name", ["b.txt", "b.jsonl"])
def test_a_file_that_vanishes_meanwhile_is_refused_and_the_others_go_on(reader: Reader, name: str) -> None:
    for one in ("a.txt", name, "c.txt"):
        (reader.folder / one).write_text(records({"text": TEXT + one}), "utf-8")
    source = find_input(reader.folder / one for one in ("a.txt", name, "c.txt"))
    found = incoming(source, [reader.target()], [0] * 3)
    first = next(found)
    (reader.folder / name).unlink()
    gone, last = found
    assert files_of([first, last]) == ["a.txt", "c.txt"]
    assert isinstance(gone, Refused)
    assert str(gone.error) == f"{name} can't be read: No such file or directory"


def test_a_file_that_vanishes_once_it_is_read_is_used(reader: Reader, monkeypatch: Any) -> None:
    path = reader.folder / "a.txt"
    path.write_text(TEXT, "utf-8")

    def read_and_gone(path: Path, name: str) -> Decoded:
        decoded = read_article(path, name)
        path.unlink()
        return decoded

    monkeypatch.setattr("summit_tui.session.bulk.targets.read_article", read_and_gone)
    (found,) = reader.read("a.txt")
    assert isinstance(found, Incoming)
    assert (found.text, found.read) == (TEXT, len(TEXT.encode()))


def test_a_path_to_nothing_is_an_error(reader: Reader) -> None:
    for name in ("none", "none.jsonl", "."):
        with pytest.raises(UnusableInputError):
            reader.read(name)


class TestInAProject:
    def test_a_known_file_is_the_projects_article_with_its_text(self, reader: Reader) -> None:
        kept = Article("a-1", "الجسر", Source("a.txt"), text_sha256(TEXT))
        reader.keep(kept, texts=(TEXT,))
        (reader.folder / "a.txt").write_text(TEXT, "utf-8")
        (found,) = reader.read(".")
        assert isinstance(found, Incoming)
        assert (found.article, found.text, found.warnings) == (kept, TEXT, ())

    def test_where_the_file_has_changed_the_projects_text_is_used_and_told(self, reader: Reader) -> None:
        kept = Article("a-1", "الجسر", Source("a.txt"), text_sha256(TEXT))
        reader.keep(kept, texts=(TEXT,))
        (reader.folder / "a.txt").write_text("شيء آخر", "utf-8")
        (found,) = reader.read(".")
        assert isinstance(found, Incoming)
        assert (found.article, found.text) == (kept, TEXT)
        assert "has changed on the disk" in str(found.warnings[0])

    def test_a_moved_file_is_the_same_article(self, reader: Reader) -> None:
        reader.keep(Article("a-1", "الجسر", Source("old.txt"), text_sha256(TEXT)), texts=(TEXT,))
        (reader.folder / "new.txt").write_text(TEXT, "utf-8")
        (found,) = reader.read(".")
        assert isinstance(found, Incoming)
        assert (found.article.id, found.article.source.file) == ("a-1", "new.txt")

    def test_a_copy_beside_the_known_file_is_another_article(self, reader: Reader) -> None:
        reader.keep(Article("a-1", "الجسر", Source("a.txt"), text_sha256(TEXT)), texts=(TEXT,))
        (reader.folder / "a.txt").write_text(TEXT, "utf-8")
        (reader.folder / "copy.txt").write_text(TEXT, "utf-8")
        known, copy = (found.article for found in reader.read(".") if isinstance(found, Incoming))
        assert known.id == "a-1" != copy.id

    def test_two_copies_of_a_file_that_is_gone_are_the_article_and_another(self, reader: Reader) -> None:
        reader.keep(Article("a-1", "الجسر", Source("a.txt"), text_sha256(TEXT)), texts=(TEXT,))
        for name in ("b.txt", "c.txt"):
            (reader.folder / name).write_text(TEXT, "utf-8")
        moved, copy = (found.article for found in reader.read(".") if isinstance(found, Incoming))
        assert (moved.id, moved.source.file) == ("a-1", "b.txt")
        assert (copy.id != "a-1", copy.source.file) == (True, "c.txt")

    def test_a_copy_under_the_name_that_an_article_had_is_another(self, reader: Reader) -> None:
        (reader.folder / "a.txt").write_text(TEXT, "utf-8")
        (first,) = (one.article for one in reader.read(".", writes=True) if isinstance(one, Incoming))
        moved = replace(first, source=Source("b.txt"))
        reader.keep(moved, texts=(TEXT,))
        (reader.folder / "b.txt").write_text(TEXT, "utf-8")
        copy, known = (found.article for found in reader.read(".") if isinstance(found, Incoming))
        assert known == moved
        assert copy.id != moved.id

    def test_records_without_ids_are_known_by_their_texts_wherever_they_stand(self, reader: Reader) -> None:
        texts = [TEXT, TEXT, TEXT + "وانتهى."]
        path = reader.folder / "c.jsonl"
        path.write_text(records(*({"text": text} for text in texts)), "utf-8")
        first = [one.article for one in reader.read("c.jsonl", writes=True) if isinstance(one, Incoming)]
        reader.keep(*first, texts=tuple(set(texts)))
        path.write_text(records({"text": "خبر جديد."}, *({"text": text} for text in texts)), "utf-8")
        new, *known = (one.article for one in reader.read("c.jsonl") if isinstance(one, Incoming))
        assert sorted(article.id for article in known) == sorted(article.id for article in first)
        path.rename(reader.folder / "d.jsonl")
        moved = [one.article for one in reader.read("d.jsonl") if isinstance(one, Incoming)]
        assert sorted(article.id for article in moved[1:]) == sorted(article.id for article in first)
        assert {article.source.file for article in moved} == {"d.jsonl"}
        assert new.id not in {article.id for article in first}

    def test_a_known_file_that_cannot_be_read_is_suggested_in_and_told(self, reader: Reader) -> None:
        kept = Article("a-1", "الجسر", Source("a.txt"), text_sha256(TEXT))
        reader.keep(kept, texts=(TEXT,))
        (reader.folder / "a.txt").write_bytes(b"\0")
        (found,) = reader.read(".")
        assert isinstance(found, Incoming)
        assert (found.article, found.text) == (kept, TEXT)
        assert "can't be read any more" in str(found.warnings[0])

    def test_a_record_is_known_by_its_own_id_or_by_its_line(self, reader: Reader) -> None:
        (reader.folder / "c.jsonl").write_text(records({"id": "x", "text": TEXT}, {"text": TEXT}), "utf-8")
        first = [one.article for one in reader.read("c.jsonl", writes=True) if isinstance(one, Incoming)]
        reader.keep(*first, texts=(TEXT,))
        (reader.folder / "c.jsonl").write_text(
            records({"id": "new", "text": TEXT}, {"text": TEXT}, {"id": "x", "text": TEXT}), "utf-8"
        )
        second = [one.article for one in reader.read("c.jsonl") if isinstance(one, Incoming)]
        assert second[1:] == [first[1], first[0]]
        assert second[0].id not in {article.id for article in first}

    def test_a_record_with_another_text_is_told(self, reader: Reader) -> None:
        kept = Article("a-1", "الجسر", Source("c.jsonl", "x"), text_sha256(TEXT))
        reader.keep(kept, texts=(TEXT,))
        (reader.folder / "c.jsonl").write_text(records({"id": "x", "text": "شيء آخر"}), "utf-8")
        (found,) = reader.read("c.jsonl")
        assert isinstance(found, Incoming)
        assert (found.article, found.text) == (kept, TEXT)
        assert str(found.warnings[0]).startswith("c.jsonl, line 1: ")

    def test_a_text_that_the_project_lost_is_refused(self, reader: Reader) -> None:
        reader.keep(Article("a-1", "الجسر", Source("a.txt"), text_sha256(TEXT)))
        (reader.folder / "a.txt").write_text(TEXT, "utf-8")
        (found,) = reader.read(".")
        assert isinstance(found, Refused)
