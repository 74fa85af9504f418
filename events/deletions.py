"""Pages with registrations or invitations are not deleted: a page says why, and leads to what one wants instead."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.models import Page

from .models import Invitation, Occurrence


def dates_with_people_below(pages) -> list[Occurrence]:
    """The dates with registrations (cancelled ones too) or standing invitations of events at or under these pages."""
    below = reduce(or_, (Q(page__path__startswith=page.path) for page in pages))
    standing = Invitation.objects.standing().filter(occurrence=OuterRef("pk"))
    concerned = Occurrence.objects.filter(below, Q(registrations__isnull=False) | Exists(standing))
    return list(concerned.select_related("page").distinct().order_by("start"))


def refuse_with_registrations(request, page) -> HttpResponse | None:
    return _refusal(request, with_translations(page))


def with_translations(page) -> list[Page]:
    """Wagtail takes the translations along where it keeps the trees of the languages alike."""
    together = getattr(settings, "WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE", False)
    return [page, *page.get_translations()] if together else [page]


def refuse_bulk_with_registrations(request, action_type, objects, _action) -> HttpResponse | None:
    pages = [item for item in objects if isinstance(item, Page)]
    return _refusal(request, pages) if action_type == "delete" and pages else None


def _refusal(request, pages):
    dates = dates_with_people_below(pages)
    if not dates:
        return None
    context = {"dates": dates, "page_title": _("This cannot be deleted"), "header_icon": "warning"}
    return render(request, "events/admin/not_deleted.html", context, status=409)
