"""What editors do with the vocabulary."""

from django.db import transaction
from wagtail.log_actions import log

from .models import Facet, ListingTerm, OfferTerm, Term


def usage_of(term: Term) -> tuple[int, int]:
    """How many listings and how many offers carry a term, drafts that were never published included."""
    return ListingTerm.objects.filter(term=term).count(), OfferTerm.objects.filter(term=term).count()


def is_needed(thing: Term | Facet) -> bool:
    """Whether the database would refuse to delete a term or a facet."""
    if isinstance(thing, Facet):
        return thing.terms.exists()
    return any(usage_of(thing)) or thing.children.exists()


@transaction.atomic
def retire(thing: Term | Facet, *, user=None) -> None:
    """No longer offer a term or facet; whatever carries it keeps it."""
    thing.is_active = False
    thing.save(update_fields=["is_active"])
    log(thing, "wagtail.edit", user=user)
