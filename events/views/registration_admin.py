"""Registrations in the admin: the list with its filters and export, one entry, and what staff does to it."""

import uuid

import django_filters
from django import forms
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import log, registry

from networks import spoken
from networks.exports import SafeSpreadsheetMixin
from networks.filters import networks_of
from networks.languages import language_choices, language_of

from .. import actions
from ..access import registration_for_staff
from ..errors import Busy, FullyBooked, RegistrationRefused
from ..forms import ParticipantFields
from ..models import Occurrence, Registration
from ..places import places_of

Status = Registration.Status


def list_url(occurrence=None):
    """The list of registrations, of one date if it is given."""
    return reverse("registrations:index") + (f"?occurrence={occurrence.pk}" if occurrence else "")


def _dates(request):
    dates = Occurrence.objects.managed_by(request.user) if request else Occurrence.objects.none()
    return dates.filter(registrations__isnull=False).distinct().order_by("-start").only("title", "start", "zone")


def _when(registration):
    """As people say it: Wagtail's own column calls every day to come "just now"."""
    return spoken.day(registration.occurrence.local_start)


def _waits_as(registration):
    return registration.waiting_position or ""


class RegistrationFilterSet(WagtailFilterSet):
    occurrence = django_filters.ModelChoiceFilter(label=_("Date"), queryset=_dates)
    network = django_filters.ModelChoiceFilter(label=_("Network"), queryset=networks_of, method="in_network")
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=Status.choices, widget=forms.CheckboxSelectMultiple
    )
    source = django_filters.ChoiceFilter(label=_("Came by"), choices=Registration.Source.choices)

    class Meta:
        model = Registration
        fields = ["occurrence", "network", "status", "source"]

    def in_network(self, queryset, _name, network):
        return queryset.filter(occurrence__in=Occurrence.objects.in_network(network).values("pk"))


class RegistrationIndexView(SafeSpreadsheetMixin, generic.IndexView):
    filterset_class = RegistrationFilterSet
    search_fields = ["family_name", "given_name", "email", "organisation"]
    search_backend_name = None
    default_ordering = "-created_at"
    list_export = [
        "occurrence.title",
        "occurrence.start",
        "get_status_display",
        "waiting_position",
        "family_name",
        "given_name",
        "email",
        "organisation",
        "phone",
        "remarks",
        "language",
        "get_source_display",
        "created_at",
        "cancelled_at",
    ]
    export_headings = {
        "occurrence.title": _("Event"),
        "occurrence.start": _("Date"),
        "get_status_display": _("Status"),
        "waiting_position": _("Number on the waiting list"),
        "get_source_display": _("Came by"),
    }
    export_filename = "anmeldungen"

    @property
    def columns(self):
        name = self._get_title_column_class(TitleColumn)
        return [
            name("full_name", label=_("Name"), sort_key="family_name", get_url=self.get_inspect_url),
            Column("organisation", label=_("Organisation"), sort_key="organisation"),
            Column("occurrence.title", label=_("Event"), sort_key="occurrence__title", classname="long-words"),
            Column(_when, label=_("Date"), sort_key="occurrence__start"),
            StatusTagColumn(
                "get_status_display", label=_("Status"), sort_key="status", primary=lambda r: r.is_confirmed
            ),
            NumberColumn(_waits_as, label=_("Waits as")),
            DateColumn("created_at", label=_("Registered"), sort_key="created_at"),
        ]

    def get_base_queryset(self):
        return Registration.objects.managed_by(self.request.user).with_event().with_position()

    def get_list_more_buttons(self, instance):
        return []

    def as_spreadsheet(self, queryset, spreadsheet_format):
        filters = {name: self.request.GET.getlist(name) for name in RegistrationFilterSet.Meta.fields}
        log(self.request.user, "events.export_registrations", user=self.request.user, data={"filters": filters})
        return super().as_spreadsheet(queryset, spreadsheet_format)


