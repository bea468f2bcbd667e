"""Makes the fonts of the page that ``summit serve`` sends: DejaVu Sans Mono, of which it keeps a part.

A browser's fallback font draws Arabic wider than a cell. DejaVu Sans Mono has every letter of the Arabic
presentation forms B with the advance of its Latin letters, and anchors for diacritics on each. Source:
release 2.37, https://dejavu-fonts.github.io/, as Debian's fonts-dejavu-core installs it (or another folder,
named as the argument). Its licence lets parts be distributed under its name with its notices; they stay in
the fonts, and beside them as LICENSE.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parent.parent / "summit_tui" / "browser" / "page" / "fonts"
INSTALLED = Path("/usr/share/fonts/truetype/dejavu")
FACES = ("DejaVuSansMono", "DejaVuSansMono-Bold")
VERSION = "Version 2.37"

BLOCKS = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x024F),  # Latin-1 Supplement to Latin Extended-B
    (0x02B0, 0x036F),  # modifier letters and combining diacritics
    (0x0384, 0x03CE),  # Greek
    (0x0400, 0x045F),  # Cyrillic
    (0x0600, 0x077F),  # Arabic, Arabic Supplement
    (0x1E00, 0x1EFF),  # Latin Extended Additional, which transliterations of Arabic use
    (0x2000, 0x20BF),  # punctuation, superscripts, currencies
    (0x2116, 0x2122),  # numero and trade mark signs
    (0x2190, 0x21FF),  # arrows
    (0x2212, 0x2265),  # the signs of plain arithmetic
    (0x2423, 0x2423),  # open box
    (0x2500, 0x25FF),  # box drawing, block elements, geometric shapes
    (0x2600, 0x260F),  # stars and boxes
    (0x2700, 0x271F),  # check marks, pencils, crosses
    (0x2800, 0x28FF),  # Braille, which draws progress and plots
    (0xFB50, 0xFDFF),  # Arabic presentation forms A
    (0xFE70, 0xFEFF),  # Arabic presentation forms B
    (0xFFFC, 0xFFFD),  # replacement characters
)
"""First and last code point of what is kept, where the font has it."""

_COPYRIGHT, _LICENCE = 0, 13
_NAMES = (_COPYRIGHT, 1, 2, 3, 4, 5, 6, 8, 11, _LICENCE, 14)


def options() -> subset.Options:
    """How the fonts are cut: marks stay on their letters, notices in the file, no time of its making."""
    chosen = subset.Options()
    chosen.flavor = "woff2"
    chosen.layout_features = ["ccmp", "locl", "mark", "mkmk"]
    chosen.name_IDs = list(_NAMES)
    chosen.notdef_outline = True
    chosen.drop_tables += ["FFTM"]  # FontForge's time stamps
    return chosen


def make(source: Path, target: Path) -> None:
    """Writes the part of the font ``source`` to ``target``. Raises ``ValueError`` for another release."""
    font = TTFont(source)
    if font["name"].getDebugName(5) != VERSION:
        raise ValueError(f"{source} is not of {VERSION}")
    subsetter = subset.Subsetter(options())
    subsetter.populate(unicodes=[code for first, last in BLOCKS for code in range(first, last + 1)])
    subsetter.subset(font)
    font.flavor = "woff2"
    font.recalcTimestamp = False
    font.save(target)


def notices(source: Path) -> str:
    """The copyright and the licence that the font itself holds."""
    names = TTFont(source)["name"]
    source_line = "DejaVu Sans Mono 2.37, https://dejavu-fonts.github.io/; parts of it are in this folder."
    texts = (source_line, names.getDebugName(_COPYRIGHT), names.getDebugName(_LICENCE))
    lines = [line.rstrip() for line in "\n\n".join(map(str, texts)).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join([*lines, ""]))


def main() -> int:
    """Writes the fonts and their licence."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else INSTALLED
    for face in FACES:
        target = FOLDER / f"{face}.woff2"
        make(folder / f"{face}.ttf", target)
        print(f"{target.name}: {target.stat().st_size} bytes")
    (FOLDER / "LICENSE").write_text(notices(folder / f"{FACES[0]}.ttf"), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
