"""An empty store -> a greeting that says what to do."""

from __future__ import annotations

import streamlit as st

import sample_data
from sample_data import loading
from ui import language, navigation, theme
from ui.session import store


def show() -> None:
    """Greet, and offer the two ways on: the offices' own files, or the sample."""
    _ = language.words()
    st.title(_("Welcome"))
    if store().version:
        st.write(_("No file counts any more: all were withdrawn, and stay listed under Reports. Two ways to go on:"))
    else:
        st.write(_("Nothing has been accepted yet, so there is nothing to show. Two ways to begin:"))
    own, sample = st.columns(2)
    with own.container(border=True, height="stretch"):
        st.header(_("Your own files"))
        st.write(_("Upload the monthly workbooks that the offices sent. Each is checked before anything is kept."))
        navigation.link("upload", _("Go to Upload"), icon=":material/upload_file:")
    with sample.container(border=True, height="stretch"):
        st.header(_("A sample to look around"))
        st.write(_("Nearly three years of made-up workbooks in the real layouts. No figure in them is real."))
        if st.button(_("Load the sample data"), key="load_sample", type=theme.main_button(), icon=":material/science:"):
            _load()


def _load() -> None:
    _ = language.words()
    bar = st.progress(0.0, text=_("Loading the sample data…"))

    def tell(done: int, in_all: int) -> None:
        said = _("{done} of {all} files").format(done=language.count(done), all=language.count(in_all))
        bar.progress(done / in_all, text=said)

    if loading.was_removed(store()):
        loading.bring_back(store(), loading.OFFICER, _("The sample is wanted again."), tell)
    else:
        sample_data.load_into(store(), tell)
    st.rerun()
