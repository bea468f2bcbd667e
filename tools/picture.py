"""Makes the README's picture: the app in a real xterm, the article that comes with it partly annotated.

The project that is shown is made in a folder of its own, through the session, and thrown away.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_ROOT))

from summit_tui.config import Paths  # noqa: E402 - run as a file
from summit_tui.session import Selection, Session, open_session  # noqa: E402
from summit_tui.session.commands.quote import speaker_choices  # noqa: E402
from tests.terminals.pictures import write_png  # noqa: E402
from tests.terminals.windows import Display, TerminalError, Window  # noqa: E402

_TARGET = _ROOT / "docs" / "pictures" / "summit.png"
_COLUMNS, _ROWS, _POINTS = 110, 32, 12
_QUOTES = (
    ("بأنه شريك", "ومحنك"),
    ('إنهما تحدثا "باللغة', 'ذاتها"'),
    ("أن القمة خلت", "البلدين"),
    ('إنه أبلغ الرئيس بوتين "بالحاجة', 'جميعا"'),
    ("فعلت ما", "لفعله"),
    ("إن الاجتماع كان", "البعض"),
)
"""The first and the last words of each quote, in the order of the text."""
_SHOWN_QUOTE = 4
"""How often "next quote" is pressed, so that a quote with its cue and mention is the one shown."""
_ARTICLE_TOPICS = (1, 3)


def annotate(session: Session) -> None:
    """Makes the quotes of ``_QUOTES`` with their likeliest speakers, and tags the article."""
    end = 0
    for first, last in _QUOTES:
        start = session.text.index(first, end)
        end = session.text.index(last, start) + len(last)
        session.select(Selection(start, end))
        session.run("quote.make")
        quote = session.quote
        if quote is None or quote.start != start:
            raise ValueError(f"no quote was made of {first!r}")
        choices = speaker_choices(session, quote)
        if choices:
            session.run("quote.speaker", choices[0])
    for number in _ARTICLE_TOPICS:
        session.run("topic.article_numbered", number)


def main() -> int:
    """Writes the picture; 0 when it's there, 3 when a window or a program was missing."""
    try:
        with tempfile.TemporaryDirectory(prefix="summit-picture-") as home:
            folder = Path(home)
            with contextlib.closing(_opened(folder)) as session:
                annotate(session)
            command = [sys.executable, "-m", "summit_tui", "--lang", "en"]
            environment = {"SUMMIT_HOME": home, "PYTHONPATH": str(_ROOT), "COLORTERM": "truecolor"}
            with (
                contextlib.chdir(folder),
                Display() as display,
                Window(
                    display,
                    "xterm",
                    command,
                    columns=_COLUMNS,
                    rows=_ROWS,
                    points=_POINTS,
                    environment=environment,
                ) as window,
            ):
                window.settled_picture()
                window.press(*["n"] * _SHOWN_QUOTE)
                picture = window.settled_picture()
    except (TerminalError, FileNotFoundError) as error:
        print(f"picture: {error}", file=sys.stderr)
        return 3
    _TARGET.parent.mkdir(parents=True, exist_ok=True)
    write_png(picture, _TARGET)
    print(f"{_TARGET.relative_to(_ROOT)}: {picture.width} × {picture.height} pixels")
    return 0


def _opened(home: Path) -> Session:
    with contextlib.chdir(home):
        return open_session(None, paths=Paths.of({"SUMMIT_HOME": str(home)}))


if __name__ == "__main__":
    sys.exit(main())
