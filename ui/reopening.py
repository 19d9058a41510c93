"""A table that was downloaded here and comes back -> the link that opens the view it came from.

The address in a file is anyone's to write: only the name of one of our pages and our own parameters are taken from it,
never its host, and each value is held to what the page's own filters offer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from ui import language, navigation

if TYPE_CHECKING:
    from loaders.report import Loaded

CODE = "own-download"
PARAMETERS = frozenset(
    {
        *("from", "to", "borders", "unit_level", "units", "unit", "as_of", "lang"),
        *("measure", "kind", "level", "sector", "procedure", "holder", "by", "state", "against", "form", "period"),
        *("since", "until"),
    }
)
LONGEST = 500
"""Characters of a value; a longer one is no choice of ours."""


def view(address: str) -> tuple[str, dict[str, str]] | None:
    """Return the page and its parameters that an address names; None where it names no page of ours."""
    try:
        parts = urlsplit(address)
        asked = parse_qsl(parts.query, max_num_fields=40)
    except ValueError:
        return None
    page = parts.path.rpartition("/")[2] or navigation.ENTRIES[0].name
    if page not in {entry.name for entry in navigation.ENTRIES}:
        return None
    return page, {name: value for name, value in asked if name in PARAMETERS and len(value) <= LONGEST}


def offer(loaded: Loaded) -> None:
    """Offer the way to the view where a file is a table of ours."""
    for address in (finding.found for finding in loaded.findings if finding.code == CODE):
        if found := view(address):
            page, chosen = found
            label = language.words()("Open the view it came from")
            navigation.link(page, label, ":material/open_in_browser:", **chosen)
            return
