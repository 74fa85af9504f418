"""The forms of our lists in the admin."""

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import NetworkPage, Organisation, Person
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


class OrganisationForm(OwnRowsForm):
    """Who acts for a member of others' networks too has rights there, and is entered by those who edit them all."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if Organisation.objects.beyond(self.for_user).filter(pk=self.instance.pk).exists():
            self.formsets.pop("affiliations", None)


class PersonForm(OwnRowsForm):
    """The account is named by its mail address, so that the form never lists all accounts.

    Whoever proves the mail address of a person becomes that person. So the address of somebody with rights in others'
    networks is changed by those who edit them all.
    """

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
        if Person.objects.beyond(self.for_user).filter(pk=self.instance.pk).exists():
            self._keep_address()

    def _keep_address(self):
        self.fields["email"].disabled = True
        self.fields["email"].help_text = _(
            "This person has rights in other networks too, so editors alone change the address."
        )

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
