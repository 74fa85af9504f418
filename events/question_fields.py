"""The questions of an event as fields of a form. All that a browser sends is checked here once more."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.db.models.fields.files import FieldFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .conf import conf
from .models import Answer, Option, Question, Registration
from .showing import FEW_PLACES
from .uploads import Upload, UploadField

Kind = Question.Kind
LINE, LINES = 200, 2000
FARTHEST = 1_000_000_000
AGAIN = gettext_lazy("Please choose the file once more: browsers do not keep it.")


@dataclass(frozen=True)
class Given:
    """An answer as it came out of a form: of the type of its question, or options of it."""

    question: Question
    value: str | int | date | bool | Upload | FieldFile | None = None
    options: tuple[Option, ...] = ()

    @classmethod
    def of(cls, answer: Answer) -> "Given":
        """What was answered, from the row that holds it."""
        match answer.question.kind:
            case Kind.CHOICE | Kind.CHOICES:
                return cls(answer.question, options=tuple(answer.options.all()))
            case Kind.CONSENT:
                return cls(answer.question, value=True)
            case Kind.FILE:
                return cls(answer.question, value=answer.file)
        return cls(answer.question, value=answer.value)

    @property
    def initial(self):
        """The same as a field of a form shows it."""
        chosen = [str(option.pk) for option in self.options]
        match self.question.kind:
            case Kind.CHOICES:
                return chosen
            case Kind.CHOICE:
                return next(iter(chosen), None)
        return self.value

    def as_answer(self, registration: Registration) -> Answer:
        """The row that holds it; its options are to be set when it is stored."""
        answer = Answer(registration=registration, question=self.question)
        match self.question.kind:
            case Kind.NUMBER:
                answer.number = self.value
            case Kind.DATE:
                answer.date = self.value
            case Kind.CONSENT:
                answer.agree(words_of_consent(self.question), timezone.now())
            case Kind.FILE if isinstance(self.value, Upload):
                answer.file, answer.text = self.value, self.value.given_name
            case Kind.TEXT | Kind.LONG_TEXT:
                answer.text = self.value
        return answer


def words_of_consent(question: Question) -> str:
    """What a visitor reads before the tick, in their language."""
    return f"{question.in_words('label')}\n\n{question.in_words('help_text')}"


class QuestionFields(forms.Form):
    """A form that asks `questions` too. Those that depend on another answer are dropped when that was not given."""

    def __init__(self, *args, questions: Iterable[Question] = (), can_wait: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.can_wait = can_wait
        self.questions = list(questions)
        for question in self.questions:
            self.fields[question.field_name] = self.field_for(question)
        self._tie_fields()

    def field_for(self, question: Question) -> forms.Field:
        """Override it to ask in another way."""
        return field_for(question, can_wait=self.can_wait)

    @property
    def question_names(self) -> list[str]:
        return [question.field_name for question in self.questions]

    def _tie_fields(self):
        """Tell the script, and those who have none, on what a field depends."""
        asked = {option.pk: question for question in self.questions for option in question.options.all()}
        for question in self.questions:
            if decides := asked.get(question.shown_if_id):
                field = self.fields[question.field_name]
                name = self.add_prefix(decides.field_name)
                field.widget.attrs["data-shown-if"] = f"{name}={question.shown_if_id}"

    def clean(self):
        for question in self.questions:  # a question depends on an earlier one
            name = question.field_name
            if not self._is_asked(question):
                self._forget(name)
            elif name not in self.fields:
                continue  # it stays as it is
            elif full := self._full_choice(question):
                self.add_error(name, _("“%(option)s” is fully booked.") % {"option": full})
            elif question.required and name not in self.errors and self._given(question) is None:
                self.add_error(name, self.fields[name].error_messages["required"])
        if self.errors:
            self.ask_for_files_again()
        return super().clean()

    def ask_for_files_again(self) -> None:
        """A browser does not keep the file of a form that comes back. Asking twice is asking once."""
        if not self.is_bound:
            return
        self.is_valid()
        sent = [q.field_name for q in self.questions if q.kind == Kind.FILE and self.cleaned_data.get(q.field_name)]
        for name in sent:
            self.add_error(name, AGAIN)

    def mention_files(self, files: Mapping) -> None:
        """The same for a form that comes back unchecked."""
        for question in self.questions:
            if self.add_prefix(question.field_name) in files:
                field = self.fields[question.field_name]
                field.help_text = format_html("<strong>{}</strong> {}", AGAIN, field.help_text)

    def carry_answers(self, data: QueryDict, files: Mapping) -> None:
        """While the questions cannot be read, the answers to them go along, out of sight. Files cannot."""
        start = self.add_prefix("")
        for name in [name for name in data if name.startswith(f"{start}question-")]:
            answer = forms.Field(required=False, initial=data.getlist(name), widget=forms.MultipleHiddenInput)
            self.fields[name.removeprefix(start)] = answer
        for name in [name for name in files if name.startswith(f"{start}question-")]:
            self.fields[name.removeprefix(start)] = UploadField(label=_("File"), required=False, help_text=AGAIN)

    def _is_asked(self, question):
        return question.shown_if_id is None or question.shown_if_id in self._chosen()

    def _chosen(self):
        return {option.pk for given in self.answers for option in given.options}

    def _full_choice(self, question):
        given = None if self.can_wait else self._given(question)
        return next((option for option in given.options if option.left == 0), None) if given else None

    def _forget(self, name):
        self.errors.pop(name, None)
        self.cleaned_data[name] = None

    @property
    def answers(self) -> list[Given]:
        """What was answered; nothing for what was left empty or not asked."""
        found = (self._given(question) for question in self.questions)
        return [given for given in found if given is not None]

    def _given(self, question):
        value = self.cleaned_data.get(question.field_name)
        if value is False or value in (None, "", []):
            return None
        if question.kind not in {Kind.CHOICE, Kind.CHOICES}:
            return Given(question, value)
        chosen = {value} if isinstance(value, str) else set(value)
        return Given(question, options=tuple(o for o in question.options.all() if str(o.pk) in chosen))


class WithoutFull:
    """A widget in which what is fully booked stands, and cannot be chosen."""

    full: frozenset[str] = frozenset()

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if str(value) in self.full:
            option["attrs"]["disabled"] = True
        return option


class RadioButtons(WithoutFull, forms.RadioSelect):
    pass


class CheckBoxes(WithoutFull, forms.CheckboxSelectMultiple):
    pass


def field_for(question: Question, *, can_wait: bool = True) -> forms.Field:
    field = FIELDS[Kind(question.kind)](
        question,
        can_wait,
        label=question.in_words("label"),
        help_text=_help(question),
        required=question.required and question.shown_if_id is None,
    )
    field.asks_for_answer = question.required  # type: ignore[attr-defined]
    return field


def _help(question):
    """Escaped here: the parts of a page print help texts as they are."""
    return format_html_join(" ", "<span>{}</span>", ([part] for part in _parts_of_help(question) if part))


def _parts_of_help(question):
    if question.shown_if_id:
        yield _("Only if you chose “%(option)s” above.") % {"option": question.shown_if.in_words("label")}
    yield question.in_words("help_text")
    if purpose := question.in_words("purpose"):
        yield _("Why we ask: %(purpose)s") % {"purpose": purpose}
    if question.kind == Kind.FILE:
        yield _("PDF, PNG or JPEG, at most %(size)d MB.") % {"size": conf.UPLOAD_MEGABYTES}
    if question.special_need:
        yield _("Only the organisers see your answer.")
    if (days := question.days_kept) is not None:
        words = ngettext(
            "We delete it %(days)d day after the event.", "We delete it %(days)d days after the event.", days
        )
        yield words % {"days": days}


def _text(_question, _can_wait, **options):
    return forms.CharField(max_length=LINE, **options)


class LinesField(forms.CharField):
    """Browsers end lines in two characters; one is enough."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


