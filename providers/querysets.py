"""Questions about the directory. Who sees a listing sees its live offers."""

from django.db import models

from networks.visibility import VisibleQuerySet


class FacetQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def for_listings(self):
        return self.active().filter(used_on__in=["listing", "both"])

    def for_offers(self):
        return self.active().filter(used_on__in=["offer", "both"])

    def filters(self):
        return self.active().filter(is_filter=True)


class TermQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True, facet__is_active=True)


class ListingQuerySet(VisibleQuerySet):
    def live(self):
        return self.filter(live=True)

    def with_details(self):
        """With all that a provider's page shows, its offers aside."""
        related = ["organisation__district", "image", "contact__affiliation__person"]
        deputy = "contact__deputy__affiliation__person"
        return self.select_related(*related, deputy).prefetch_related("terms", "districts")

    def by_title(self):
        """As a German dictionary does, on every database: ä beside a, ß beside ss."""
        return self.order_by("search_entry__sort_key", "pk")


class OfferQuerySet(models.QuerySet):
    def live(self):
        """Offers that are published, of listings that are published."""
        return self.filter(live=True, listing__live=True)

    def visible_to(self, user):
        listings = self.model._meta.get_field("listing").related_model.objects.visible_to(user)
        return self.filter(listing__in=listings.values("pk"))
