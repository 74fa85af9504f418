"""The forms of our lists in the admin."""

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import NetworkPage
from .own_rows import OwnRowsForm


class MembershipForm(OwnRowsForm):
    """Says which networks there are, each once; notes who decided and when."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        networks = NetworkPage.objects.first_translations().managed_by(self.for_user)
        self.fields["network"].queryset = networks.order_by("title")

    def save(self, commit=True):
        if "decision" in self.changed_data or self.instance._state.adding:
            self.instance.decided_by = self.for_user
            self.instance.decided_at = timezone.now()
        return super().save(commit=commit)


class PersonForm(OwnRowsForm):
    """The account is named by its mail address, so that the form never lists all accounts."""

    account = forms.EmailField(
        label=_("Account"),
        required=False,
        help_text=_("The mail address that this person logs in with. Leave it empty if there is no account."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "account" in self.fields and not self.for_user.has_perm("networks.link_account"):
            del self.fields["account"]
        elif "account" in self.fields and self.instance.user_id:
            self.initial["account"] = self.instance.user.email

    def clean_account(self):
        address = self.cleaned_data["account"]
        if not address:
            return None
        user = get_user_model().objects.filter(email__iexact=address).first()
        if user is None:
            raise forms.ValidationError(_("There is no account with this address."))
        self._is_free(user)
        return user

    def _is_free(self, user):
        other = getattr(user, "person", None)
        if other and other.pk != self.instance.pk:
            raise forms.ValidationError(_("This account belongs to %(name)s already."), params={"name": other})

    def save(self, commit=True):
        if "account" in self.cleaned_data:
            self.instance.user = self.cleaned_data["account"]
        return super().save(commit=commit)


class CoordinationForm(OwnRowsForm):
    """Only accounts that may enter the admin can look after a network."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        may_enter = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
        enters = Q(groups__permissions__in=may_enter) | Q(user_permissions__in=may_enter) | Q(is_superuser=True)
        users = get_user_model()._default_manager.filter(enters, is_active=True).distinct()
        self.fields["user"].queryset = users
        self.fields["network"].queryset = NetworkPage.objects.first_translations().order_by("title")
