"""What the doctor's page shows: lines, and in words how each has to look.

Each is chosen so that a fault of terminals shows in it to somebody who reads no Arabic: by where the
outermost signs stand, by what hangs together, by lines of bars that are straight or not. Texts are made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from summit_tui.i18n import N_, Catalogue
from summit_tui.tui.speech import as_typed


@dataclass(frozen=True, slots=True)
class Sample:
    """Rows to look at, and ``looks``, a catalogue key that tells how they look where all is right.

    A row's parts stand in panes of their own, from left to right. A row of one part is broken like a
    paragraph. In ``looks`` ``{left}`` and ``{right}`` are the quotation marks that open to that side.
    """

    rows: tuple[tuple[str, ...], ...]
    looks: str


HEADING: Final = N_("The frame is straight, and:")

SAMPLES: Final = (
    # Order of letters, words and rows: reversed where a terminal orders anew what is in order.
    Sample(
        (("اكتمل الجسر في الربيع، وعبره أول قطار.",),),
        N_("First row: an upright ا at the right end. Last: the full stop at the left."),
    ),
    # Joining: letters fall apart where signs stand between them, or join over U+200C.
    Sample(
        (("بيتنا  ب ي ت ن ا",), ("می\u200cبینم",)),
        N_("Right: one piece; left: its five letters. Below: two pieces, side by side."),
    ),
    # Numbers and Latin letters, in brackets: they go from left to right at their places in the row.
    Sample(
        (("القطار (Line 7) في 9:30",), ("من ١٠ إلى ٢٥ كم",)),
        N_("(Line 7) and 9:30 read as here, 9:30 at the left end; ١٠ is right of ٢٥."),
    ),
    # Signs in pairs: mirrored twice, or at the wrong end.
    Sample(
        (("«قالت: [نعم]»",), ("(أليس كذلك؟)",)),
        N_("{left} is at the left end, {right} at the right; brackets embrace words."),
    ),
    # Lam-alef, a cell each: bars go astray where it takes two.
    Sample(
        (("لا│لأ│لإ│لآ",), ("١│٢│٣│٤",)),
        N_("The bars stand one below the other; ١ is at the right end."),
    ),
    # Diacritics have no cell of their own.
    Sample(
        (("كتب معلم سؤالا",), ("كَتَبَ مُعَلِّمٌ سُؤَالًا",)),
        N_("Equally wide rows; in the second, small signs above and below letters."),
    ),
    # Two panes: words change places, or push the bar, where a terminal takes the row for one text.
    Sample(
        (("بحر", "جبل أخضر"), ("سماء زرقاء", "نهر")),
        N_("The bar in the middle is straight; words touch the bar on their right."),
    ),
)


def told(sample: Sample, catalogue: Catalogue) -> str:
    """How ``sample`` has to look, in the interface's language."""
    places = {"left": as_typed("«"), "right": as_typed("»")}
    return catalogue.text(
        sample.looks, **{name: sign for name, sign in places.items() if name in sample.looks}
    )
