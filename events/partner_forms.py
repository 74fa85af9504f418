"""The form of a partner's calendar."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from networks.models import NetworkPage

from .fetching import checked
from .import_problems import NotTaken


class PartnerCalendarForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        from .models import EventIndexPage  # whose panels stand beside this form

        super().__init__(*args, **kwargs)
        chosen = self.instance.networks.all() if self.instance.pk else []
        self.fields["networks"].queryset = NetworkPage.objects.to_choose(chosen)
        self.fields["parent"].initial = EventIndexPage.objects.live().order_by("path").first()

    def clean_address(self):
        address = self.cleaned_data["address"].strip()
        try:
            return address and (checked(address) and address)
        except NotTaken as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean_parent(self):
        """What comes of it is published there without anybody else looking at it."""
        parent = self.cleaned_data["parent"]
        if not parent.permissions_for_user(self.for_user).can_publish_subpage():
            raise forms.ValidationError(_("You may not publish pages there."))
        return parent
