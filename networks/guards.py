"""Against machines, without a riddle for people: a field nobody sees, a signed form that takes its time, and limits.

Where the operator asks for it, also a sum for the browser (see `puzzles`); those who cannot do it come in all the same.

The limits count rows of the database, so they hold for all processes and without a cache.
"""

import time
import uuid
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django import forms
from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.forms.widgets import Script
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import puzzles
from .addresses import plain
from .conf import conf
from .models import FormUse

SALT = "networks.form"
KEPT = timedelta(days=1)
WINDOW = timedelta(hours=1)


@dataclass(frozen=True)
class FormKey:
    """What a rendered form carries: an id of its own and when it was rendered, signed."""

    id: uuid.UUID
    age: float

    def for_address(self, email: str) -> uuid.UUID:
        """The submission key of a person. Whoever goes back and enters a colleague makes a new submission."""
        return uuid.uuid5(self.id, plain(email))


def new_key() -> str:
    return signing.dumps([uuid.uuid4().hex, time.time()], salt=SALT)


def read_key(value: str) -> FormKey | None:
    try:
        key, rendered_at = signing.loads(value, salt=SALT)
    except signing.BadSignature:
        return None
    return FormKey(uuid.UUID(key), time.time() - rendered_at)


class PuzzleInput(forms.HiddenInput):
    """What `puzzle.js` looks for, with the words that it shows while somebody has to wait."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        words = gettext("One moment please: your device is doing a short sum against spam. Then the form is sent.")
        return super().build_attrs(base_attrs, extra_attrs) | {"data-puzzle": True, "data-words": words}


@dataclass(frozen=True)
class Limits:
    """How often a form may be used within an hour."""

    per_address: int
    per_network: int
    without_puzzle: int | None = None  # per network, for those who solved none; None where none is asked for


class GuardedForm(forms.Form):
    """A form with the trap and the key. Whatever they find, nothing that was typed is lost.

    It wants a field `email`. `form_name` tells its uses from those of other forms; a view asks a valid form whether it
    `is_one_too_many(request)`.
    """

    honeypot = "website"
    form_name = "form"

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(
        label=_("Please leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(self._with_good_puzzle(self._with_good_key(data)), **kwargs)
        self.fields["key"].initial = new_key
        if self.asks_puzzle:
            self.fields["puzzle"] = forms.CharField(widget=PuzzleInput, required=False, initial=_new_puzzle)
            self.fields["puzzle_answer"] = forms.CharField(widget=forms.HiddenInput, required=False)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # browsers cut what is pasted, and say nothing

    def _with_good_key(self, data):
        """A form whose key is broken gets a new one; `form_key` is None then, and sending it again works."""
        self.form_key = read_key(data.get("key", "")) if data else None
        if not data or self.form_key:
            return data
        data = data.copy()
        data["key"] = new_key()
        return data

    def _with_good_puzzle(self, data):
        """One that we did not make, or long ago, is exchanged; `solved` is the head of one that was answered."""
        self.asks_puzzle, self.solved = bool(conf.FORM_PUZZLE_BITS), None
        if not data or not self.asks_puzzle:
            return data
        head = puzzles.head_of(data.get("puzzle", ""))
        if head is None:
            data = data.copy()
            data["puzzle"], data["puzzle_answer"] = _new_puzzle(), ""
        elif puzzles.is_answer(head, data.get("puzzle_answer", "")):
            self.solved = head
        return data

    @property
    def media(self):
        more = forms.Media(js=[Script("networks/puzzle.js", defer=True)]) if self.asks_puzzle else forms.Media()
        return super().media + more

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Please empty the field “Please leave this field empty” and send again."))
        return ""

    def clean(self):
        if self.form_key is None:
            raise forms.ValidationError(_("The form could not be read in full. Please send it once more."), "key")
        if self.form_key.age < self._seconds():
            raise forms.ValidationError(
                _("That was very fast. Please wait a few seconds, then send the form once more."), "fast"
            )
        return super().clean()

    def _seconds(self):
        is_solved = self.solved or not self.asks_puzzle
        return conf.FORM_MINIMUM_SECONDS if is_solved else conf.FORM_SECONDS_WITHOUT_PUZZLE

    @property
    def submission_key(self) -> uuid.UUID:
        return self.form_key.for_address(self.cleaned_data["email"])

    def limits(self) -> Limits:
        """Override it for a form that needs others."""
        return Limits(conf.FORM_LIMIT_PER_ADDRESS, conf.FORM_LIMIT_PER_NETWORK)

    def is_one_too_many(self, request) -> bool:
        """Count this use, and say in the form if there were too many of late."""
        email, client = self.cleaned_data["email"], client_of(request)
        limits = self.limits()
        if self.asks_puzzle:
            limits = replace(limits, without_puzzle=conf.FORM_LIMIT_WITHOUT_PUZZLE)
        if not too_many(form=self.form_name, email=email, client=client, limits=limits, solved=self.solved):
            return False
        self.add_error(None, _("This form was sent too often of late. Please try again in an hour, or call us."))
        return True


def too_many(*, form: str, email: str, client: str, limits: Limits, solved: str | None = None) -> bool:
    """Count this use of a form, then say whether there were too many of late. Parallel uses count each other.

    `solved` is the head of a puzzle that was answered; a second time it counts as none.
    """
    address = _hash("address", plain(email)) if email else ""
    use = _spend(solved, form=form, address_hash=address, network_hash=_hash("network", network_of(client)))
    recent = FormUse.objects.filter(form=form, created_at__gt=timezone.now() - WINDOW)
    of_address = recent.filter(address_hash=use.address_hash).exclude(address_hash="")
    of_network = recent.filter(network_hash=use.network_hash)
    if of_address.count() > limits.per_address or of_network.count() > limits.per_network:
        return True
    if limits.without_puzzle is None or use.puzzle:
        return False
    return of_network.filter(puzzle=None).count() > limits.without_puzzle


def _spend(solved, **use):
    """The database says which of two uses of the same puzzle was first. A puzzle dies before its row is forgotten."""
    if solved:
        with suppress(IntegrityError), transaction.atomic():
            return FormUse.objects.create(puzzle=puzzles.id_of(solved), **use)
    return FormUse.objects.create(**use)


def _new_puzzle():
    return puzzles.new_puzzle(conf.FORM_PUZZLE_BITS)


def uses_to_forget(moment: datetime) -> QuerySet[FormUse]:
    return FormUse.objects.filter(created_at__lt=moment - KEPT)


def forget_uses() -> int:
    return uses_to_forget(timezone.now()).delete()[0]


def client_of(request) -> str:
    """The address of the visitor: the last one that a proxy of ours wrote down, never one that they made up."""
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    count = conf.TRUSTED_PROXY_COUNT
    return forwarded[-count] if count and len(forwarded) >= count else request.META.get("REMOTE_ADDR", "")


def network_of(client: str) -> str:
    """An IPv4 address, or the /64 of an IPv6 address: a household has as many of those addresses as it likes."""
    try:
        address = ip_address(client)
    except ValueError:
        return client
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
    return str(address)


def _hash(kind, value):
    return salted_hmac(f"networks.form_use.{kind}", value, algorithm="sha256").hexdigest()
