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
from .models import RegistrationAttempt

SALT = "events.form"
KEPT = timedelta(days=1)
WINDOW = timedelta(hours=1)


@dataclass(frozen=True)
class FormKey:
    """What a rendered form carries: an id of its own and when it was rendered, signed."""

    id: uuid.UUID
    age: float

    def for_address(self, email: str) -> uuid.UUID:
        """The submission key of a person. Whoever goes back and enters a colleague makes a new registration."""
        return uuid.uuid5(self.id, email.strip().lower())


def new_key() -> str:
    return signing.dumps([uuid.uuid4().hex, time.time()], salt=SALT)


def read_key(value: str) -> FormKey | None:
    try:
        key, rendered_at = signing.loads(value, salt=SALT)
    except signing.BadSignature:
        return None
    return FormKey(uuid.UUID(key), time.time() - rendered_at)


class GuardedForm(forms.Form):
    """A form with the trap and the key. Whatever they find, nothing that was typed is lost."""

    honeypot = "website"

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(
        label=_("Please leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(self._with_good_key(data), **kwargs)
        self.fields["key"].initial = new_key

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


def too_many(*, email: str, client: str) -> bool:
    """Count this use of the form, then say whether there were too many of late. Parallel uses count each other."""
    address, network = _hash("address", email.strip().lower()), _hash("network", network_of(client))
    RegistrationAttempt.objects.create(address_hash=address, network_hash=network)
    recent = RegistrationAttempt.objects.filter(created_at__gt=timezone.now() - WINDOW)
    return (
        recent.filter(address_hash=address).count() > conf.LIMIT_PER_ADDRESS
        or recent.filter(network_hash=network).count() > conf.LIMIT_PER_NETWORK
    )


def forget_attempts() -> int:
    return RegistrationAttempt.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]


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
    return salted_hmac(f"events.attempt.{kind}", value, algorithm="sha256").hexdigest()
