"""The admin for coordinators: the same lists and forms as for editors, holding the rows of their own networks only.

A model takes part when its queryset answers `managed_by(user)`. Give it an `OwnRowsPolicy`, and its viewset the
`OwnRowsMixin`: lists, exports and choosers then show those rows, and every other row answers 404.
"""

from functools import wraps

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.db.models.signals import post_delete
from django.forms import ModelChoiceField
from django.http import Http404
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.log_actions import registry as log_registry
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from .choosers import CreateInChooser, ListedRowsChooser


class OwnRowsPolicy(ModelPermissionPolicy):
    """The role gives the right to an action; `managed_by` says on which rows."""

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action) and is_managed(self.model, instance.pk, user)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return self.user_has_any_permission(user, actions) and is_managed(self.model, instance.pk, user)

    def instances_user_has_any_permission_for(self, user, actions):
        rows = self.model._default_manager
        return rows.managed_by(user) if self.user_has_any_permission(user, actions) else rows.none()


def register_own_rows(*models):
    """Let coordinators work on their rows of these models. Call it in `AppConfig.ready`, before any policy is asked."""
    for model in models:
        register_permission_policy(model, OwnRowsPolicy(model))


def register_own_log(*models):
    """Keep the history of these models where reports show coordinators nothing of other networks.

    It stays when a row goes, without the name that the row had.
    """
    from .models import RowLogEntry

    for model in models:
        log_registry.register_model(model, RowLogEntry)
        post_delete.connect(_forget_name, sender=model, dispatch_uid=f"networks.forget_name.{model._meta.label}")


def _forget_name(instance, **_kwargs):
    from .models import RowLogEntry

    RowLogEntry.objects.forget_name(instance)


def is_managed(model, pk, user):
    try:
        return model._default_manager.managed_by(user).filter(pk=pk).exists()
    except (ValueError, ValidationError):
        return False


class OwnRowsMixin:
    """For a viewset of Wagtail: each view with a `pk` in its address looks first whether that row is the user's."""

    def construct_view(self, view_class, **kwargs):
        return only_own_rows(self.model, super().construct_view(view_class, **kwargs))

    def get_queryset(self, request):
        return self.model._default_manager.managed_by(request.user)


def only_own_rows(model, view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if "pk" in kwargs and not is_managed(model, kwargs["pk"], request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


class _OwnCreate(CreateInChooser):
    def save_form(self, form):
        form.instance.created_by = self.request.user
        return super().save_form(form)


class OwnRowsChooser(ListedRowsChooser):
    """A chooser of a user's own rows, in which new ones are entered too."""

    create_view_class = _OwnCreate


class OwnRowsForm(WagtailAdminModelForm):
    """A form that accepts only rows of the user's own, whatever is posted; also in its inline forms."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limit_choices(self, self.for_user)
        for formset in getattr(self, "formsets", {}).values():
            for form in formset.forms:
                limit_choices(form, self.for_user)

    def save(self, commit=True):
        if self.instance._state.adding and hasattr(self.instance, "created_by_id"):
            self.instance.created_by = self.for_user
        return super().save(commit=commit)


def limit_choices(form, user):
    """What is set already may stay, so that a form with a foreign row in it can still be saved."""
    for name, field in form.fields.items():
        rows = getattr(field, "queryset", None)
        if isinstance(field, ModelChoiceField) and hasattr(rows, "managed_by"):
            is_kept = Q(pk=getattr(form.instance, f"{name}_id", None))
            field.queryset = rows.filter(is_kept | Q(pk__in=rows.managed_by(user).values("pk")))
