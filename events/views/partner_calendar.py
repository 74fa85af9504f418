"""A partner's calendar: what came of the last look, what another would change, and the button that does it."""

import base64
import binascii
import zlib

from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from .. import actions
from ..fetching import LIMITS, fetch
from ..import_problems import NotTaken
from ..models import PartnerCalendar
from ..partner_plan import Plan, plan_of
from ..partner_reports import failure_of, problems_of, sentences

SALT = "events.partner_calendar"
GOOD_FOR = 3600  # seconds
LARGEST = 2_000_000  # of what a browser is given to send back


def look_url(calendar):
    return reverse("wagtailsnippets_events_partnercalendar:look", args=[calendar.pk])


def signed(content: bytes, calendar: PartnerCalendar, user) -> str:
    """What was looked at travels in the form, so that nothing else is taken over; for this user, for an hour."""
    packed = base64.b64encode(zlib.compress(content)).decode()
    text = signing.dumps(packed, salt=f"{SALT}.{calendar.pk}.{user.pk}")
    if len(text) > LARGEST:
        raise NotTaken("too_large", size=LIMITS.size // 1_000_000)
    return text


def unsigned(text: str, calendar: PartnerCalendar, user) -> bytes | None:
    """None for what is not ours, or too old."""
    try:
        packed = signing.loads(text, salt=f"{SALT}.{calendar.pk}.{user.pk}", max_age=GOOD_FOR)
        return zlib.decompress(base64.b64decode(packed))
    except (signing.BadSignature, binascii.Error, zlib.error):
        return None


class LookForm(forms.Form):
    """`content` is what was looked at. A file that is chosen counts more than the address."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
        help_text=format_lazy(
            _("A calendar as other programs export it (.ics), at most {size} MB."), size=LIMITS.size // 1_000_000
        ),
    )
    content = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, calendar, user, is_taking=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.calendar, self.user, self.is_taking = calendar, user, is_taking
        self.plan: Plan | None = None
        if calendar.address:
            self.fields["file"].label = _("Another file instead of the address")

    def clean(self):
        cleaned = super().clean()
        field = None if self.calendar.address and not cleaned.get("file") else "file"
        try:
            content = self._content(cleaned)
            self.plan = plan_of(self.calendar, content)
            self._keep(content)
        except NotTaken as refusal:
            self.add_error(field, str(refusal))
        return cleaned

    def _content(self, cleaned):
        if file := cleaned.get("file"):
            return _read(file)
        if self.is_taking:
            return self._looked_at(cleaned.get("content", ""))
        if self.calendar.address:
            return fetch(self.calendar.address).content or b""
        raise NotTaken("no_file")

    def _looked_at(self, text):
        content = unsigned(text, self.calendar, self.user)
        if content is None:
            raise NotTaken("look_again")
        return content

    def _keep(self, content):
        self.data = self.data.copy()
        self.data["content"] = signed(content, self.calendar, self.user)


def _read(file):
    if file.size > LIMITS.size:
        raise NotTaken("too_large", size=LIMITS.size // 1_000_000)
    return file.read()


@method_decorator(never_cache, name="dispatch")
class PartnerCalendarView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    model = PartnerCalendar
    form_class = LookForm
    permission_required = "change"
    template_name = "events/admin/partner_calendar.html"
    header_icon = "download"

    def dispatch(self, request, *args, **kwargs):
        """What is taken over is published: only by those who may publish there."""
        if not self.calendar.parent.permissions_for_user(request.user).can_publish_subpage():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def calendar(self):
        return get_object_or_404(PartnerCalendar.objects.with_events(), pk=self.kwargs["pk"])

    def get_page_title(self):
        return self.calendar.name

    def get_breadcrumbs_items(self):
        url = reverse("wagtailsnippets_events_partnercalendar:list")
        items = [{"url": url, "label": gettext("Calendars of partners")}, {"url": "", "label": self.get_page_title()}]
        return [*self.breadcrumbs_items, *items]

    def get_form_kwargs(self):
        more = {"calendar": self.calendar, "user": self.request.user, "is_taking": "take" in self.request.POST}
        return super().get_form_kwargs() | more

    def get_context_data(self, **kwargs):
        form = kwargs.setdefault("form", self.get_form())
        calendar = self.calendar
        return super().get_context_data(**kwargs) | {
            "calendar": calendar,
            "plan": form.plan,
            "said": sentences(form.plan.counts)[3:] if form.plan else [],
            "last": sentences(calendar.report.get("counts", {})),
            "failure": failure_of(calendar),
            "problems": form.plan.problems if form.plan else problems_of(calendar),
            "back_url": reverse("wagtailsnippets_events_partnercalendar:list"),
            "edit_url": reverse("wagtailsnippets_events_partnercalendar:edit", args=[calendar.pk]),
        }

    def form_valid(self, form):
        if "take" not in self.request.POST or form.cleaned_data["file"]:
            return self.render_to_response(self.get_context_data(form=form))
        plan = actions.take_over(form.plan, by=self.request.user)
        if plan.left:
            messages.warning(self.request, gettext("Not all of it could be done at once. Press the button once more."))
            return self.form_valid_again(form)
        messages.success(self.request, f"{self.calendar.name}: {', '.join(sentences(plan.counts)[:3])}.")
        return redirect(look_url(self.calendar))

    def form_valid_again(self, form):
        """What is left, from the same file."""
        form.plan = None
        form.clean()
        return self.render_to_response(self.get_context_data(form=form))
