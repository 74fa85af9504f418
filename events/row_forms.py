"""One row of a spreadsheet as a form. Columns are known by the headings of our export, or by what people call them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from django import forms
from django.contrib.admin.utils import label_for_field
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from networks.languages import language_choices, languages

from . import guests
from .forms import ParticipantFields
from .models import Question, Registration
from .question_fields import QuestionFields

Kind = Question.Kind
Status = Registration.Status
# Nobody agrees for somebody else.
ONLY_IN_PERSON = (Kind.CONSENT, Kind.FILE)
NEEDED = ("email", "given_name", "family_name")
FIELDS = (*ParticipantFields.PARTICIPANT, "language", "as_member", "staff_note", "status")
YES = {"true", "wahr", "ja", "yes", "1", "x"}
NO = {"", "false", "falsch", "nein", "no", "0"}


def plain(heading: str) -> str:
    """A heading without anything that people write now so, now so."""
    return re.sub(r"[^\w]|_", "", heading.casefold())


@cache
def known_headings() -> dict[str, str]:
    """The names of fields by what heads their columns, in every language of ours."""
    found = {}
    for code in languages():
        with translation.override(code):
            found |= {plain(label_of(name)): name for name in FIELDS}
    aliases = {plain(word): name for name, words in guests.HEADINGS.items() for word in words}
    return aliases | found


def label_of(name: str) -> str:
    return capfirst(str(label_for_field(name, Registration)))


class YesNoField(forms.CharField):
    def clean(self, value):
        word = super().clean(value).casefold()
        if word not in YES | NO:
            raise forms.ValidationError(_("Please write yes or no."))
        return word in YES


class LanguageField(forms.ChoiceField):
    def to_python(self, value):
        word = super().to_python(value).casefold()
        return guests.LANGUAGES.get(word, word)


class RowForm(QuestionFields, ParticipantFields):
    """What a row says of a person. No question must be answered: the list may be older than the questions."""

    language = LanguageField(choices=language_choices, required=False)
    as_member = YesNoField(required=False)
    staff_note = forms.CharField(
        label=gettext_lazy("Note of staff"),
        max_length=Registration._meta.get_field("staff_note").max_length,
        required=False,
    )

    @property
    def participant(self):
        return super().participant | {"staff_note": self.cleaned_data["staff_note"]}


class Columns:
    """Which column is what. `unknown` are those that nobody reads."""

    def __init__(self, headings: Sequence[str], questions: Iterable[Question]):
        self.headings = list(headings)
        self.questions = {question.field_name: question for question in questions}
        known = {**self._labels(), **known_headings()}
        self.names = [known.get(plain(heading), "") if heading else "" for heading in headings]
        pairs = list(zip(self.headings, self.names, strict=True))
        self.unknown = [heading for heading, name in pairs if heading and not name]

    def _labels(self):
        found = {}
        for code in languages():
            with translation.override(code):
                found |= {plain(question.in_words("label")): name for name, question in self.questions.items()}
        return found

    @property
    def missing(self) -> list[str]:
        return [label_of(name) for name in NEEDED if name not in self.names]

    def data(self, cells: Sequence[str]) -> dict[str, object]:
        """What a form is to be given; of two columns with the same heading the first."""
        found: dict[str, object] = {}
        for name, cell in zip(self.names, cells, strict=False):
            if name and name not in found:
                question = self.questions.get(name)
                found[name] = chosen(question, cell) if question else cell
        return found

    def heading_of(self, name: str) -> str:
        return self.headings[self.names.index(name)] if name in self.names else ""


def chosen(question: Question, cell: str) -> object:
    """The keys of what was chosen, for words of choices. Other words stay: the field says that it knows them not."""
    if question.kind not in {Kind.CHOICE, Kind.CHOICES} or not cell:
        return cell
    keys = {label: str(option.pk) for option in question.options.all() for label in _labels_of(option)}
    found = [keys.get(part, part) for part in _parts(cell.casefold(), keys)]
    return found if question.kind == Kind.CHOICES else (found[0] if len(found) == 1 else cell)


def _labels_of(option):
    for code in languages():
        with translation.override(code):
            yield option.in_words("label").casefold()


def _parts(text, labels: Mapping[str, str]):
    """Several choices as our export joins them; a choice may hold a comma itself."""
    while text:
        known = [label for label in labels if re.match(rf"{re.escape(label)}(?:[,;\n]|$)", text)]
        part = max(known, key=len) if known else re.split(r"[,;\n]", text, maxsplit=1)[0]
        yield part.strip()
        text = text[len(part) + 1 :].strip()


@cache
def words_of_the_end() -> dict[str, str]:
    """The statuses of whoever does not come, by their words in our export."""
    found = {}
    for code in languages():
        with translation.override(code):
            found |= {plain(str(status.label)): status for status in Status if status not in Registration.LIVE}
    return found
