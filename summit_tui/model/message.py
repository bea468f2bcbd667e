"""One line to tell a person, in whatever language the interface speaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from summit_tui.model.errors import SummitError


class Whole(str):
    """A value that is shown whole, such as a path that a person has to find again."""

    __slots__ = ()


class Message(NamedTuple):
    """A catalogue key, one line with ``{named}`` places, and what fills them.

    A ``warning`` tells of something that a person didn't expect. Messages may stand among the values.
    """

    key: str
    values: tuple[tuple[str, object], ...] = ()
    warning: bool = False

    @classmethod
    def of(cls, key: str, /, **values: object) -> Message:
        """A message that tells."""
        return cls(key, tuple(values.items()))

    @classmethod
    def warn(cls, key: str, /, **values: object) -> Message:
        """A message that warns."""
        return cls(key, tuple(values.items()), warning=True)

    @classmethod
    def of_error(cls, error: SummitError) -> Message:
        """An error that doesn't stop the work, as a warning."""
        return cls.warn(error.message, **error.values)

    def spoken(self, text: Callable[..., str], show: Callable[[str], str] = str) -> str:
        """The message translated by ``text`` (``Catalogue.text``), its values as ``show`` gives them."""
        values = {
            name: value.spoken(text, show)
            if isinstance(value, Message)
            else show(value if isinstance(value, str) else str(value))
            for name, value in self.values
        }
        return text(self.key, **values)

    def __str__(self) -> str:
        return self.spoken(lambda key, **values: key.format(**values))
