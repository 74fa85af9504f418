from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePage, path
from wagtail.fields import RichTextField


class DirectoryPage(RoutablePage):
    """The directory of providers, and at `<slug>/` below it a page for each provider."""

    intro = models.TextField(_("introduction"), max_length=600, blank=True)
    note = RichTextField(
        _("note below the list"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("For example how providers get into the directory, and that nobody can pay for a place in it."),
    )

    content_panels = [*RoutablePage.content_panels, FieldPanel("intro"), FieldPanel("note")]
    subpage_types = []
    template = "providers/directory_page.html"

    class Meta:
        verbose_name = _("directory of providers")
        verbose_name_plural = _("directories of providers")

    @path("")
    def providers(self, request):
        from ..views import list_context

        return self.render(request, context_overrides=list_context(self, request))

    @path("<slug:slug>/", name="provider")
    def provider(self, request, slug):
        from ..views import find_listing, provider_context

        listing = find_listing(slug, request.user)
        if listing is None:
            return self._missing(request)
        context = provider_context(self, request, listing)
        return self.render(request, template="providers/provider_page.html", context_overrides=context)

    def _missing(self, request):
        """Says the same for what is gone, not published and not for this visitor, and leads on."""
        context = {"back_url": self.get_url(request)}
        response = self.render(request, template="providers/provider_missing.html", context_overrides=context)
        response.status_code = 404
        return response

    def get_sitemap_urls(self, request=None):
        from .listings import Listing

        base = self.get_full_url(request)
        listings = Listing.objects.live().visible_to(None).order_by("pk").values_list("slug", "last_published_at")
        return [
            *super().get_sitemap_urls(request),
            *({"location": f"{base}{slug}/", "lastmod": lastmod} for slug, lastmod in listings),
        ]
