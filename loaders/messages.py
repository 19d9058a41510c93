"""Turns a finding into a sentence: what is wrong, what stands there now, what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import locales
from locales import N_, translator
from reference.period import Period

if TYPE_CHECKING:
    from loaders.report import Finding

SENTENCES = {
    "empty-file": N_("The file is empty. Export it again and send the new file."),
    "too-large": N_("The file is too large ({found}). Send one month, or one kind of report, at a time."),
    "image-not-workbook": N_(
        "This is a picture ({found}), whatever its name says; figures cannot be read from it. Send the Excel "
        "file it was made from."
    ),
    "pdf-not-workbook": N_("This is a PDF document, not a workbook. Send the Excel file it was made from."),
    "word-not-workbook": N_("This is a Word document ({found}), not a workbook. Send the table as an Excel file."),
    "archive-not-read": N_(
        "This is an archive of a kind that is not read ({found}). Unpack it and send the workbooks, or a .zip."
    ),
    "format-not-read": N_(
        "This kind of file is not read ({found}). Open it in Excel or LibreOffice and save it as .xlsx."
    ),
    "not-a-workbook": N_("This is not a workbook ({found}). Send the report as the system exports it, or as .xlsx."),
    "own-download": N_(
        "This table was downloaded from this program ({found}), so its figures are here already. It is no office's "
        "report: upload the file that the office sent."
    ),
    "marked-copy": N_(
        "This is the marked copy of a file (its sheet {found} was added here and is not read), and errors that were "
        "marked still stand in it. Mend the coloured cells named here and send this copy again."
    ),
    "encrypted": N_(
        "The workbook is protected by a password and cannot be opened. Remove the password in Excel (File, "
        "Info) and send it again."
    ),
    "truncated": N_("The file breaks off before its end, as after a download that stopped. Export or copy it again."),
    "damaged": N_(
        "The file is damaged and cannot be read surely ({found}). Export it again, or open it in Excel and "
        "save it anew."
    ),
    "duplicate-member": N_(
        "The workbook holds one part twice ({found}), so two readers could see two contents. Open it in Excel"
        " and save it anew."
    ),
    "has-dtd": N_(
        "The workbook holds declarations that no office writes ({found}); it is refused for safety. Open it "
        "in Excel and save it anew."
    ),
    "unsafe-member-name": N_("The file holds a part whose name points outside it ({found}); it is refused for safety."),
    "zip-bomb": N_("Unpacked, the file would be far larger than any report ({found}); it is refused for safety."),
    "too-many-members": N_("The file holds {found} parts, more than any report. Send fewer files at once."),
    "too-many-sheets": N_("The workbook has {found} sheets, more than any report. Send only the sheets of the report."),
    "too-many-rows": N_(
        "The sheet has too many rows for a report ({found}). Delete the empty rows below the table, or what does not "
        "belong to the report, and save it again; a long list of dossiers is read from an .xlsx alone."
    ),
    "too-many-tables": N_(
        "The sheet holds more tables than a report has ({found} places that look like the head of one). Leave the "
        "report's tables only, or send each in a workbook of its own."
    ),
    "text-too-long": N_(
        "The cell holds more text than any cell of a report ({length} characters), beginning with “{found}”. Shorten "
        "it, or move the text to another document."
    ),
    "too-many-columns": N_(
        "The sheet reaches too far to the right ({found}). Delete the empty columns beside the table and save it again."
    ),
    "too-many-cells": N_(
        "The sheet is too large for a report ({found} cells). Delete what lies outside the table and save it again; a "
        "long list of dossiers is read from an .xlsx alone."
    ),
    "too-many-merges": N_(
        "The sheet has too many or too large merged ranges ({found}). Unmerge what lies outside the table and"
        " save it again."
    ),
    "html-without-table": N_(
        "This is a web page without a table ({found}), often the system's sign-in page. Sign in and export "
        "the report again."
    ),
    "reader-killed": N_(
        "Reading the file took the memory or time of an attack, so it was stopped. Open it in Excel and save "
        "it anew as .xlsx."
    ),
    "reader-timeout": N_(
        "Reading the file did not end in time, so it was stopped. Send fewer sheets, or save it anew as .xlsx."
    ),
    "engines-disagree": N_(
        "Two readers see different things in this cell: {found}. Open the file in Excel, look at the cell, "
        "and save it anew."
    ),
    "engines-disagree-more": N_(
        "Two readers disagree in {found} more cells of this sheet. Open the file in Excel and save it anew."
    ),
    "one-engine-only": N_(
        "Only one of two readers ({found}) could open this, so the figures were not compared. Look at them "
        "before accepting."
    ),
    "macro-ignored": N_("The workbook's macros were not run."),
    "encoding-guessed": N_(
        "The file does not say how its letters are written; {found} was taken. Look at the names before accepting."
    ),
    "garbled-text": N_("The text in this cell is garbled ({found}). Export the file again, or save it anew as .xlsx."),
    "legacy-font": N_(
        "The text in this cell is written for an old font, {font}: “{found}”. Convert the whole workbook to Unicode "
        "(with UniKey: Ctrl+Shift+F6) and send it again."
    ),
    "empty-workbook": N_("The workbook is empty. Export the report again."),
    "no-table": N_(
        "No table of a known form was found (sheets: {found}). Send a report on online services, work "
        "records, digital signatures or headline indicators, with its column headings."
    ),
    "personal-list": N_(
        "This lists only some of the dossiers (“{found}”), so how many were received cannot be counted from it; "
        "nothing of it was kept. Export the list of all dossiers received, or send the summary by unit."
    ),
    "list-counted": N_(
        "{found} dossiers received from {first} to {last} were counted by unit (column {column}), month and level of "
        "service, and by sector and procedure where the list says them; nothing of a person was kept."
    ),
    "list-outcomes": N_(
        "Resolved and pending are as the list stood when it was exported, of the dossiers received in each month. "
        "Form II.06a counts what was resolved in the month, so the two are not compared."
    ),
    "list-days-unknown": N_(
        "The list does not say which days it covers; its first dossier was received on {first}, its last on {last}, "
        "and its months were taken as whole. Choose the period if it was exported for part of a month."
    ),
    "list-month-cut": N_(
        "Of month {found} the list covers only {first} to {last}; this is reported as a period of its own, not as the"
        " month."
    ),
    "list-beyond-period": N_(
        "The list holds dossiers received from {first} to {last}, but {found} was chosen. Choose a period that holds "
        "them all."
    ),
    "list-outside-period": N_(
        "{count} dossiers were received on days outside {found}, which the title states; they were not counted (rows "
        "{rows})."
    ),
    "list-by-other-days": N_(
        "{count} dossiers were received on days outside {found}, which the title states (rows {rows}), so the list "
        "seems to be by another day than that of receipt. Export it by the day of receipt."
    ),
    "list-duplicates": N_(
        "{count} rows repeat the number of a dossier above them (rows {rows}); each dossier was counted once. Look "
        "whether the export doubled them."
    ),
    "list-duplicates-differ": N_(
        "{count} rows repeat the number of a dossier above them but say otherwise of its unit, day, channel or level "
        "(rows {rows}), so which of them to count is not known. Leave one row for each dossier."
    ),
    "list-no-code": N_(
        "{count} dossiers have no number (rows {rows}); each was counted, though one could stand there twice. Fill in "
        "the numbers."
    ),
    "list-full-sheet": N_(
        "The list fills its sheet down to the last row, {found}, so the dossiers after it are likely missing. Export "
        "it in parts, such as one month at a time."
    ),
    "list-other-units": N_(
        "Nearly all dossiers are of “{unit}”, but {count} are of other units ({found}): accepted so, they would stand "
        "for all that those units received. Delete their rows if those units send lists of their own."
    ),
    "list-closed": N_(
        "{count} dossiers were withdrawn, returned or stopped: {found} (rows {rows}). They count as received, but "
        "neither as resolved nor as pending."
    ),
    "list-untimed": N_(
        "{count} resolved dossiers lack the day due or the day of the result (rows {rows}), so they count neither as "
        "in time nor as late."
    ),
    "list-resolved-before-received": N_(
        "{count} dossiers have a result from before the day they were received (rows {rows}). Look which of the days "
        "is wrong."
    ),
    "list-bad-day": N_(
        "In {count} rows “{column}” is no day as dd/mm/yyyy (rows {rows}). Write the days so, or as Excel dates, and "
        "send the list again."
    ),
    "list-bad-day-of-outcome": N_(
        "In {count} rows “{column}” is no day as dd/mm/yyyy (rows {rows}), so it is not known whether these dossiers "
        "were in time."
    ),
    "list-days-swapped": N_(
        "In “{column}” some days are dates and some text, as when a program takes 05/09 for May 9: day and month may "
        "be swapped. Export the list again and do not open it in another program before sending it."
    ),
    "list-no-day": N_(
        "{count} dossiers have no day of receipt and were not counted (rows {rows}). Fill in the day if they were "
        "received."
    ),
    "list-no-unit": N_("{count} dossiers have no unit and were not counted (rows {rows}). Fill in the unit."),
    "list-not-an-office": N_(
        "In {count} rows what stands for the unit is no office's name (rows {rows}); it is not shown, since it may be"
        " a person's. Write the unit there."
    ),
    "list-units-too-many": N_(
        "The column for the unit holds more names than a province has offices ({count} rows). Look whether it is the "
        "right column."
    ),
    "list-line-not-used": N_(
        "{count} lines between the dossiers name no office (rows {rows}); the dossiers below them were counted to the"
        " unit named before."
    ),
    "list-not-received": N_(
        "{count} dossiers were only filed or were refused, so they do not count as received (rows {rows})."
    ),
    "list-takes-place": N_(
        "A list of the same days is kept already for {units} of these units ({found}). This list takes its place there "
        "and is not added to it: {old} dossiers received until now, {new} then. If both are parts of one list, put "
        "them into one file and send that."
    ),
    "list-no-subject": N_(
        "In {count} rows the column “{column}” holds nothing that could be read as a name of a procedure or sector "
        "(rows {rows}). These dossiers count for their unit, and are left out by “{column}”. Fill it in and export "
        "again."
    ),
    "list-subjects-too-many": N_(
        "By sector and procedure the list would have {found} lines, more than are kept; it is counted by unit, month "
        "and level alone. Look whether “Lĩnh vực” and “Thủ tục” hold names of procedures, or export month by month."
    ),
    "list-no-channel": N_(
        "The list has no column for how a dossier came in, so only the number received can be counted. Export it with"
        " “Hình thức nộp” to see the share filed online."
    ),
    "list-unknown-channel": N_(
        "In {count} rows it is not known how the dossier came in: {found} (rows {rows}). Write Trực tiếp, Trực tuyến "
        "or Bưu chính công ích."
    ),
    "list-blank-channel": N_(
        "In {count} rows it is blank how the dossier came in (rows {rows}); they count as received but in no channel."
    ),
    "list-unknown-level": N_(
        "In {count} rows the level of service is not known: {found} (rows {rows}); they count in their unit's total "
        "alone."
    ),
    "list-one-value": N_(
        "All {count} dossiers have “{found}” in “{column}”, as when the export was filtered by it; then others "
        "received are missing. Look at the filter before accepting."
    ),
    "list-error-cells": N_(
        "{count} cells in the columns counted by show an error such as {found} ({cells}). Mend them and save the "
        "workbook."
    ),
    "list-stale-formulas": N_(
        "{count} cells in the columns counted by hold a formula whose result was never saved ({cells}). Open the "
        "workbook in Excel and save it."
    ),
    "hidden-sheet": N_("The sheet is hidden and was not read. Unhide it if it belongs to the report."),
    "scaled-figures": N_(
        "“{found}” says that the figures are thousands or the like, and exact ones cannot be made of them. "
        "Send the table with whole figures, or correct the unit of measure."
    ),
    "form-learned": N_("No known form has these headings; the table was read as {by} taught on {at}."),
    "name-decided": N_("“{found}” was taken for {unit}, as {by} decided on {at}."),
    "table-not-read": N_(
        "This table is of no known form and was not read; its headings are: {found}. Look whether it belongs here."
    ),
    "missing-column": N_(
        "The table lacks the column “{column}”; its headings are: {found}. Export the whole form again."
    ),
    "duplicate-column": N_(
        "Two columns are headed alike: “{found}” here and at {other}. Leave one, or head each as the form does."
    ),
    "body-wider-than-header": N_(
        "A figure ({found}) stands in a column without a heading, so headings and figures may not belong "
        "together. Head the column or export again."
    ),
    "first-column-empty": N_(
        "The column “{found}” is empty in every line although the columns after it are filled, so the figures "
        "may have slid to the right. Put each under its heading, or write a dash where there is none."
    ),
    "first-group-empty": N_(
        "The column “{found}” and those it adds up are empty in every line, so nothing was read from them. Accept it "
        "if the system leaves them out, else fill them in and send it again."
    ),
    "column-not-as-headed": N_(
        "“{found}” stands under “{column}”, where the form has only words such as Đạt; headings and figures may not "
        "belong together. Export the report again, or put each figure under its heading."
    ),
    "unknown-column": N_("The column “{found}” belongs to no known form; it was not read."),
    "hidden-rows": N_(
        "Hidden rows were read with the others (rows {rows}). Unhide them, or delete them if they do not count."
    ),
    "hidden-columns": N_(
        "Hidden columns were read with the others (columns {columns}: {found}). Unhide them and look at their figures."
    ),
    "aggregate-section-skipped": N_(
        "This section gives averages over others' units, not units' own figures; it was not read (rows {rows})."
    ),
    "line-not-used": N_("This line names no unit and has no figures; it was taken as a note: “{found}”."),
    "no-data": N_(
        "The table says that it has no data, so there is nothing to accept. Look at the filter of the export."
    ),
    "no-rows": N_("The table has headings but no line of figures. Export the report again with its data."),
    "no-period": N_(
        "The table does not say which period it reports on. Choose the period, or write it above the table."
    ),
    "bad-period": N_(
        "The period cannot be read surely: “{found}”. Write “Từ ngày … đến ngày …” with both days above the table."
    ),
    "periods-disagree": N_("The table states two periods: “{found}” and {other}. Leave the right one."),
    "period-chosen-differs": N_(
        "The table reports on {stated}, but {chosen} was chosen. Choose the table's own period."
    ),
    "cumulative-unclear": N_(
        "“{found}” speaks of figures since the year's start, but the period is {period}. Write both days of "
        "the period that the figures are of, or leave these words out."
    ),
    "period-unfilled": N_("The sheet's own line for the period was left unfilled: “{found}”."),
    "period-in-name": N_(
        "The name “{found}” speaks of month {month}, but a name is never taken for the period. Choose it if "
        "that is right."
    ),
    "period-name-differs": N_(
        "The name “{found}” speaks of month {month}, but the table reports on {period}, which was taken. Look "
        "whether it is the right table."
    ),
    "unknown-unit": N_(
        "No unit is called “{found}” on that day. Similar: {options}. Write the unit's name as it was then."
    ),
    "ambiguous-unit": N_(
        "“{found}” can mean several units: {options}. Write huyện, thị xã, phường or xã before the name."
    ),
    "dropped-sheet": N_(
        "The sheet's name “{found}” says that it is dropped, and “{other}” has its units and period; it was "
        "left out. Delete it if it does not count."
    ),
    "dropped-sheet-alone": N_(
        "The sheet's name “{found}” says that it is dropped, yet no other sheet has its figures. Rename it if "
        "it counts, or delete it."
    ),
    "table-twice": N_(
        "This table claims figures that {other} gives too: same kind, period and units. Leave one of the two."
    ),
    "unit-twice": N_("The unit “{found}” stands in the table twice, here and at {other}. Leave one line."),
    "no-sender": N_(
        "The table is by sector or procedure but does not say whose it is. Write the unit after “Đơn vị báo cáo:”."
    ),
    "sector-without-unit": N_(
        "Other sectors of this table stand under a unit, but this one under none: “{found}”. Write the unit's name "
        "over or beside it."
    ),
    "level-without-unit": N_("A level of service stands under no unit: “{found}”. Put the unit's line above it."),
    "meaning-unclear": N_(
        "“{column}” may be what came in at the counter or all that came in, and the table does not say which: {found} "
        "here, but {cells} add up to {computed}. Correct the line, or export the report again with all its columns."
    ),
    "line-of-no-unit": N_(
        "“{found}” is no unit; the line's figures were counted for nobody. Look whether they belong to a unit."
    ),
    "not-a-level": N_(
        "“{found}” under “Mức độ” is no level of service. Write Toàn trình, Một phần or Cung cấp thông tin."
    ),
    "not-a-count": N_("“{found}” is not a whole number of zero or more. Write the number in digits."),
    "merged-figure": N_(
        "The figure {found} stands in merged cells, so it may be of several lines or columns together. Unmerge them "
        "and write each its own figure."
    ),
    "damaged-thousands": N_(
        "The cell holds the decimal number {found}: its thousands mark was taken for a decimal mark, so the "
        "count is a thousand times too small. Type the whole number."
    ),
    "damaged-neighbours": N_(
        "In the same column or line {damaged} lost its thousands; so may these have, {found} being 1,000 times that at "
        "first: {cells}. Compare each with the system before you type the figures again."
    ),
    "date-for-figure": N_(
        "The cell holds a date ({found}), which Excel made of something like 12/9 or 1.264. Format the cell "
        "as text and type the figure again."
    ),
    "mark-for-figure": N_(
        "“{found}” is a mark and not a figure. Write the number, 0 for none, or a dash where it does not apply."
    ),
    "several-values": N_(
        "The cell holds several values ({found}), and which one is meant here is not sure. Leave the one that "
        "the heading asks for."
    ),
    "error-cell": N_("The cell shows the error {found}. Mend its formula and save the workbook."),
    "stale-formula": N_(
        "The cell holds a formula whose result was never saved. Open the workbook in Excel and save it."
    ),
    "not-a-percentage": N_("“{found}” is not a percentage; it was not compared."),
    "not-a-number": N_("“{found}” is not a number. Write it in digits."),
    "ambiguous-number": N_(
        "“{found}” may have thousands or decimals, and the unit of measure ({measure}) does not say which. "
        "Write it without the mark, or with other decimals."
    ),
    "not-a-rank": N_("“{found}” is not a rank. Write it as 7 or 7/63."),
    "unknown-indicator": N_("The indicator “{found}” is not known here; it is kept under its printed name."),
    "identity-off-by-one": N_(
        "The line's sum is printed as {found} but its parts ({cells}) add up to {computed}: one off."
    ),
    "identity-differs": N_(
        "The line's sum is printed as {found} but its parts ({cells}) add up to {computed}. Correct whichever is wrong."
    ),
    "total-off-by-one": N_("The total is printed as {found} but its lines ({cells}) add up to {computed}: one off."),
    "total-differs": N_(
        "The total is printed as {found} but its lines ({cells}) add up to {computed}. A line may be missing "
        "or wrong; correct it."
    ),
    "total-unclear": N_(
        "It is not clear which lines this total ({found}) adds up: {options}. Write which, such as “Cộng I + II”, or "
        "correct the figure."
    ),
    "unnamed-figures": N_(
        "This line has figures ({found}) but no name, and no lines above whose total it is. Write the unit's name, or "
        "put the figures on the unit's line."
    ),
    "part-exceeds-whole": N_(
        "{found} is more than the {whole} of which it should be a part ({cells}). Look which of the two is wrong."
    ),
    "levels-differ": N_(
        "The unit's line says {found} but its levels ({cells}) add up to {computed}. The unit's line was taken."
    ),
    "percent-differs": N_(
        "The percentage is printed as {found} but comes to {computed} % from {cells}. The recomputed one is shown."
    ),
    "percent-of-other-whole": N_(
        "{count} percentages of this column, such as {found}, were divided by another whole than this form's: with "
        "or without dossiers by post. Those recomputed as the form says are shown."
    ),
    "copied-from-last-month": N_(
        "{count} of the {of} larger figures for {found} are those of the month before ({month}). Was last month's "
        "file sent again?"
    ),
    "same-as-other-month": N_(
        "{count} of the {of} larger figures for {found} are those of {month}. Is the period right?"
    ),
    "units-equal": N_(
        "“{found}” has the very figures of “{other}” (row {row}). Was the line copied? Look at both units' reports."
    ),
    "far-from-usual": N_(
        "{unit}: {found} is far from what it was in the last {months} months (about {usual}), and the other units did "
        "not move so. Look whether a digit is too many or missing."
    ),
}

WITHOUT_OPTIONS = {
    "unknown-unit": N_("No unit is called “{found}” on that day. Write the unit's name as it was then."),
}
"""What is said instead where nothing can be offered."""

_NUMBERS = frozenset({"computed", "usual"})
_PERIOD = re.compile(r"\d{4}-\d\d(?:-\d\d\.\.\d{4}-\d\d-\d\d)?")

SEVERITIES = {"error": N_("error"), "warning": N_("warning"), "note": N_("note")}


def sentence(finding: Finding, language: str = "vi") -> str:
    """Return the finding in the reader's words, without its address. KeyError for a code that has no sentence."""
    is_alone = finding.code in WITHOUT_OPTIONS and not finding.values["options"]
    words = translator(language)((WITHOUT_OPTIONS if is_alone else SENTENCES)[finding.code])
    said = {name: _said(name, value, language) for name, value in finding.values.items()}
    return words.format(where=finding.where, found=finding.found, **said)


def _said(name: str, value: str, language: str) -> str:
    """Write a computed number and a period as the reader's language does; what was printed stays as it is."""
    if name in _NUMBERS:
        return locales.number(float(value), language, len(value.partition(".")[2]))
    if _PERIOD.fullmatch(value):
        return _period(Period.parse(value), language)
    return value


def _period(period: Period, language: str) -> str:
    if period.is_calendar_month:
        month = locales.month(f"{period.start:%Y-%m}", language)
        return month[0].lower() + month[1:] if language == "vi" else month
    return " – ".join(locales.day(day, language) for day in (period.start, period.end))
