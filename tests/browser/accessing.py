"""What axe-core holds against a page, without what the accessibility page owns up to."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

from ui.accessible import IMPACTS, LIMITS

OWNED_UP = [limit for limit in LIMITS if limit.rule]
"""What axe-core may find, since the page says it to the reader; each must be found, or the page says too much."""


def found_on(page):
    """Return what axe-core holds against the page: (rule, where, how bad)."""
    return [
        (found["id"], str(node["target"]) + node["html"][:120], found["impact"])
        for found in Axe().run(page).response["violations"]
        for node in found["nodes"]
    ]


def violations(page):
    """Return what is bad enough to be a fault, but for what is owned up to."""
    return [
        (rule, where)
        for rule, where, impact in found_on(page)
        if impact in IMPACTS and not any(rule == limit.rule and limit.target in where for limit in OWNED_UP)
    ]
