"""Staff's list of registrations, for one group."""

import django_filters
from django.forms import ModelChoiceField
from django.utils.translation import gettext_lazy as _

from .models import Group, Occurrence


class GroupField(ModelChoiceField):
    def label_from_instance(self, obj):
        return obj.in_full


class GroupFilter(django_filters.ModelChoiceFilter):
    """Offers the groups of the date that is filtered for, and the one that a link leads to: there may be thousands."""

    field_class = GroupField

    def __init__(self, **kwargs):
        super().__init__(label=_("Registered by"), queryset=groups_to_choose, **kwargs)


def groups_to_choose(request):
    if request is None:
        return Group.objects.none()
    mine = Group.objects.filter(occurrence__in=Occurrence.objects.managed_by(request.user).values("pk"))
    chosen = {name: request.GET.get(name, "") for name in ("occurrence", "group")}
    chosen = {name: value for name, value in chosen.items() if value.isascii() and value.isdecimal()}
    if "occurrence" in chosen:
        return mine.filter(occurrence=chosen["occurrence"], anonymised_at=None).order_by("family_name", "given_name")
    return mine.filter(pk=chosen.get("group"))
