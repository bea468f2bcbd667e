"""The power goes while a project is migrated, shortened, put back from a backup, or written elsewhere."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.model import Change, Edit, Name, Speaker, SummitError
from summit_tui.store import ProjectStore, StoreError
from summit_tui.store.backups import BY_HAND
from summit_tui.store.restoring import put_back, read_held
from tests.faults.disk_log import DiskLog
from tests.faults.examining import lay_out
from tests.faults.power_cut import cuts
from tests.faults.small_run import AT, commit, small_run
from tests.faults.tally import Tally
from tests.faults.told import ids_of

_VERSION_1 = Path(__file__).parents[1] / "unit" / "store" / "migrations" / "version-1.json"
_RUN = small_run(8, 12)
_KEPT = 5
_MORE = Edit("more", "user", AT, "test", (Change(None, Speaker("more", Name("قائل آخر"))),))


def commit_more(folder: Path) -> None:
    with ProjectStore.open(folder) as store:
        assert not store.read_only, store.why_read_only
        if "more" not in store.project.speakers:
            store.commit(_MORE)
    with ProjectStore.open(folder, read_only=True) as again:
        assert ids_of(again)[-1] == "more"


class Migrating:
    """The first edit of a project of version 1."""

    def prepare(self, folder: Path) -> None:
        (folder / ".summit").mkdir()
        shutil.copy(_VERSION_1, folder / ".summit" / "project.json")
        with ProjectStore.open(folder, read_only=True) as store:
            self._project, self._ids = store.project, ids_of(store)

    def do(self, folder: Path, done: Callable[[], None]) -> None:
        with ProjectStore.open(folder) as store:
            store.commit(_MORE)
            done()

    def look(self, folder: Path, *, done: bool) -> None:
        with ProjectStore.open(folder, read_only=True) as store:
            ids = ids_of(store)
            assert ids in ([*self._ids, "more"], self._ids)
            assert (not done) or ids[-1] == "more"
            assert store.project.quotes == self._project.quotes
        commit_more(folder)
        backups = list((folder / ".summit" / "backups").glob("*-before-schema-*.json"))
        assert {path.read_bytes() for path in backups} == {_VERSION_1.read_bytes()}


class Shortening:
    """All but the last edits are taken out of the history."""

    def prepare(self, folder: Path) -> None:
        made(folder)

    def do(self, folder: Path, done: Callable[[], None]) -> None:
        with ProjectStore.open(folder) as store:
            store.shorten_history(Edit("short", "user", AT, "history.compact", ()), _KEPT)
            done()

    def look(self, folder: Path, *, done: bool) -> None:
        whole = [edit.id for edit in _RUN.edits]
        with ProjectStore.open(folder, read_only=True) as store:
            assert store.project == _RUN.states[-1]
            ids = ids_of(store)
            assert ids in (whole, [*whole, "short"], [*whole[-_KEPT:], "short"])
            assert (not done) or len(ids) == _KEPT + 1
        commit_more(folder)


class PuttingBack:
    """A backup goes into the place of a damaged project, with what was done since."""

    def prepare(self, folder: Path) -> None:
        made(folder)
        file = folder / ".summit" / "project.json"
        file.with_name("project.json.previous").unlink()
        file.write_bytes(b"\0" * 4096)

    def do(self, folder: Path, done: Callable[[], None]) -> None:
        self._put_back(folder)
        done()

    def look(self, folder: Path, *, done: bool) -> None:
        try:
            ProjectStore.open(folder, read_only=True).close()
        except StoreError:
            assert not done
            self._put_back(folder)
        with ProjectStore.open(folder, read_only=True) as store:
            assert store.project == _RUN.states[-1]
            assert ids_of(store) == [edit.id for edit in _RUN.edits]
        commit_more(folder)

    def _put_back(self, folder: Path) -> None:
        (backup,) = (folder / ".summit" / "backups").glob(f"*-{BY_HAND}-*.json")
        put_back(folder / ".summit" / "project.json", read_held(backup))


class SavingElsewhere:
    """The project is written to another folder, from memory."""

    def prepare(self, folder: Path) -> None:
        made(folder)

    def do(self, folder: Path, done: Callable[[], None]) -> None:
        with ProjectStore.open(folder) as store:
            written = store.write_to(folder / "other", store.text)
            assert (written.start, written.missing) == (1, ())
            done()

    def look(self, folder: Path, *, done: bool) -> None:
        for place in (folder, folder / "other"):
            try:
                with ProjectStore.open(place, read_only=True) as store:
                    if not store.exists:
                        raise StoreError("nothing is there")
                    assert store.project == _RUN.states[-1]
                    assert ids_of(store) == [edit.id for edit in _RUN.edits]
                    for article in store.project.articles.values():
                        store.text(article.sha256)
                    assert store.mended == []
            except StoreError:
                assert place != folder
                assert not done
            else:
                commit_more(place)


Work = Migrating | Shortening | PuttingBack | SavingElsewhere


def made(folder: Path) -> None:
    """Makes the run's edits in three openings, with a backup by hand in the midst."""
    for first in range(0, len(_RUN.edits), 4):
        with ProjectStore.open(folder) as store:
            for number, edit in enumerate(_RUN.edits[first : first + 4], first):
                commit(store, edit, _RUN)
                if number == 5:
                    store.back_up(BY_HAND)


def cut_while(tmp_path: Path, work: Work, *, variants: int, share: float = 1.0, **controls: bool) -> int:
    """Cuts the power during ``work``, and looks at a ``share`` of the states left; how many that is."""
    folder = tmp_path / "recorded" / "مشروع"
    folder.mkdir(parents=True)
    work.prepare(folder)
    log, count = DiskLog(folder, **controls), 0
    with log.recording():
        log.tried(1)
        work.do(folder, lambda: log.acknowledged(1))
    unused = DiskLog(tmp_path / "none")
    chance = random.Random(3)
    for cut in cuts(log, random.Random(2), variants):
        if chance.random() >= share:
            continue
        root = lay_out(tmp_path / "cut", cut, log)
        try:
            with unused.recording():
                work.look(root, done=cut.acknowledged > 0)
        except (AssertionError, SummitError, OSError, ValueError, KeyError, TypeError) as error:
            raise AssertionError(f"cut {cut.how}: {cut.acknowledged} done, {error!r}") from error
        shutil.rmtree(tmp_path / "cut")
        count += 1
    return count


@pytest.mark.parametrize("work", [Migrating, Shortening, PuttingBack, SavingElsewhere])
def test_power_that_goes_meanwhile_takes_nothing(memory_path: Path, work: type[Work]) -> None:
    assert cut_while(memory_path, work(), variants=0, share=0.3) > 15


@pytest.mark.slow
@pytest.mark.parametrize("work", [Migrating, Shortening, PuttingBack, SavingElsewhere])
def test_power_that_goes_meanwhile_takes_nothing_in_many_ways(
    memory_path: Path, work: type[Work], tally: Tally
) -> None:
    count = cut_while(memory_path, work(), variants=10)
    assert count > 300
    tally("power cuts while migrating, shortening, putting back, saving elsewhere", states=count)


@pytest.mark.parametrize("work", [Migrating, PuttingBack, SavingElsewhere])
@pytest.mark.parametrize("control", ["skip_sync", "skip_folder_sync"])
def test_without_a_sync_it_takes_something(memory_path: Path, work: type[Work], control: str) -> None:
    """The controls."""
    with pytest.raises(AssertionError, match="done, "):
        cut_while(memory_path, work(), variants=1, share=0.4, **{control: True})
