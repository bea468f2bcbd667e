"""The text of an article as it lies before a person: laid out, with what is selected and chosen in it."""

from __future__ import annotations

from typing import NamedTuple

from summit_tui.bidi import Direction
from summit_tui.i18n import N_
from summit_tui.session.layout import ArticleLayout
from summit_tui.session.selection import Selection
from summit_tui.session.tasks import Task, TaskKind

DEFAULT_WIDTH = 80
DEFAULT_HEIGHT = 24

READ = N_("read")
SELECT = N_("select")


class View(NamedTuple):
    """How many cells and rows the article is shown in."""

    width: int = DEFAULT_WIDTH
    height: int = DEFAULT_HEIGHT


class Desk:
    """A text and where one is in it.

    ``selecting`` is whether movements extend the selection, ``task`` what is being chosen. ``goal_column`` is
    the column to keep when moving up and down, ``grown`` the selections to shrink back to.
    """

    text: str
    selection: Selection
    selecting: bool
    task: Task | None
    goal_column: int | None
    grown: tuple[Selection, ...]

    def __init__(self) -> None:
        self.view = View()
        self._turned: dict[str, frozenset[int]] = {}

    def lay(self, text: str, sha256: str) -> None:
        """Makes ``text``, which has that hash, the one that is looked at, the caret at its start."""
        self.text = text
        self._sha256 = sha256
        self._layout: ArticleLayout | None = None
        self.selection = Selection.at(0)
        self.selecting, self.task = False, None
        self.goal_column, self.grown = None, ()

    @property
    def layout(self) -> ArticleLayout:
        """The text as rows of the view's width; laid out when it is first asked for."""
        if self._layout is None:
            turned = self._turned.get(self._sha256, frozenset())
            self._layout = ArticleLayout(self.text, self.view.width, turned)
        return self._layout

    def resize(self, width: int, height: int) -> None:
        """Lays the text out anew for a view of ``width`` cells and ``height`` rows."""
        if width != self.view.width:
            self._layout = None
            self.goal_column = None
        self.view = View(width, max(height, 1))

    def turn_paragraph(self) -> Direction:
        """Lets the paragraph at the caret run the other way from here on, and returns its new direction.

        That is a matter of looking at it: nothing is saved, and the next start knows nothing of it.
        """
        paragraph = self.layout.paragraph_at(self.selection.caret)
        self._turned[self._sha256] = self.layout.turned ^ {paragraph}
        self._layout = None
        self.goal_column = None
        return self.layout.direction(paragraph)

    @property
    def extending(self) -> bool:
        """Whether movements carry the selection's end with them."""
        return self.selecting or (self.task is not None and self.task.kind is TaskKind.EDGES)

    def put(self, selection: Selection) -> None:
        """Sets the selection, widened so that it splits no grapheme cluster.

        What earlier movements left behind, the column to keep and the selections to shrink back to, is
        forgotten.
        """
        self.selection = selection.snapped(self.text)
        self.goal_column = None
        self.grown = ()

    def leave_task(self) -> None:
        """Lets go of what is being chosen; the quote stays as it was."""
        self.selecting, self.task = False, None
        self.put(Selection.at(self.selection.caret))


def mode_of(desk: Desk) -> str:
    """The catalogue key of the mode that the person is in."""
    if desk.task is not None:
        return desk.task.kind
    return SELECT if desk.selecting or not desk.selection.empty else READ
