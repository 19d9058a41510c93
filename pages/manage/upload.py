"""Upload: offices' files in; what each was taken for, what is wrong with it, what it would change; accept or leave."""

from __future__ import annotations

import streamlit as st

from ui import intake_card, language, period_choice, taught, tray

_ = language.words()

st.title(_("Upload reports"))
st.caption(
    _("Excel files and exports as they are, several at once or as a zip. Nothing is stored until you accept it.")
)

uploads = st.file_uploader(_("Files"), accept_multiple_files=True, key=tray.uploader_key())
intake_card.show_limits()
if uploads:
    tray.forget_accepted()
    tray.receive(uploads)
tray.refresh()

intake_card.show_accepted(tray.accepted())
if files := tray.waiting():
    intake_card.ask_name(files)
    period_choice.ask_for_all(files)
    intake_card.show_actions_for_all(files)
    for file in files:
        intake_card.show(file, tray.verdict(file))
elif not tray.accepted():
    intake_card.show_what_is_read()
taught.confirm()
