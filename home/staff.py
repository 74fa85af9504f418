"""Sessions of staff: a second factor in this very session, and an end after some hours whatever happens in between."""

import time

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.db import InterfaceError, OperationalError
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from .conf import conf

LOGGED_IN_AT = "home_logged_in_at"
SECOND_FACTOR = "home_second_factor"


def is_staff(user) -> bool:
    return user.is_authenticated and (user.is_staff or user.has_perm("wagtailadmin.access_admin"))


def remember_login(request):
    request.session[LOGGED_IN_AT] = time.time()


def remember_second_factor(request):
    """Whoever sets up an authenticator types a code of it: that is a second factor in this session."""
    request.session[SECOND_FACTOR] = True
    request.session.save()  # called on commit, which may come after the answer


def is_over(request) -> bool:
    """Whether a session is older than staff's may be; one that does not say when it began is."""
    began = request.session.get(LOGGED_IN_AT, 0)
    return time.time() - began > conf.staff_session.total_seconds()


def used_second_factor(request) -> bool:
    """Whether this session used a second factor that the account still has."""
    if not is_mfa_enabled(request.user):
        return False
    if request.session.get(SECOND_FACTOR):
        return True
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


class StaffSessionMiddleware:
    """Stands after allauth's middleware. Members' sessions pass untouched.

    While the database is away, nobody can say whose session it is: the view is run, and is refused the answer as soon
    as it asks. Some views then have more to say than that something went wrong.
    """

    OPEN_VIEWS = ("account_", "mfa_", "wagtailadmin_logout", "wagtailadmin_sprite", "javascript-catalog")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None  # nobody is logged in; not even asking keeps answers free of "Vary: Cookie"
        try:
            return self._check(request)
        except (OperationalError, InterfaceError) as error:
            request.user = _unknown_user(error)
            return None

    def _check(self, request):
        name = request.resolver_match.url_name or ""
        if name.startswith(self.OPEN_VIEWS) or not is_staff(request.user):
            return None
        if is_over(request):
            return self._log_out(request)
        if conf.STAFF_MFA_REQUIRED and not used_second_factor(request):
            return self._ask_for_second_factor(request)
        return None

    def _log_out(self, request):
        logout(request)
        messages.info(request, _("For safety, a session of staff ends after some hours. Please log in again."))
        return redirect_to_login(_here(request), reverse("account_login"))

    def _ask_for_second_factor(self, request):
        if is_mfa_enabled(request.user):
            return redirect_to_login(_here(request), reverse("mfa_reauthenticate"))
        messages.info(request, _("Staff needs a second factor. Please set up an app that shows codes."))
        return redirect_to_login(_here(request), reverse("mfa_activate_totp"))


def _unknown_user(error):
    def ask():
        raise error

    return SimpleLazyObject(ask)


def _here(request):
    return request.get_full_path() if request.method in ("GET", "HEAD") else reverse("my_area")
