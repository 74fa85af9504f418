"""The desk's list in the admin: what was asked, and whether it was answered."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from .models import Inquiry


class InquiryFilterSet(WagtailFilterSet):
    class Meta:
        model = Inquiry
        fields = ["state", "kind", "topic"]


class InquiryViewSet(ModelViewSet):
    model = Inquiry
    name = "inquiries"
    icon = "mail"
    menu_label = _("Inquiries")
    menu_order = 600
    add_to_admin_menu = False
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = [
        "who_and_what",
        "email",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("get_state_display", label=_("State"), sort_key="state"),
        DateColumn("created_at", label=_("Received"), sort_key="created_at"),
    ]
    list_per_page = 50
    ordering = ["-created_at"]
    search_fields = ["name", "email", "organisation", "topic", "message"]
    filterset_class = InquiryFilterSet
    panels = [
        MultiFieldPanel([FieldPanel("state"), FieldPanel("note")], heading=_("What the desk did")),
        MultiFieldPanel(
            [
                FieldPanel(name, read_only=True)
                for name in ("topic", "message", "page_url", "name", "email", "organisation", "created_at", "language")
            ],
            heading=_("What was asked"),
        ),
    ]
