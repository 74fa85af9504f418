"""An event that people have registered for is not taken off the site: nobody could cancel its dates any more."""

from functools import reduce
from operator import or_

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.models import Page

from .deletions import with_translations
from .models import Invitation, Occurrence, Registration


def stranded_dates(pages, *, with_those_below: bool) -> list[Occurrence]:
    """The dates to come that people have registered for, with `people` and `invited`: how many, and how many may."""
    theirs = reduce(or_, (_dates_of(page, with_those_below) for page in pages))
    dates = Occurrence.objects.upcoming().published().scheduled().filter(theirs)
    people = _number(Registration.objects.live())
    invited = _number(Invitation.objects.standing().filter(registration=None, declined_at=None))
    return list(dates.annotate(people=people, invited=invited).filter(people__gt=0).select_related("page"))


def _dates_of(page, with_those_below):
    return Q(page__path__startswith=page.path) if with_those_below else Q(page=page.pk)


def _number(rows):
    at_date = rows.filter(occurrence=OuterRef("pk")).order_by().values("occurrence")
    return Coalesce(Subquery(at_date.annotate(number=Count("pk")).values("number")), 0)


def refuse_with_registrations(request, page) -> HttpResponse | None:
    return _refusal(request, with_translations(page))


def refuse_bulk_with_registrations(request, action_type, objects, _action) -> HttpResponse | None:
    pages = [item for item in objects if isinstance(item, Page)]
    return _refusal(request, pages) if action_type == "unpublish" and pages else None


def _refusal(request, pages):
    dates = stranded_dates(pages, with_those_below=bool(request.POST.get("include_descendants")))
    if not dates:
        return None
    context = {"dates": dates, "page_title": _("This cannot be unpublished yet"), "header_icon": "warning"}
    return render(request, "events/admin/not_unpublished.html", context, status=409)
