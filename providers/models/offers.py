from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from ..querysets import OfferQuerySet
from .listings import Listing


class Offer(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, ClusterableModel):
    """One thing that companies can book. Shown while it and its listing are live, to whom sees the listing."""

    class Delivery(models.TextChoices):
        IN_PERSON = "in_person", _("at your company")
        AT_PROVIDER = "at_provider", _("at the provider")
        ONLINE = "online", _("online")
        HYBRID = "hybrid", _("at your company and online at once")

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="offers", verbose_name=_("provider"))
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(
        _("description"), max_length=800, blank=True, help_text=_("What happens, for whom, with which result.")
    )
    terms = ParentalManyToManyField(
        "providers.Term", through="providers.OfferTerm", related_name="offers", blank=True, verbose_name=_("terms")
    )
    delivery = models.CharField(_("takes place"), max_length=12, choices=Delivery.choices, default=Delivery.IN_PERSON)
    duration = models.CharField(
        _("duration"), max_length=120, blank=True, help_text=_("For example: 8 times 60 minutes.")
    )
    group_min = models.PositiveIntegerField(
        _("smallest group"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    group_max = models.PositiveIntegerField(
        _("largest group"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    price_note = models.CharField(
        _("price"), max_length=200, blank=True, help_text=_("In words, for example: 480 euros a session.")
    )
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["sort_order", "title", "pk"]
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        # Wagtail would add these only after `migrate`, too late for the roles.
        permissions = [
            ("publish_offer", _("Can publish an offer")),
            ("lock_offer", _("Can lock an offer")),
            ("unlock_offer", _("Can unlock an offer")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(group_min=None) | Q(group_max=None) | Q(group_max__gte=F("group_min")),
                name="offer_group_max_not_below_min",
                violation_error_message=_("The largest group is smaller than the smallest one."),
            )
        ]

    def __str__(self):
        return self.title

    def save(self, **kwargs):
        from ..search import index, is_affected

        before = list(Offer.objects.filter(pk=self.pk).values_list("listing", flat=True))
        super().save(**kwargs)
        if is_affected(kwargs.get("update_fields")):
            index([*before, self.listing_id])

    @property
    def formats(self):
        """For lists of staff: what kind of offer it is, in a few words."""
        return ", ".join(term.label for term in self.terms.all() if term.facet.slug == "offer_format")

    def get_preview_template(self, request, mode_name):
        return "providers/provider_page.html"

    def get_preview_context(self, request, mode_name):
        from ..previews import offer_preview

        return offer_preview(self, request)

    def clean(self):
        if self.group_min and self.group_max and self.group_max < self.group_min:
            raise ValidationError({"group_max": _("The largest group is smaller than the smallest one.")})


class OfferTerm(models.Model):
    """A term of an offer. A row of its own so that the database refuses to lose a term that is used."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="+")
    term = models.ForeignKey("providers.Term", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("term of an offer")
        verbose_name_plural = _("terms of offers")
        constraints = [models.UniqueConstraint(fields=["offer", "term"], name="offer_term_once")]

    def __str__(self):
        return f"{self.offer}: {self.term}"
