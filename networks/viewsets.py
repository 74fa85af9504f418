"""Our lists in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from . import filters, panels
from .choosers import ListedRowsChooser
from .columns import DayColumn, LinkedRowsMixin
from .exports import SafeSpreadsheetMixin
from .models import (
    Affiliation,
    ContactCard,
    Coordination,
    District,
    Membership,
    Organisation,
    Person,
)
from .own_rows import OwnRowsChooser, OwnRowsMixin


class LinkedIndexView(LinkedRowsMixin, IndexView):
    pass


class OwnRowsViewSet(OwnRowsMixin, SnippetViewSet):
    """A list of rows that coordinators see theirs of. Search asks the database, so that it needs no index."""

    index_view_class = LinkedIndexView
    search_backend_name = None
    list_per_page = 50
    copy_view_enabled = False


class MembershipIndexView(SafeSpreadsheetMixin, LinkedIndexView):
    pass


class MembershipViewSet(OwnRowsViewSet):
    model = Membership
    icon = "clipboard-list"
    menu_label = _("Members")
    menu_order = 100
    index_view_class = MembershipIndexView
    edit_handler = panels.MEMBERSHIP
    filterset_class = filters.MembershipFilterSet
    search_fields = ["organisation__name", "organisation__city", "person__family_name", "person__given_name"]
    list_display = [
        "member",
        Column("network", label=_("Network"), sort_key="network__title"),
        Column("organisation.district", label=_("District"), sort_key="organisation__district__sort_order"),
        StatusTagColumn("state_label", label=_("State"), primary=lambda membership: membership.is_active),
        DayColumn("starts_on", label=_("From"), sort_key="starts_on"),
        DayColumn("ends_on", label=_("Until"), sort_key="ends_on"),
        Column("get_visibility_display", label=_("Shown to"), sort_key="visibility"),
    ]
    list_export = ["member", "network", "district", "state_label", "starts_on", "ends_on", "applied_on"]
    export_headings = {
        "member": _("Member"),
        "network": _("Network"),
        "district": _("District"),
        "state_label": _("State"),
    }
    export_filename = "mitglieder"
    chooser_viewset_class = OwnRowsChooser

    def get_queryset(self, request):
        return super().get_queryset(request).with_member().by_name()


class OrganisationChooser(OwnRowsChooser):
    choose_one_text = _("Choose an organisation")
    choose_another_text = _("Choose another organisation")
    edit_item_text = _("Edit this organisation")
    form_fields = ["name", "sector", "size", "street", "postcode", "city", "district"]
    extra_columns = (Column("city", label=_("Town")), Column("district", label=_("District")))


class OrganisationViewSet(OwnRowsViewSet):
    model = Organisation
    icon = "home"
    menu_order = 110
    edit_handler = panels.ORGANISATION
    filterset_class = filters.OrganisationFilterSet
    search_fields = ["name", "city", "sector", "affiliations__person__family_name"]
    list_display = [
        "name",
        Column("city", label=_("Town"), sort_key="city"),
        Column("district", label=_("District"), sort_key="district__sort_order"),
        Column("sector", label=_("Sector"), sort_key="sector"),
        Column("get_size_display", label=_("Size")),
    ]
    chooser_viewset_class = OrganisationChooser

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("district")


class PersonChooser(OwnRowsChooser):
    choose_one_text = _("Choose a person")
    choose_another_text = _("Choose another person")
    edit_item_text = _("Edit this person")
    form_fields = ["title", "given_name", "family_name", "email", "phone"]
    extra_columns = (Column("organisations_line", label=_("Organisation")), Column("email", label=_("E-mail")))


class PersonViewSet(OwnRowsViewSet):
    model = Person
    icon = "user"
    menu_order = 120
    edit_handler = panels.PERSON
    search_fields = ["given_name", "family_name", "email", "affiliations__organisation__name"]
    list_display = [
        Column("full_name", label=_("Name"), sort_key="family_name"),
        Column("organisations_line", label=_("Organisation")),
        Column("email", label=_("E-mail"), sort_key="email"),
        Column("phone", label=_("Phone")),
    ]
    chooser_viewset_class = PersonChooser

    def get_queryset(self, request):
        return super().get_queryset(request).with_organisations()


class ContactCardChooser(OwnRowsChooser):
    choose_one_text = _("Choose a contact")
    choose_another_text = _("Choose another contact")
    edit_item_text = _("Edit this contact")
    extra_columns = (Column("tasks", label=_("Responsible for")), Column("affiliation.organisation"))


class ContactCardViewSet(OwnRowsViewSet):
    model = ContactCard
    icon = "mail"
    menu_order = 130
    edit_handler = panels.CONTACT_CARD
    filterset_class = filters.ContactCardFilterSet
    search_fields = ["affiliation__person__family_name", "affiliation__person__given_name", "tasks"]
    list_display = [
        Column("person", label=_("Person"), sort_key="affiliation__person__family_name"),
        Column("tasks", label=_("Responsible for"), sort_key="tasks"),
        Column("affiliation.organisation", label=_("Organisation")),
        DayColumn("away_until", label=_("Away until"), sort_key="away_until"),
        DayColumn("affiliation.ends_on", label=_("Until")),
    ]
    chooser_viewset_class = ContactCardChooser

    def get_queryset(self, request):
        return super().get_queryset(request).with_person()


class AffiliationChooser(OwnRowsChooser):
    choose_one_text = _("Choose a person and organisation")
    choose_another_text = _("Choose another one")
    edit_item_text = _("Edit")
    extra_columns = (Column("get_role_display", label=_("Role")), Column("job_title", label=_("Job title")))


class AffiliationViewSet(OwnRowsViewSet):
    """For its chooser, and in no menu; the rows themselves are edited with the organisation."""

    model = Affiliation
    icon = "link"
    menu_item_is_registered = True
    list_display = [
        "__str__",
        Column("get_role_display", label=_("Role"), sort_key="role"),
        DayColumn("starts_on", label=_("From"), sort_key="starts_on"),
        DayColumn("ends_on", label=_("Until"), sort_key="ends_on"),
    ]
    search_fields = ["person__family_name", "person__given_name", "organisation__name"]
    chooser_viewset_class = AffiliationChooser

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person", "organisation")


class DistrictViewSet(SnippetViewSet):
    model = District
    icon = "site"
    menu_order = 900
    edit_handler = panels.DISTRICT
    list_display = ["name", Column("slug", label=_("Part of addresses"))]
    sort_order_field = "sort_order"
    ordering = ["sort_order"]
    copy_view_enabled = False


class CoordinationViewSet(SnippetViewSet):
    """Administrators alone hold permissions on this model: whoever could edit it, could make himself coordinator."""

    model = Coordination
    icon = "key"
    menu_order = 910
    edit_handler = panels.COORDINATION
    index_view_class = LinkedIndexView
    chooser_viewset_class = ListedRowsChooser
    list_display = [
        Column("user", label=_("Coordinator"), sort_key="user__email"),
        Column("network", label=_("Network"), sort_key="network__title"),
    ]
    copy_view_enabled = False

    def get_queryset(self, request):
        return Coordination.objects.select_related("user", "network")
