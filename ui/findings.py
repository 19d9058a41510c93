"""Findings -> sentences on the page, the gravest first, each with the cell it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ui import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loaders.report import Finding

SHOWN_AT_MOST = 12


def show(findings: Sequence[Finding], *, expanded: bool = False) -> None:
    """Show errors and warnings openly; notes are folded, unless they are all there is to say."""
    _ = language.words()
    if errors := _of("error", findings):
        st.error(_listed(errors), icon=":material/block:")
    if warnings := _of("warning", findings):
        st.warning(_listed(warnings), icon=":material/warning:")
    if notes := _of("note", findings):
        label = _("Good to know: {count}").format(count=language.count(len(notes)))
        st.expander(label, expanded=expanded, icon=":material/info:", type="compact").markdown(_listed(notes))


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
