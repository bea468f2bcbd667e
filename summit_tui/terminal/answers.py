"""What a terminal answers to questions, taken out of what it sends: the rest was typed.

The answers are told apart from keys by their form, as in https://invisible-island.net/xterm/ctlseqs/ctlseqs.html:
XTVERSION's ``DCS > | text ST``, DECRPM's ``CSI 8 ; n $ y``, and the device attributes ``CSI > … c`` (DA2)
and ``CSI ? … c`` (DA1), which every terminal sends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

NAME_QUESTION = "\x1b[>q"
"""XTVERSION. Terminals that don't know it say nothing."""

ORDER_QUESTION = "\x1b[8$p"
"""DECRQM for ECMA-48's bidirectional support mode. Apple's Terminal would show its last letter."""

KIND_QUESTION = "\x1b[>c\x1b[c"
"""DA2 and, last, DA1, whose answer tells that no other will come."""

SCREEN, TMUX = 83, 84
"""The first numbers of the multiplexers' DA2."""

_ANSWER = re.compile(
    rb"\x1bP>\|(?P<version>[^\x1b]*)\x1b\\"
    rb"|\x1b\[(?P<private>\??)8;(?P<mode>\d)\$y"
    rb"|\x1b\[>(?P<secondary>[\d;]*)c"
    rb"|\x1b\[\?(?P<primary>[\d;]*)c"
)
_BEGUN = re.compile(rb"\x1b(?:\[[?>][\d;]*\$?|P>\|[^\x1b]{0,255}\x1b?)\Z")
"""The beginning of an answer at the end of what has come. No key begins like it."""

_MAYBE_BEGUN = re.compile(rb"\x1b(?:\[(?:8(?:;\d?\$?)?)?|P>?|O)?\Z")
"""What may go on as an answer or as a key, or may be the Escape key by itself."""


@dataclass(slots=True)
class Answers:
    """What was answered so far; None or empty where nothing was.

    ``version`` is the terminal's own name for itself, ``order_mode`` DECRPM's value for mode 8 (0 unknown,
    1 set, 2 reset), ``secondary`` and ``primary`` are the numbers of each DA2 and DA1.
    """

    version: str = ""
    order_mode: int | None = None
    secondary: list[tuple[int, ...]] = field(default_factory=list)
    primary: list[tuple[int, ...]] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether the last question was answered: screen answers first itself, then the terminal outside."""
        behind_screen = any(numbers[:1] == (SCREEN,) for numbers in self.secondary)
        return len(self.primary) >= (2 if behind_screen else 1)

    @property
    def any(self) -> bool:
        """Whether anything was answered."""
        return bool(self.version or self.order_mode is not None or self.secondary or self.primary)


class AnswerFilter:
    """Takes the answers out of a stream of bytes; what is left is what a person typed."""

    def __init__(self) -> None:
        self.answers = Answers()
        self._held = b""

    @property
    def undecided(self) -> bool:
        """Whether something is held back that may be a key, to be let go when nothing follows it soon."""
        return _MAYBE_BEGUN.fullmatch(self._held) is not None

    def feed(self, data: bytes) -> bytes:
        """``data`` without answers, and without an answer's beginning at its end, which is held back."""
        data = _ANSWER.sub(self._keep, self._held + data)
        begun = _BEGUN.search(data) or _MAYBE_BEGUN.search(data)
        end = len(data) if begun is None else begun.start()
        self._held = data[end:]
        return data[:end]

    def let_go(self) -> bytes:
        """What was held back and may be a key, since nothing has followed it."""
        if not self.undecided:
            return b""
        held, self._held = self._held, b""
        return held

    def _keep(self, answer: re.Match[bytes]) -> bytes:
        if answer["version"] is not None:
            self.answers.version = answer["version"].decode("utf-8", "replace")
        elif answer["mode"] is not None:
            if not answer["private"]:
                self.answers.order_mode = int(answer["mode"])
        elif answer["secondary"] is not None:
            self.answers.secondary.append(_numbers(answer["secondary"]))
        else:
            self.answers.primary.append(_numbers(answer["primary"]))
        return b""


def _numbers(text: bytes) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(b";") if part)
