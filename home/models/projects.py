from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page
from wagtail.search import index

from .content import FacePage


class InitiativePage(FacePage):
    image = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    contact = models.ForeignKey(
        "networks.ContactCard", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact")
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("image"),
        FieldPanel("body"),
        FieldPanel("contact"),
    ]
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    page_description = _("Tells what an initiative wants and lists the projects that stand under it.")
    template = "home/initiative_page.html"

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")

    def get_context(self, request, *args, **kwargs):
        from .. import front

        return super().get_context(request, *args, **kwargs) | front.initiative(self, request)


class ProjectPage(FacePage):
    class State(models.TextChoices):
        IDEA = "idea", _("Idea")
        DEVELOPING = "developing", _("Being developed")
        FEASIBILITY_STUDY = "feasibility_study", _("Feasibility study")
        FUNDING = "funding", _("Preparing a funding application")
        LAUNCHED = "launched", _("Launched")
        RUNNING = "running", _("Running")
        ON_HOLD = "on_hold", _("On hold, must still mature")
        COMPLETED = "completed", _("Completed")
        PERMANENT = "permanent", _("Made permanent")

    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.IDEA)
    state_note = models.CharField(
        _("about the state"), max_length=200, blank=True, help_text=_("What happens next, or what is missing.")
    )
    image = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    funding = models.CharField(_("funding"), max_length=250, blank=True)
    districts = ParentalManyToManyField("networks.District", blank=True, related_name="+", verbose_name=_("districts"))
    network = models.ForeignKey(
        "networks.NetworkPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("network"),
        help_text=_("The network that grew out of the project. Its next dates are shown here."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("state"),
                FieldPanel("state_note"),
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldPanel("funding"),
                FieldPanel("network"),
            ],
            heading=_("Project"),
        ),
        FieldPanel("districts"),
        FieldPanel("image"),
        FieldPanel("body"),
        InlinePanel("milestones", heading=_("Milestones"), label=_("Milestone")),
        InlinePanel("partners", heading=_("Partners"), label=_("Partner")),
        InlinePanel("contacts", heading=_("Contacts"), label=_("Contact")),
        InlinePanel("downloads", heading=_("Downloads"), label=_("Download")),
    ]
    search_fields = [
        *FacePage.search_fields,
        index.FilterField("state"),
        index.RelatedFields("partners", [index.RelatedFields("organisation", [index.SearchField("name")])]),
    ]
    parent_page_types = ["home.InitiativePage"]
    subpage_types = ["home.ContentPage"]
    page_description = _("A project with its state, districts, partners, contacts, milestones and downloads.")
    template = "home/project_page.html"

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    @property
    def has_begun(self):
        return self.starts_on is not None and self.starts_on <= timezone.localdate()

    def get_context(self, request, *args, **kwargs):
        from .. import front

        return super().get_context(request, *args, **kwargs) | front.project(self, request)

    def clean(self):
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The end lies before the start.")})


class Milestone(Orderable):
    page = ParentalKey(ProjectPage, related_name="milestones")
    title = models.CharField(_("milestone"), max_length=160)
    due_on = models.DateField(_("date"), null=True, blank=True)
    reached = models.BooleanField(_("reached"), default=False)
    note = models.CharField(_("note"), max_length=250, blank=True)

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("due_on"), FieldPanel("reached")]),
        FieldPanel("note"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self):
        return self.title


class ProjectPartner(Orderable):
    page = ParentalKey(ProjectPage, related_name="partners")
    organisation = models.ForeignKey(
        "networks.Organisation", models.CASCADE, related_name="+", verbose_name=_("organisation")
    )
    part = models.CharField(_("part in the project"), max_length=160, blank=True)

    panels = [FieldPanel("organisation"), FieldPanel("part")]

    class Meta(Orderable.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self):
        return str(self.organisation)


class ProjectContact(Orderable):
    page = ParentalKey(ProjectPage, related_name="contacts")
    card = models.ForeignKey("networks.ContactCard", models.CASCADE, related_name="+", verbose_name=_("contact card"))

    panels = [FieldPanel("card")]

    class Meta(Orderable.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self):
        return str(self.card)


class ProjectDownload(Orderable):
    page = ParentalKey(ProjectPage, related_name="downloads")
    document = models.ForeignKey("wagtaildocs.Document", models.CASCADE, related_name="+", verbose_name=_("file"))
    title = models.CharField(_("name of the link"), max_length=160, blank=True)

    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta(Orderable.Meta):
        verbose_name = _("download")
        verbose_name_plural = _("downloads")

    def __str__(self):
        return self.title or self.document.title
