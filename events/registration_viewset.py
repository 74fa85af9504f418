from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from .models import Registration
from .views.message_to_chosen import MessageToChosenView
from .views.registration_admin import (
    RegistrationCancelView,
    RegistrationFileView,
    RegistrationInspectView,
    RegistrationLetInView,
)
from .views.registration_approval import RegistrationApproveView, RegistrationDeclineView
from .views.registration_bulk import RegistrationBulkView
from .views.registration_edit import RegistrationEditView
from .views.registration_entry import RegistrationAddView
from .views.registration_import import RegistrationImportView
from .views.registration_list import RegistrationIndexView
from .views.registration_move import RegistrationMoveView
from .views.saved_filters import DeleteFilterView, SaveFilterView


class RegistrationViewSet(ModelViewSet):
    """Registrations are added, corrected, let in and cancelled by `events.actions`; no form of Wagtail edits a row."""

    model = Registration
    name = "registrations"
    icon = "user"
    menu_label = _("Registrations")
    menu_order = 300
    list_per_page = 50
    index_view_class = RegistrationIndexView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields = []
    search_fields = RegistrationIndexView.search_fields
    search_backend_name = None
    ordering = RegistrationIndexView.default_ordering
    export_filename = RegistrationIndexView.export_filename

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
            path("import/", RegistrationImportView.as_view(), name="import"),
            path("new/", RegistrationAddView.as_view(), name="add"),
            path("filters/", SaveFilterView.as_view(), name="save_filter"),
            path("filters/<int:pk>/delete/", DeleteFilterView.as_view(), name="delete_filter"),
            path("bulk/message/", MessageToChosenView.as_view(), name="bulk_message"),
            path("bulk/move/", RegistrationMoveView.as_view(), name="bulk_move"),
            path("bulk/<slug:step>/", RegistrationBulkView.as_view(), name="bulk"),
            path("<int:pk>/", RegistrationInspectView.as_view(), name="inspect"),
            path("<int:pk>/edit/", RegistrationEditView.as_view(), name="edit"),
            path("<int:pk>/file/<int:answer>/", RegistrationFileView.as_view(), name="file"),
            path("<int:pk>/cancel/", RegistrationCancelView.as_view(), name="cancel"),
            path("<int:pk>/approve/", RegistrationApproveView.as_view(), name="approve"),
            path("<int:pk>/decline/", RegistrationDeclineView.as_view(), name="decline"),
            path("<int:pk>/let-in/", RegistrationLetInView.as_view(), name="let_in"),
        ]
