from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from .content import FacePage


class LegalPage(FacePage):
    """Imprint, privacy notice or accessibility statement. Every page of the site links the three in its footer."""

    class Kind(models.TextChoices):
        IMPRINT = "imprint", _("Imprint")
        PRIVACY = "privacy", _("Privacy notice")
        ACCESSIBILITY = "accessibility", _("Accessibility statement")

    class Conformance(models.TextChoices):
        FULL = "full", _("fully accessible")
        PARTIAL = "partial", _("partly accessible")
        NONE = "none", _("not yet accessible")

    class Method(models.TextChoices):
        SELF = "self", _("own assessment")
        EXTERNAL = "external", _("assessment by somebody else")

    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    conformance = models.CharField(_("result"), max_length=10, choices=Conformance.choices, blank=True)
    method = models.CharField(_("how it was assessed"), max_length=10, choices=Method.choices, blank=True)
    assessed_on = models.DateField(_("assessed on"), null=True, blank=True)
    updated_on = models.DateField(_("last checked on"), null=True, blank=True)

    content_panels = [
        *FacePage.content_panels[:1],
        FieldPanel("kind"),
        *FacePage.content_panels[1:],
        MultiFieldPanel(
            [
                HelpPanel(content=_("Only for the accessibility statement. It should be checked once a year.")),
                FieldRowPanel([FieldPanel("conformance"), FieldPanel("method")]),
                FieldRowPanel([FieldPanel("assessed_on"), FieldPanel("updated_on")]),
            ],
            heading=_("Accessibility"),
        ),
        InlinePanel("gaps", heading=_("What is not accessible yet"), label=_("Barrier")),
    ]
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    subpage_types = []
    page_description = _("Imprint, privacy notice or accessibility statement; linked from every page by itself.")
    template = "home/legal_page.html"

    class Meta:
        verbose_name = _("legal page")
        verbose_name_plural = _("legal pages")

    def get_context(self, request, *args, **kwargs):
        from .. import front

        return super().get_context(request, *args, **kwargs) | front.legal(self, request)


class AccessibilityGap(Orderable):
    page = ParentalKey(LegalPage, related_name="gaps")
    what = models.CharField(_("what is not accessible"), max_length=250)
    reason = models.CharField(_("why"), max_length=250)
    alternative = models.CharField(_("what to use instead"), max_length=250, blank=True)

    panels = [FieldPanel("what"), FieldPanel("reason"), FieldPanel("alternative")]

    class Meta(Orderable.Meta):
        verbose_name = _("known barrier")
        verbose_name_plural = _("known barriers")

    def __str__(self):
        return self.what
