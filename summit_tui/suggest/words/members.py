"""Enumerations whose members are looked at for every word of an article."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

_Enum = TypeVar("_Enum", bound=type[Enum])


def plain_members(enumeration: _Enum) -> _Enum:
    """A class decorator that makes members plain attributes of their class.

    Python 3.11 finds ``Role.NAME`` through a property written in Python, which takes ten times as long; from
    3.12 on they are plain attributes anyway.
    """
    for name, member in enumeration.__members__.items():
        # Not setattr, with which the class protects its members.
        type.__setattr__(enumeration, name, member)
    return enumeration
