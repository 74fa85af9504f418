"""Pages of the face for our stories."""

import itertools

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from home.models import HomePage, InitiativePage, ProjectPage
from networks.models import Affiliation, ContactCard, Organisation, Person
from tests.cast import put_below

numbers = itertools.count(1)


def home_page():
    return HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)


def add(model, parent=None, **fields):
    """A live page of a type below another, the home page if none is named."""
    parent = parent or home_page()
    parent.refresh_from_db()
    number = next(numbers)
    fields = {"title": f"{model.__name__} {number}", "slug": f"seite-{number}"} | fields
    page = put_below(parent, model(**fields))
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def translate(page, locale, **fields):
    """A live translation of a page; its parent must be translated already."""
    translated = page.copy_for_translation(locale)
    for name, value in fields.items():
        setattr(translated, name, value)
    translated.save_revision().publish()
    return type(page).objects.get(pk=translated.pk)


def make_card(name="Imke", **fields):
    person = Person.objects.create(
        given_name=name, family_name="Brookwinkel", email=f"{name.lower()}@kammer.example.org", phone="040 66969 110"
    )
    chamber, _ = Organisation.objects.get_or_create(slug="kammer", defaults={"name": "Beispielkammer"})
    affiliation = Affiliation.objects.create(person=person, organisation=chamber, starts_on=timezone.localdate())
    return ContactCard.objects.create(affiliation=affiliation, tasks="Fachkräfteberatung", **fields)


def make_image(title="Heide"):
    return Image.objects.create(title=title, file=get_test_image_file(filename=f"{next(numbers)}.png"))


def make_document(title="Flyer", content=b"%PDF-1.7 a flyer"):
    return Document.objects.create(title=title, file=ContentFile(content, name=f"flyer-{next(numbers)}.pdf"))


def make_projects(n=1, **fields):
    initiative = InitiativePage.objects.first() or add(InitiativePage, title="Zukunftsinitiative")
    return [add(ProjectPage, initiative, state="running", **fields) for _ in range(n)]
