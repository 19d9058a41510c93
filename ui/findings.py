"""Findings -> sentences on the page, the gravest first, each with the cell it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from locales import N_
from ui import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loaders.report import Finding

SHOWN_AT_MOST = 12
FOLDED = {
    "warning": (N_("Look at these before you accept: {count}"), ":material/warning:"),
    "note": (N_("Good to know: {count}"), ":material/info:"),
}


def show(findings: Sequence[Finding], *, expanded: bool = False) -> None:
    """Show errors openly, warnings and notes folded under their number, unless they are all there is to say."""
    errors = _of("error", findings)
    if errors:
        st.error(_listed(errors), icon=":material/block:")
    for severity, (title, icon) in FOLDED.items():
        found = _of(severity, findings)
        if found:
            label = language.words()(title).format(count=language.count(len(found)))
            st.expander(label, expanded=expanded, icon=icon, type="compact").markdown(_listed(found))


def _of(severity: str, findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == severity]


def _listed(findings: Sequence[Finding]) -> str:
    """Write one line a finding; a long list ends with how many more there are."""
    lines = list(dict.fromkeys(map(_line, findings)))
    shown, more = lines[:SHOWN_AT_MOST], len(lines) - SHOWN_AT_MOST
    if more > 0:
        shown.append(language.words()("and {count} more like these").format(count=language.count(more)))
    return shown[0] if len(shown) == 1 else "\n".join(f"- {line}" for line in shown)


def _line(finding: Finding) -> str:
    sentence = plain(finding.hint(language.current()))
    return f"**{plain(finding.where)}** · {sentence}" if finding.where else sentence


def plain(text: str) -> str:
    """Keep what a file says from being read as Markdown (a link, an image, a formula)."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()<>#+-!|~$:" else sign for sign in text)
