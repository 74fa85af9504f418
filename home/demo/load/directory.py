"""Providers and their offers in every state that an entry can be in, and the directory pages.

`terms` is written as "f:bewegung s:umsetzung o:kurs,workshop": a letter for the facet, then the slugs of its terms.
"""

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask

from networks.models import District
from networks.roles import EDITORS
from providers.models import DirectoryPage, Facet, Listing, Offer, Term

from ..content import pages
from ..content.providers_more import MORE
from ..content.providers_named import NAMED
from ..writing import prose

FACETS = {
    "f": "bgf_field",
    "s": "bgm_step",
    "t": "provider_type",
    "o": "offer_format",
    "z": "target_group",
    "p": "price_model",
    "l": "language",
    "b": "access_feature",
}
WORKFLOW = "Einträge von Anbietern prüfen"


def load(demo):
    _retired_term(demo)
    terms = {(term.facet.slug, term.slug): term for term in Term.objects.select_related("facet")}
    districts = District.objects.in_bulk(field_name="slug")
    workflow = _workflow(demo)
    for provider in (*NAMED, *MORE):
        _provider(demo, provider, terms, districts, workflow)
    _pages(demo)


def _retired_term(demo):
    """No longer offered, still carried by two offers, and addresses with it lead to its successor."""
    facet = Facet.objects.get(slug="offer_format")
    demo.get_or_make(
        Term,
        facet=facet,
        slug="telefon",
        defaults={
            "name": "Telefonberatung",
            "name_en": "Advice by telephone",
            "is_active": False,
            "replaced_by": facet.terms.get(slug="beratung"),
        },
    )


def _workflow(demo):
    workflow, made = demo.get_or_make(Workflow, name=WORKFLOW)
    if made:
        task, _ = demo.get_or_make(GroupApprovalTask, name="Redaktion prüft")
        task.groups.set(Group.objects.filter(name=EDITORS))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        listing = ContentType.objects.get_for_model(Listing)
        WorkflowContentType.objects.get_or_create(content_type=listing, defaults={"workflow": workflow})
    return workflow


def _provider(demo, provider, terms, districts, workflow):
    organisation = demo.organisations[provider.organisation.slug]
    if Listing.objects.filter(slug=organisation.slug).exists():
        return
    listing = Listing(
        organisation=organisation,
        title=provider.organisation.name,
        slug=organisation.slug,
        summary=provider.summary,
        description=prose(provider.text, heading="h3"),
        districts=[districts[slug] for slug in provider.districts],
        whole_region=provider.whole_region,
        nationwide=provider.nationwide,
        terms=_terms(provider.terms, terms),
        contact=demo.cards.get(provider.contact),
        visibility=provider.visibility,
        networks=[demo.networks[slug].networkpage_ptr for slug in provider.networks],
        live=False,
    )
    listing.save()
    for number, offer in enumerate(provider.offers):
        _offer(listing, offer, number, terms, live=provider.state == "live")
    _bring_to_state(listing, provider, workflow)
    demo.created += 1 + len(provider.offers)


def _offer(listing, offer, number, terms, live):
    smallest, largest = offer.group
    Offer(
        listing=listing,
        title=offer.title,
        summary=offer.summary,
        terms=_terms(offer.terms, terms),
        delivery=offer.delivery,
        duration=offer.duration,
        group_min=smallest,
        group_max=largest,
        price_note=offer.price,
        sort_order=number,
        live=live,
        first_published_at=timezone.now() if live else None,
    ).save()


def _terms(text, terms):
    pairs = [part.split(":") for part in text.split()]
    return [terms[FACETS[letter], slug] for letter, slugs in pairs for slug in slugs.split(",")]


def _bring_to_state(listing, provider, workflow):
    """Live, live with a change that waits for approval, sent back, or still being written."""
    revision = listing.save_revision()
    if provider.state == "live":
        revision.publish()
    if provider.pending_summary:
        listing = Listing.objects.get(pk=listing.pk)
        listing.summary = provider.pending_summary
        listing.save_revision()
        workflow.start(listing, user=None)
    if provider.state == "rejected":
        state = workflow.start(listing, user=None)
        state.current_task_state.reject(user=None, comment="Heilversprechen sind in diesem Verzeichnis nicht erlaubt.")


def _pages(demo):
    page, _ = demo.page(demo.home, DirectoryPage, pages.DIRECTORY.slug, **_head(pages.DIRECTORY))
    demo.translated(page, demo.english_home, pages.DIRECTORY_EN.slug, **_head(pages.DIRECTORY_EN))


def _head(blocks):
    return {
        "title": blocks.title,
        "intro": blocks.summary,
        "note": prose(blocks.blocks[0][1]),
        "show_in_menus": True,
    }
