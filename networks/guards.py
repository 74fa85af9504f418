"""Against machines, without a riddle for people: a field nobody sees, a signed form that takes its time, and limits.

The limits count rows of the database, so they hold for all processes and without a cache.
"""

import time
import uuid
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django import forms
from django.core import signing
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

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
        return uuid.uuid5(self.id, email.strip().lower())


def new_key() -> str:
    return signing.dumps([uuid.uuid4().hex, time.time()], salt=SALT)


def read_key(value: str) -> FormKey | None:
    try:
        key, rendered_at = signing.loads(value, salt=SALT)
    except signing.BadSignature:
        return None
    return FormKey(uuid.UUID(key), time.time() - rendered_at)


@dataclass(frozen=True)
class Limits:
    """How often a form may be used within an hour."""

    per_address: int
    per_network: int


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
        super().__init__(self._with_good_key(data), **kwargs)
        self.fields["key"].initial = new_key
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

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Please empty the field “Please leave this field empty” and send again."))
        return ""

    def clean(self):
        if self.form_key is None:
            raise forms.ValidationError(_("The form could not be read in full. Please send it once more."), "key")
        if self.form_key.age < conf.FORM_MINIMUM_SECONDS:
            raise forms.ValidationError(
                _("That was very fast. Please wait a few seconds, then send the form once more."), "fast"
            )
        return super().clean()

    @property
    def submission_key(self) -> uuid.UUID:
        return self.form_key.for_address(self.cleaned_data["email"])

    def limits(self) -> Limits:
        """Override it for a form that needs others."""
        return Limits(conf.FORM_LIMIT_PER_ADDRESS, conf.FORM_LIMIT_PER_NETWORK)

    def is_one_too_many(self, request) -> bool:
        """Count this use, and say in the form if there were too many of late."""
        email, client = self.cleaned_data["email"], client_of(request)
        if not too_many(form=self.form_name, email=email, client=client, limits=self.limits()):
            return False
        self.add_error(None, _("This form was sent too often of late. Please try again in an hour, or call us."))
        return True


def too_many(*, form: str, email: str, client: str, limits: Limits) -> bool:
    """Count this use of a form, then say whether there were too many of late. Parallel uses count each other."""
    use = FormUse.objects.create(
        form=form,
        address_hash=_hash("address", email.strip().lower()) if email else "",
        network_hash=_hash("network", network_of(client)),
    )
    recent = FormUse.objects.filter(form=form, created_at__gt=timezone.now() - WINDOW)
    of_address = recent.filter(address_hash=use.address_hash).exclude(address_hash="")
    of_network = recent.filter(network_hash=use.network_hash)
    return of_address.count() > limits.per_address or of_network.count() > limits.per_network


def forget_uses() -> int:
    return FormUse.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]


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
