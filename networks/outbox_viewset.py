"""The mails in the admin: who is to get them, which failed and why, and one more try."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from . import filters, outbox
from .columns import DayColumn, LinkedRowsMixin
from .models import OutboxMessage


class OutboxIndexView(LinkedRowsMixin, IndexView):
    pass


class OutboxInspectView(InspectView):
    template_name = "networks/admin/outbox_message.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        may_resend = user.has_perm("networks.resend_outboxmessage")
        may_read = user.is_superuser or not self.object.is_secret
        return super().get_context_data(message=self.object, may_resend=may_resend, may_read=may_read, **kwargs)


class OutboxViewSet(ModelViewSet):
    model = OutboxMessage
    icon = "mail"
    menu_label = _("Outgoing mails")
    menu_order = 950
    name = "outbox"
    form_fields = ["subject"]
    filterset_class = filters.OutboxFilterSet
    search_fields = ["to", "subject"]
    list_per_page = 50
    list_display = [
        Column("subject", label=_("Subject")),
        Column("to", label=_("Recipient"), sort_key="to"),
        StatusTagColumn("get_state_display", label=_("State"), primary=lambda m: m.state == "sent", sort_key="state"),
        Column("attempts", label=_("Attempts")),
        Column("error", label=_("Last error")),
        DayColumn("created_at", label=_("Written at"), sort_key="created_at"),
    ]
    ordering = "-created_at"
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = OutboxIndexView
    inspect_view_class = OutboxInspectView

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("resend/<int:pk>/", resend, name="resend")]


@require_POST
def resend(request, pk):
    if not request.user.has_perm("networks.resend_outboxmessage"):
        raise PermissionDenied
    message = get_object_or_404(OutboxMessage, pk=pk)
    if outbox.resend(message):
        messages.success(request, gettext("The mail will be sent again within a minute."))
    else:
        messages.warning(request, gettext("This mail has been sent already, or is being sent right now."))
    return redirect(reverse("outbox:inspect", args=[pk]))
