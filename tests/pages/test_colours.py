"""Colours that mean something are told apart by every reader, as computed: colour-blind ones too, and on grey paper.

Colour blindness after Machado, Oliveira and Fernandes (2009), differences in CAM02-UCS (Luo, Cui and Li 2006), in which
about one is the least that can be seen; both as the package colorspacious has them.
"""

import itertools
import tomllib
from pathlib import Path

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from documents import maps
from documents.maps import PAPER
from ui import standing, targets, why
from ui.accessible import DEFICIENCIES

THEME = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
GREY = "grey"
CLASSES = 5
"""As many as a map has at most (adoption.maps.layer)."""
LEAST = 8.0
LEAST_IN_GREY = 5.0
ON_SCREEN = ("as it is", *DEFICIENCIES)


def shades(scale, steps):
    """The colours that a map takes of a scale for so many classes."""
    return [scale[2 + round(place * 7 / max(steps - 1, 1))] for place in range(steps)]


def changes(scale):
    """The colours that a map takes for two classes of falls and three of rises."""
    return [*maps.spread(scale[:5], 2), *maps.spread(scale[:4:-1], 3)]


LIGHT, DARK = ({**THEME[ground]} for ground in ("light", "dark"))
PALETTES = {
    "lines, light": (LIGHT["chartCategoricalColors"], (*ON_SCREEN, GREY)),
    "lines, dark": (DARK["chartCategoricalColors"], ON_SCREEN),
    "targets": (list(targets.COLORS.values()), (*ON_SCREEN, GREY)),
    "why": (list(why._COLORS.values()), (*ON_SCREEN, GREY)),
    "who has sent what": (list(standing.COLORS.values()), (*ON_SCREEN, GREY)),
    "map, light": (shades(LIGHT["chartSequentialColors"], CLASSES), (*ON_SCREEN, GREY)),
    "map, dark": (shades(DARK["chartSequentialColors"], CLASSES), ON_SCREEN),
    "changes on a map, light": (changes(LIGHT["chartDivergingColors"]), ON_SCREEN),
    "changes on a map, dark": (changes(DARK["chartDivergingColors"]), ON_SCREEN),
    "changes on a map, paper": (changes(PAPER.changes), ON_SCREEN),
    "map, paper": (shades(PAPER.scale, CLASSES), (*ON_SCREEN, GREY)),
}
LOOKS = [(name, seen) for name, (_colours, ways) in PALETTES.items() for seen in ways]


def rgb(colour):
    return [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]


def as_seen(colour, seen):
    """The colour as this reader sees it, or as a grey of the same lightness."""
    if seen == GREY:
        lightness = cspace_convert(rgb(colour), "sRGB1", "JCh")[0]
        return np.clip(cspace_convert([lightness, 0, 0], "JCh", "sRGB1"), 0, 1)
    if seen in DEFICIENCIES:
        space = {"name": "sRGB1+CVD", "cvd_type": seen, "severity": 100}
        return np.clip(cspace_convert(rgb(colour), space, "sRGB1"), 0, 1)
    return rgb(colour)


@pytest.mark.parametrize(("name", "seen"), LOOKS)
def test_colours_that_mean_something_are_told_apart(name, seen):
    least = LEAST_IN_GREY if seen == GREY else LEAST
    colours = PALETTES[name][0]
    pairs = itertools.combinations(colours, 2)
    apart = {pair: deltaE(*(as_seen(one, seen) for one in pair), input_space="sRGB1") for pair in pairs}
    assert {pair: round(far, 1) for pair, far in apart.items() if far < least} == {}


def test_the_measure_itself_tells_red_from_green_only_to_who_sees_them():
    """So that the test above cannot pass by measuring nothing."""
    red, green = "#c23b22", "#5a7a1e"
    to_all, to_some = (
        deltaE(as_seen(red, seen), as_seen(green, seen), input_space="sRGB1") for seen in ("", "deuteranomaly")
    )
    assert to_all > 4 * LEAST > to_some
    assert deltaE(as_seen("#777777", GREY), as_seen("#777777", ""), input_space="sRGB1") < 2
