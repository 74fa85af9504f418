"""Whom staff means to invite, from what it pasted or from the rows of a spreadsheet. No database here.

Understood are addresses alone, several in a line, `Name <address>` as mail programs copy them, and columns as
spreadsheets do; a first line of headings says what the columns are, otherwise the address and the order of the rest.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from networks.addresses import plain

LENGTHS = {"given_name": 100, "family_name": 100, "organisation": 200, "email": 254}
# What heads a column, in lower case and without anything but letters.
HEADINGS = {
    "email": ("email", "emailadresse", "mail", "mailadresse", "adresse", "emailaddress"),
    "given_name": ("vorname", "givenname", "firstname"),
    "family_name": ("nachname", "familienname", "name", "familyname", "lastname", "surname"),
    "organisation": ("unternehmen", "firma", "organisation", "unternehmenoderorganisation", "company"),
    "language": ("sprache", "language"),
}
LANGUAGES = {"deutsch": "de", "german": "de", "englisch": "en", "english": "en"}
BY_ORDER = (
    (),
    ("full_name",),
    ("given_name", "family_name"),
    ("given_name", "family_name", "organisation"),
    ("given_name", "family_name", "organisation", "language"),
)
NAMED = re.compile(r"([^<>;,]*(?:,[^<>;,]*)?)<([^<>]*)>[\s;,]*")
SEPARATORS = re.compile(r"[\s;,]+")


@dataclass(frozen=True)
class Guest:
    """Somebody to be invited, and the line in which they stand."""

    line: int
    email: str
    given_name: str = ""
    family_name: str = ""
    organisation: str = ""
    language: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True)
class WrongLine:
    line: int
    text: str
    reason: str


@dataclass
class GuestList:
    """Each address once; `doubles` are those that came again."""

    guests: list[Guest] = field(default_factory=list)
    doubles: list[Guest] = field(default_factory=list)
    wrong: list[WrongLine] = field(default_factory=list)


class NotUnderstood(Exception):
    """Why a line says nobody who could be invited."""


def read(text: str, *, languages: Iterable[str], language: str) -> GuestList:
    """`language` is that of whoever has none of their own, `languages` those in which we write."""
    found, seen, columns = GuestList(), set(), None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        if columns is None and (columns := _headings(line)):
            continue
        try:
            people = [_checked(person, number, set(languages), language) for person in _people_in(line, columns)]
        except NotUnderstood as error:
            found.wrong.append(WrongLine(number, line.strip(), str(error)))
            continue
        for guest in people:
            (found.doubles if guest.email in seen else found.guests).append(guest)
            seen.add(guest.email)
    return found


def as_text(rows: Iterable[tuple[int, Sequence[str]]]) -> str:
    """Numbered rows of a spreadsheet as one would paste them, each in the line that has its number."""
    lines = {number: "\t".join(" ".join(cell.split()) for cell in cells).rstrip() for number, cells in rows}
    return "\n".join(lines.get(number, "") for number in range(1, max(lines, default=0) + 1))


def _headings(line):
    """The names of the columns, where a line heads a table."""
    cells = [re.sub(r"[^a-zäöüß]", "", cell.lower()) for cell in _cells(line)]
    known = {word: name for name, words in HEADINGS.items() for word in words}
    names = [known.get(cell, "") for cell in cells]
    return names if "email" in names and "@" not in line else None


def _people_in(line, columns) -> list[Mapping[str, str]]:
    if columns:
        return [_by_columns(_cells(line), columns)]
    if "<" in line and "\t" not in line:
        return _with_names(line)
    cells = _cells(line)
    addresses = [cell for cell in cells if "@" in cell]
    if len(cells) == len(addresses):
        pieces = [piece for piece in SEPARATORS.split(line.strip()) if piece]
        if all("@" in piece for piece in pieces):
            return [{"email": piece} for piece in pieces]
    return [_by_order(cells, addresses)]


def _cells(line):
    """As a spreadsheet copies them, else as a file separates them."""
    for separator in ("\t", ";", ","):
        if separator in line:
            return [cell.strip().strip('"').strip() for cell in line.split(separator)]
    return [line.strip()]


def _by_columns(cells, columns):
    row = {name: cell for name, cell in zip(columns, cells, strict=False) if name and cell}
    if "given_name" not in columns and "family_name" in columns:
        row["full_name"] = row.pop("family_name", "")
    return row


def _by_order(cells, addresses):
    if len(addresses) > 1:
        raise NotUnderstood(_("Two addresses in one line; one line is for one person."))
    if not addresses:
        raise NotUnderstood(_("There is no e-mail address in this line."))
    others = [cell for cell in cells if cell not in addresses]
    while others and not others[-1]:
        others.pop()
    if len(others) >= len(BY_ORDER):
        raise NotUnderstood(_("Too many columns. Put a line with headings above: E-Mail, Vorname, Nachname …"))
    return {"email": addresses[0], **dict(zip(BY_ORDER[len(others)], others, strict=True))}


def _with_names(line):
    people = [{"full_name": name.strip(), "email": address} for name, address in NAMED.findall(line)]
    if NAMED.sub("", line).strip():
        raise NotUnderstood(_("A name and its address belong together like this: Aylin Beispiel <aylin@example.org>"))
    return people


def _checked(person, number, languages, language):
    row = {"language": language} | {name: " ".join(value.split()) for name, value in person.items()}
    if name := row.pop("full_name", ""):
        row["given_name"], row["family_name"] = _split(name)
    row["email"] = plain(row.get("email", "").removeprefix("mailto:"))
    _check_address(row["email"])
    for field_name, length in LENGTHS.items():
        if len(row.get(field_name, "")) > length:
            raise NotUnderstood(_("“%(text)s …” is too long.") % {"text": row[field_name][:40]})
    row["language"] = _language(row["language"], languages)
    return Guest(number, **row)


def _split(name):
    """ "Aylin Beispiel", and "Beispiel, Aylin" as address books have it."""
    name = name.strip("\"' ")
    family_name, comma, given_name = name.partition(",")
    if not comma:
        given_name, _space, family_name = name.rpartition(" ")
    return given_name.strip(), family_name.strip()


def _check_address(address):
    if not address:
        raise NotUnderstood(_("There is no e-mail address in this line."))
    try:
        validate_email(address)
    except ValidationError:
        raise NotUnderstood(_("“%(text)s” is no e-mail address.") % {"text": address[:80]}) from None


def _language(word, languages):
    code = LANGUAGES.get(word.lower(), word.lower())
    if code not in languages:
        known = ", ".join(sorted(languages))
        raise NotUnderstood(
            _("“%(text)s” is no language of ours. There are: %(known)s.") % {"text": word[:40], "known": known}
        )
    return code
