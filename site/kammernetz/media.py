"""Pictures that the site answers itself where no web server does (`SERVE_MEDIA`)."""

import posixpath

from django.conf import settings
from django.http import Http404
from django.utils.cache import patch_cache_control
from django.views.static import serve
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction


def picture(request, path):
    """Never a document, which has its own readers; an original, which can tell where it was taken, only to editors."""
    path = posixpath.normpath(path)
    if path.startswith("images/") and CollectionViewRestriction.objects.exists():
        return _picture_of_collection(request, path)
    if not path.startswith(("images/", "avatar_images/")) and not _is_original_for_editor(request, path):
        raise Http404
    return serve(request, path, document_root=settings.MEDIA_ROOT)


def _picture_of_collection(request, path):
    """A picture to those whom its collection's privacy lets in."""
    renditions = get_image_model().get_rendition_model().objects.select_related("image__collection")
    rendition = renditions.filter(file=path).first()
    if rendition is None:
        raise Http404
    restrictions = list(rendition.image.collection.get_view_restrictions())
    if not all(restriction.accept_request(request) for restriction in restrictions):
        raise Http404
    answer = serve(request, path, document_root=settings.MEDIA_ROOT)
    if restrictions:
        patch_cache_control(answer, private=True, no_store=True)
    return answer


def _is_original_for_editor(request, path):
    return path.startswith("original_images/") and request.user.has_perm("wagtailadmin.access_admin")
