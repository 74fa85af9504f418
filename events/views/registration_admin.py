"""One registration in the admin, and what staff does to it."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import registry

from .. import actions, bulk
from ..access import registration_for_staff
from ..answers import MAY_SEE_SPECIAL_NEEDS, answers_for_staff
from ..errors import Busy, RegistrationRefused
from ..models import Registration
from ..uploads import content_type_of
from .registration_list import list_url


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
            (self.object.is_requested, _("Approve"), "approve", "check"),
            (self.object.is_requested, _("Decline"), "decline", "cross"),
            (self.object.is_live and not self.object.is_confirmed, _("Let in"), "let_in", "check"),
            (self.object.is_live, _("Cancel registration"), "cancel", "cross"),
            (self.object.anonymised_at is None, _("Correct"), "edit", "edit"),
        ]
        return [
            HeaderButton(
                label, url=reverse(f"registrations:{name}", args=[self.object.pk]), icon_name=icon, priority=number
            )
            for number, (is_offered, label, name, icon) in enumerate(offered)
            if is_offered
        ]

    def get_context_data(self, **kwargs):
        entries = registry.get_logs_for_instance(self.object).select_related("user")
        answers = answers_for_staff(self.object, special_needs=self.request.user.has_perm(MAY_SEE_SPECIAL_NEEDS))
        more = {"registration": self.object, "entries": entries, "answers": answers}
        return super().get_context_data(**kwargs) | more


class RegistrationFileView(OneRegistrationMixin, View):
    """A file that somebody sent: for those who see the registration, to save and never to open in place."""

    any_permission_required = ["view", "change"]

    def get(self, request, *_args, **kwargs):
        answers = self.object.answers.exclude(file="")
        if not request.user.has_perm(MAY_SEE_SPECIAL_NEEDS):
            answers = answers.filter(question__special_need=False)
        answer = get_object_or_404(answers, pk=kwargs["answer"])
        kind = content_type_of(answer.file.name)
        response = FileResponse(answer.file.open(), as_attachment=True, filename=answer.text, content_type=kind)
        response["Cache-Control"] = "private, no-store"
        return response


class ConfirmedActionView(OneRegistrationMixin, TemplateView):
    """Asks on GET, acts on POST. `foresee` says what will become of the person, as the page for many does."""

    permission_required = "change"
    template_name = "events/admin/registration_confirm.html"
    step: type[bulk.BulkStep]

    def get_context_data(self, **kwargs):
        step = self.step()
        outlook = self.foresee(step)
        more = {
            "registration": self.object,
            "outlook": outlook,
            "follows": step.follows([outlook]),
            "yes": step.yes,
            "is_serious": step.is_serious,
        }
        return super().get_context_data(**kwargs) | more

    def foresee(self, step):
        [outlook] = step.foresee([self.object])
        return outlook

    def post(self, request, *args, **kwargs):
        try:
            done = self.act()
        except (RegistrationRefused, Busy) as refusal:
            messages.error(request, str(refusal))
            return self.refused()
        messages.success(request, done)
        return redirect("registrations:inspect", self.object.pk)

    def refused(self):
        """Override it where something was typed."""
        return redirect("registrations:inspect", self.object.pk)


class RegistrationCancelView(ConfirmedActionView):
    page_title = _("Cancel registration")
    step = bulk.Cancel

    def act(self):
        actions.cancel_registration(self.object, by=self.request.user)
        return gettext("The registration is cancelled.")


class RegistrationLetInView(ConfirmedActionView):
    page_title = _("Let in")
    step = bulk.LetIn

    def act(self):
        actions.let_in(self.object, by=self.request.user)
        return gettext("The person has a place now.")
