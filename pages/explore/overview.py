"""The month at a glance: key figures, who is missing, the map, and what the province published."""

import streamlit as st

from adoption import headline
from ui import cards, filters, glance, language, panels
from ui.asked import Asked, choose_measure
from ui.session import ask

_ = language.words()
chosen = filters.shared()

st.title(_("Overview"))
st.caption(_("{month}, changes on the month before").format(month=language.month(chosen.last)))

past = glance.past(headline.HEADLINE_MEASURES, chosen.last)
cards.show(ask(headline.headline_cards, chosen.last), past)
glance.past_as_table(headline.HEADLINE_MEASURES, past, chosen.last)

st.header(_("Who has reported"))
glance.coverage(chosen.last)

st.header(_("By unit"))
with st.container(width=460):
    one = choose_measure(*headline.HEADLINE_MEASURES)
filters.show_chosen_units()
asked = Asked(one, filters.selection(one.kind, first=chosen.last))
by_unit = panels.by_unit(asked)
if not panels.is_empty(by_unit, asked):
    panels.side_by_side(by_unit, asked)

st.header(_("What the province published"))
glance.published(int(chosen.last[:4]))
