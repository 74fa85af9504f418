"""Forms of the admin: terms are ticked under the name of their filter; retired ones only where they are in use."""

from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from networks.models import NetworkPage

from .models import Facet, Term


class _ByFacet(ModelChoiceIterator):
    def __iter__(self):
        for facet, terms in groupby(self.queryset, key=lambda term: term.facet):
            yield facet.label, [self.choice(term) for term in terms]


class TermsField(forms.ModelMultipleChoiceField):
    """Checkboxes for the terms of some facets, each group under the facet's name."""

    iterator = _ByFacet
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, term):
        label = f"– {term.label}" if term.parent_id else term.label
        return label if term.is_active else _("%(label)s (retired)") % {"label": label}

    def clean(self, value):
        terms = super().clean(value)
        for facet, chosen in groupby(terms, key=lambda term: term.facet):
            if not facet.multi and len(list(chosen)) > 1:
                raise ValidationError(_("Choose one term only for “%(facet)s”.") % {"facet": facet.label})
        return terms


def selectable(facets, instance):
    """The active terms of facets, and those that an entry carries already, children behind their parents."""
    own = [term.pk for term in instance.terms.all()]
    terms = Term.objects.filter(Q(facet__in=facets, is_active=True) | Q(pk__in=own)).select_related("facet", "parent")
    return terms.in_reading_order()


class DescribedForm(WagtailAdminModelForm):
    """A form of something that carries terms. `facets()` says which facets describe it."""

    @staticmethod
    def facets():
        return Facet.objects.active()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "terms" in self.fields:
            replaced = self.fields["terms"]
            self.fields["terms"] = TermsField(
                selectable(self.facets(), self.instance),
                required=False,
                label=replaced.label,
                help_text=replaced.help_text,
            )


class ListingForm(DescribedForm):
    facets = staticmethod(Facet.objects.for_listings)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "networks" in self.fields:
            self.fields["networks"].queryset = NetworkPage.objects.to_choose(self.instance.networks.all())


class OfferForm(DescribedForm):
    facets = staticmethod(Facet.objects.for_offers)


class TermForm(WagtailAdminModelForm):
    """The facet and the slug of a term are part of shared addresses: both are settled when it is made."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("facet", "slug"):
                self.fields[name].disabled = True
            same_facet = Term.objects.filter(facet=self.instance.facet_id).exclude(pk=self.instance.pk)
            self.fields["parent"].queryset = same_facet.filter(parent=None)
            self.fields["replaced_by"].queryset = same_facet


class FacetForm(WagtailAdminModelForm):
    """The slug of a filter is the name of its part of addresses: settled when it is made."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slug"].disabled = bool(self.instance.pk)
