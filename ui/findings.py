"""Findings -> sentences on the page, the gravest first, each with the cells it speaks of; many equal ones as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from locales import N_
from ui import language, plain_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loaders.report import Finding, Severity

CELLS_NAMED = 3
SHOWN_OF_A_KIND = 3
LEADS: dict[Severity, str] = {
    "error": N_("{count} things keep the file from being accepted:"),
    "warning": N_("{count} things to look at before accepting:"),
    "note": "",
}


def show(findings: Sequence[Finding], *, expanded: bool = False) -> None:
    """Show errors and warnings openly; notes are folded, unless they are all there is to say."""
    _ = language.words()
    if errors := _of("error", findings):
        st.error(_listed(errors), icon=":material/block:")
    if warnings := _of("warning", findings):
        st.warning(_listed(warnings), icon=":material/warning:")
    if any(len(same) > SHOWN_OF_A_KIND for same in _by_kind([*errors, *warnings])):
        _show_each([*errors, *warnings])
    if notes := _of("note", findings):
        label = _("Good to know: {count}").format(count=language.count(len(notes)))
        st.expander(label, expanded=expanded or plain_view.is_on(), icon=":material/info:", type="compact").markdown(
            _listed(notes)
        )


def plain(text: str) -> str:
    """Keep what a file says from being read as Markdown (a link, an image, a formula)."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()<>#+-!|~$:" else sign for sign in text)


def _show_each(findings: Sequence[Finding]) -> None:
    """Show all of them in a table, folded."""
    _ = language.words()
    title = _("All {count}, one by one").format(count=language.count(len(findings)))
    table = pd.DataFrame(
        {
            _("Place"): [finding.where for finding in findings],
            _("What stands there"): [finding.found for finding in findings],
            _("What is wrong and what to do"): [finding.hint(language.current()) for finding in findings],
        }
    )
    with st.expander(title, icon=":material/list:", type="compact", expanded=plain_view.is_on()):
        if plain_view.is_on():
            st.table(table.map(plain), hide_index=True, alt=title)
        else:
            st.dataframe(table, hide_index=True, alt=title)


def _of(severity: Severity, findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == severity]


def _by_kind(findings: Iterable[Finding]) -> list[list[Finding]]:
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        kinds.setdefault(finding.code, []).append(finding)
    return list(kinds.values())


def _listed(findings: Sequence[Finding]) -> str:
    """Write one line a finding; those that say the same, or the same of many cells, share a line."""
    lines = [line for same in _by_kind(findings) for line in _lines(same)]
    if len(lines) == 1:
        return lines[0]
    lead = language.words()(LEADS[findings[0].severity]).format(count=language.count(len(findings)))
    return "\n".join([*([f"{lead}\n"] if lead else []), *(f"- {line}" for line in lines)])


def _lines(same: Sequence[Finding]) -> list[str]:
    """Write findings of one kind: the first few in full, then how many cells there are besides."""
    said: dict[str, list[str]] = {}
    for finding in same:
        places = said.setdefault(plain(finding.hint(language.current())), [])
        if finding.where not in places:
            places.append(finding.where)
    lines = [_line(places, sentence) for sentence, places in list(said.items())[:SHOWN_OF_A_KIND]]
    if more := [place for places in list(said.values())[SHOWN_OF_A_KIND:] for place in places]:
        told = language.words()("and {count} more like these: {cells}")
        lines.append(told.format(count=language.count(len(more)), cells=_places(more)))
    return lines


def _line(places: Sequence[str], sentence: str) -> str:
    where = _places([place for place in places if place])
    return f"{where} · {sentence}" if where else sentence


def _places(places: Sequence[str]) -> str:
    """Name the first few cells, the sheet only where it changes, and count the others."""
    named: list[str] = []
    last = ""
    for place in places[:CELLS_NAMED]:
        sheet, mark, cell = place.rpartition("!")
        named.append(cell if mark and sheet == last else place)
        last = sheet
    said = f"**{plain(', '.join(named))}**" if named else ""
    if len(places) <= CELLS_NAMED:
        return said
    more = language.words()("and {count} more cells").format(count=language.count(len(places) - CELLS_NAMED))
    return f"{said} {more}"
