from wagtail import hooks

from networks.due_work import DueWork
from networks.links import in_language_of_visit
from networks.roles import EDITORS

from . import accounts, declarations
from .actions import clear_sessions, delete_expired_inquiries
from .models import LegalPage
from .serving import lead_to_own_language
from .today import TodayPanel
from .viewsets import InquiryViewSet

HOUR = 60 * 60


@hooks.register("register_kammernetz_viewset")
def lists_of_the_admin():
    return [InquiryViewSet]


@hooks.register("register_role_permissions")
def what_editors_may():
    return {
        EDITORS: [f"home.{action}_inquiry" for action in ("view", "change", "delete")] + ["home.change_sitedetails"]
    }


@hooks.register("register_due_work")
def what_falls_due():
    return DueWork("inquiries", delete_expired_inquiries, every=HOUR, is_retention=True)


@hooks.register("register_due_work")
def sessions():
    return DueWork("sessions", clear_sessions, every=24 * HOUR, is_retention=True)


@hooks.register("register_privacy_notice")
def privacy_notice():
    return _address_of(LegalPage.Kind.PRIVACY)


@hooks.register("register_imprint")
def imprint():
    return _address_of(LegalPage.Kind.IMPRINT)


def _address_of(kind):
    page = in_language_of_visit(LegalPage.objects.live().filter(kind=kind).select_related("locale"))
    return page and page.full_url


@hooks.register("construct_homepage_panels")
def dashboard(request, panels):
    panels.append(TodayPanel())


hooks.register("register_personal_data", declarations.personal_data)
hooks.register("register_proved_addresses", accounts.proved_addresses)


# After the hooks that hide pages: whoever may not see a page learns nothing of its languages.
hooks.register("before_serve_page", lead_to_own_language, order=100)
