"""The filters of our lists in the admin."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.active_filters import BaseFilterAdapter, register_filter_adapter_class
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import BooleanRadioSelect

from .models import ContactCard, District, Membership, NetworkPage, Organisation, OutboxMessage


def networks_of(request):
    """The networks that the list of this request may be about, each once."""
    if not request:
        return NetworkPage.objects.none()
    return NetworkPage.objects.first_translations().managed_by(request.user).order_by("title")


class YesNoFilter(django_filters.BooleanFilter):
    """All, yes or no; Wagtail's own chip would say "True" in every language, and "False" where nobody chose."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, widget=BooleanRadioSelect, **kwargs)


class YesNoChip(BaseFilterAdapter):
    def get_active_filters(self):
        for chip in super().get_active_filters():
            yield chip._replace(value=_("Yes") if self.value else _("No"))


register_filter_adapter_class(YesNoFilter, YesNoChip)


class MembershipFilterSet(WagtailFilterSet):
    network = django_filters.ModelChoiceFilter(label=_("Network"), queryset=networks_of)
    district = django_filters.ModelChoiceFilter(
        label=_("District"), field_name="organisation__district", queryset=District.objects.all()
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=Membership.State.choices, method="in_state")
    decision = django_filters.ChoiceFilter(label=_("Decision"), choices=Membership.Decision.choices)

    class Meta:
        model = Membership
        fields = ["network", "district", "state", "decision"]

    def in_state(self, rows, _name, state):
        return rows.in_state(state)


class OrganisationFilterSet(WagtailFilterSet):
    network = django_filters.ModelChoiceFilter(
        label=_("Network"), queryset=networks_of, method="in_network", distinct=True
    )
    district = django_filters.ModelChoiceFilter(label=_("District"), queryset=District.objects.all())
    size = django_filters.ChoiceFilter(label=_("Size"), choices=Organisation.Size.choices)

    class Meta:
        model = Organisation
        fields = ["network", "district", "size"]

    def in_network(self, rows, _name, network):
        return rows.filter(pk__in=Membership.objects.active().filter(network=network).values("organisation"))


class ContactCardFilterSet(WagtailFilterSet):
    away = YesNoFilter(label=_("Away"), field_name="away_until", lookup_expr="isnull", exclude=True)

    class Meta:
        model = ContactCard
        fields = ["away"]


class OutboxFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=OutboxMessage.State.choices)
    kind = django_filters.AllValuesFilter(label=_("Kind"))

    class Meta:
        model = OutboxMessage
        fields = ["state", "kind"]
