from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from networks.links import site_url

CLOSED = ["wagtailadmin_home", "account_login", "my_area", "search", "report_barrier"]


@require_safe
@cache_control(max_age=3600, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    """Politeness, not protection: what a search engine has no use for."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {reverse(name)}" for name in CLOSED),
        f"Sitemap: {site_url('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(max_age=86400, public=True)
def favicon(request: HttpRequest) -> HttpResponse:
    """For programs that ask for it by its old name, without a page that would name the icon."""
    return redirect(static("home/favicon.ico"))
