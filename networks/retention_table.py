"""The report on retention as rows of a table: for a page, a spreadsheet, a terminal."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .exports import defused
from .retention import Line

NONE = "–"
HEADINGS = [
    _("Data"),
    _("Fields"),
    _("About"),
    _("Purpose"),
    _("Legal basis"),
    _("Kept"),
    _("Rows"),
    _("Due now"),
    _("Due within 30 days"),
    _("Oldest"),
]


def rows_of(lines: Iterable[Line]) -> list[list[str]]:
    return [[defused(cell) for cell in row] for line in lines for row in _rows(line)]


def _rows(line):
    fields = ", ".join(line.fields) or NONE
    name = f"{line.title} ({line.data})" if line.fields else line.title
    words = [name, fields, line.subject, line.purpose, line.legal_basis, line.retention]
    yield [*words, *_numbers(line)]
    for part in line.parts:
        purpose = part.purpose or line.purpose
        yield [
            f"{line.title}: {part.name}",
            NONE,
            line.subject,
            purpose,
            line.legal_basis,
            part.retention,
            *_numbers(part),
        ]


def _numbers(line):
    return [NONE if n is None else str(n) for n in (line.rows, line.due, line.soon)] + [day_of(line.oldest)]


def day_of(moment) -> str:
    if moment is None:
        return NONE
    return f"{timezone.localtime(moment) if hasattr(moment, 'hour') else moment:%d.%m.%Y}"
