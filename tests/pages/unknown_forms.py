"""Workbooks of a form that nobody has seen, made by hand."""

from __future__ import annotations

import io

import openpyxl

HEADINGS = ("STT", "Cơ quan", "Tổng lượt", "Lượt qua mạng", "Lượt tại quầy", "Ghi chú")
FIELDS = {"C": "Received", "D": "Received online", "E": "Received in person"}
"""What an officer answers, by the column's letter."""
DISTRICTS = ("Huyện Gia Bình", "Huyện Lương Tài", "Huyện Tiên Du", "Huyện Yên Phong")


def workbook(period="Tháng 9 năm 2024", names=DISTRICTS, headings=HEADINGS):
    """Return a workbook in which each unit received 100 + its number, 60 of them online."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Bảng"
    sheet.append(["SỐ LƯỢT TIẾP NHẬN"])
    sheet.append([period])
    sheet.append([])
    sheet.append(list(headings))
    for number, name in enumerate(names, 1):
        sheet.append([number, name, 100 + number, 60, 40 + number, None])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
