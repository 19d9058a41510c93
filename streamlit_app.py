"""The frame every run passes through: language, menu, the filters that explore pages share, then the page asked for."""

import streamlit as st

from ui import address, filters, language, navigation, plain_view, sampled, standpoint, statement, welcome

address.begin()
language.settle()
standpoint.settle()
plain_view.settle()
page = navigation.register()

_ = language.words()
entry = navigation.entry_of(page)
is_explore = entry.section == navigation.EXPLORE
if not entry.looks_back:
    standpoint.show_newest()
months = filters.months_with_facts()

app = _("Digital public services in Bắc Ninh")
st.set_page_config(page_title=f"{_(entry.title)} · {app}", layout="wide")

with plain_view.frame():
    language.switch()
    menu = st.container(gap="xxsmall")
    if is_explore and months:
        st.header(_("Show"))
        filters.show_shared(months, entry.heeds)
    if entry.looks_back:
        standpoint.choose()
    with menu:
        navigation.show_menu(page)

if is_explore and not months:
    welcome.show()
else:
    standpoint.banner()
    sampled.banner()
    page.run()
statement.foot(page)
address.publish()
