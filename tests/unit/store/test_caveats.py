from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

from summit_tui.store import ProjectStore
from summit_tui.store import caveats as caveats_module
from summit_tui.store.caveats import caveats, hard_link_warning
from summit_tui.store.filesystems import remote_warning


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    snapshot = tmp_path / ".summit" / "project.json"
    (snapshot.parent / "backups").mkdir(parents=True)
    snapshot.write_text("{}")
    return snapshot


def test_store_31_a_hard_link_elsewhere_is_told_of(snapshot: Path, tmp_path: Path) -> None:
    (tmp_path / "other.json").hardlink_to(snapshot)
    warning = hard_link_warning(snapshot)
    assert warning is not None
    assert str(snapshot) in str(warning)
    assert "hard link" in str(warning)
    assert warning in caveats(snapshot)


def test_store_31_it_is_told_of_where_the_project_is_reached_through_links(
    snapshot: Path, tmp_path: Path
) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    snapshot.rename(vault / "p.json")
    snapshot.symlink_to(os.path.relpath(vault / "p.json", snapshot.parent))
    assert hard_link_warning(snapshot) is None
    (tmp_path / "other.json").hardlink_to(vault / "p.json")
    assert hard_link_warning(snapshot) is not None


def test_names_beside_the_snapshot_are_the_stores_own(snapshot: Path) -> None:
    (snapshot.parent / "backups" / "1.json").hardlink_to(snapshot)
    snapshot.with_name("project.json.previous").hardlink_to(snapshot)
    assert hard_link_warning(snapshot) is None


def test_a_store_tells_of_its_place(tmp_path: Path, snapshot: Path) -> None:
    snapshot.write_text('{"_meta": {"1": {"format": "summit-project", "schema": 1}}}', encoding="ascii")
    with ProjectStore.open(tmp_path) as store:
        assert store.caveats == ()
    (tmp_path / "other.json").hardlink_to(snapshot)
    with ProjectStore.open(tmp_path) as store:
        assert store.caveats == caveats(snapshot) != ()


def test_a_project_that_is_not_there_yet_has_no_other_name(tmp_path: Path) -> None:
    assert hard_link_warning(tmp_path / ".summit" / "project.json") is None


def test_store_09_a_store_on_a_network_file_system_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mountinfo"
    listed = f"1 0 8:1 / / rw - ext4 /dev/sda rw\n2 1 0:5 / {os.path.realpath(tmp_path)} rw - nfs4 s:/x rw\n"
    mounts.write_text(listed, encoding="utf-8")
    monkeypatch.setattr(caveats_module, "remote_warning", partial(remote_warning, mounts=mounts))
    with ProjectStore.open(tmp_path / "أخبار") as store:
        (line,) = store.caveats
        assert "is on nfs4, which is reached over a network" in str(line)
        assert line.warning
        assert not store.read_only
