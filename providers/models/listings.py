from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from networks.models import Organisation
from networks.slugs import free_slug
from networks.visibility import Tier

from ..querysets import ListingQuerySet

RICH_TEXT = ["h3", "bold", "italic", "ol", "ul", "link"]


class Listing(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, ClusterableModel):
    """How an organisation presents itself as a provider. Stays live as it is while a change waits for approval."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="listings", verbose_name=_("organisation")
    )
    title = models.CharField(
        _("name in the directory"), max_length=200, help_text=_("As companies know the provider, without slogans.")
    )
    slug = models.SlugField(
        _("slug"),
        max_length=120,
        unique=True,
        blank=True,
        help_text=_("Last part of the page's address. Left empty: made from the name. Best not changed later."),
    )
    summary = models.TextField(
        _("summary"), max_length=300, blank=True, help_text=_("One or two sentences, shown in the list.")
    )
    description = RichTextField(
        _("description"), blank=True, features=RICH_TEXT, help_text=_("What the provider does, for whom, and how.")
    )
    image = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    terms = ParentalManyToManyField(
        "providers.Term", through="providers.ListingTerm", related_name="listings", blank=True, verbose_name=_("terms")
    )
    districts = ParentalManyToManyField(
        "networks.District", related_name="listings", blank=True, verbose_name=_("works in these districts")
    )
    whole_region = models.BooleanField(
        _("works in the whole region"), default=False, help_text=_("Found under every district.")
    )
    nationwide = models.BooleanField(
        _("works nationwide or online"), default=False, help_text=_("Found under every district.")
    )
    contact = models.ForeignKey(
        "networks.ContactCard",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contact person"),
        help_text=_("Name, phone and e-mail are taken from the person, so that they are kept in one place."),
    )
    own_website = models.URLField(_("website"), blank=True, help_text=_("Left empty: that of the organisation."))
    own_email = models.EmailField(_("e-mail"), blank=True, help_text=_("Left empty: that of the organisation."))
    own_phone = models.CharField(
        _("phone"), max_length=40, blank=True, help_text=_("Left empty: that of the organisation.")
    )
    visibility = models.CharField(
        _("shown to"), max_length=10, choices=Tier.choices, default=Tier.PUBLIC, db_index=True
    )
    networks = ParentalManyToManyField(
        "networks.NetworkPage",
        related_name="listings",
        blank=True,
        verbose_name=_("networks"),
        help_text=_("The offers appear on the pages of these networks."),
    )

    objects = ListingQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("provider")
        verbose_name_plural = _("providers")
        # Wagtail would add these only after `migrate`, too late for the roles.
        permissions = [
            ("publish_listing", _("Can publish a provider")),
            ("lock_listing", _("Can lock a provider")),
            ("unlock_listing", _("Can unlock a provider")),
        ]

    def __str__(self):
        return self.title

    def save(self, **kwargs):
        from ..search import index, is_affected

        self.slug = self.slug or free_slug(self, self.title)
        super().save(**kwargs)
        if is_affected(kwargs.get("update_fields")):
            index([self.pk])

    @classmethod
    def from_serializable_data(cls, data, check_fks=True, strict_fks=False):
        """An old draft may name an organisation that is gone; then the form asks for one instead of failing."""
        if check_fks and not Organisation.objects.filter(pk=data.get("organisation")).exists():
            data = data | {"organisation": None}
        return super().from_serializable_data(data, check_fks, strict_fks)

    def get_absolute_url(self):
        from ..links import provider_url

        return provider_url(self) or None

    # Preview: the page, or the card in the list

    preview_modes = [("", _("Page of the provider")), ("card", _("In the directory"))]

    def get_preview_template(self, request, mode_name):
        return "providers/preview_card.html" if mode_name == "card" else "providers/provider_page.html"

    def get_preview_context(self, request, mode_name):
        from ..previews import listing_preview

        return listing_preview(self, request)

    @property
    def website(self):
        return self.own_website or self.organisation.website

    @property
    def website_name(self):
        """The address as people say it."""
        return self.website.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")

    @property
    def email(self):
        return self.own_email or self.organisation.email

    @property
    def phone(self):
        return self.own_phone or self.organisation.phone


class ListingTerm(models.Model):
    """A term of a listing. A row of its own so that the database refuses to lose a term that is used."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="+")
    term = models.ForeignKey("providers.Term", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("term of a provider")
        verbose_name_plural = _("terms of providers")
        constraints = [models.UniqueConstraint(fields=["listing", "term"], name="listing_term_once")]

    def __str__(self):
        return f"{self.listing}: {self.term}"


class SearchEntry(models.Model):
    """What the directory searches and sorts by: written by `search.index`, never by hand and never in a revision."""

    listing = models.OneToOneField(Listing, models.CASCADE, primary_key=True, related_name="search_entry")
    text = models.TextField()
    sort_key = models.CharField(max_length=250, db_index=True)

    def __str__(self):
        return self.sort_key
