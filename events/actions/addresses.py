"""Addresses of calendars when a network is called something else: subscribers do not follow, so the old ones go on."""

from django.db import transaction

from networks.models import NetworkPage

from ..models import FormerSlug
from .calendar import bump_generation


@transaction.atomic
def keep_address(network: NetworkPage, slug: str) -> None:
    """The calendar stays at the slug that the network had until now."""
    FormerSlug.objects.update_or_create(slug=slug, defaults={"network_id": network.pk})
    take_address(network)
    bump_generation()


def take_address(network: NetworkPage) -> None:
    """The slug is this network's from now on, and never again that of the one that had it before."""
    taken, _details = FormerSlug.objects.filter(slug=network.slug).delete()
    if taken:
        bump_generation()
