"""A file that was read -> what accepting it would change, or its receipt with its bytes and facts kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.memory import NOTHING
from store import closing, intake, teaching
from store.receipts import Receipt

if TYPE_CHECKING:
    from loaders.report import Loaded
    from store.folding import Key, Source
    from store.intake import Filed
    from store.journal import Act, Page


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of a file: its receipt, which is the first one if the same bytes were there already."""

    is_new: bool
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Change:
    """What accepting would do: how many keys it adds and replaces, and which receipts hold these now.

    `known` is the receipt if the same bytes are there already, for the same periods.
    """

    known: Receipt | None
    added: int
    replaced: int
    supersedes: tuple[int, ...]


def accept(page: Page, loaded: Loaded, filed: tuple[Filed, ...], act: Act) -> Accepted:
    """Write the receipt of a file whose bytes and facts are kept; Refused as `preview` would be."""
    taught = _taught(page, loaded)
    if known := _known(page, loaded, filed, taught):
        return Accepted(is_new=False, receipt=known)
    closing.check_open(page, (one.receipt for one in filed))
    event = Receipt(
        **page.next_event(act),
        event="accepted",
        original=loaded.sha256,
        filename=loaded.filename,
        reports=tuple(one.receipt for one in filed),
        findings=tuple(finding for finding in loaded.findings if finding.severity == "warning"),
        supersedes=_numbers(page.holders(intake.keys_in(filed))),
        taught=taught,
    )
    return Accepted(is_new=True, receipt=page.commit(event))


def preview(page: Page, loaded: Loaded, filed: tuple[Filed, ...]) -> Change:
    """Say what `accept` would do; Refused("answer-outdated" | "read-otherwise" | "month-closed")."""
    claimed = intake.keys_in(filed)
    held = page.holders(claimed)
    known = _known(page, loaded, filed, _taught(page, loaded))
    if not known:
        closing.check_open(page, (one.receipt for one in filed))
    return Change(known, len(claimed) - len(held), len(held), _numbers(held))


def _taught(page: Page, loaded: Loaded) -> tuple[int, ...]:
    """Return the decisions a file was read with; all receipts are looked at only where there are any."""
    return intake.taught_by(loaded, teaching.fold(page.all()) if loaded.taught else NOTHING)


def _known(page: Page, loaded: Loaded, filed: tuple[Filed, ...], taught: tuple[int, ...]) -> Receipt | None:
    """Return the receipt that says the same of the same bytes."""
    earlier = page.accepted_with(loaded.sha256)
    return next((receipt for receipt in earlier if intake.is_filed_by(receipt, filed, taught)), None)


def _numbers(held: dict[Key, Source]) -> tuple[int, ...]:
    return tuple(sorted({source.receipt for source in held.values()}))
