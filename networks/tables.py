"""Tables as files: reading what staff uploads (XLSX, and CSV as Excel and others write it), and writing some rows back.
All cells are text.

What comes from outside is bounded before it is read: bytes, what they unpack to, rows, columns. No formula is run: of
an XLSX the last result of each is taken.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from .exports import BOM, STARTS_A_FORMULA, defused

MOST_MEGABYTES = 5
MOST_ROWS = 2000
MOST_COLUMNS = 100
FARTHEST_LINE = 20_000
MOST_UNPACKED = 40 * 1024 * 1024
MOST_PARTS = 500
DELIMITERS = ";,\t"
MEGABYTE = 1024 * 1024
NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")  # control characters, and what no encoding of ours knows


class Unreadable(Exception):
    """A sentence for the person who chose the file."""


@dataclass(frozen=True)
class Row:
    """`line` is its number in the program that the file came from; the first is 1."""

    line: int
    cells: tuple[str, ...]


def read(file: UploadedFile) -> list[Row]:
    """All rows that hold something. Raises `Unreadable`."""
    if (file.size or 0) > MOST_MEGABYTES * MEGABYTE:
        raise Unreadable(_("This file is too large. At most %(size)d MB are possible.") % {"size": MOST_MEGABYTES})
    content = file.read()
    rows = list(_bounded(_xlsx(content) if content.startswith(b"PK") else _csv(content)))
    if not rows:
        raise Unreadable(_("This file is empty."))
    return rows


def _bounded(rows: Iterable[Row]) -> Iterator[Row]:
    for number, row in enumerate(filter(_is_filled, rows)):
        if number > MOST_ROWS or row.line > FARTHEST_LINE:  # the first one heads the others
            raise Unreadable(_("This file has more than %(count)s rows. Please divide it.") % {"count": MOST_ROWS})
        yield row


def _is_filled(row):
    return any(row.cells)


def _xlsx(content: bytes) -> Iterator[Row]:
    try:
        _check_archive(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            if any(cell is not None for cell in cells):  # a row far below brings all the empty ones above it
                yield Row(number, tuple(map(as_text, cells[:MOST_COLUMNS])))
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises nearly anything over a broken file
        raise Unreadable(_("This is no XLSX file that we can read. Please save it once more, or as CSV.")) from error


def _check_archive(content):
    """What it unpacks to is told in its directory, and never more is read than that."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Unreadable(_("This file unpacks to too much. Please copy the table into a new one."))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_part(archive, part)
    except BadZipFile as error:
        raise Unreadable(_("This is no XLSX file that we can read. Please save it once more, or as CSV.")) from error


def _check_part(archive, part):
    """No spreadsheet program writes a DOCTYPE; it can only be there to make a reader do something."""
    with archive.open(part) as stream:
        if b"<!DOCTYPE" in stream.read(4096).replace(b"\x00", b""):
            raise Unreadable(_("This is no XLSX file that we can read. Please save it once more, or as CSV."))


def as_text(value: Any) -> str:
    """A cell as one would type it: whole numbers without a point, days without an hour."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y}" if value.time() == time.min else f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return str(value).strip()


def _csv(content: bytes) -> Iterator[Row]:
    text = _decoded(content).rstrip("\x1a")  # with which programs of old end a file
    if NO_TEXT.search(text):
        raise Unreadable(_("This is neither XLSX nor CSV. Please choose another file."))
    return _csv_rows(text)


def _decoded(content):
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _csv_rows(text):
    offset = 0
    delimiter = _delimiter(text)
    if text[:5].lower() == f"sep={delimiter}":  # a line that Excel alone understands
        _first, _end, text = text.partition("\n")
        offset = 1
    reader, line = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), offset + 1
    try:
        for cells in reader:
            yield Row(line, tuple(undefused(cell.strip()) for cell in cells[:MOST_COLUMNS]))
            line = offset + reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(_("Line %(line)d of this file cannot be read.") % {"line": line}) from error


def _delimiter(text):
    """The one that the first line has most of, outside of quotes."""
    if text[:4].lower() == "sep=" and text[4:5] in DELIMITERS:
        return text[4]
    first = text.lstrip("\r\n").partition("\n")[0]
    bare = "".join(first.split('"')[::2])
    return max(DELIMITERS, key=bare.count)


def undefused(text: str) -> str:
    """Without the apostrophe that `exports.defused` put before what a spreadsheet program would run."""
    return text[1:] if text.startswith("'") and STARTS_A_FORMULA.match(text[1:]) else text


def to_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """As our exports: semicolons and a byte order mark for Excel, and nothing that it would run."""
    target = io.StringIO()
    csv.writer(target, delimiter=";").writerows([defused(cell) for cell in row] for row in rows)
    return f"{BOM}{target.getvalue()}".encode()


def to_xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    """Every cell is text, also one that looks like a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([_text_cell(sheet, cell) for cell in row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _text_cell(sheet, text):
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub(" ", text))
    cell.data_type = "s"
    return cell
