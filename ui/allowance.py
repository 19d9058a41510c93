"""How much each session keeps in the server's memory: uploads while they come, then the files that wait for an answer.

The server's upload limit counts here and the upload page gives back here: both run in one process.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from loaders.container import limits

SESSIONS_WATCHED = 10_000
SESSION_BYTES = 2 * limits.FILE_BYTES
"""What one session may keep in memory: two lists of a million dossiers that wait, or one while another is read."""


@dataclass(frozen=True, slots=True)
class Held:
    """The bytes each session holds, by the name of what holds them. Threads may share it."""

    _sessions: OrderedDict[str, dict[str, int]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def keep(self, session: str, name: str, size: int) -> None:
        """Count these bytes under a name, in place of what was counted there."""
        with self._lock:
            self._of(session)[name] = size

    def grow(self, session: str, name: str, by: int) -> None:
        """Count further bytes under a name."""
        with self._lock:
            held = self._of(session)
            held[name] = held.get(name, 0) + by

    def give_back(self, session: str, name: str) -> None:
        """Count nothing under a name any more."""
        with self._lock:
            self._of(session).pop(name, None)

    def files(self, session: str) -> int:
        """Return how many things a session holds."""
        with self._lock:
            return len(self._of(session))

    def size(self, session: str) -> int:
        """Return how many bytes a session holds."""
        with self._lock:
            return sum(self._of(session).values())

    def _of(self, session: str) -> dict[str, int]:
        held = self._sessions.setdefault(session, {})
        self._sessions.move_to_end(session)
        if len(self._sessions) > SESSIONS_WATCHED:
            self._sessions.popitem(last=False)
        return held


HELD = Held()
"""What this process's sessions hold; a page and the server have no other place in common."""