def _long_text(_question, _can_wait, **options):
    return LinesField(max_length=LINES, widget=forms.Textarea(attrs={"rows": 3}), **options)


def _number(question, _can_wait, **options):
    least = -FARTHEST if question.minimum is None else question.minimum
    most = FARTHEST if question.maximum is None else question.maximum
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(min_value=least, max_value=most, widget=widget, **options)


def _date(_question, _can_wait, **options):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(widget=widget, input_formats=["%Y-%m-%d", "%d.%m.%Y"], **options)


def _consent(_question, _can_wait, **options):
    return forms.BooleanField(**options | {"required": False})


def _file(_question, _can_wait, **options):
    return UploadField(**options)


def _choice(question, can_wait, **options):
    none = [] if question.required else [("", _("No answer"))]
    field = forms.ChoiceField(choices=[*_choices(question, can_wait), *none], widget=RadioButtons, **options)
    return _close_full(field, question, can_wait)


def _several(question, can_wait, **options):
    field = forms.MultipleChoiceField(choices=_choices(question, can_wait), widget=CheckBoxes, **options)
    return _close_full(field, question, can_wait)


def _choices(question, can_wait):
    return [(str(option.pk), _label_of(option, can_wait)) for option in question.options.all()]


def _label_of(option, can_wait):
    label = option.in_words("label")
    if option.left is None or option.left > FEW_PLACES:
        return label
    return f"{label} – {_state_of(option, can_wait)}"


def _state_of(option, can_wait):
    if option.left:
        return ngettext("%(free)d place left", "%(free)d places left", option.left) % {"free": option.left}
    return _("waiting list") if can_wait else _("fully booked")


def _close_full(field, question, can_wait):
    if not can_wait:
        field.widget.full = frozenset(str(option.pk) for option in question.options.all() if option.left == 0)
    return field


FIELDS: dict[Kind, Callable[..., forms.Field]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _long_text,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.CONSENT: _consent,
    Kind.FILE: _file,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _several,
}
