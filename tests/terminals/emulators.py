"""The terminal emulators that are driven: how each is started with a font, a size in cells, and a command."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

FONT: Final = "DejaVu Sans Mono"


@dataclass(frozen=True, slots=True)
class Size:
    """Of a window in cells, and of its font in points at 96 dots an inch."""

    columns: int = 80
    rows: int = 24
    points: int = 11


def _no_files(_size: Size) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Emulator:
    """A program that shows a terminal in a window."""

    program: str
    package: str
    """The Debian package that brings it."""
    arguments: Callable[[Size], Sequence[str]]
    """Its options; the command, which is one word, follows them."""
    files: Callable[[Size], Mapping[str, str]] = _no_files
    """Its settings: texts by their paths below the home folder."""
    environment: Mapping[str, str] = field(default_factory=dict)
    needs: Mapping[str, str] = field(default_factory=dict)
    """Programs that it takes besides, each with its Debian package."""


def _xterm(size: Size) -> Sequence[str]:
    resources = ("XTerm*scrollBar: false", "XTerm*cursorBlink: false", "XTerm*internalBorder: 0")
    options = [word for resource in resources for word in ("-xrm", resource)]
    geometry = f"{size.columns}x{size.rows}+0+0"
    return [*options, "-u8", "-fa", FONT, "-fs", str(size.points), "-geometry", geometry, "-e"]


def _sakura(size: Size) -> Sequence[str]:
    return ["-f", f"{FONT} {size.points}", "-c", str(size.columns), "-r", str(size.rows), "-x"]


def _xfce(size: Size) -> Sequence[str]:
    bars = ("--hide-menubar", "--hide-toolbar", "--hide-scrollbar", "--hide-borders")
    geometry = f"--geometry={size.columns}x{size.rows}+0+0"
    return ["--disable-server", *bars, f"--font={FONT} {size.points}", geometry, "-x"]


def _konsole(_size: Size) -> Sequence[str]:
    bars = ("--hide-menubar", "--hide-tabbar", "--notransparency")
    return ["--separate", "--nofork", *bars, "--profile", "summit", "-e"]


def _konsole_files(size: Size) -> Mapping[str, str]:
    profile = f"""
[General]
Name=summit
Parent=FALLBACK/
TerminalColumns={size.columns}
TerminalRows={size.rows}
TerminalMargin=0
[Appearance]
Font={FONT},{size.points},-1,5,50,0,0,0,0,0
[Scrolling]
ScrollBarPosition=2
[Terminal Features]
BlinkingCursorEnabled=false
"""
    settings = """
[Desktop Entry]
DefaultProfile=summit.profile
[KonsoleWindow]
RememberWindowSize=false
[MainWindow]
MenuBar=Disabled
StatusBar=Disabled
ToolBarsMovable=Disabled
[MainWindow][Toolbar mainToolBar]
Hidden=true
[MainWindow][Toolbar sessionToolbar]
Hidden=true
"""
    return {".local/share/konsole/summit.profile": profile, ".config/konsolerc": settings}


def _mlterm(size: Size) -> Sequence[str]:
    geometry = f"--geometry={size.columns}x{size.rows}+0+0"
    return ["--type=xft", f"--fontsize={_pixels(size)}", "--sbmod=none", geometry, "-e"]


def _mlterm_files(_size: Size) -> Mapping[str, str]:
    return {".mlterm/aafont": f"DEFAULT={FONT}\n"}


def _kitty(size: Size) -> Sequence[str]:
    options = {
        "font_family": FONT,
        "font_size": size.points,
        "remember_window_size": "no",
        "initial_window_width": f"{size.columns}c",
        "initial_window_height": f"{size.rows}c",
        "window_padding_width": 0,
        "placement_strategy": "top-left",
        "cursor_blink_interval": 0,
        "confirm_os_window_close": 0,
        "update_check_interval": 0,
    }
    words = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
    return ["--config", "NONE", *words]


def _kitty_forced(size: Size) -> Sequence[str]:
    return [*_kitty(size), "-o", "force_ltr=yes"]


def _alacritty(size: Size) -> Sequence[str]:
    options = {
        "font.normal.family": f'"{FONT}"',
        "font.size": float(size.points),
        "window.dimensions.columns": size.columns,
        "window.dimensions.lines": size.rows,
        "window.padding.x": 0,
        "window.padding.y": 0,
        "window.dynamic_padding": "false",
    }
    return [*(word for name, value in options.items() for word in ("-o", f"{name}={value}")), "-e"]


def _urxvt(size: Size) -> Sequence[str]:
    font = f"xft:{FONT}:size={size.points}"
    geometry = f"{size.columns}x{size.rows}+0+0"
    return ["-fn", font, "-fb", f"{font}:bold", "+sb", "-b", "0", "-w", "0", "-geometry", geometry, "-e"]


def _st(size: Size) -> Sequence[str]:
    return ["-f", f"{FONT}:size={size.points}", "-g", f"{size.columns}x{size.rows}+0+0", "-e"]


_FOOT = r"""
weston --backend=x11-backend.so --use-pixman --shell=kiosk-shell.so --socket=foot --idle-time=0 \
    --width=728 --height=448 >/dev/null 2>&1 &
weston=$!
trap 'kill $weston; exit' TERM
while [ ! -S "$XDG_RUNTIME_DIR/foot" ]; do sleep 0.05; done
sleep 0.5
xdotool mousemove 700 420 mousemove 727 447
WAYLAND_DISPLAY=foot foot --font="{font}:size={points}" -o pad=0x0 -o cursor.blink=no \
    -o colors.regular1=ff0000 "$0" &
wait $!
kill $weston
"""
"""foot needs Wayland: a compositor that is a window of X, with room for 80 by 24 cells at 11 points and,
beside these, for the pointer that it draws."""


def _foot(size: Size) -> Sequence[str]:
    return ["-c", _FOOT.format(font=FONT, points=size.points)]


def _pixels(size: Size) -> int:
    """The font's size in pixels at 96 dots an inch."""
    return round(size.points * 96 / 72)


_QT = {"QT_QPA_PLATFORM": "xcb", "QT_LOGGING_RULES": "*=false"}
_SOFTWARE_GL = {"LIBGL_ALWAYS_SOFTWARE": "1", "GALLIUM_DRIVER": "llvmpipe", "LP_NUM_THREADS": "1"}

EMULATORS: Final[Mapping[str, Emulator]] = {
    "xterm": Emulator("xterm", "xterm", _xterm),
    "sakura": Emulator("sakura", "sakura", _sakura),
    "xfce4-terminal": Emulator("xfce4-terminal", "xfce4-terminal", _xfce),
    "konsole": Emulator("konsole", "konsole", _konsole, _konsole_files, _QT),
    "mlterm": Emulator("mlterm", "mlterm", _mlterm, _mlterm_files),
    "kitty": Emulator("kitty", "kitty", _kitty, environment=_SOFTWARE_GL),
    "kitty, force_ltr": Emulator("kitty", "kitty", _kitty_forced, environment=_SOFTWARE_GL),
    "alacritty": Emulator(
        "alacritty", "alacritty", _alacritty, environment={**_SOFTWARE_GL, "WINIT_X11_SCALE_FACTOR": "1"}
    ),
    "urxvt": Emulator("urxvt", "rxvt-unicode", _urxvt),
    "st": Emulator("st", "stterm", _st),
    "foot": Emulator("sh", "dash", _foot, needs={"foot": "foot", "weston": "weston"}),
}
