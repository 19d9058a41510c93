"""Named actions -> their times measured in turns, and a Markdown table of them with ratios."""

from __future__ import annotations

import platform
from datetime import datetime
from importlib.metadata import version
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Action = Callable[[], Any]
    Times = dict[str, list[float]]

PROVINCE_TIME = ZoneInfo("Asia/Ho_Chi_Minh")


def in_turns(actions: Mapping[str, Action], rounds: int) -> Times:
    """Return the seconds each action took in each round, after one round that is not counted.

    Actions take turns within a round, so that a machine busy with other work slows all of them and not one.
    """
    for action in actions.values():
        action()
    times: Times = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            times[name].append(seconds(action))
    return times


def seconds(action: Action) -> float:
    """Return how long the action takes, by the clock on the wall."""
    started = perf_counter()
    action()
    return perf_counter() - started


def milliseconds(times: list[float]) -> str:
    """Return the median, as printed in a table."""
    return f"{1000 * median(times):.0f} ms" if median(times) >= 0.01 else f"{1000 * median(times):.1f} ms"


def ratio(times: list[float], against: list[float]) -> str:
    """Return the median of the rounds' ratios: one slow round spoils both of its times, not their ratio."""
    middle = median(one / other for one, other in zip(times, against, strict=True))
    return f"{middle:.0f}x" if middle >= 10 else f"{middle:.1f}x" if middle >= 1 else f"{middle:.2f}x"


def markdown(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table whose first column is text and whose others are figures."""
    heads = list(headings)
    lines = [heads, ["---", *("---:" for _ in heads[1:])], *map(list, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def circumstances(*packages: str) -> str:
    """Return the day and the versions that were measured, as one line."""
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return f"{datetime.now(PROVINCE_TIME):%Y-%m-%d}, Python {platform.python_version()}, {versions}."
