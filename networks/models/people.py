from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from ..languages import default_language, site_languages
from ..querysets import AffiliationQuerySet, ContactCardQuerySet, OrganisationQuerySet, PersonQuerySet
from ..slugs import free_slug
from .districts import District


class Organisation(index.Indexed, ClusterableModel):
    class Size(models.TextChoices):
        MICRO = "1-9", _("1 to 9 employees")
        SMALL = "10-49", _("10 to 49 employees")
        MEDIUM = "50-249", _("50 to 249 employees")
        LARGE = "250+", _("250 employees or more")

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    size = models.CharField(_("size"), max_length=10, choices=Size.choices, blank=True)
    sector = models.CharField(_("sector"), max_length=120, blank=True)
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    city = models.CharField(_("town"), max_length=120, blank=True)
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name=_("district")
    )
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    logo = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OrganisationQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("city"),
        index.AutocompleteField("city"),
        index.FilterField("name"),
        index.FilterField("district"),
    ]

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        indexes = [models.Index(fields=["name"], name="organisation_name")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.slug = self.slug or free_slug(self, self.name)
        super().save(*args, **kwargs)

    @property
    def place(self):
        """The town, else the district."""
        return self.city or (self.district.name if self.district_id else "")


class Person(index.Indexed, models.Model):
    title = models.CharField(_("academic title"), max_length=40, blank=True)
    given_name = models.CharField(_("given name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=site_languages, default=default_language)
    photo = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("photo")
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PersonQuerySet.as_manager()

    search_fields = [
        index.SearchField("given_name"),
        index.SearchField("family_name", boost=2),
        index.AutocompleteField("given_name"),
        index.AutocompleteField("family_name"),
        index.FilterField("family_name"),
        index.FilterField("given_name"),
    ]

    class Meta:
        ordering = ["family_name", "given_name", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        permissions = [("link_account", _("Can say which account belongs to a person"))]
        indexes = [models.Index(fields=["family_name", "given_name"], name="person_name")]

    def __str__(self):
        return self.full_name

    @property
    def full_name(self):
        return " ".join(part for part in (self.title, self.given_name, self.family_name) if part)

    @property
    def organisations_line(self):
        """Whom the person acts for today; prefetch it with `PersonQuerySet.with_organisations`."""
        return ", ".join(a.organisation.name for a in self.affiliations.all() if a.is_current)


class Affiliation(models.Model):
    """Who acts for which organisation, in which role, from when to when (both days included)."""

    class Role(models.TextChoices):
        MAIN_CONTACT = "main_contact", _("main contact")
        DEPUTY = "deputy", _("deputy")
        EDITOR = "editor", _("editor")
        MEMBER = "member", _("member of staff")

    person = models.ForeignKey(Person, models.CASCADE, related_name="affiliations", verbose_name=_("person"))
    organisation = ParentalKey(
        Organisation, on_delete=models.CASCADE, related_name="affiliations", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.MEMBER)
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "person__family_name"]
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="affiliation_ends_after_start"
            )
        ]

    def __str__(self):
        return f"{self.person}, {self.organisation}"

    def clean(self):
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The end lies before the start.")})

    @property
    def is_current(self):
        today = timezone.localdate()
        return self.starts_on <= today and (self.ends_on is None or self.ends_on >= today)


class ContactCard(models.Model):
    """How a person is shown as a contact: a view of an affiliation, so a changed phone number changes everywhere."""

    affiliation = models.ForeignKey(
        Affiliation, models.PROTECT, related_name="contact_cards", verbose_name=_("person and organisation")
    )
    tasks = models.CharField(_("responsible for"), max_length=200, blank=True)
    tasks_en = models.CharField(_("responsible for (English)"), max_length=200, blank=True)
    show_email = models.BooleanField(_("show e-mail"), default=True)
    show_phone = models.BooleanField(_("show phone"), default=True)
    away_until = models.DateField(_("away until"), null=True, blank=True)
    deputy = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("deputy while away")
    )

    objects = ContactCardQuerySet.as_manager()

    class Meta:
        ordering = ["affiliation__person__family_name", "affiliation__person__given_name", "pk"]
        verbose_name = _("contact card")
        verbose_name_plural = _("contact cards")

    def __str__(self):
        return f"{self.affiliation.person} ({self.tasks})" if self.tasks else str(self.affiliation.person)

    def clean(self):
        if self.deputy_id and self.deputy_id == self.pk:
            raise ValidationError({"deputy": _("Somebody else must stand in.")})

    @property
    def is_current(self):
        """A card vanishes on the day after its person stopped acting for the organisation."""
        return self.affiliation.is_current

    def as_shown(self):
        """The card for a page: `None` once its time is over, and without a deputy who could not answer either."""
        if not self.is_current:
            return None
        if self.deputy_id and (self.deputy.is_away or not self.deputy.is_current):
            self.deputy = None
        return self

    def answering(self):
        """The card that questions go to now: the deputy's while its person is away, `None` when nobody is there."""
        card = self.as_shown()
        return card.deputy if card and card.is_away else card

    @property
    def is_away(self):
        return self.away_until is not None and self.away_until >= timezone.localdate()

    @property
    def person(self):
        return self.affiliation.person

    @property
    def email(self):
        return self.person.email if self.show_email else ""

    @property
    def phone(self):
        return self.person.phone if self.show_phone else ""
