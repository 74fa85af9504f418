"""Registrations from a spreadsheet: what each row would become, and then each through the one door.

A `Sheet` travels signed in the form of the page that shows it: nothing is stored before the button is pressed.
"""

import time
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from networks.languages import language_of
from networks.tables import Row, Unreadable

from . import actions
from .bulk import Outcome, Room
from .errors import Busy, FullyBooked, RegistrationRefused
from .models import Occurrence, Question, Registration
from .row_forms import ONLY_IN_PERSON, Columns, RowForm, plain, words_of_the_end

Status = Registration.Status
SALT = "events.importing"
GOOD_FOR = 3600  # seconds
LARGEST = 2_000_000  # of what a browser is given to send back
PATIENCE = 15  # seconds, after which the rest waits for another click


@dataclass(frozen=True)
class Sheet:
    """The rows of a file. `key` makes the same rows the same registrations, however often they are sent."""

    key: uuid.UUID
    headings: tuple[str, ...]
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Sheet":
        first, *others = rows
        return cls(uuid.uuid4(), first.cells, tuple(others))

    def signed(self, user) -> str:
        """For this user, for an hour."""
        said = [self.key.hex, self.headings, [[row.line, *row.cells] for row in self.rows]]
        text = signing.dumps(said, salt=f"{SALT}.{user.pk}", compress=True)
        if len(text) > LARGEST:
            raise Unreadable(_("There is too much text in this file. Please divide it."))
        return text

    @classmethod
    def read(cls, text: str, user) -> "Sheet | None":
        """None for what is not ours, or too old."""
        try:
            key, headings, rows = signing.loads(text, salt=f"{SALT}.{user.pk}", max_age=GOOD_FOR)
        except signing.BadSignature:
            return None
        return cls(uuid.UUID(key), tuple(headings), tuple(Row(line, tuple(cells)) for line, *cells in rows))


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell of a row; without a column, with the row."""

    line: int
    column: str
    reason: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    line: int
    name: str
    reason: str


@dataclass(frozen=True)
class Newcomer:
    """Somebody who can be registered, and the status that they would get."""

    line: int
    form: RowForm
    key: uuid.UUID
    status: str

    @property
    def name(self) -> str:
        participant = self.form.participant
        return f"{participant['given_name']} {participant['family_name']}"


@dataclass
class Plan:
    """What would become of all rows of a sheet at a date."""

    occurrence: Occurrence
    sheet: Sheet
    language: str
    beyond_limit: bool = False
    tell: bool = True
    newcomers: list[Newcomer] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    done: int = 0  # by the same sheet, a moment ago, whatever became of them since

    @cached_property
    def columns(self) -> Columns:
        return Columns(self.sheet.headings, self.questions)

    @cached_property
    def questions(self) -> list[Question]:
        questions = list(Question.objects.asked_at(self.occurrence).exclude(kind__in=ONLY_IN_PERSON))
        for question in questions:
            question.required = False
        return questions

    def number(self, status: str) -> int:
        return sum(newcomer.status == status for newcomer in self.newcomers)

    @property
    def confirmed(self) -> int:
        return self.number(Status.CONFIRMED)

    @property
    def waiting(self) -> int:
        return self.number(Status.WAITING)

    @property
    def wrong_lines(self) -> int:
        return len({fault.line for fault in self.faults})

    def make(self) -> "Plan":
        if self.columns.missing:
            words = _("Missing: %(names)s. The first row has to hold the headings, as in the list that you download.")
            raise Unreadable(words % {"names": ", ".join(self.columns.missing)})
        self._room, self._seen = Room(self.occurrence), {}
        registrations = self.occurrence.registrations
        self._known = set(registrations.live().values_list("email", flat=True))
        self._keys = set(registrations.values_list("submission_key", flat=True))
        self._number = self.occurrence.registrations.next_queue_number()
        for row in self.sheet.rows:
            self._look_at(row)
        return self

    def _look_at(self, row):
        data = self.columns.data(row.cells)
        name = " ".join(str(data.get(part, "")) for part in ("given_name", "family_name")).strip()
        if gone := words_of_the_end().get(plain(str(data.get("status", "")))):
            self.left_out.append(LeftOut(row.line, name, _("Is “%(status)s” in the file.") % {"status": gone.label}))
            return
        form = RowForm(_with_keys(data), questions=self.questions)
        if not form.is_valid():
            self._note(row, form)
            return
        self._arrive(row.line, name, form)

    def _note(self, row, form):
        for field_name, errors in form.errors.items():
            column = self.columns.heading_of(field_name)
            self.faults += [Fault(row.line, column, str(error), row.cells) for error in errors]

    def _arrive(self, line, name, form):
        email = form.cleaned_data["email"]
        key = uuid.uuid5(self.sheet.key, email)
        if key in self._keys:
            self.done += 1
        elif email in self._known:
            self.left_out.append(LeftOut(line, name, _("Is registered already.")))
        elif email in self._seen:
            words = _("Stands in line %(line)d already.") % {"line": self._seen[email]}
            self.left_out.append(LeftOut(line, name, words))
        elif status := self._room.arrive(self._registration(form)):
            self.newcomers.append(Newcomer(line, form, key, status))
        else:
            self.left_out.append(LeftOut(line, name, str(FullyBooked.message)))
        self._seen.setdefault(email, line)

    def _registration(self, form):
        """Never stored: it stands in the queue while we think ahead."""
        self._number += 1
        newcomer = Registration(
            occurrence=self.occurrence,
            queue_number=self._number,
            as_member=form.cleaned_data["as_member"],
            beyond_limit=self.beyond_limit,
        )
        options = [option for given in form.answers for option in given.options]
        newcomer.limited_options = [option.pk for option in options if option.places is not None]
        return newcomer

    def carry_out(self, *, by) -> Outcome:
        """Each in a transaction of its own, for as long as a page may take; what is left is found by another plan."""
        outcome, stop = Outcome(Counter(), Counter()), time.monotonic() + PATIENCE
        for newcomer in self.newcomers:
            self._take(newcomer, outcome, by)
            if time.monotonic() > stop:
                break
        if number := outcome.done.total():
            log(self.occurrence, "events.import_registrations", user=by, data={"number": number})
        return outcome

    def _take(self, newcomer, outcome, by):
        try:
            outcome.done[self._register(newcomer, by).status] += 1
        except RegistrationRefused as refusal:
            outcome.left[str(refusal)] += 1
        except Busy:
            outcome.left[_("Many people are registering just now. Please try again.")] += 1

    def _register(self, newcomer, by):
        form = newcomer.form
        return actions.register(
            occurrence=self.occurrence,
            submission_key=newcomer.key,
            language=form.cleaned_data["language"] or language_of(self.language),
            source=Registration.Source.STAFF,
            by=by,
            as_member=form.cleaned_data["as_member"],
            beyond_limit=self.beyond_limit,
            answers=form.answers,
            tell=self.tell,
            **form.participant,
        )

    def fault_rows(self) -> list[list[str]]:
        """The wrong rows, behind their line, columns and reasons: to be corrected, and sent anew as they are."""
        by_line: dict[int, list[Fault]] = {}
        for fault in self.faults:
            by_line.setdefault(fault.line, []).append(fault)
        rows = [[_("Line"), _("Column"), _("What is wrong"), *self.sheet.headings]]
        for line, faults in by_line.items():
            columns, reasons = "; ".join(f.column for f in faults), " ".join(f.reason for f in faults)
            rows.append([str(line), columns, reasons, *faults[0].cells])
        return rows


def _with_keys(data):
    """As a browser sends it: several values of one name are a list."""
    sent = QueryDict(mutable=True)
    for name, value in data.items():
        if isinstance(value, list):
            sent.setlist(name, value)
        else:
            sent[name] = value
    return sent
