"""Press releases as RSS."""

from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.views.decorators.http import conditional_page

from networks.links import site_name

from . import front


class PressFeed(Feed):
    """The newest releases of a press page that its reader may see; the page itself serves it."""

    LENGTH = 30

    def get_object(self, request, page):
        self.request = request
        return page

    def title(self, page):
        return f"{page.title} – {site_name()}"

    def link(self, page):
        return page.get_full_url(self.request)

    def feed_url(self, page):
        return page.get_full_url(self.request) + page.reverse_subpage("feed")

    def description(self, page):
        return page.summary or page.title

    def language(self, page):
        return page.locale.language_code

    def items(self, page):
        return front.releases(page, self.request.user)[: self.LENGTH]

    def item_title(self, release):
        return release.title

    def item_description(self, release):
        return release.summary

    def item_link(self, release):
        return release.get_full_url(self.request)

    def item_guid(self, release):
        return f"urn:uuid:{release.translation_key}:{release.locale_id}"

    item_guid_is_permalink = False

    def item_pubdate(self, release):
        return timezone.make_aware(datetime.combine(release.date, time(8)))

    def item_updateddate(self, release):
        return release.last_published_at


press_feed = conditional_page(PressFeed())
