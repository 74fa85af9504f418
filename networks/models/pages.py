from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from ..querysets import MemberPageManager, NetworkManager
from .people import ContactCard, Organisation, Person


class NetworkPage(Page):
    """A network of organisations or people. Subclass it for a network type of your own; rows point at this base.

    Override `template`, `hue` or `content_panels` in a subclass; memberships, events and sections follow by themselves.
    """

    hue = "initiative"

    summary = models.TextField(_("summary"), max_length=400, blank=True)
    body = RichTextField(_("text"), blank=True)
    image = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    contact = models.ForeignKey(
        ContactCard, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact")
    )

    objects = NetworkManager()

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("image"),
        FieldPanel("contact"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
    template = "networks/network_page.html"

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")


class HealthNetworkPage(NetworkPage):
    hue = "health"

    class Meta:
        verbose_name = _("workplace health network")
        verbose_name_plural = _("workplace health networks")


class TrainingNetworkPage(NetworkPage):
    hue = "training"

    class Meta:
        verbose_name = _("examiners' and trainers' network")
        verbose_name_plural = _("examiners' and trainers' networks")


class MemberIndexPage(Page):
    """The members of the network that it stands under, or of all networks; each viewer sees those who allow it."""

    intro = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    subpage_types = ["networks.MemberPage"]
    template = "networks/member_index_page.html"

    class Meta:
        verbose_name = _("list of members")
        verbose_name_plural = _("lists of members")


class MemberPage(Page):
    """What a member says of itself. Name, place and contact come from the organisation or person, never copied."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="member_pages", verbose_name=_("organisation")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="member_pages", verbose_name=_("person")
    )
    summary = models.TextField(_("summary"), max_length=400, blank=True)
    body = RichTextField(_("text"), blank=True)
    image = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )

    objects = MemberPageManager()

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("organisation"), FieldPanel("person")], heading=_("Member")),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("image"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
    parent_page_types = ["networks.MemberIndexPage"]
    subpage_types = []
    template = "networks/member_page.html"

    class Meta:
        verbose_name = _("member page")
        verbose_name_plural = _("member pages")

    def clean(self):
        super().clean()
        if self.organisation_id and self.person_id:
            raise ValidationError(_("Choose either an organisation or a person."))
