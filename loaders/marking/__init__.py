"""A file as received and its findings -> the officer's own workbook with each finding marked in its cell."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.container.contents import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loaders.report import Finding


@dataclass(frozen=True, slots=True)
class Marked:
    """The bytes of an Excel workbook; `is_copy` where the file itself could not be written back."""

    workbook: bytes
    is_copy: bool


def marked(data: bytes, filename: str, findings: Iterable[Finding], language: str = "vi") -> Marked:
    """Return the workbook marked; never raises for a user's file.

    What cannot be written back (.xls, a web page, .csv, .ods, .xlsb) is copied from its cells as read; of what cannot
    be opened at all the workbook only lists the findings. The upload is opened in the child process alone.
    """
    from loaders import sandbox

    order = _order(filename, list(findings), language)
    try:
        answer = sandbox.marked(data, order)
    except Unreadable:
        from loaders.marking.workbook import Order, of_findings

        return Marked(of_findings(Order.parsed(order)), is_copy=True)
    return Marked(answer[1:], is_copy=answer[:1] != b"=")


def _order(filename: str, findings: list[Finding], language: str) -> bytes:
    """Return what the child is asked: all words in the reader's language, as one line of JSON."""
    from loaders.messages import SEVERITIES, sentence
    from locales import translator

    say = translator(language)
    counted = say("{errors} errors, {warnings} warnings, {notes} notes.").format(
        **{f"{one}s": sum(finding.severity == one for finding in findings) for one in SEVERITIES}
    )
    title = say("What was found in the file {name}").format(name=filename)
    advice = say(
        "Correct the coloured cells and send this file again. This sheet was added by the program; it is not read."
    )
    asked = {
        "title": say("Findings"),
        "top": [title, counted, advice],
        "of_copy": say(
            "This workbook is a copy of the cells as they were read, since a file of that kind cannot be "
            "written back; formulas, colours and pictures are not in it."
        ),
        "of_signature": say("The file's digital signature was taken out: it does not hold for a marked file."),
        "of_people": say("This sheet lists single applications with people's data; it was not copied."),
        "headings": [say("Severity"), say("Place"), say("What stands there"), say("What is wrong and what to do")],
        "marks": [
            [one.severity, say(SEVERITIES[one.severity]), one.where, one.found, sentence(one, language)]
            for one in findings
        ],
    }
    return json.dumps(asked).encode("ascii")
