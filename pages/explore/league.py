"""The league: scores by weighted measures, places among units of one level, and what may still change them."""

import streamlit as st

from adoption import league, months
from documents.labels import UNIT_LEVELS
from ui import filters, language, weighing
from ui import league as shown
from ui.session import ask

_ = language.words()
chosen = filters.shared()
level, month = chosen.unit_level, chosen.last

st.title(_("League"))
st.caption(
    _("Emulation movement “Digital transformation 2024-2025” · {level} · {month}").format(
        level=_(UNIT_LEVELS[level]), month=language.month(month)
    )
)
if not league.is_level_of(level, month):
    said = _("There are no {level} in {month}. Choose another unit level, or another month.")
    named = _(UNIT_LEVELS[level]).lower()
    st.info(said.format(level=named, month=language.in_month(month)), icon=":material/info:")
else:
    told = ask(league.of, level, month, language.current())
    shown.say_rule(told.weighting)
    weighing.offer(told.weighting, level, month)
    if told.table.empty:
        st.info(_("No weights are known for this month. Set them, or choose a later month."), icon=":material/info:")
    else:
        for late_month in (months.shift(month, -1), month):
            if league.is_level_of(level, late_month):
                shown.say_late(ask(league.late, level, late_month, language.current()), late_month)
        if (told.table["standing"] == "placed").any():
            shown.bars(told, level, month)
        else:
            st.info(_("No unit has reported every weighted measure for this month."), icon=":material/info:")
        shown.say_apart(told)
        st.header(_("Table"))
        shown.say_moved(told)
        shown.table(told, level, month)
        shown.one_unit(told, month)
