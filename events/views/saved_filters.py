"""What somebody filters the list of registrations for, kept by a name of their own and found again above it."""

from django import forms
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permissions import policy_registry

from ..forms import LineField
from ..models import Registration, SavedFilter
from .registration_list import FILTERS, list_url, only

MOST = 30


class SavedFilterForm(forms.Form):
    """`query` is the address of the list after its `?`; whatever else stands there is dropped."""

    name = LineField(label=_("Name"), max_length=60)
    query = forms.CharField(max_length=2000, required=False)

    def clean_query(self):
        asked = QueryDict(self.cleaned_data["query"])
        found = {"filters": only(asked, *FILTERS, "ordering"), "search": asked.get("q", "").strip()}
        for name, value in found.items():
            if len(value) > SavedFilter._meta.get_field(name).max_length:
                raise forms.ValidationError(gettext("This is too long to be saved."))
        return found


class OwnFiltersView(PermissionCheckedMixin, View):
    http_method_names = ["post"]
    any_permission_required = ["view", "change"]

    @property
    def permission_policy(self):
        return policy_registry.get_by_type(Registration)


class SaveFilterView(OwnFiltersView):
    """The same name again means the new filters."""

    def post(self, request):
        form = SavedFilterForm(request.POST)
        if not form.is_valid():
            messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
            return redirect(list_url())
        mine, name = SavedFilter.objects.filter(user=request.user), form.cleaned_data["name"]
        if mine.exclude(name=name).count() >= MOST:
            messages.error(request, gettext("You have saved %(most)d filters. Delete one first.") % {"most": MOST})
            return redirect(list_url())
        saved, _created = SavedFilter.objects.update_or_create(
            user=request.user, name=name, defaults=form.cleaned_data["query"]
        )
        messages.success(request, gettext("Saved as “%(name)s”: it stands above the list.") % {"name": name})
        return redirect(f"{list_url()}?{saved.query}")


class DeleteFilterView(OwnFiltersView):
    def post(self, request, pk):
        saved = get_object_or_404(SavedFilter, user=request.user, pk=pk)
        saved.delete()
        messages.success(request, gettext("“%(name)s” is deleted.") % {"name": saved.name})
        return redirect(list_url())
