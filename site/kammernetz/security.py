"""Headers on every answer: a strict content security policy for visitors, a looser one for Wagtail's admin only."""

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.urls import reverse


class HeadersMiddleware(CSPMiddleware):
    """Chooses the policy by the address, and adds what Django's SecurityMiddleware does not know."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if parts.config is None and not report_only and is_admin(request):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts

    def process_response(self, request, response):
        response.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return super().process_response(request, response)


def is_admin(request):
    """Whether the answer is shown by the admin. A preview comes through a request of its own, which Wagtail marks."""
    return getattr(request, "is_dummy", False) or request.path_info.startswith(reverse("wagtailadmin_home"))
