from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="site")
class SiteDetails(BaseSiteSetting):
    """Who runs the site. Shown in the footer and used for mails; nothing of it stands in a template."""

    publisher = models.CharField(_("published by"), max_length=160, blank=True)
    address = models.TextField(_("address"), blank=True, help_text=_("As on an envelope, line by line."))
    email = models.EmailField(
        _("general e-mail address"), blank=True, help_text=_("Gets inquiries that no desk has an address for.")
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    barrier_email = models.EmailField(
        _("reports of barriers go to"), blank=True, help_text=_("If empty, the general address gets them.")
    )
    is_demo = models.BooleanField(default=False, editable=False)

    panels = [
        MultiFieldPanel(
            [FieldPanel("publisher"), FieldPanel("address"), FieldPanel("email"), FieldPanel("phone")],
            heading=_("Who runs the site"),
        ),
        FieldPanel("barrier_email"),
    ]

    class Meta:
        verbose_name = _("site details")
        verbose_name_plural = _("site details")

    @property
    def lines(self):
        """Who publishes and where, line by line."""
        return "\n".join(part for part in (self.publisher, self.address) if part)
