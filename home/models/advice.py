from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Orderable, Page

from ..querysets import InquiryQuerySet
from .content import FacePage


class AdvicePage(RoutablePageMixin, FacePage):
    """A desk that answers questions: what it helps with, who sits there, and a form."""

    image = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    contact = models.ForeignKey(
        "networks.ContactCard", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact")
    )
    desk_email = models.EmailField(
        _("inquiries go to"),
        blank=True,
        help_text=_(
            "Address of the desk. If empty, inquiries go to the contact, or who stands in; "
            "when nobody is there, to the general address of the site settings."
        ),
    )
    answer_within = models.CharField(
        _("when people get an answer"), max_length=120, blank=True, help_text=_("For example: within two working days")
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("image"),
        FieldPanel("body"),
        FieldPanel("contact"),
        MultiFieldPanel([FieldPanel("desk_email"), FieldPanel("answer_within")], heading=_("Inquiries")),
        InlinePanel("topics", heading=_("Topics to choose from in the form"), label=_("Topic")),
    ]
    parent_page_types = ["home.HomePage", "home.ContentPage", "home.InitiativePage"]
    subpage_types = ["home.ContentPage"]
    page_description = _("An advice desk with topics, a contact and a form for inquiries.")
    template = "home/advice_page.html"

    class Meta:
        verbose_name = _("advice page")
        verbose_name_plural = _("advice pages")

    @path("")
    def index_route(self, request, *args, **kwargs):
        from ..views.inquiries import advice

        return advice(request, self)

    @path("danke/", name="thanks")
    def thanks(self, request):
        return self.render(request, template="home/advice_thanks.html")


class AdviceTopic(Orderable):
    page = ParentalKey(AdvicePage, related_name="topics")
    name = models.CharField(_("topic"), max_length=120)

    panels = [FieldPanel("name")]

    class Meta(Orderable.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self):
        return self.name


class Inquiry(models.Model):
    """What somebody asked the advice desk, or a barrier that somebody reported. Deleted after a time, see `conf`."""

    class Kind(models.TextChoices):
        ADVICE = "advice", _("Advice")
        BARRIER = "barrier", _("Barrier")

    class State(models.TextChoices):
        NEW = "new", _("new")
        ANSWERED = "answered", _("answered")
        SPAM = "spam", _("spam")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.ADVICE)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW)
    page = models.ForeignKey(
        Page, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("asked on the page")
    )
    topic = models.CharField(_("topic"), max_length=120, blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    message = models.TextField(_("message"), max_length=5000)
    page_url = models.CharField(_("address of the page with the barrier"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=10)
    submission_key = models.UUIDField(unique=True, editable=False)
    note = models.TextField(_("note of the desk"), blank=True)
    created_at = models.DateTimeField(_("received"), auto_now_add=True, db_index=True)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")

    def __str__(self):
        # No name: this text goes into logs that live longer than the inquiry.
        return f"{self._meta.verbose_name} {self.pk}"

    @admin.display(description=_("inquiry"))
    def who_and_what(self) -> str:
        return f"{self.name or self.get_kind_display()}: {self.topic}" if self.topic else self.name or str(self)
