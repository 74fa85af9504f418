"""The lists of the admin: providers, offers, and the vocabulary of the directory."""

import django_filters
from django.contrib.admin.utils import quote
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import CreateView, IndexView, SnippetViewSet

from networks.choosers import ListedRowsChooser
from networks.filters import YesNoFilter
from networks.models import District
from networks.visibility import Tier

from . import actions, cards, panels
from .models import Facet, Listing, Offer, Term
from .search import matching


def is_live(entry):
    return entry.live


def state(entry):
    """Where an entry of a list with `with_state` stands."""
    if entry.workflow_in_progress:
        return gettext("published, change in approval") if entry.live else gettext("in approval")
    if entry.is_scheduled:
        return gettext("published, change scheduled") if entry.live else gettext("scheduled")
    if entry.live:
        return gettext("published, with draft") if entry.has_unpublished_changes else gettext("published")
    return gettext("expired") if entry.expired else gettext("draft")


class ListingFilterSet(WagtailFilterSet):
    districts = django_filters.ModelChoiceFilter(label=_("District"), queryset=District.objects.all())
    visibility = django_filters.ChoiceFilter(label=_("Shown to"), choices=Tier.choices)
    live = YesNoFilter(label=_("Published"))
    has_unpublished_changes = YesNoFilter(label=_("With unpublished changes"))
    offers = YesNoFilter(label=_("Without offers"), field_name="offers", lookup_expr="isnull")

    class Meta:
        model = Listing
        fields = ["districts", "visibility", "live", "has_unpublished_changes", "offers"]


class ListingIndexView(IndexView):
    """Finds a provider by the words that visitors find it by."""

    def search_queryset(self, queryset):
        return matching(queryset, self.search_query) if self.is_searching else queryset


class ListingViewSet(SnippetViewSet):
    model = Listing
    index_view_class = ListingIndexView
    icon = "group"
    menu_label = _("Providers")
    menu_order = 500
    add_to_admin_menu = False
    list_display = [
        "title",
        Column("organisation", label=_("Organisation"), sort_key="organisation__name"),
        Column(cards.place, label=_("District")),
        Column("offer_count", label=_("Offers"), sort_key="offer_count"),
        Column("get_visibility_display", label=_("Shown to")),
        StatusTagColumn(state, label=_("State"), sort_key="live", primary=is_live),
        DateColumn("last_published_at", label=_("Last published"), sort_key="last_published_at"),
    ]
    list_per_page = 50
    ordering = ["search_entry__sort_key"]
    search_fields = ["title", "organisation__name"]
    search_backend_name = None
    filterset_class = ListingFilterSet
    edit_handler = panels.LISTING
    chooser_viewset_class = ListedRowsChooser
    copy_view_enabled = False

    def get_queryset(self, request):
        return Listing.objects.for_admin()


class OfferFilterSet(WagtailFilterSet):
    listing = django_filters.ModelChoiceFilter(label=_("Provider"), queryset=Listing.objects.order_by("title"))
    terms = django_filters.ModelChoiceFilter(
        label=_("Format"), queryset=Term.objects.filter(facet__slug="offer_format").order_by("sort_order")
    )
    delivery = django_filters.ChoiceFilter(label=_("Takes place"), choices=Offer.Delivery.choices)
    live = YesNoFilter(label=_("Published"))

    class Meta:
        model = Offer
        fields = ["listing", "terms", "delivery", "live"]


class OfferCreateView(CreateView):
    """`?listing=<id>`, from the provider's form, chooses the provider."""

    def get_initial_form_instance(self):
        offer = super().get_initial_form_instance() or Offer()
        asked = self.request.GET.get("listing", "")
        offer.listing = Listing.objects.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 19 else None
        return offer


