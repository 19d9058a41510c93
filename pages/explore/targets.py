"""Targets: who has reached which, who is on pace, and when the whole will reach it if things go on."""

import streamlit as st

from adoption import outlook
from ui import filters, language, targets
from ui.session import ask

_ = language.words()
month = filters.shared().last
st.title(_("Targets"))
st.caption(
    _("The whole province in {month}; the filters of units do not narrow it.").format(month=language.in_month(month))
)
rows = ask(outlook.table, month, language.current())
targets.say_rule()
if rows.empty:
    st.info(_("No figure of this month."), icon=":material/info:")
else:
    targets.bars(rows, month)
    targets.table(rows, month)
