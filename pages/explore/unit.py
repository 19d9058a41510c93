"""One unit: its measures with change, target and place, their trend, what it was and became, and its files."""

from __future__ import annotations

import streamlit as st

from ui import filters, language, profile, unit_beside

_ = language.words()
title = st.empty()
one = profile.choose(filters.months_with_facts())
title.title(one.label(language.current()))
stretch = profile.stretch_of(one)

profile.show_lineage(one)
unit_beside.show_communes(one)

st.header(language.month(stretch.last))
profile.show_cards(one, stretch.last)

unit_beside.show_beside(one, stretch.last, profile.SHOWN)

st.header(_("Trend"))
unit_beside.show_places(one, profile.show_trend(one), stretch)

unit_beside.show_reports(one, stretch)

st.header(_("Files these figures came from"))
profile.show_files(one, stretch)
unit_beside.show_findings(one, stretch)