class OfferViewSet(SnippetViewSet):
    model = Offer
    chooser_viewset_class = ListedRowsChooser
    icon = "pick"
    menu_label = _("Offers")
    menu_order = 510
    add_to_admin_menu = False
    list_display = [
        "title",
        Column("listing", label=_("Provider"), sort_key="listing__search_entry__sort_key"),
        Column("formats", label=_("Format")),
        Column("get_delivery_display", label=_("Takes place")),
        StatusTagColumn(state, label=_("State"), sort_key="live", primary=is_live),
        DateColumn("last_published_at", label=_("Last published"), sort_key="last_published_at"),
    ]
    list_per_page = 50
    ordering = ["listing__search_entry__sort_key", "sort_order", "title"]
    search_fields = ["title", "summary", "listing__title"]
    search_backend_name = None
    filterset_class = OfferFilterSet
    edit_handler = panels.OFFER
    add_view_class = OfferCreateView
    copy_view_enabled = True

    def get_queryset(self, request):
        return Offer.objects.with_state().select_related("listing").prefetch_related("terms__facet")


class RetireInsteadView(generic.DeleteView):
    """Deletes what nobody uses. For the rest it says why not, and offers to retire it."""

    in_use_template = "providers/admin/in_use.html"

    def get_template_names(self):
        return [self.in_use_template] if actions.is_needed(self.object) else super().get_template_names()

    def get_context_data(self, **kwargs):
        counts = actions.usage_of(self.object) if isinstance(self.object, Term) else (0, 0)
        return super().get_context_data(listing_count=counts[0], offer_count=counts[1], **kwargs)

    def post(self, request, *args, **kwargs):
        return self._retire() if actions.is_needed(self.object) else super().post(request, *args, **kwargs)

    def _retire(self):
        actions.retire(self.object, user=self.request.user)
        messages.success(self.request, gettext("“%(name)s” is retired.") % {"name": self.object})
        return redirect(reverse(self.edit_url_name, args=[quote(self.object.pk)]))


class FacetIndexView(generic.IndexView):
    def get_base_queryset(self):
        return Facet.objects.with_usage()


class FacetViewSet(ModelViewSet):
    model = Facet
    icon = "list-ul"
    menu_label = _("Filters")
    menu_order = 520
    add_to_admin_menu = False
    list_display = [
        "name",
        Column("get_used_on_display", label=_("Describes")),
        Column("term_count", label=_("Terms")),
        BooleanColumn("is_filter", label=_("Filter of the directory")),
        BooleanColumn("is_active", label=_("In use")),
    ]
    sort_order_field = "sort_order"
    ordering = ["sort_order"]
    search_fields = ["name", "name_en"]
    edit_handler = panels.FACET
    copy_view_enabled = False
    index_view_class = FacetIndexView
    delete_view_class = RetireInsteadView


class TermFilterSet(WagtailFilterSet):
    facet = django_filters.ModelChoiceFilter(label=_("Filter"), queryset=Facet.objects.all())
    is_active = YesNoFilter(label=_("In use"))

    class Meta:
        model = Term
        fields = ["facet", "is_active"]


class TermIndexView(generic.IndexView):
    def get_base_queryset(self):
        return Term.objects.select_related("facet", "parent").with_usage()

    def order_queryset(self, queryset):
        asked = self.request.GET.get("ordering")
        return super().order_queryset(queryset) if asked else queryset.in_reading_order()


class TermViewSet(ModelViewSet):
    model = Term
    icon = "tag"
    menu_label = _("Terms of the filters")
    menu_order = 530
    add_to_admin_menu = False
    list_display = [
        "name",
        Column("facet", label=_("Filter")),
        Column("parent", label=_("Stands below")),
        Column("listing_count", label=_("Providers")),
        Column("offer_count", label=_("Offers")),
        BooleanColumn("is_active", label=_("In use")),
    ]
    list_per_page = 100
    filterset_class = TermFilterSet
    search_fields = ["name", "name_en", "synonyms"]
    edit_handler = panels.TERM
    copy_view_enabled = False
    index_view_class = TermIndexView
    delete_view_class = RetireInsteadView
