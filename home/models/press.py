from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page
from wagtail.search import index

from .content import FacePage


class PressIndexPage(RoutablePageMixin, FacePage):
    contact = models.ForeignKey(
        "networks.ContactCard",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("press contact"),
    )

    content_panels = [*FacePage.content_panels, FieldPanel("contact")]
    parent_page_types = ["home.HomePage", "home.ContentPage", "home.InitiativePage"]
    subpage_types = ["home.PressReleasePage"]
    page_description = _("Lists the press releases that stand under it, newest first, also as a feed.")
    template = "home/press_index_page.html"

    class Meta:
        verbose_name = _("press page")
        verbose_name_plural = _("press pages")

    def get_context(self, request, *args, **kwargs):
        from .. import front

        return super().get_context(request, *args, **kwargs) | front.press_index(self, request)

    @path("feed/", name="feed")
    def feed(self, request):
        from ..feeds import press_feed

        return press_feed(request, self)


class PressReleasePage(FacePage):
    date = models.DateField(_("date"), default=timezone.localdate, db_index=True)
    place = models.CharField(_("place"), max_length=80, blank=True)
    image = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    image_credit = models.CharField(_("credit of the picture"), max_length=120, blank=True)
    contact = models.ForeignKey(
        "networks.ContactCard",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("press contact"),
    )

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("date"), FieldPanel("place")]),
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_credit")], heading=_("Picture")),
        FieldPanel("body"),
        FieldPanel("contact"),
    ]
    search_fields = [*FacePage.search_fields, index.FilterField("date")]
    parent_page_types = ["home.PressIndexPage"]
    subpage_types = []
    page_description = _("One press release with date, text, pictures and contact.")
    template = "home/press_release_page.html"

    class Meta:
        verbose_name = _("press release")
        verbose_name_plural = _("press releases")

    def get_context(self, request, *args, **kwargs):
        from .. import front

        return super().get_context(request, *args, **kwargs) | {"contact": front.press_contact(self)}
