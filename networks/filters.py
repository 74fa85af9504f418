"""The filters of our lists in the admin."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from .models import ContactCard, District, Membership, NetworkPage, Organisation, OutboxMessage


def networks_of(request):
    """The networks that the list of this request may be about, each once."""
    if not request:
        return NetworkPage.objects.none()
    return NetworkPage.objects.first_translations().managed_by(request.user).order_by("title")


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
    away = django_filters.BooleanFilter(label=_("Away"), field_name="away_until", lookup_expr="isnull", exclude=True)

    class Meta:
        model = ContactCard
        fields = ["away"]


class OutboxFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=OutboxMessage.State.choices)
    kind = django_filters.AllValuesFilter(label=_("Kind"))

    class Meta:
        model = OutboxMessage
        fields = ["state", "kind"]
