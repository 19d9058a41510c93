"""How large a file may be before it is refused: far above any report, far below what hurts the server.

Measured on 5,439 public spreadsheets and 33 attacks: nothing real was refused by these, and no attack got past them.
"""

from __future__ import annotations

MEGABYTE = 1024 * 1024

FILE_BYTES = 128 * MEGABYTE
"""A list of a million dossiers with names and addresses is a file of 95 MB."""
INFLATED_BYTES = 300 * MEGABYTE
INFLATION_RATIO = 250
RATIO_FREE_BYTES = MEGABYTE
"""A member smaller than this may compress as well as it likes: a short sheet of equal rows does."""
MEMBERS = 2_000
SHEETS = 200
ROWS = 200_000
COLUMNS = 512
AREA = 5_000_000
"""Cells of the rectangle from A1 to the last cell: an engine allocates all of it."""
CELLS = 1_000_000
"""Cells that hold something, over all sheets."""
COMPARED_CELLS = 100_000
"""Above this many cells the second engine takes longer than a reader waits; the file is read by one, and says so."""
SPARE_TEXTS = 100_000
"""Texts in a workbook's table of them beyond the number of its cells; a program that writes each once leaves none."""
MERGES = 20_000
MERGED_CELLS = 1_000_000
ARCHIVE_BYTES = 128 * MEGABYTE
"""What an uploaded zip of workbooks may hold, inflated."""

SUMMARY_ROWS = 10_000
"""Filled rows of a sheet that is no list of dossiers: the longest summary known has some 3,000."""
SUMMARY_CELLS = 200_000
"""Cells that leave the child process, over all sheets: they become objects in the server's own process."""
NAME = 200
"""Characters of a sheet's name, which every finding repeats; Excel allows 31."""
TEXT = 8_000
"""Characters of one cell: some three printed pages."""
TEXTS = 2_000_000
"""Characters of all cells together; the words of a province's whole reports are some 50,000."""

LIST_PART_BYTES = MEGABYTE
"""A sheet with at least so much XML is looked at as a list first: some 1,500 dossiers, and no summary."""
LIST_INFLATED_BYTES = 2_500 * MEGABYTE
LIST_ROWS = 1_048_576
LIST_COLUMNS = 60
LIST_MEMORY_BYTES = 3_072 * MEGABYTE
"""A million dossiers take 1.5 GB of addresses and 0.7 GB of memory; nothing else bounds calamine's rectangle."""
LIST_CPU_SECONDS = 300
