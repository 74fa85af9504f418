"""Several invitations at once: sent once more, or withdrawn. A page says what will become of each; one POST does it."""

from collections import Counter

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from .. import actions
from ..errors import Busy, RegistrationRefused
from ..models import Invitation
from ..places import why_over

Status = Invitation.Status


class Again:
    name = "again"
    label = _("Send again …")
    title = _("Send invitations again")
    yes = _("Yes, send again")
    icon = "mail"
    is_serious = False

    def why_not(self, invitation: Invitation) -> str:
        if invitation.anonymised_at:
            return gettext("Has been erased.")
        if invitation.status in {Status.WITHDRAWN, Status.REGISTERED, Status.TO_WRITE}:
            return str(REASONS[Status(invitation.status)])
        over = why_over(invitation.occurrence)
        return str(over.label) if over else ""

    def words_for(self, invitation: Invitation) -> str:
        if invitation.status == Status.GONE:
            return gettext("Was registered and is no more: can register once more, with a new link.")
        return gettext("Gets a mail with a new link. The old ones stay good.")

    def take(self, invitation: Invitation, *, by) -> None:
        actions.invite_again(invitation, by=by)

    def done(self, number: int) -> str:
        words = ngettext("%(count)d invitation is sent again.", "%(count)d invitations are sent again.", number)
        return words % {"count": number}


class Withdraw:
    name = "withdraw"
    label = _("Withdraw …")
    title = _("Withdraw invitations")
    yes = _("Yes, withdraw")
    icon = "cross"
    is_serious = True

    def why_not(self, invitation: Invitation) -> str:
        if invitation.anonymised_at:
            return gettext("Has been erased.")
        if invitation.status in {Status.REGISTERED, Status.GONE}:
            return gettext("Has registered: cancel the registration instead.")
        return str(REASONS[Status.WITHDRAWN]) if invitation.is_withdrawn else ""

    def words_for(self, invitation: Invitation) -> str:
        return gettext("The links no longer work. The person hears nothing.")

    def take(self, invitation: Invitation, *, by) -> None:
        actions.withdraw_invitation(invitation, by=by)

    def done(self, number: int) -> str:
        words = ngettext("%(count)d invitation is withdrawn.", "%(count)d invitations are withdrawn.", number)
        return words % {"count": number}


STEPS = {step.name: step for step in (Again, Withdraw)}
REASONS = {
    Status.WITHDRAWN: _("Is withdrawn: invite the person anew."),
    Status.REGISTERED: _("Has registered."),
    Status.TO_WRITE: _("A mail is being written."),
}


class InvitationStepView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    model = Invitation
    permission_required = "change"
    template_name = "events/admin/invitation_step.html"
    header_icon = "mail"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if kwargs["step"] not in STEPS:
            raise Http404
        self.step = STEPS[kwargs["step"]]()
        self.next_url = get_valid_next_url_from_request(request) or reverse("invitations:index")

    @cached_property
    def invitations(self):
        """Those that were ticked; of other networks there are none."""
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        ids = [pk for pk in sent.getlist("id") if pk.isdecimal() and len(pk) < 16]
        mine = Invitation.objects.managed_by(self.request.user).with_status()
        return list(mine.select_related("occurrence__page").filter(pk__in=ids).order_by("pk"))

    def get_page_title(self):
        return self.step.title

    def get_breadcrumbs_items(self):
        items = [
            {"url": self.next_url, "label": gettext("Invitations")},
            {"url": "", "label": self.get_page_title()},
        ]
        return [*self.breadcrumbs_items, *items]

    def get(self, request, *args, **kwargs):
        if not self.invitations:
            messages.warning(request, gettext("Nothing was ticked."))
            return redirect(self.next_url)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        rows = [(one, self.step.why_not(one)) for one in self.invitations]
        rows = sorted(rows, key=lambda row: bool(row[1]))
        outlooks = [(one, reason or self.step.words_for(one), not reason) for one, reason in rows]
        more = {"step": self.step, "outlooks": outlooks, "can_do": any(row[2] for row in outlooks)}
        return super().get_context_data(**kwargs) | more | {"next": self.next_url}

    def post(self, request, *args, **kwargs):
        done, left = 0, Counter()
        for invitation in self.invitations:
            reason = self.step.why_not(invitation) or self._take(invitation)
            done += not reason
            left[reason] += bool(reason)
        if done:
            messages.success(request, self.step.done(done))
        for reason, number in (+left).items():
            messages.warning(request, _stayed(number, reason))
        return redirect(self.next_url)

    def _take(self, invitation):
        """Why it was refused; empty when it was done."""
        try:
            self.step.take(invitation, by=self.request.user)
        except RegistrationRefused as refusal:
            return str(refusal)
        except Busy:
            return gettext("Many people are registering just now. Please try again.")
        return ""


def _stayed(number, reason):
    words = ngettext("%(count)d stayed as it was: %(reason)s", "%(count)d stayed as they were: %(reason)s", number)
    return words % {"count": number, "reason": reason}
