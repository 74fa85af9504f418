from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from ..blocks import ContentBlocks


class FacePage(Page):
    """What every page of the site's face has: a summary for lists and search results, blocks of content."""

    summary = models.TextField(
        _("summary"),
        max_length=400,
        blank=True,
        help_text=_("One or two sentences, shown under the title, in lists and in search results."),
    )
    body = StreamField(ContentBlocks(), blank=True, verbose_name=_("content"))

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]

    class Meta:
        abstract = True


class HomePage(FacePage):
    image = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
        help_text=_("Decoration at the top. It needs no description and carries no text."),
    )
    action_label = models.CharField(_("first button"), max_length=60, blank=True)
    action_page = models.ForeignKey(
        Page, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("first button leads to")
    )
    contact = models.ForeignKey(
        "networks.ContactCard", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact")
    )

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("summary"),
                FieldPanel("image"),
                FieldPanel("action_label"),
                FieldPanel("action_page"),
            ],
            heading=_("At the top"),
        ),
        FieldPanel("body", heading=_("More content, below the dates and networks")),
        FieldPanel("contact"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    page_description = _("The start page of the site. Dates, networks, map and projects appear on it by themselves.")
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        from .. import front

        return super().get_context(request, *args, **kwargs) | front.home(self, request)


class ContentPage(FacePage):
    image = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("image"),
        FieldPanel("body"),
    ]
    page_description = _("A page of text, pictures, facts, steps, downloads and contacts.")
    template = "home/content_page.html"

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")

    def get_context(self, request, *args, **kwargs):
        from .. import front

        return super().get_context(request, *args, **kwargs) | front.content(self, request)
