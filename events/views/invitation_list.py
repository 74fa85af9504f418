"""Whom staff has invited, in the admin: the list with its filters, and one invitation."""

import django_filters
from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.log_actions import registry

from networks import spoken
from networks.columns import DayColumn
from networks.filters import networks_of

from ..access import invitation_for_staff
from ..models import Invitation, Occurrence
from .invitation_steps import STEPS
from .registration_list import TickColumn

Status = Invitation.Status
GOOD = {Status.REGISTERED}


def list_url(occurrence=None):
    """The list of invitations, of one date if it is given."""
    return reverse("invitations:index") + (f"?occurrence={occurrence.pk}" if occurrence else "")


def _dates(request):
    """The key of a link counts too, before anybody was invited to that date."""
    if not request:
        return Occurrence.objects.none()
    dates = Occurrence.objects.managed_by(request.user)
    chosen = request.GET.get("occurrence", "")
    shown = dates.filter(invitations__isnull=False)
    if chosen.isascii() and chosen.isdecimal() and len(chosen) < 16:
        shown |= dates.filter(pk=chosen)
    return shown.distinct().order_by("-start").only("title", "start", "zone")


def _when(invitation):
    return spoken.day(invitation.occurrence.local_start)


def status_of(invitation):
    return Status(invitation.status).label


class InvitationFilterSet(WagtailFilterSet):
    occurrence = django_filters.ModelChoiceFilter(label=_("Date"), queryset=_dates)
    network = django_filters.ModelChoiceFilter(label=_("Network"), queryset=networks_of, method="in_network")
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=Status.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Invitation
        fields = ["occurrence", "network", "status"]

    def in_network(self, queryset, _name, network):
        return queryset.filter(occurrence__in=Occurrence.objects.in_network(network).values("pk"))


class InvitationIndexView(generic.IndexView):
    results_template_name = "events/admin/invitations_results.html"
    filterset_class = InvitationFilterSet
    search_fields = ["family_name", "given_name", "email", "organisation"]
    search_backend_name = None
    default_ordering = "-created_at"
    add_item_label = _("Invite people")

    @property
    def columns(self):
        name = self._get_title_column_class(TitleColumn)
        tick = [TickColumn("tick")] if self.user_has_permission("change") else []
        return [
            *tick,
            name("title", label=_("Name"), sort_key="family_name", get_url=self.get_inspect_url),
            Column("email", label=_("E-mail"), sort_key="email", classname="long-words"),
            Column("organisation", label=_("Organisation"), sort_key="organisation", classname="long-words"),
            *self._date_columns(),
            StatusTagColumn(status_of, label=_("Status"), sort_key="status", primary=lambda i: i.status in GOOD),
            NumberColumn("mails", label=_("Mails")),
            DayColumn("created_at", label=_("Invited"), sort_key="created_at"),
        ]

    def _date_columns(self):
        """Not where every row would say the same."""
        if not self.chosen:
            yield Column("occurrence.title", label=_("Event"), sort_key="occurrence__title", classname="long-words")
            yield Column(_when, label=_("Date"), sort_key="occurrence__start")

    def get_base_queryset(self):
        return Invitation.objects.managed_by(self.request.user).with_status().select_related("occurrence")

    def get_context_data(self, **kwargs):
        steps = STEPS.values() if self.user_has_permission("change") else []
        return super().get_context_data(**kwargs) | {"steps": steps, "here": self._here(), "chosen": self.chosen}

    def _here(self):
        asked = self.request.GET.copy()
        asked.pop("_w_filter_fragment", None)
        return f"{self.index_url}?{asked.urlencode()}"

    @cached_property
    def chosen(self):
        """The date whose list it is."""
        form = self.filters.form
        return form.cleaned_data.get("occurrence") if form.is_valid() else None

    @cached_property
    def add_url(self):
        url = self.get_add_url()
        return f"{url}?occurrence={self.chosen.pk}" if url and self.chosen else url

    @cached_property
    def header_more_buttons(self):
        return [*super().header_more_buttons, *self._buttons_of_date()]

    def _buttons_of_date(self):
        if not self.chosen:
            return
        if self.user_has_permission("change"):
            url = reverse("invitations:remind", args=[self.chosen.pk])
            yield Button(_("Remind those who have not answered …"), url=url, icon_name="mail", priority=10)
        url = f"{reverse('registrations:index')}?occurrence={self.chosen.pk}"
        yield Button(_("Registrations"), url=url, icon_name="user", priority=20)

    def get_list_more_buttons(self, instance):
        return []


class InvitationInspectView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One invitation; those of other networks do not exist."""

    model = Invitation
    any_permission_required = ["view", "change"]
    template_name = "events/admin/invitation.html"
    page_title = _("Invitation")
    header_icon = "mail"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = invitation_for_staff(request.user, kwargs["pk"])

    def get_page_subtitle(self):
        return self.object.title

    def get_breadcrumbs_items(self):
        items = [
            {"url": list_url(self.object.occurrence), "label": gettext("Invitations")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]
        return [*self.breadcrumbs_items, *items]

    @property
    def header_buttons(self):
        if not self.user_has_permission("change"):
            return []
        offered = [step for step in STEPS.values() if not step().why_not(self.object)]
        return [
            HeaderButton(step.label, url=self._url_of(step), icon_name=step.icon, priority=number)
            for number, step in enumerate(offered)
        ]

    def _url_of(self, step):
        here = reverse("invitations:inspect", args=[self.object.pk])
        return f"{reverse('invitations:bulk', args=[step.name])}?id={self.object.pk}&next={here}"

    def get_context_data(self, **kwargs):
        entries = registry.get_logs_for_instance(self.object).select_related("user")
        more = {"invitation": self.object, "status": status_of(self.object), "entries": entries}
        return super().get_context_data(**kwargs) | more | {"may_see_mail": self._may_see_mail()}

    def _may_see_mail(self):
        return self.object.mail_id and self.request.user.has_perm("networks.view_outboxmessage")
