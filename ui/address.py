"""What is chosen on a page <-> its address, so that a copied link shows the same figures in either language.

Streamlit's own `bind="query-params"` writes an option's label, which changes with the language, and drops a value that
is the default, so that a link to "the latest month" would drift. Here the address holds ids, and always all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_SEEN = "address as last seen"
_HELD = "address of this run"


def begin() -> None:
    """Start a run of the frame: nothing is chosen yet."""
    st.session_state[_HELD] = {}


def one(key: str, options: Collection[str], fallback: str) -> str:
    """Settle the value of the widget `key`, to be called before the widget; what is no option becomes the fallback."""
    value: str | None = _asked(key) or st.session_state.get(key)
    chosen = value if value is not None and value in options else fallback
    _settle(key, chosen, chosen)
    return chosen


def several(key: str, options: Collection[str]) -> tuple[str, ...]:
    """Settle the values of a widget for several; what is no option is left out."""
    asked = _asked(key)
    values: Sequence[str] = st.session_state.get(key) or () if asked is None else asked.split(",")
    chosen = [value for value in values if value in options]
    _settle(key, chosen, ",".join(chosen))
    return tuple(chosen)


def anything(key: str) -> str:
    """Settle a value of this page's own that is no widget's and may be any text; "" where none was ever asked for."""
    value = str(_asked(key) or st.session_state.get(key, ""))
    _settle(key, value, value)
    return value


def wished(key: str) -> str | None:
    """Return what the reader asks for anew (a link, "back", a typed address) of something that is no widget."""
    return _asked(key)


def names(key: str) -> bool:
    """Whether the address says anything of it."""
    return key in st.query_params


def hold(key: str, written: str) -> None:
    """Let the address say this too."""
    held()[key] = written


def held() -> dict[str, str]:
    """Return what is chosen so far in this run, as the address writes it."""
    return cast("dict[str, str]", st.session_state[_HELD])


def link() -> str:
    """Return the whole address that shows what is chosen so far; "" where the browser did not say its own."""
    return f"{st.context.url}?{urlencode(held())}" if st.context.url else ""


def publish() -> None:
    """Write what is chosen to the browser's address, in one step so that "back" undoes one choice."""
    if st.query_params.to_dict() != held():
        st.query_params.from_dict(held())
    st.session_state[_SEEN] = held()


def _asked(key: str) -> str | None:
    """Return what the address asks for, if the reader (a link, "back") changed it since it was last written."""
    written = st.query_params.get(key)
    return written if written != st.session_state.get(_SEEN, {}).get(key) else None


def _settle(key: str, value: str | list[str], written: str) -> None:
    st.session_state[key] = value
    if written:
        held()[key] = written
