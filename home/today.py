"""The dashboard's "To do today": four numbers, each leading to its list, for those who may open it."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState, WorkflowState

from events.models import Occurrence, Registration
from networks.models import OutboxMessage

from .models import Inquiry

DAYS_AHEAD = 7


@dataclass(frozen=True)
class Task:
    text: str
    url: str
    is_urgent: bool = False


class TodayPanel(Component):
    name = "today"
    template_name = "home/admin/today.html"
    order = 50

    def get_context_data(self, parent_context):
        return {"tasks": tasks_for(parent_context["request"].user)}


def tasks_for(user):
    """Those that a person may see and do."""
    tasks = [_inquiries(user), _failed_mails(user), _waiting_changes(user), _requests(user)]
    tasks += [_decisions(user), _changed_dates(user), _dates(user)]
    return [task for task in tasks if task]


def _requests(user):
    if not user.has_perm("events.change_registration"):
        return None
    n = Registration.objects.managed_by(user).to_approve().count()
    text = ngettext("%(n)d registration to approve", "%(n)d registrations to approve", n) % {"n": n}
    query = f"?status={Registration.Status.REQUESTED}&time=upcoming"
    return Task(text, _url("registrations:index", query), is_urgent=n > 0)


def _inquiries(user):
    if not user.has_perm("home.change_inquiry"):
        return None
    n = Inquiry.objects.new().count()
    text = ngettext("%(n)d new inquiry", "%(n)d new inquiries", n) % {"n": n}
    return Task(text, _url("inquiries:index", "?state=new"), is_urgent=n > 0)


def _failed_mails(user):
    if not user.has_perm("networks.view_outboxmessage"):
        return None
    n = OutboxMessage.objects.filter(state=OutboxMessage.State.FAILED).count()
    text = ngettext("%(n)d mail could not be delivered", "%(n)d mails could not be delivered", n) % {"n": n}
    return Task(text, _url("outbox:index", "?state=failed"), is_urgent=n > 0)


def _waiting_changes(user):
    waiting = TaskState.objects.reviewable_by(user).filter(status=TaskState.STATUS_IN_PROGRESS)
    n = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS, current_task_state__in=waiting).count()
    if not n and not user.has_perm("providers.publish_listing"):
        return None
    text = ngettext("%(n)d change waits for approval", "%(n)d changes wait for approval", n) % {"n": n}
    return Task(text, _url("wagtailadmin_reports:workflow", "?status=in_progress"), is_urgent=n > 0)


def _decisions(user):
    """None while there are none: few dates have a minimum."""
    n = Occurrence.objects.managed_by(user).mark_decisions().filter(decision_is_due=True).count()
    if not n or not user.has_perm("events.change_occurrence"):
        return None
    words = ngettext("%(n)d date: decide whether it takes place", "%(n)d dates: decide whether they take place", n)
    return Task(words % {"n": n}, _url("dates:index", "?to_decide=true"), is_urgent=True)


def _changed_dates(user):
    """None while there are none: it happens a few times a year."""
    n = Occurrence.objects.managed_by(user).mark_changes().filter(has_change_to_tell=True).count()
    if not n or not user.has_perm("events.change_occurrence"):
        return None
    words = ngettext(
        "%(n)d date has changed, participants are not told yet",
        "%(n)d dates have changed, participants are not told yet",
        n,
    )
    return Task(words % {"n": n}, _url("dates:index", "?to_tell=true"), is_urgent=True)


def _dates(user):
    now = timezone.now()
    soon = Occurrence.objects.upcoming().visible_to(user).scheduled().between(now, now + timedelta(days=DAYS_AHEAD))
    n = soon.count()
    text = ngettext("%(n)d date in the next seven days", "%(n)d dates in the next seven days", n) % {"n": n}
    return Task(text, _url("dates:index"))


def _url(name, query=""):
    try:
        return reverse(name) + query
    except NoReverseMatch:  # the list is not installed
        return ""
