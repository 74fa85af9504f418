from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.defaults import permission_denied


@never_cache
def login_door(request: HttpRequest) -> HttpResponse:
    """Stands where Wagtail and Django would log people in by password alone, and leads to the one login there is.

    Who is logged in and was sent here may not see what they asked for: a page that says so, not a circle.
    """
    if request.user.is_authenticated:
        request.is_at_door = True  # type: ignore[attr-defined]
        # Raised, it would be logged with a traceback, as if something were broken.
        return permission_denied(request, PermissionDenied(_("Your account may not see this page.")))
    return redirect_to_login(_next(request), reverse("account_login"))


def _next(request):
    asked = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return asked if safe else resolve_url(settings.LOGIN_REDIRECT_URL)