class StaffRegistrationForm(ParticipantFields):
    occurrence = forms.ModelChoiceField(label=_("Date"), queryset=Occurrence.objects.none())
    language = forms.ChoiceField(label=_("Language of the mails"), choices=language_choices)
    beyond_limit = forms.BooleanField(
        label=_("Let in beyond the limit"),
        required=False,
        help_text=_("Gives a place although all are taken. This is logged with your name."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    field_order = ["occurrence", *ParticipantFields.PARTICIPANT, "language", "beyond_limit", "key"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["occurrence"].queryset = Occurrence.objects.managed_by(user).upcoming().published().scheduled()


class RegistrationAddView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Somebody called: staff enters them, through the same door as everybody."""

    model = Registration
    form_class = StaffRegistrationForm
    permission_required = "add"
    template_name = "wagtailadmin/generic/form.html"
    page_title = _("Add a registration")
    header_icon = "user"
    index_url_name = None

    def get_breadcrumbs_items(self):
        items = [{"url": list_url(), "label": gettext("Registrations")}, {"url": "", "label": self.get_page_title()}]
        return [*self.breadcrumbs_items, *items]

    def get_initial(self):
        return {"occurrence": self.request.GET.get("occurrence"), "language": language_of(None)}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs):
        labels = {"submit_button_label": gettext("Register"), "submit_button_active_label": gettext("Registering…")}
        return super().get_context_data(**kwargs) | labels | {"action_url": self.request.get_full_path()}

    def form_valid(self, form):
        try:
            registration = self.register(form)
        except FullyBooked as refusal:
            form.add_error("beyond_limit", str(refusal))
        except RegistrationRefused as refusal:
            form.add_error("occurrence", str(refusal))
        except Busy:
            form.add_error(None, gettext("Many people are registering just now. Please send it once more."))
        else:
            messages.success(self.request, _what_became_of(registration))
            return redirect(list_url(registration.occurrence))
        return self.form_invalid(form)

    def register(self, form):
        return actions.register(
            occurrence=form.cleaned_data["occurrence"],
            submission_key=form.cleaned_data["key"],
            language=form.cleaned_data["language"],
            beyond_limit=form.cleaned_data["beyond_limit"],
            source=Registration.Source.STAFF,
            by=self.request.user,
            **form.participant,
        )


def _what_became_of(registration):
    name = registration.full_name
    if registration.is_confirmed:
        return gettext("%(name)s has a place. The confirmation is on its way.") % {"name": name}
    return gettext("All places are taken: %(name)s is on the waiting list.") % {"name": name}


class OneRegistrationMixin(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """Pages about one registration: those of other networks do not exist."""

    model = Registration
    header_icon = "user"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = registration_for_staff(request.user, kwargs["pk"])

    def get_page_subtitle(self):
        return self.object.full_name

    def get_breadcrumbs_items(self):
        items = [
            {"url": list_url(), "label": gettext("Registrations")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]
        return [*self.breadcrumbs_items, *items]


class RegistrationInspectView(OneRegistrationMixin, TemplateView):
    any_permission_required = ["view", "change"]
    template_name = "events/admin/registration.html"
    page_title = _("Registration")

    @property
    def header_buttons(self):
        if not self.user_has_permission("change"):
            return []
        offered = [
            (self.object.is_waiting, _("Let in"), "let_in", "check"),
            (self.object.is_live, _("Cancel"), "cancel", "cross"),
        ]
        return [
            HeaderButton(label, url=reverse(f"registrations:{name}", args=[self.object.pk]), icon_name=icon)
            for is_offered, label, name, icon in offered
            if is_offered
        ]

    def get_context_data(self, **kwargs):
        entries = registry.get_logs_for_instance(self.object).select_related("user")
        return super().get_context_data(**kwargs) | {"registration": self.object, "entries": entries}


class ConfirmedActionView(OneRegistrationMixin, TemplateView):
    """Asks on GET, acts on POST."""

    permission_required = "change"
    template_name = "events/admin/registration_confirm.html"

    def get_context_data(self, **kwargs):
        more = {
            "registration": self.object,
            "question": self.question(),
            "yes": self.yes,
            "is_serious": self.is_serious,
        }
        return super().get_context_data(**kwargs) | more

    def post(self, request, *args, **kwargs):
        try:
            done = self.act()
        except (RegistrationRefused, Busy) as refusal:
            messages.error(request, str(refusal) or gettext("Please try again."))
        else:
            messages.success(request, done)
        return redirect("registrations:inspect", self.object.pk)


class RegistrationCancelView(ConfirmedActionView):
    page_title = _("Cancel registration")
    yes = _("Yes, cancel")
    is_serious = True

    def question(self):
        return gettext("The person gets a mail, and the place goes to whoever waits longest.")

    def act(self):
        actions.cancel_registration(self.object, by=self.request.user)
        return gettext("The registration is cancelled.")


class RegistrationLetInView(ConfirmedActionView):
    page_title = _("Let in")
    yes = _("Yes, let in")
    is_serious = False

    def question(self):
        places = places_of(self.object.occurrence)
        if not places.is_full:
            return gettext("The person gets a place and a mail.")
        return ngettext(
            "The only place is taken. The person gets one beyond the limit; this is logged with your name.",
            "All %(capacity)s places are taken. The person gets one beyond the limit; this is logged with your name.",
            places.capacity,
        ) % {"capacity": places.capacity}

    def act(self):
        actions.let_in(self.object, by=self.request.user)
        return gettext("The person has a place now.")
