"""Why it moved: the province's change between two months, split into who did better, who weighs more, who reported."""

import streamlit as st

from adoption import contribution
from ui import filters, language, why
from ui.asked import choose_measure
from ui.session import ask

_ = language.words()
month = filters.shared().last
st.title(_("Why it moved"))
st.caption(
    _("The whole province in {month}; the filters of units do not narrow it.").format(month=language.in_month(month))
)

with st.container(horizontal=True, vertical_alignment="bottom"):
    one = choose_measure(
        *("online_share", "full_share", "resolved_on_time_share", "received"),
        *("records_share", "signed_share", "issued"),
    )
    against = filters.choose(_("Compared with"), "against", why.AGAINST)
    by = filters.choose(_("Split by"), "by", {way: why.BY[way] for way in contribution.ways(one.id)})

told = ask(contribution.of, one.id, month, why.base_of(month, against), by=by, language=language.current())
why.say(told, one)
if told.is_comparable and not told.parts.empty:
    why.waterfall(told, one)
    why.table(told, one, by)
