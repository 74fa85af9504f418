"""One form for several people: whoever registers them, and a block for each. Without a script, all by the server."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from networks.guards import GuardedForm, client_of, read_key, too_many

from .conf import conf
from .forms import ParticipantFields
from .models import Question, Registration
from .question_fields import QuestionFields

LEAST = 2
# Nobody agrees for somebody else.
ONLY_IN_PERSON = (Question.Kind.CONSENT,)


class ContactForm(ParticipantFields, GuardedForm):
    """Whoever registers the others. They are no participant by that."""

    form_name = "registration"
    remarks = None
    PARTICIPANT = ("given_name", "family_name", "email", "organisation", "phone")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("To this address we send the link with which you look after all of them.")
        self.fields["organisation"].help_text = _("Stands on the name badges of all.")
        self.order_fields([*self.PARTICIPANT, "website", "key"])


class PersonForm(QuestionFields, ParticipantFields):
    """One of those who come. Their company is that of the contact."""

    organisation = None
    phone = None
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=Registration._meta.get_field("email").max_length,
        help_text=gettext_lazy("This person gets a mail of their own, and all news about the event."),
    )
    PARTICIPANT = ("given_name", "family_name", "email", "remarks")

    def __init__(self, number: int, *args, **kwargs):
        self.number = number
        super().__init__(*args, prefix=f"person-{number}", **kwargs)
        for name in ("given_name", "family_name", "email"):
            self.fields[name].widget.attrs["autocomplete"] = "off"  # the browser knows whoever sits before it
        *person, remarks = self.PARTICIPANT
        self.order_fields([*person, *self.question_names, remarks])
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)

    def typed(self, data: Mapping, files: Mapping) -> dict[str, Any]:
        """What was sent for these fields, as it is."""
        return {
            name: field.widget.value_from_datadict(data, files, self.add_prefix(name))
            for name, field in self.fields.items()
            if not isinstance(field, forms.FileField)
        }


class GroupForm:
    """A contact and two or more people: several forms that are shown, checked and given back as one."""

    def __init__(self, contact: ContactForm, people: Sequence[PersonForm], *, can_wait: bool):
        self.contact, self.people, self.can_wait = contact, list(people), can_wait

    @classmethod
    def empty(cls, asked: Sequence[Question], *, can_wait: bool, initial: Mapping) -> "GroupForm":
        people = [PersonForm(number, questions=asked, can_wait=can_wait) for number in range(LEAST)]
        return cls(ContactForm(initial=initial), people, can_wait=can_wait)

    @classmethod
    def sent(cls, asked: Sequence[Question], data, files, *, can_wait: bool) -> "GroupForm":
        people = [PersonForm(n, data, files, questions=asked, can_wait=can_wait) for n in numbers_in(data)]
        return cls(ContactForm(data), people, can_wait=can_wait)

    @classmethod
    def given_back(cls, asked: Sequence[Question], data, files, *, can_wait: bool) -> "GroupForm":
        """With a block more or less, as a button of it asks: nothing is checked yet, and nothing lost."""
        contact = ContactForm()
        typed = {name: data.get(name, "") for name in contact.PARTICIPANT}
        if read_key(data.get("key", "")):
            typed["key"] = data["key"]
        people = []
        for number in changed_numbers(data):
            options = {"questions": asked, "can_wait": can_wait}
            blank = PersonForm(number, **options)
            person = PersonForm(number, initial=blank.typed(data, files), **options)
            person.mention_files(files)
            people.append(person)
        if "add" in data and people:
            people[-1].fields["given_name"].widget.attrs["autofocus"] = True
        return cls(ContactForm(initial=typed), people, can_wait=can_wait)

    @classmethod
    def without_questions(cls, data, files) -> "GroupForm":
        """For the moment when they cannot be read."""
        form = cls.given_back([], data, {}, can_wait=True)
        for person in form.people:
            person.carry_answers(data, files)
        return form

    def __iter__(self) -> Iterator[forms.BoundField]:
        for form in self.forms:
            yield from form

    @property
    def forms(self) -> list[forms.Form]:
        return [self.contact, *self.people]

    @property
    def errors(self) -> bool:
        return any(form.errors for form in self.forms)

    @property
    def non_field_errors(self) -> list:
        return [error for form in self.forms for error in form.non_field_errors()]

    @property
    def is_multipart(self) -> bool:
        return any(form.is_multipart() for form in self.forms)

    @property
    def can_grow(self) -> bool:
        return len(self.people) < conf.GROUP_MAX

    @property
    def can_shrink(self) -> bool:
        return len(self.people) > LEAST

    def is_valid(self) -> bool:
        for form in self.forms:
            form.full_clean()
        self._refuse_twice()
        self._refuse_too_many_of_a_choice()
        if self.errors:
            self.ask_for_files_again()
        return not self.errors

    def ask_for_files_again(self) -> None:
        for person in self.people:
            person.ask_for_files_again()

    def _refuse_twice(self):
        seen = set()
        for person in self.people:
            email = person.cleaned_data.get("email")
            if email in seen:
                person.add_error("email", _("This address stands above already. Each person needs one of their own."))
            seen.add(email or object())

    def _refuse_too_many_of_a_choice(self):
        """Each alone would find room, all together do not."""
        if self.can_wait:
            return
        chosen: Counter[int] = Counter()
        for person in self.people:
            for given in person.answers:
                for option in given.options:
                    chosen[option.pk] += 1
                    if option.left and chosen[option.pk] > option.left:
                        person.add_error(given.question.field_name, _too_few(option))

    def is_one_too_many(self, request) -> bool:
        """Each person counts as well: a mail with what somebody else typed goes to each."""
        if self.contact.is_one_too_many(request):
            return True
        emails, client = [person.cleaned_data["email"] for person in self.people], client_of(request)
        limits = self.contact.limits()
        uses = [too_many(form="registered by others", email=email, client=client, limits=limits) for email in emails]
        if any(uses):
            self.contact.add_error(None, _("Too many people were registered of late. Please try again in an hour."))
        return any(uses)

    @property
    def submission_key(self):
        """Whoever goes back and enters somebody else makes a new submission."""
        addresses = [form.cleaned_data["email"] for form in self.forms]
        return self.contact.form_key.for_address("\n".join(addresses))

    @property
    def participants(self) -> list[tuple[dict[str, Any], list]]:
        organisation = self.contact.cleaned_data["organisation"]
        return [(person.participant | {"organisation": organisation}, person.answers) for person in self.people]


def _too_few(option):
    words = ngettext(
        "Of “%(option)s” only %(free)d place is left.", "Of “%(option)s” only %(free)d places are left.", option.left
    )
    return words % {"option": option.in_words("label"), "free": option.left}


def questions_for_groups(questions: Iterable[Question]) -> list[Question]:
    return [question for question in questions if question.kind not in ONLY_IN_PERSON]


def numbers_in(data) -> list[int]:
    """The blocks that were sent, by the numbers that name their fields; never fewer or more than there can be."""
    sent = [int(value) for value in data.getlist("person") if value.isascii() and value.isdecimal() and len(value) < 5]
    numbers = list(dict.fromkeys(sent))[: conf.GROUP_MAX]
    while len(numbers) < LEAST:
        numbers.append(max(numbers, default=-1) + 1)
    return numbers


def changed_numbers(data) -> list[int]:
    numbers = numbers_in(data)
    if "add" in data and len(numbers) < conf.GROUP_MAX:
        numbers.append(max(numbers) + 1)
    if len(numbers) > LEAST:
        numbers = [number for number in numbers if str(number) != data.get("remove")]
    return numbers
