from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from networks.languages import translated
from networks.models.labels import Labelled

from ..querysets import FacetQuerySet, TermQuerySet

RESERVED_KEYS = frozenset({"q", "kreis", "delivery", "page"})


class Facet(Labelled):
    """A question that the directory can be filtered by, such as "field of action". Its answers are `Term` rows."""

    class UsedOn(models.TextChoices):
        LISTING = "listing", _("provider")
        OFFER = "offer", _("offer")
        BOTH = "both", _("provider and offer")

    help_text = models.CharField(
        _("help text"), max_length=200, blank=True, help_text=_("Shown to editors and to visitors beside the filter.")
    )
    help_text_en = models.CharField(_("English help text"), max_length=200, blank=True)
    used_on = models.CharField(_("describes"), max_length=10, choices=UsedOn.choices, default=UsedOn.OFFER)
    multi = models.BooleanField(
        _("several answers"), default=True, help_text=_("Whether an entry may carry more than one term.")
    )
    hierarchical = models.BooleanField(
        _("two levels"), default=False, help_text=_("Whether terms may stand below other terms.")
    )
    is_filter = models.BooleanField(
        _("filter of the directory"), default=True, help_text=_("Otherwise it is only shown with the entry.")
    )

    objects = FacetQuerySet.as_manager()

    class Meta(Labelled.Meta):
        verbose_name = _("filter")
        verbose_name_plural = _("filters")

    @property
    def hint(self):
        return translated(self, "help_text")

    def clean(self):
        if self.slug in RESERVED_KEYS:
            raise ValidationError({"slug": _("The directory needs this word itself. Choose another one.")})


class Term(Labelled):
    """One answer of a facet. The pair of facet and slug never changes: it is part of shared addresses."""

    facet = models.ForeignKey(Facet, models.PROTECT, related_name="terms", verbose_name=_("filter"))
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        blank=True,
        help_text=_("Part of addresses; never changes. Left empty: made from the name."),
    )
    description = models.CharField(_("explanation"), max_length=300, blank=True)
    synonyms = models.CharField(
        _("synonyms"),
        max_length=300,
        blank=True,
        help_text=_("Other words that people search for, separated by commas."),
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("stands below")
    )
    replaced_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("replaced by"),
        help_text=_("For a retired term: addresses with it lead to this one."),
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["facet__sort_order", "facet__name", "sort_order", "name"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            models.UniqueConstraint(
                fields=["facet", "slug"],
                name="term_once_in_facet",
                violation_error_message=_("This filter has a term with this slug already."),
            ),
            models.CheckConstraint(condition=~Q(parent=models.F("id")), name="term_not_below_itself"),
        ]

    def clean(self):
        for name in ("parent", "replaced_by"):
            other = getattr(self, name)
            if other and (other.facet_id != self.facet_id or other.pk == self.pk):
                raise ValidationError({name: _("Choose another term of the same filter.")})
        self._check_levels()

    def _check_levels(self):
        if not self.parent:
            return
        if not self.facet.hierarchical:
            raise ValidationError({"parent": _("The terms of this filter have one level only.")})
        if self.parent.parent_id or (self.pk and self.children.exists()):
            raise ValidationError({"parent": _("There are two levels at most.")})
