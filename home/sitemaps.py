"""What search engines may know: everything that a stranger may see, nothing else."""

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from networks.visibility import visible_pages


class SiteMap(Sitemap):
    """All pages of the site in all languages; a page may name more addresses (the directory names its providers)."""

    limit = 2000

    def items(self):
        root = self.get_wagtail_site().root_page
        homes = Page.objects.filter(translation_key=root.translation_key)
        pages = Page.objects.none()
        for home in homes:
            pages |= Page.objects.descendant_of(home, inclusive=True)
        return visible_pages(pages, None).order_by("path").defer_streamfields().specific()
