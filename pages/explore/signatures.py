"""To come."""

import streamlit as st

from ui import address

st.write(address.held())
