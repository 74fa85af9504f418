from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from .models import Invitation
from .views.invitation_list import InvitationIndexView, InvitationInspectView
from .views.invitation_steps import InvitationStepView
from .views.invite import InviteView, RemindView


class InvitationViewSet(ModelViewSet):
    """Invitations are made, sent again and withdrawn by `events.actions`; no form of Wagtail edits a row."""

    model = Invitation
    name = "invitations"
    icon = "mail"
    menu_label = _("Invitations")
    menu_order = 310
    list_per_page = 50
    index_view_class = InvitationIndexView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields = []
    search_fields = InvitationIndexView.search_fields
    search_backend_name = None
    ordering = InvitationIndexView.default_ordering

    def get_common_view_kwargs(self, **kwargs):
        without = dict.fromkeys(["edit_url_name", "delete_url_name", "history_url_name", "usage_url_name"])
        return super().get_common_view_kwargs(**kwargs) | without

    @property
    def url_finder_class(self):
        return type("_UrlFinder", (super().url_finder_class,), {"edit_url_name": self.get_url_name("inspect")})

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", InviteView.as_view(), name="add"),
            path("remind/<int:pk>/", RemindView.as_view(), name="remind"),
            path("bulk/<slug:step>/", InvitationStepView.as_view(), name="bulk"),
            path("<int:pk>/", InvitationInspectView.as_view(), name="inspect"),
        ]
