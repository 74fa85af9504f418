"""Four logins, one for each way to look at the site. Their addresses are confirmed, so no mail is needed."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from networks import roles
from networks.models import Coordination, Person

from ...accounts import confirm_address
from ..content.networks import HEALTH
from ..content.people import MAIL_DOMAIN

PASSWORD = "Wacholder-und-Birke"  # noqa: S105 - printed by the command, for a database of inventions

# Local part of the address, what one is, group, whose account, administrator
ACCOUNTS = (
    ("redaktion", "edits pages, events and providers", roles.EDITORS, "rike.immenstock", False),
    ("koordination", "looks after the health network", roles.COORDINATORS, "malte.quennlage", False),
    ("mitglied", "member of both networks", None, "thees.ohartmann-weiss", False),
    ("admin", "may do everything", None, None, True),
)


def address(name):
    return f"{name}@{MAIL_DOMAIN}"


def load(demo):
    for name, _task, group, person, is_admin in ACCOUNTS:
        _account(demo, address(name), group, demo.people.get(person), is_admin)
    coordinator = get_user_model().objects.get(email=address("koordination"))
    demo.get_or_make(Coordination, network_id=demo.networks[HEALTH].pk, user=coordinator)


def _account(demo, email, group, person, is_admin):
    users = get_user_model().objects
    if users.filter(email=email).exists():
        return
    make = users.create_superuser if is_admin else users.create_user
    names = {"first_name": person.given_name, "last_name": person.family_name} if person else {"last_name": "Admin"}
    user = make(email, PASSWORD, **names)
    user.groups.add(*Group.objects.filter(name=group))
    confirm_address(user)
    Person.objects.filter(pk=person.pk if person else None).update(user=user)
    demo.created += 1
