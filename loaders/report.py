"""What a file becomes: reports with tidy frames, and findings that name the cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from loaders.unknown import UnknownTable
    from reference.period import Period

PARSER_VERSION = "3"
"""Which rules turned bytes into figures; raised when the same file is read otherwise. Each receipt keeps it."""

Severity = Literal["error", "warning", "note"]
"""An error keeps a file from being accepted; a warning is shown and accepted knowingly; a note informs."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing an officer should know: what is wrong, where, what stands there. The words are in the catalogue.

    `where` is "Biểu 01!C10", a sheet's name, or "" for the whole file; `found` is what stands there, as printed;
    `values` fills the other blanks of the sentence.
    """

    severity: Severity
    code: str
    where: str = ""
    found: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def hint(self, language: str = "vi") -> str:
        """Say in words what is wrong, what is there now and what to do."""
        from loaders.messages import sentence

        return sentence(self, language)


def address_in(columns: Mapping[str, str], sheet: str, field_name: str, row: int, of: str = "all") -> str | None:
    """Return where a field's figure in a row was read from, by a report's `columns`; None where it has no such one."""
    letters = columns.get(f"{field_name}/{of}") or columns.get(field_name)
    return f"{sheet}!{'+'.join(f'{letter}{row}' for letter in letters.split('+'))}" if letters else None


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """One table of one sheet, read.

    `kind` is "service_usage", "work_records", "digital_signatures" or "headline"; `form` the layout it was recognised
    as ("II.06a", "PL3", "K2-1" ...), which is also the id of its arithmetic. `frame` is tidy, a row a unit and its
    breakdown (README, "What it reads", lists the columns); counts are nullable Int64. `columns` says from which column
    of the sheet a field was read: {"received": "C"}, and {"issued/citizen": "D"} or {"received/full": "H"} where one
    field stands in a column for each holder or level. `dashes` in the frame names the fields printed as "-" there.
    """

    kind: str
    form: str
    period: Period | None
    sheet: str
    title: str
    frame: pd.DataFrame
    columns: Mapping[str, str]
    findings: tuple[Finding, ...] = ()
    taught: tuple[str, ...] = ()
    """The ids of the officers' decisions (loaders.memory) without which it would not have been read so."""

    def cell(self, field_name: str, row: int, of: str = "all") -> str | None:
        """Return the address ("PL3!C10"; "PL3!C10+D10" of a sum) a figure was read from, None without such a column."""
        return address_in(self.columns, self.sheet, field_name, row, of)


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """One file, read: nothing of it is stored yet."""

    filename: str
    sha256: str
    container: str
    reports: tuple[Report, ...] = ()
    findings: tuple[Finding, ...] = ()
    """Everything found: of the file itself and of its reports."""
    unrecognised: tuple[UnknownTable, ...] = ()
    """The tables that no form reads, for an officer to say what they are."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep it from being accepted."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def taught(self) -> tuple[str, ...]:
        """The ids of the officers' decisions that its reports were read with, in order."""
        return tuple(dict.fromkeys(one for report in self.reports for one in report.taught))

    @property
    def is_acceptable(self) -> bool:
        """Whether it holds a report and nothing in it is an error."""
        return bool(self.reports) and not self.errors
