"""The one gateway to camel-tools: what it normalises, without importing it before it is needed.

Only ``camel_tools.utils.normalize`` is taken here. ``utils.charsets`` and what imports it (``dediac``,
``tokenizers``) walks all of Unicode at import, and ``camel_tools.data`` asks the network: what needs
them is in modules of its own (``analysis``), imported late and off the interface's thread, within
``data.data_folder``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import cast

_Normaliser = Callable[[str], str]


def normalize_letters(character: str) -> str:
    """Compatibility form (NFKC) with alefs, alef maksura and teh marbuta made one letter each."""
    for normalise in _normalisers():
        character = normalise(character)
    return character


@cache
def _normalisers() -> tuple[_Normaliser, ...]:
    # Imported on first use: 20 ms that no start of the program has to wait for.
    from camel_tools.utils import normalize

    return cast(
        "tuple[_Normaliser, ...]",
        (
            normalize.normalize_unicode,
            normalize.normalize_alef_ar,
            normalize.normalize_alef_maksura_ar,
            normalize.normalize_teh_marbuta_ar,
        ),
    )
