"""The bytes of somebody else's calendar, as lines and parts. Tolerant of what programs really write. No database here.

Bytes are unfolded before they are decoded: many programs fold within a letter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .import_problems import NotTaken, Problem

MOST_PARTS = 5000
MOST_LINES = 200_000
DEEPEST = 8
LONGEST = 20_000  # of a text that is put together from lines
LONGEST_PARAMETERS = 2_000  # they are searched again for each value
LINE = re.compile(r"([A-Za-z0-9-]+)((?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(.*)", re.DOTALL)
WEB_PAGE = re.compile(r"\s*<(!doctype|html|head|body|\?xml|!--)", re.IGNORECASE)
NAME_IN_FRONT = {"BEGIN", "END"}


@dataclass(frozen=True)
class Line:
    name: str
    parameters: str
    value: str

    def parameter(self, name: str) -> str:
        found = re.search(rf";{name}=(\"[^\"]*\"|[^;:]*)", self.parameters, re.IGNORECASE)
        return found[1].strip('"').strip() if found else ""


@dataclass
class Part:
    """A VEVENT or VTIMEZONE, its lines, and those of the parts within it."""

    name: str
    lines: list[Line] = field(default_factory=list)
    within: list["Part"] = field(default_factory=list)
    is_closed: bool = False

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]

    def line(self, name: str) -> Line | None:
        return next((line for line in self.lines if line.name == name and line.value.strip()), None)

    def value(self, name: str) -> str:
        line = self.line(name)
        return line.value.strip() if line else ""


@dataclass
class File:
    calendars: list[Part]
    problems: list[Problem]

    @property
    def is_whole(self) -> bool:
        parts = [part for calendar in self.calendars for part in (calendar, *calendar.within)]
        return all(part.is_closed for part in parts)

    def parts(self, name: str) -> list[Part]:
        return [part for calendar in self.calendars for part in calendar.within if part.name == name]

    def value(self, name: str) -> str:
        return next((calendar.value(name) for calendar in self.calendars if calendar.value(name)), "")


def read_parts(raw: bytes) -> File:
    """Raises `NotTaken` for what is no calendar."""
    problems: list[Problem] = []
    lines = _text_lines(raw, problems)
    file = File(_arrange(_joined(lines, problems)), problems)
    if not file.calendars:
        raise NotTaken("no_calendar")
    return file


def _text_lines(raw, problems):
    """Numbered, unfolded, decoded; of what is no UTF-8 the first is told."""
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raw = raw.decode("utf-16", "replace").encode()
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    if not raw.strip():
        raise NotTaken("empty_file")
    if WEB_PAGE.match(raw[:200].decode("latin-1")):
        raise NotTaken("web_page")
    raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if raw.count(b"\n") > MOST_LINES:
        raise NotTaken("too_many_parts", most=MOST_PARTS)
    folded = re.split(rb"\n(?![ \t])", raw)
    number = 1
    for line in folded:
        yield number, _decoded(re.sub(rb"\n[ \t]", b"", line), number, problems)
        number += 1 + line.count(b"\n")


def _decoded(line, number, problems):
    try:
        return line.decode()
    except UnicodeDecodeError:
        _tell_once(problems, "not_utf8", number)
        return line.decode("cp1252", "replace")


def _joined(lines, problems) -> Iterator[Line]:
    """Lines with a name; others are the rest of the one before, which a program broke without folding it."""
    last = None
    for number, text in lines:
        found = LINE.fullmatch(text)
        if found:
            if last:
                yield last
            last = Line(found[1].upper(), found[2] if len(found[2]) <= LONGEST_PARAMETERS else "", found[3])
        elif text.strip() and last and last.name not in NAME_IN_FRONT:
            _tell_once(problems, "no_line", number)
            if len(last.value) < LONGEST:
                last = Line(last.name, last.parameters, f"{last.value}\\n{text.strip()}")
    if last:
        yield last


def _tell_once(problems, code, number):
    if all(problem.code != code for problem in problems):
        problems.append(Problem(code, facts={"line": number}))


def _arrange(lines):
    calendars: list[Part] = []
    stack: list[Part] = []
    number = 0
    for line in lines:
        if line.name == "BEGIN":
            number += 1
            _begin(Part(line.value.strip().upper()), stack, calendars)
        elif line.name == "END":
            _end(line.value.strip().upper(), stack)
        elif stack:
            stack[-1].lines.append(line)
        if number > 4 * MOST_PARTS:
            raise NotTaken("too_many_parts", most=MOST_PARTS)
    return calendars


def _begin(part, stack, calendars):
    if part.name == "VCALENDAR" and not stack:
        calendars.append(part)
    elif part.name in {"VEVENT", "VTIMEZONE"} and stack:
        _close_what_was_left_open(stack)
        stack[0].within.append(part)
    elif stack:
        stack[-1].within.append(part)
    else:
        return  # before the calendar
    if len(stack) >= DEEPEST:
        raise NotTaken("nested")
    stack.append(part)


def _close_what_was_left_open(stack):
    """An event never stands within another: the one before has lost its end."""
    del stack[1:]


def _end(name, stack):
    names = [part.name for part in stack]
    if name in names:
        place = len(names) - 1 - names[::-1].index(name)
        stack[place].is_closed = True
        del stack[place:]
