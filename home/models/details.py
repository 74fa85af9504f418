from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="site")
class SiteDetails(BaseSiteSetting):
    """Who runs the site. Shown in header, footer and mails; nothing of it stands in a template."""

    name = models.CharField(_("name of the site"), max_length=80, default="Kammernetz")
    publisher = models.CharField(_("published by"), max_length=160, blank=True)
    address = models.TextField(_("address"), blank=True, help_text=_("As on an envelope, line by line."))
    email = models.EmailField(
        _("general e-mail address"), blank=True, help_text=_("Gets inquiries that no desk has an address for.")
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    barrier_email = models.EmailField(
        _("reports of barriers go to"), blank=True, help_text=_("If empty, the general address gets them.")
    )
    notice = models.CharField(
        _("notice on every page"),
        max_length=200,
        blank=True,
        help_text=_("One sentence at the very top, for example: The site is closed for maintenance on Friday evening."),
    )
    notice_en = models.CharField(_("notice in English"), max_length=200, blank=True)

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("publisher"),
                FieldPanel("address"),
                FieldPanel("email"),
                FieldPanel("phone"),
            ],
            heading=_("Who runs the site"),
        ),
        FieldPanel("barrier_email"),
        MultiFieldPanel([FieldPanel("notice"), FieldPanel("notice_en")], heading=_("Notice on every page")),
    ]

    class Meta:
        verbose_name = _("site details")
        verbose_name_plural = _("site details")
