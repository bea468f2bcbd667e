"""Something to tell a person that is no error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Notice:
    """A message that doesn't stop the work. It is shown as errors are: translated, then filled.

    ``message`` is an English catalogue key with ``{named}`` places, one line.
    """

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message.format(**self.values)
