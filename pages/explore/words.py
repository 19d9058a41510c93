"""The month in words: what the figures say, by rules, each number a link to where it comes from."""

import streamlit as st

from adoption import narrative
from ui import filters, language, story
from ui.session import ask

_ = language.words()
month = filters.shared().last
st.title(_("The month in words"))
st.caption(
    _("{month}, the whole province. Made from the figures by rules; every number leads to its source.").format(
        month=language.month(month)
    )
)
if told := ask(narrative.story, month, language.current()):
    story.show(told)
    story.offer(told)
else:
    st.info(_("There is nothing to tell of this month."), icon=":material/info:")
