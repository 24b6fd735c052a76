#!/usr/bin/env python3
"""Writes the workbooks of books/*.txt with openpyxl, into openpyxl/. Needs openpyxl: pip install openpyxl.

A line is a row, and bars part the cells. A cell is text unless a sign stands before it: # a number, @ a day, % a time of day,
! yes or no, ^ the error of a formula. README.md has the form of the files.
"""
from datetime import date, datetime, time
from pathlib import Path

from openpyxl import Workbook

HERE = Path(__file__).resolve().parent


def cell(text):
    sign, rest = text[:1], text[1:]
    if sign == "#" and rest[:1] in "-.0123456789":
        return float(rest) if "." in rest else int(rest)
    if sign == "@":
        return date.fromisoformat(rest)
    if sign == "%":
        return time.fromisoformat(rest)
    if sign == "!":
        return rest == "yes"
    if sign == "^":
        return rest
    return text or None


def write(source, target):
    book, sheet = Workbook(), None
    book.remove(book.active)
    book.properties.created = book.properties.modified = datetime(2026, 1, 30)
    for line in source.read_text("utf-8").splitlines():
        if line.startswith("-- "):
            break
        if line.startswith("== "):
            name = line[3:]
            sheet = book.create_sheet(name.removeprefix("(hidden) "))
            sheet.sheet_state = "hidden" if name.startswith("(hidden) ") else "visible"
            row = 0
        elif sheet is not None:
            row += 1
            for column, text in enumerate(line.split("|"), 1):
                value = cell(text)
                place = sheet.cell(row=row, column=column, value=value)
                if isinstance(value, str):
                    place.data_type = "e" if text.startswith("^") else "s"
    book.save(target)


def main():
    (HERE / "openpyxl").mkdir(exist_ok=True)
    for source in sorted((HERE / "books").glob("*.txt")):
        write(source, HERE / "openpyxl" / (source.stem + ".xlsx"))


if __name__ == "__main__":
    main()
