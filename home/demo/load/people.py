"""Organisations with their marks, people, who acts for whom, and contact cards."""

from networks.models import Affiliation, ContactCard, District, Organisation, Person

from ..content import people as content
from ..content.providers_more import MORE
from ..content.providers_named import NAMED


def load(demo):
    districts = District.objects.in_bulk(field_name="slug")
    providers = [provider.organisation for provider in (*NAMED, *MORE)]
    for number, organisation in enumerate((*content.ORGANISATIONS, *providers)):
        _organisation(demo, organisation, districts, number)
    for person in content.PEOPLE:
        _person(demo, person)
    for affiliation in content.affiliations(demo.days):
        _affiliation(demo, affiliation)
    _cards(demo)


def _organisation(demo, organisation, districts, number):
    demo.organisations[organisation.slug], _ = demo.get_or_make(
        Organisation,
        slug=organisation.slug,
        defaults={
            "name": organisation.name,
            "size": organisation.size,
            "sector": organisation.sector,
            "street": organisation.street,
            "postcode": organisation.postcode,
            "city": organisation.city,
            "district": districts.get(organisation.district),
            "website": f"https://{organisation.slug}.example.org" if organisation.website else "",
            "email": f"{organisation.slug}@{content.MAIL_DOMAIN}",
            "phone": organisation.phone or f"040 66969 {400 + number}",
            "logo": demo.mark(organisation.slug, organisation.name, organisation.mark),
        },
    )


def _person(demo, person):
    demo.people[person.key], _ = demo.get_or_make(
        Person,
        email=f"{person.key}@{content.MAIL_DOMAIN}",
        defaults={
            "title": person.title,
            "given_name": person.given_name,
            "family_name": person.family_name,
            "phone": person.phone,
            "language": person.language,
        },
    )


def _affiliation(demo, affiliation):
    demo.get_or_make(
        Affiliation,
        person=demo.people[affiliation.person],
        organisation=demo.organisations[affiliation.organisation],
        defaults={
            "role": affiliation.role,
            "job_title": affiliation.job_title,
            "starts_on": affiliation.starts_on,
            "ends_on": affiliation.ends_on,
        },
    )


def _cards(demo):
    cards = content.cards(demo.days)
    for card in cards:
        affiliation = Affiliation.objects.get(
            person=demo.people[card.person], organisation=demo.organisations[card.organisation]
        )
        values = {"tasks": card.tasks, "tasks_en": card.tasks_en, "away_until": card.away_until}
        demo.cards[card.person], made = demo.get_or_make(ContactCard, affiliation=affiliation, defaults=values)
        if made and card.deputy:
            ContactCard.objects.filter(pk=demo.cards[card.person].pk).update(deputy=demo.cards[card.deputy])
