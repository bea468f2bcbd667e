"""What the system does when it ends a process, done to a store in the test's own."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def close_descriptors_below(folder: Path) -> None:
    """Closes what is open below ``folder``, where the system tells: a test that kills often has few left."""
    there = Path("/proc/self/fd")
    if not there.is_dir():
        return
    for entry in list(there.iterdir()):
        with contextlib.suppress(OSError):
            if str(entry.readlink()).startswith(f"{folder}/"):
                os.close(int(entry.name))
