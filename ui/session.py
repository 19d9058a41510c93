"""The store, opened once for all readers, and adoption's answers, remembered until the ledger grows."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")


def store() -> Store:
    """Return the open store; StoreError if the folder cannot be used."""
    return _opened(os.environ.get("ADOPTION_STORE", ""))


def version() -> int:
    """Return the ledger's last number: what was computed for an older one is computed again."""
    return store().version


def ask(question: Callable[Concatenate[Store, P], T], *arguments: P.args, **named: P.kwargs) -> T:
    """Answer one of adoption's questions, `question(store, ...)`, from memory if the store has not changed since."""
    name = f"{question.__module__}.{question.__qualname__}"
    answer: T = _answer(name, str(store().root), version(), arguments, named, question)
    return answer


@st.cache_resource(show_spinner=False)
def _opened(folder: str) -> Store:  # noqa: ARG001 - the key: another folder is another store
    return open_store()


@st.cache_data(max_entries=2000, show_spinner=False)
def _answer(
    name: str,  # noqa: ARG001 - this and the next two are the key under which the answer is remembered
    folder: str,  # noqa: ARG001
    version: int,  # noqa: ARG001
    arguments: tuple[Any, ...],
    named: dict[str, Any],
    _question: Callable[..., Any],
) -> Any:  # noqa: ANN401 - whatever the question answers; `ask` knows
    return _question(store(), *arguments, **named)
