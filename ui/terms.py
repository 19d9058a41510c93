"""What the pages' own words mean, for who meets them there: the one list, each term also in GLOSSARY.md by `code`."""

from __future__ import annotations

from typing import NamedTuple

from locales import N_
from ui import language


class Term(NamedTuple):
    """A word of the pages and what is meant by it; `code` is how code and GLOSSARY.md call it."""

    code: str
    word: str
    meaning: str


TERMS = (
    Term(
        "level",
        N_("Fully online"),
        N_("A service of which every step is done online; the result comes online or by post."),
    ),
    Term("level", N_("Partly online"), N_("A service of which some step still has to be done at the counter.")),
    Term(
        "carried_over",
        N_("Carried over"),
        N_("Of dossiers: taken in earlier and still pending at the period's start. They are not received anew."),
    ),
    Term(
        "borders",
        N_("Borders"),
        N_(
            "Which units are shown: those of each month as they were, those of today, or those until June 2025. "
            "Figures are then summed from the units that lie in them."
        ),
    ),
    Term(
        "carried",
        N_("Estimate"),
        N_("A figure in other borders of which a part lies partly outside; marked ≈ and drawn hollow."),
    ),
    Term("pace", N_("Pace"), N_("Points a month that the last figure must rise by to reach its target in time.")),
    Term(
        "slope",
        N_("Robust slope (Theil-Sen)"),
        N_("The median of the rises between every two of the last six months; one odd month hardly moves it."),
    ),
    Term(
        "mix",
        N_("Own move and mix"),
        N_(
            "A whole share moves because its parts do better or worse (own move), or because strong or weak parts make "
            "up more of all cases than before (mix)."
        ),
    ),
    Term(
        "similar units",
        N_("Similar units"),
        N_("Those of the same level and type: wards beside wards, communes beside communes."),
    ),
    Term("median", N_("Median"), N_("The figure in the middle: half of the units lie above it, half below.")),
    Term(
        "league",
        N_("At best, at worst"),
        N_("The places a unit could take in the league once the reports still due have come, whatever they say."),
    ),
    Term("restate", N_("Restated"), N_("A later file for the same period and units took the place of an earlier one.")),
    Term(
        "withdraw",
        N_("Withdrawn"),
        N_("A file that counts no more; what it had replaced counts again. It stays in the ledger."),
    ),
)


def meanings(code: str) -> str:
    """Return what the words of one kind mean, each in a paragraph of its own, for a widget's help."""
    _ = language.words()
    return "\n\n".join(f"**{_(term.word)}**: {_(term.meaning)}" for term in TERMS if term.code == code)
