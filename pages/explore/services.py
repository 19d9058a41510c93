"""Online services: how many dossiers come in online, by unit and month."""

import streamlit as st

from adoption import choices
from ui import filters, labels, language, terms, views
from ui.asked import Asked, choose_measure, choose_reading
from ui.session import ask

_ = language.words()
st.title(_("Online services"))

with st.container(horizontal=True, vertical_alignment="bottom"):
    one = choose_measure(
        *("online_share", "full_share", "resolved_on_time_share"),
        *("received_and_on_time_share", "received", "received_online"),
    )
    level = filters.choose_in_list(_("Level of service"), "level", labels.LEVELS, terms.meanings("level"))
    sector = filters.choose_or_all(_("Sector"), "sector", ask(choices.values, "service_usage", "sector"))
    reading = choose_reading(one)

asked = Asked(one, filters.selection("service_usage", level=level, sector=sector), reading)
narrowed = {_("Level of service"): labels.breakdown(level), _("Sector"): sector or _("All")}
views.show(asked, narrowed, name="services")
