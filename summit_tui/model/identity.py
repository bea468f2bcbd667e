"""Where ids and times come from, so that tests can seed both."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import UTC, datetime

IdSource = Callable[[], str]
Clock = Callable[[], datetime]

ID_PATTERN = re.compile(r"[a-z0-9-]{1,64}")
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def random_ids() -> IdSource:
    """Ids unique in the world: 130 random bits from the operating system, 26 characters."""
    return _ids(random.SystemRandom())


def seeded_ids(seed: int) -> IdSource:
    """The same ids at every run, for tests and golden files."""
    return _ids(random.Random(seed))


def _ids(source: random.Random) -> IdSource:
    def new_id() -> str:
        return "".join(source.choices(_ALPHABET, k=26))

    return new_id


def system_clock() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


def time_text(time: datetime) -> str:
    """``time`` as the JSON contract writes it: UTC, whole seconds, ``Z``."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
