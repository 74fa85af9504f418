from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePage
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
