"""Pictures that the site answers itself where no web server does (`SERVE_MEDIA`)."""

import posixpath

from django.conf import settings
from django.http import Http404
from django.views.static import serve

OPEN_FOLDERS = ("images/", "avatar_images/")


def picture(request, path):
    """Never a document, which has its own readers; an original, which can tell where it was taken, only to editors."""
    path = posixpath.normpath(path)
    if not path.startswith(OPEN_FOLDERS) and not _is_original_for_editor(request, path):
        raise Http404
    return serve(request, path, document_root=settings.MEDIA_ROOT)


def _is_original_for_editor(request, path):
    return path.startswith("original_images/") and request.user.has_perm("wagtailadmin.access_admin")
