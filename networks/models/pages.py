from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from ..querysets import NetworkManager
from .people import ContactCard, Organisation, Person


class NetworkPage(Page):
    """A network of organisations or people. Subclass it for a network type of your own; rows point at this base.

    Override `hue`, `content_panels` or the template in a subclass; members, events and sections follow by themselves.
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

    def get_template(self, request, *args, **kwargs):
        """The type's own template (`app/type_page.html`) where there is one, else ours."""
        return [super().get_template(request, *args, **kwargs), NetworkPage.template]

    @property
    def type_hue(self):
        """The hue of the network's own type, also where only the base row was read."""
        return getattr(self.specific_class, "hue", self.hue)

    def get_context(self, request, *args, **kwargs):
        from ..sections import network_sections

        sections = [(section, section.render(request)) for section in network_sections(request, self)]
        context = super().get_context(request, *args, **kwargs)
        return context | {"contact": self.shown_contact, "sections": sections}

    @property
    def shown_contact(self):
        card = ContactCard.objects.with_person().filter(pk=self.contact_id).first()
        return card and card.as_shown()


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


class BelowNetwork:
    """For pages that stand under a network, or under none."""

    @cached_property
    def network(self):
        return NetworkPage.objects.ancestor_of(self).order_by("-depth").first() if self.path else None

    @property
    def hue(self):
        return self.network.type_hue if self.network else NetworkPage.hue


class MemberIndexPage(BelowNetwork, Page):
    """The members of the network that it stands under, or of all networks; each viewer sees those who allow it."""

    intro = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    subpage_types = ["networks.MemberPage"]
    template = "networks/member_index_page.html"

    class Meta:
        verbose_name = _("list of members")
        verbose_name_plural = _("lists of members")

    def get_context(self, request, *args, **kwargs):
        from ..members import MemberList

        context = super().get_context(request, *args, **kwargs)
        return context | {"network": self.network, "members": MemberList(request, self.network)}


class MemberPage(BelowNetwork, Page):
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

    def get_context(self, request, *args, **kwargs):
        from ..members import about_member

        return super().get_context(request, *args, **kwargs) | about_member(self, request)
