"""The people and places of our stories.

Ada coordinates the health network. Bob is a member of it, through his company. Carol has an account and no membership.
Eve edits the site. Dora is a member of the training network, in person. Everybody is invented.
"""

from datetime import timedelta
from functools import partial

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Locale, Page

from networks import roles
from networks.models import (
    Affiliation,
    Coordination,
    District,
    HealthNetworkPage,
    Membership,
    Organisation,
    Person,
    TrainingNetworkPage,
)
from networks.visibility import Tier

PASSWORD = "Heidschnucke-und-Birke-7"


def make_user(name, *groups, **fields):
    user = get_user_model().objects.create_user(
        f"{name.lower()}@example.org", PASSWORD, first_name=name, last_name="Beispiel", **fields
    )
    user.groups.add(*Group.objects.filter(name__in=groups))
    return user


def make_person(name, user=None):
    return Person.objects.create(
        given_name=name, family_name="Beispiel", email=f"{name.lower()}@example.org", phone="040 66969 100", user=user
    )


def make_membership(network, member, *, visibility=Tier.PUBLIC, **fields):
    """An active membership since a year ago; `member` is an organisation or a person."""
    kind = "organisation" if isinstance(member, Organisation) else "person"
    return Membership.objects.create(
        network=network,
        visibility=visibility,
        **{kind: member, "decision": "approved", "starts_on": timezone.localdate() - timedelta(days=365)} | fields,
    )


def put_below(parent, page):
    """As `add_child`, but without Wagtail's check of what an editor might have typed, which is half of its time."""
    page.locale, page.draft_title = parent.locale, page.title
    page.save = partial(page.save, clean=False)
    parent.add_child(instance=page)
    del page.save
    return page


def root_page():
    return Page.objects.select_related("locale").get(sites_rooted_here__is_default_site=True)


def make_network(model, title, slug):
    return put_below(root_page(), model(title=title, slug=slug))


@pytest.fixture
def uelzen(db):
    return District.objects.get(slug="uelzen")


@pytest.fixture
def celle(db):
    return District.objects.get(slug="celle")


@pytest.fixture
def health(db):
    return make_network(HealthNetworkPage, "Unternehmen Gesundheit", "unternehmen-gesundheit")


@pytest.fixture
def training(db):
    return make_network(TrainingNetworkPage, "Prüfer- und Ausbildernetzwerk", "pruefer-und-ausbilder")


@pytest.fixture
def ada(health):
    """Coordinator of the health network; she may log in to the admin and see her network's rows only."""
    user = make_user("Ada", roles.COORDINATORS)
    Coordination.objects.create(network=health, user=user)
    return user


@pytest.fixture
def company(uelzen):
    return Organisation.objects.create(
        name="Möhlenkolk Maschinenbau", slug="moehlenkolk", city="Uelzen", district=uelzen, size="50-249"
    )


@pytest.fixture
def bob(health, company):
    """Member of the health network through his company."""
    user = make_user("Bob")
    Affiliation.objects.create(
        person=make_person("Bob", user), organisation=company, role="main_contact", starts_on="2020-01-01"
    )
    make_membership(health, company)
    return user


@pytest.fixture
def dora(training):
    """Member of the training network, in person."""
    user = make_user("Dora")
    make_membership(training, make_person("Dora", user))
    return user


@pytest.fixture
def carol(db):
    """An account and nothing else."""
    return make_user("Carol")


@pytest.fixture
def eve(db):
    """Editor: pages, events, providers, everywhere."""
    return make_user("Eve", roles.EDITORS)


@pytest.fixture
def admin_ina(db):
    """Administrator of the site (superuser)."""
    return get_user_model().objects.create_superuser("ina@example.org", PASSWORD, first_name="Ina")


@pytest.fixture
def english(db):
    """The second language of the site."""
    return Locale.objects.get_or_create(language_code="en")[0]
