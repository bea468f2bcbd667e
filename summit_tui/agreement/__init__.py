"""How far two annotations of the same article agree, and where they don't."""

from summit_tui.agreement.disagreements import Disagreement, Kind, disagreements
from summit_tui.agreement.figures import Counts, Figures, Share, figures, interval
from summit_tui.agreement.records import Annotation, Record
from summit_tui.agreement.speech_marks import marked_stretches

__all__ = [
    "Annotation",
    "Counts",
    "Disagreement",
    "Figures",
    "Kind",
    "Record",
    "Share",
    "disagreements",
    "figures",
    "interval",
    "marked_stretches",
]
