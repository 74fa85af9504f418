"""Pages with a visibility of their own answer 404 to those who may not see them."""

from django.http import Http404

from .visibility import is_visible


def hide_what_is_not_visible(page, request, _args, _kwargs):
    if not is_visible(page, request.user):
        raise Http404
