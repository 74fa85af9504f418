from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from home.sitemaps import SiteMap
from home.views.doors import login_door
from home.views.robots import favicon, robots
from kammernetz.media import picture
from networks.choosers import chosen_pages

urlpatterns = [
    # Before Wagtail's own doors, which would let people in by password alone.
    path("admin/login/", login_door),
    path("django-admin/login/", login_door),
    path("admin/choose-page/chosen-multiple/", chosen_pages),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sitemap.xml", sitemap, {"sitemaps": {"site": SiteMap}}, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon),
]
if settings.SERVE_MEDIA and settings.MEDIA_URL.startswith("/"):
    urlpatterns += [path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", picture)]

urlpatterns += i18n_patterns(
    path("_util/login/", login_door),
    path("konto/", include("allauth.urls")),
    path("", include("home.urls")),
    path("kalender/", include("events.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
