"""Online services: how many dossiers come in online, by unit and month."""

import streamlit as st

from adoption import choices
from ui import filters, labels, language, panels
from ui.session import ask

_ = language.words()
st.title(_("Online services"))

with st.container(horizontal=True, vertical_alignment="bottom"):
    one = panels.choose_measure(
        *("online_share", "full_share", "resolved_on_time_share"),
        *("received_and_on_time_share", "received", "received_online"),
    )
    level = filters.choose(_("Level of service"), "level", labels.LEVELS)
    sector = filters.choose_or_all(_("Sector"), "sector", ask(choices.values, "service_usage", "sector"))
filters.show_chosen_units()

selection = filters.selection("service_usage", level=level, sector=sector)
by_unit = panels.by_unit(one, selection)
narrowed = {_("Level of service"): labels.breakdown(level), _("Sector"): sector or _("All")}

if not panels.is_empty(by_unit):
    panels.show(one, by_unit, selection, narrowed, name="services")
