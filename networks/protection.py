"""A page that rows still need is not deleted: neither alone, nor with its parent, nor in a batch."""

from collections import Counter

from django.contrib.admin.utils import quote
from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page


def refuse_to_delete(request, page):
    return _refuse(request, [page])


def refuse_to_delete_many(request, action_type, objects, _action):
    pages = [thing for thing in objects if isinstance(thing, Page)]
    return _refuse(request, pages) if action_type == "delete" and pages else None


def _refuse(request, pages):
    for page in pages:
        if rows := rows_that_need(page):
            messages.error(request, _said(page, rows), buttons=[_unpublish_button(page)] if page.live else [])
            return redirect(reverse("wagtailadmin_explore", args=[quote(page.get_parent().pk)]))
    return None


def rows_that_need(page):
    """The rows that a deletion of the page, with all below it, would be refused for by the database."""
    try:
        Collector(using=page._state.db or "default").collect(page.get_descendants(inclusive=True))
    except ProtectedError as error:
        return error.protected_objects
    except RestrictedError as error:
        return error.restricted_objects
    return set()


def _said(page, rows):
    numbers = Counter(row._meta for row in rows)
    what = ", ".join(f"{number} {_name(meta, number)}" for meta, number in numbers.items())
    return _("“%(page)s” cannot be deleted: there is still %(what)s. Take the page offline instead.") % {
        "page": page.get_admin_display_title(),
        "what": what,
    }


def _name(meta, number):
    return meta.verbose_name if number == 1 else meta.verbose_name_plural


def _unpublish_button(page):
    return messages.button(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), _("Take offline"))
