from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import pytest

from summit_tui.store.filesystems import MOUNTS, remote_kind, remote_warning

_LOCAL = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,discard
25 27 0:23 / /net rw,nosuid shared:4 master:2 - xfs /dev/vdb rw
"""


def mounts(kind: str, point: str = "/net/share", parent: str = "25") -> str:
    return _LOCAL + f"90 {parent} 0:55 / {point} rw,relatime shared:9 - {kind} server:/export rw,vers=4.2\n"


def kind_at(text: str, path: str) -> str | None:
    return remote_kind(text, PurePosixPath(path))


@pytest.mark.parametrize("kind", ["nfs4", "nfs", "cifs", "9p", "virtiofs", "fuse.sshfs", "fuse.rclone"])
def test_store_09_what_is_reached_over_a_network_is_named(kind: str) -> None:
    text = mounts(kind)
    assert kind_at(text, "/net/share/أخبار/.summit") == kind
    assert kind_at(text, "/net/share") == kind
    assert kind_at(text, "/net/shared/.summit") is None
    assert kind_at(text, "/srv") is None


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "tmpfs", "fuseblk", "fuse.gocryptfs", "fuse", "overlay"])
def test_store_09_local_file_systems_are_not(kind: str) -> None:
    assert kind_at(mounts(kind), "/net/share/.summit") is None


def test_a_folder_with_a_space_and_arabic_letters_in_its_name() -> None:
    text = mounts("nfs4", r"/net/مشاريع\040السنة\134")
    assert kind_at(text, "/net/مشاريع السنة\\/.summit") == "nfs4"


def test_what_was_mounted_over_a_folder_hides_what_was_mounted_below_it() -> None:
    text = mounts("nfs4") + "91 25 8:1 / /net/share rw - ext4 /dev/sda1 rw\n"
    stacked = text.replace("91 25", "91 90")
    assert kind_at(stacked, "/net/share/.summit") is None
    hidden = mounts("nfs4", "/net/share/deep") + "92 25 8:1 / /net/share rw - ext4 /dev/sda1 rw\n"
    assert kind_at(hidden, "/net/share/deep/.summit") is None


def test_a_local_folder_mounted_into_a_share_is_local() -> None:
    text = mounts("cifs") + "93 90 8:2 / /net/share/local rw - ext4 /dev/sdb1 rw\n"
    assert kind_at(text, "/net/share/local/.summit") is None
    assert kind_at(text, "/net/share/other/.summit") == "cifs"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "garbage\n",
        "1 2 3 4 5 6 7\n",
        "1 1 0:1 / / rw -\n",
        "1 2 0:1 / / rw - \n2 1 0:2 / / rw - nfs x\n",
    ],
)
def test_what_is_no_list_of_mounts_names_nothing(text: str) -> None:
    assert kind_at(text, "/net") is None


def test_a_container_whose_root_hangs_on_a_mount_that_it_cannot_see() -> None:
    text = "700 699 0:90 / / rw - overlay overlay rw\n701 700 0:91 / /data rw - 9p host rw\n"
    assert kind_at(text, "/data/project/.summit") == "9p"
    assert kind_at(text, "/etc") is None


def test_store_09_the_real_path_counts_and_not_the_link(tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    link = tmp_path / "مشروع"
    link.symlink_to(share)
    listed = tmp_path / "mountinfo"
    real = os.path.realpath(share)
    listed.write_text(f"1 0 8:1 / / rw - ext4 /dev/sda rw\n2 1 0:5 / {real} rw - nfs4 server:/x rw\n")
    warning = remote_warning(link / ".summit", listed)
    assert warning is not None
    assert warning.warning
    assert f"{link / '.summit'} is on nfs4, " in str(warning)
    assert "\n" not in str(warning)
    assert remote_warning(tmp_path, listed) is None


def test_without_a_list_of_mounts_nothing_is_told(tmp_path: Path) -> None:
    assert remote_warning(tmp_path, tmp_path / "missing") is None


@pytest.mark.skipif(not MOUNTS.exists(), reason="the system has no mountinfo")
def test_this_systems_own_list_is_understood() -> None:
    assert (
        remote_kind(MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"), PurePosixPath("/proc"))
        is None
    )
