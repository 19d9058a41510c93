"""Methods: how every figure is defined and worked out, which targets bind, what the program goes by."""

from __future__ import annotations

import streamlit as st

from documents.labels import KINDS
from ui import filters, language, methods

_ = language.words()
month = filters.shared().last

st.title(_("Methods"))
methods.show_version()

for kind in filters.KINDS:
    st.header(_(KINDS[kind]))
    methods.show_measures(kind)

st.header(_("What forms divide"))
methods.show_printed_shares()
st.header(_("Kinds of nothing"))
methods.show_nothings()
st.header(_("Units and borders"))
methods.show_units(month)
st.header(_("Due days"))
methods.show_due_days(month)
st.header(_("Thresholds"))
methods.show_thresholds()
st.header(_("Words of the pages"))
methods.show_terms()
st.header(_("Glossary"))
methods.show_glossary()
