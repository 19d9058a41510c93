"""Accessibility: which standard is aimed at, what is tested and how, what does not work, and whom to tell."""

from __future__ import annotations

import streamlit as st

from ui import language, statement

_ = language.words()
st.title(_("Accessibility"))
statement.show_aim()

st.header(_("What is tested"))
statement.show_checks()
st.header(_("What does not work"))
statement.show_limits()
st.header(_("Whom to tell"))
statement.show_contact()
