"""The store, opened once for all readers, and adoption's answers as of the state that the page shows, remembered."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from adoption.facts import AsOf
from store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from adoption.facts import FactStore
    from store.folding import Key, Source

P = ParamSpec("P")
T = TypeVar("T")
_SHOWN = "ledger number shown"


def store() -> Store:
    """Return the open store; StoreError if the folder cannot be used."""
    return _opened(os.environ.get("ADOPTION_STORE", ""), os.environ.get("ADOPTION_LEDGER", ""))


def shown() -> int:
    """Return the ledger's number whose state this run shows: the newest, unless `show_as_of` settled another."""
    number: int | None = st.session_state.get(_SHOWN)
    return store().version if number is None else number


def show_as_of(number: int) -> None:
    """Let every question of this run be answered as the ledger stood after that number."""
    st.session_state[_SHOWN] = number


def ask(question: Callable[Concatenate[FactStore, P], T], *arguments: P.args, **named: P.kwargs) -> T:
    """Answer one of adoption's questions, `question(store, ...)`, as of the number shown; each answer is remembered.

    All of one run's answers are of one state, also while somebody accepts another file.
    """
    return ask_as_of(shown(), question, *arguments, **named)


def ask_as_of(
    number: int, question: Callable[Concatenate[FactStore, P], T], *arguments: P.args, **named: P.kwargs
) -> T:
    """Answer a question as the ledger stood after that number."""
    name = f"{question.__module__}.{question.__qualname__}"
    answer: T = _answer(name, str(store().root), number, arguments, named, question)
    return answer


def held(unit_id: str) -> dict[Key, Source]:
    """Return which files hold the unit's figures in the state that this run shows."""
    return _held(str(store().root), shown()).get(unit_id, {})


@st.cache_resource(max_entries=8, show_spinner=False)
def _held(folder: str, number: int) -> dict[str, dict[Key, Source]]:  # noqa: ARG001 - the key, as below
    """Sort what the files hold by unit: all of it is thousands of keys, too many to go through in each run."""
    by_unit: dict[str, dict[Key, Source]] = {}
    for key, source in store().current(as_of=number).items():
        by_unit.setdefault(key.unit_id, {})[key] = source
    return by_unit


@st.cache_resource(show_spinner=False)
def _opened(folder: str, ledger: str) -> Store:  # noqa: ARG001 - the key: another folder is another store
    return open_store()


@st.cache_data(max_entries=2000, show_spinner=False)
def _answer(
    name: str,  # noqa: ARG001 - this and the next are the key under which the answer is remembered
    folder: str,  # noqa: ARG001
    number: int,
    arguments: tuple[Any, ...],
    named: dict[str, Any],
    _question: Callable[..., Any],
) -> Any:  # noqa: ANN401 - whatever the question answers; `ask` knows
    return _question(AsOf(store(), number), *arguments, **named)
