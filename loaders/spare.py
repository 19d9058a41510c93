"""A child process that waits for the next upload: it has imported by then what takes most of a summary's time."""

from __future__ import annotations

import atexit
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable


@dataclass(slots=True)
class Spare:
    """At most one child that waits. Threads may share it; it ends with this process."""

    _waiting: subprocess.Popen[bytes] | None = None
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        """Let no child outlive this process."""
        atexit.register(self.end)

    def taken(self, start: Callable[[], subprocess.Popen[bytes]]) -> subprocess.Popen[bytes]:
        """Return the child that waits, or one started now where none does."""
        child = self._removed()
        if child is not None and child.poll() is None:
            return child
        _close(child)
        return start()

    def refill(self, start: Callable[[], subprocess.Popen[bytes]]) -> None:
        """Start a child that waits, where none does."""
        with self._lock:
            if self._waiting is None:
                self._waiting = start()

    def end(self) -> None:
        """End the child that waits."""
        _close(self._removed())

    def _removed(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            child, self._waiting = self._waiting, None
        return child


def _close(child: subprocess.Popen[bytes] | None) -> None:
    if child is not None:
        child.kill()
        with child:  # closes its pipes and waits for its end
            pass
