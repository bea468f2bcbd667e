"""Pictures of windows as pixels: cut, compared, read and written."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Picture:
    """The pixels of a window: ``pixels`` holds red, green, blue, a byte each, row by row."""

    width: int
    height: int
    pixels: bytes

    @classmethod
    def from_ppm(cls, data: bytes) -> Picture:
        """Reads a binary PPM (P6, 8 bits) without comments, as ImageMagick writes it."""
        header = re.match(rb"P6\s(\d+)\s(\d+)\s255\s", data)
        if header is None:
            raise ValueError("not a binary PPM of 8 bits")
        return cls(int(header[1]), int(header[2]), data[header.end() :])

    def difference(self, other: Picture, tolerance: int = 48) -> float:
        """The part of the pixels, 0 to 1, of which a colour channel differs by more than ``tolerance``."""
        if (self.width, self.height) != (other.width, other.height):
            return 1.0
        return len(self.differing(other, tolerance)) / (self.width * self.height)

    def differing(self, other: Picture, tolerance: int) -> frozenset[int]:
        """The numbers of the pixels, row by row, of which a channel differs by more than ``tolerance``.

        ``other`` has the same size.
        """
        if self.pixels == other.pixels:
            return frozenset()
        return frozenset(
            index // 3
            for index in range(0, len(self.pixels), 3)
            if self.pixels[index : index + 3] != other.pixels[index : index + 3]
            and any(abs(self.pixels[index + c] - other.pixels[index + c]) > tolerance for c in range(3))
        )

    def cut(self, left: int, top: int, width: int, height: int) -> Picture:
        """A part of the picture. Raises ``ValueError`` where it isn't all inside."""
        if left < 0 or top < 0 or left + width > self.width or top + height > self.height:
            raise ValueError(f"{width}x{height}+{left}+{top} isn't inside {self.width}x{self.height}")
        rows = (
            self.pixels[3 * (y * self.width + left) : 3 * (y * self.width + left + width)]
            for y in range(top, top + height)
        )
        return Picture(width, height, b"".join(rows))

    def pixel(self, x: int, y: int) -> tuple[int, int, int]:
        """The red, green and blue of a pixel."""
        start = 3 * (y * self.width + x)
        red, green, blue = self.pixels[start : start + 3]
        return red, green, blue


def write_png(picture: Picture, path: Path) -> None:
    """Writes ``picture`` as a PNG without dates or other text that would differ from run to run."""
    header = b"P6\n%d %d\n255\n" % (picture.width, picture.height)
    strip = ["-strip", "-define", "png:exclude-chunks=date,time"]
    program = shutil.which("magick") or "convert"
    subprocess.run(
        [program, "ppm:-", *strip, f"png:{path}"], input=header + picture.pixels, check=True, timeout=60
    )
