"""What the reader's light or dark ground asks of a page."""

from __future__ import annotations

from typing import Literal

import streamlit as st


def main_button() -> Literal["primary", "secondary"]:
    """Return the type of a page's main button: filled in light, outlined in dark.

    Streamlit writes a filled button's words in white and a chosen tab's in the same colour as the filling. On a dark
    ground no colour has 4.5:1 for both (WCAG 2.2, 1.4.3), so there the tabs have it and the button is outlined.
    """
    return "secondary" if st.context.theme.type == "dark" else "primary"
