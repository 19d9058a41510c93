"""How far a long command is -> stderr: one line that moves in a terminal, else a line every few seconds."""

from __future__ import annotations

import sys
import time

_EVERY_SECONDS = 5.0


class Progress:
    """Hears how many things of how many are done; `name` is the command's."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._said_at = time.monotonic()

    def __call__(self, done: int, of: int, what: str = "") -> None:
        """Say it, in a file only now and then and at the end."""
        text = f"{self._name} {done}/{of} {what}".rstrip()
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{text}" + ("\n" if done == of else ""))
        elif done == of or time.monotonic() - self._said_at >= _EVERY_SECONDS:
            self._said_at = time.monotonic()
            sys.stderr.write(text + "\n")
        sys.stderr.flush()
