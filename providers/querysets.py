"""Questions about the directory. Who sees a listing sees its live offers."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch
from django.db.models.functions import Cast, Coalesce
from wagtail.models import Revision, WorkflowState

from networks.visibility import VisibleQuerySet


class FacetQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def for_listings(self):
        return self.active().filter(used_on__in=["listing", "both"])

    def for_offers(self):
        return self.active().filter(used_on__in=["offer", "both"])

    def with_usage(self):
        return self.annotate(term_count=Count("terms"))

    def filters(self):
        return self.active().filter(is_filter=True)


class TermQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True, facet__is_active=True)

    def in_reading_order(self):
        """By facet; within it in the editors' order, each term followed by those below it."""
        return self.alias(
            first=Coalesce("parent__sort_order", "sort_order"), first_name=Coalesce("parent__name", "name")
        ).order_by(
            "facet__sort_order",
            "facet__name",
            "first",
            "first_name",
            F("parent").asc(nulls_first=True),
            "sort_order",
            "name",
        )

    def with_usage(self):
        """How many listings and offers carry each term."""
        return self.annotate(listing_count=Count("listings", distinct=True), offer_count=Count("offers", distinct=True))


class ModeratedQuerySet(models.QuerySet):
    def with_state(self):
        """With what a list of staff needs to say whether an entry is published, scheduled or waiting for approval."""
        content_type = ContentType.objects.get_for_model(self.model)
        mine = {"base_content_type": content_type, "object_id": Cast(OuterRef("pk"), models.CharField())}
        scheduled = Revision.objects.filter(approved_go_live_at__isnull=False, **mine)
        current = WorkflowState.objects.active().select_related("current_task_state__task")
        return self.annotate(is_scheduled=Exists(scheduled)).prefetch_related(
            Prefetch("_workflow_states", current, to_attr="_current_workflow_states")
        )


class ListingQuerySet(ModeratedQuerySet, VisibleQuerySet):
    def live(self):
        return self.filter(live=True)

    def in_network(self, network):
        """Of a network in any language."""
        return self.filter(networks__translation_key=network.translation_key).distinct()

    def for_admin(self):
        listings = self.with_state().select_related("organisation").prefetch_related("districts")
        return listings.annotate(offer_count=Count("offers", distinct=True))

    def with_details(self):
        """With all that a provider's page shows, its offers aside."""
        related = ["organisation__district", "image", "contact__affiliation__person"]
        deputy = "contact__deputy__affiliation__person"
        return self.select_related(*related, deputy).prefetch_related("terms", "districts")

    def by_title(self):
        """As a German dictionary does, on every database: ä beside a, ß beside ss."""
        return self.order_by("search_entry__sort_key", "pk")


class OfferQuerySet(ModeratedQuerySet):
    def live(self):
        """Offers that are published, of listings that are published."""
        return self.filter(live=True, listing__live=True)

    def visible_to(self, user):
        listings = self.model._meta.get_field("listing").related_model.objects.visible_to(user)
        return self.filter(listing__in=listings.values("pk"))
