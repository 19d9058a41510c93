"""Keeps which sections a line stands under: numbered alike they follow each other, numbered otherwise they nest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.units import level_hint
from loaders.words import is_roman

if TYPE_CHECKING:
    from loaders.lines import Line


@dataclass(frozen=True, slots=True)
class Section:
    """A line that heads others; `is_unit` where it names one (a district over its communes)."""

    line: Line
    is_unit: bool = False

    @property
    def style(self) -> str:
        """How it is numbered: as I, A, a, 1, or "" for not at all."""
        number = self.line.ordinal.strip("() .")
        if is_roman(number):
            return "I"
        return "1" if number[:1].isdigit() else "A" if number.isupper() else "a" if number else ""

    def follows(self, other: Section) -> bool:
        """Whether it stands beside the other and not inside it."""
        if self.is_unit or other.is_unit:
            return self.is_unit and other.is_unit
        both_are_levels = level_hint(self.line.label) and level_hint(other.line.label)
        return self.style == other.style or bool(both_are_levels and "" in (self.style, other.style))


Path = tuple[Section, ...]
"""The sections a line stands in, outermost first."""


def opened(path: Path, section: Section) -> Path:
    """Return where lines stand once the section is opened: the first it follows, and all inside that, are over."""
    before = next((place for place, other in enumerate(path) if section.follows(other)), len(path))
    return (*path[:before], section)
