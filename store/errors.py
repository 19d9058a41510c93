"""What can go wrong in the store -> one sentence for people, whose words the catalogues translate."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from loaders.report import Finding

SENTENCES = {
    "disk-full": "The disk is full: nothing was stored. Free some space and try again ({where}).",
    "not-writable": "The store cannot be written to: nothing was stored. Check the folder's permissions ({where}).",
    "not-readable": "The store cannot be read ({where}): {reason}.",
    "no-room-to-read": "The ledger's database {where} cannot be opened: nothing was stored. The disk may be full or "
    "read-only, or the folder not there.",
    "busy": "Someone else has been writing to the store for a long time: nothing was stored. Try again.",
    "number-taken": "Another server that does not share this ledger wrote receipt {number}: nothing was stored.",
    "ledger-damaged": "The ledger's database is damaged. Run: python -m store rebuild",
    "receipt-damaged": "Receipt {number} is damaged. Run: python -m store verify, and restore the file from a backup.",
    "receipt-missing": "Receipt {number} is missing. Restore the file from a backup.",
    "chain-broken": "Receipt {number} does not follow the one before it: one of the two was changed or exchanged.",
    "original-damaged": "The original {sha256} ({filename}) is not what was received. Restore it from a backup.",
    "original-missing": "The original {sha256} ({filename}) is missing. Restore it from a backup.",
    "facts-damaged": "The facts {sha256} of receipt {number} were changed. Restore the file from a backup.",
    "facts-missing": "The facts {sha256} of receipt {number} are missing. Restore the file from a backup.",
    "row-missing": "The ledger's database has no row for receipt {number}. Run: python -m store rebuild",
    "row-differs": "The ledger's database says something else than receipt {number}. Run: python -m store rebuild",
    "row-without-receipt": "Receipt {number} is missing, the database still has it. Restore the file from a backup.",
    "index-differs": "The index of current facts is wrong in {count} places. Run: python -m store rebuild",
    "other-folder": "The ledger's database has receipt {number}, the folder {where} has not, or not the same: nothing "
    "was stored. Is it the right folder, and its disk there? Else run: python -m store verify",
    "ledger-unknown": "ADOPTION_LEDGER is not the address of a PostgreSQL database. Write "
    "postgresql://user:password@server/database, or unset it to keep the ledger in the folder.",
    "ledger-unreachable": "The ledger's database server does not answer: nothing was stored. Try again in a moment; if "
    "it stays so, tell whoever runs the server ({reason}).",
    "ledger-not-writable": "The ledger's database may not be written to: nothing was stored. Tell whoever runs its "
    "server ({reason}).",
    "ledger-in-doubt": "The ledger's database server stopped answering while number {number} was written. Whether it "
    "counts shows in the list when the server is back; to send the same file again does no harm.",
    "backup-exists": "There is a file of that name already: {where}. Choose another name for the backup.",
    "no-backup": "This is no backup of a store, or it is damaged: {where}.",
    "folder-not-empty": "A backup is only restored into an empty folder, and there is something in {where}.",
    "ledger-not-empty": "The database that ADOPTION_LEDGER names already holds a ledger, so nothing was restored. "
    "Give it an empty one.",
    "restore-unfinished": "Restoring a backup into {where} was interrupted. Empty the folder and restore again.",
    "restored-otherwise": "What was restored is not whole, and was removed again: {reason}",
    "unknown-receipt": "There is no accepted file with the number {receipt}.",
    "already-withdrawn": "File {receipt} was withdrawn already.",
    "why-missing": "Say why the file is withdrawn.",
    "not-withdrawn": "File {receipt} is not withdrawn: it counts already.",
    "kept-again": "This very file was sent again and is kept as number {receipt}: there is nothing to reinstate.",
    "reinstate-why-missing": "Say why the file is to count again.",
    "month-closed": "{by} closed the figures of {month} on {day}: sheet {sheet} cannot change them, and nothing was "
    "stored. If they must change, reopen the month first, saying why.",
    "month-already-closed": "{by} closed the figures of {month} on {day} already.",
    "month-not-closed": "The figures of {month} are not closed, so there is nothing to reopen.",
    "month-unknown": "There are no monthly figures to close by this name: {kind} {month}. Write a kind of report and a "
    "month, such as work_records 2024-09.",
    "reopen-why-missing": "Say why the month is reopened.",
    "unknown-decision": "There is no answer with the number {receipt}.",
    "already-taken-back": "Answer {receipt} was taken back already.",
    "take-back-why-missing": "Say why the answer is taken back.",
    "weights-when": "Weights hold for departments, districts or communes, from a month such as 2024-09 on; not "
    "for {level} from {month}.",
    "weights-measure": "{measure} cannot weigh {weight}: choose measures that are shares, the higher the better, "
    "and give each more than 0 and no more than 100.",
    "weights-total": "The weights add up to {total}; they must add up to 100.",
    "weights-why-missing": "Say why the weights are set so.",
    "name-empty": "Say which printed name is meant: there is no word in it.",
    "unit-id-unknown": "There is no unit with the id {unit}.",
    "form-unknown-kind": "This is no kind of report whose columns can be taught: {kind}.",
    "form-no-label": "Say which column names the units; it cannot hold a count too.",
    "form-no-count": "Say of at least one column what it counts.",
    "form-unknown-field": "A report of the kind {kind} has no figure {field}.",
    "form-field-twice": "Two columns were said to hold {field}: {first} and {second}. Choose one.",
    "answer-outdated": "The file was read with answer {receipt}, which no longer holds. Read it again.",
    "read-otherwise": "This very file is kept as number {receipt}, read with other answers. Withdraw that one first.",
    "same-key-in-two-files": "{first} and {second} both give figures of {count} units for {period}: which one holds? "
    "Leave one out, or accept the one that was corrected afterwards, by itself.",
    "has-errors": "The file cannot be accepted: it has {count} errors.",
    "no-report": "No report was found in the file.",
    "other-bytes": "The file is not the one that was read: read it again.",
    "period-missing": "Sheet {sheet} states no period. Say which one it reports on, such as 2024-09.",
    "period-contradicts": "Sheet {sheet} states the period {stated}, not {given}.",
    "unknown-kind": "Sheet {sheet} holds a kind of report that the store does not keep: {kind}.",
    "unknown-unit": "{where} has no known unit.",
    "same-row-twice": "{where} repeats an earlier row of the same sheet: {unit}.",
    "same-key-twice": "Sheets {first} and {second} both report the same figures of {unit}: which one holds?",
}
"""English by code; the Vietnamese stands in locales/vi/store.po under the same English."""

NO_ROOM = frozenset({"disk-full", "not-writable", "no-room-to-read"})
"""What a full or read-only disk says; what lies on it can still be read."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EROFS, errno.EACCES, errno.EPERM}


def sentence(code: str, values: dict[str, str], translate: Callable[[str], str] = str) -> str:
    """Fill the sentence of a code."""
    return translate(SENTENCES[code]).format(**values)


class StoreError(Exception):
    """The store could not do it and nothing changed; `code` is a key of SENTENCES."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = {name: str(value) for name, value in values.items()}
        super().__init__(sentence(code, self.values))

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """Say it in words, through `locales.translator(language)`."""
        return sentence(self.code, self.values, translate)


class Refused(StoreError):  # noqa: N818 - it is no fault but an answer, and reads so where it is caught
    """The input cannot be accepted as it is; `findings` are the errors that say why, where there are any."""

    def __init__(self, code: str, *, findings: tuple[Finding, ...] = (), **values: object) -> None:
        super().__init__(code, **values)
        self.findings = findings


def from_os(error: OSError, where: object) -> StoreError:
    """Return the store's error for what the file system said."""
    if error.errno in _FULL:
        return StoreError("disk-full", where=where)
    if error.errno in _REFUSED:
        return StoreError("not-writable", where=where)
    return StoreError("not-readable", where=where, reason=error.strerror or type(error).__name__)
