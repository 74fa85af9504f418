"""The two roles that work out of the box. Who holds them is decided by administrators alone.

Each `migrate` gives both groups whatever of the list below (and of the hook `register_role_permissions`) they miss;
nothing is taken away. No role may touch users, groups or `Coordination`: who may, could make himself anything.
"""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from wagtail import hooks
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

EDITORS = "Redaktion"
COORDINATORS = "Netzwerk-Koordination"

PERMISSIONS = {
    EDITORS: [
        "wagtailadmin.access_admin",
        "networks.view_everything",
        *(
            f"networks.{action}_{model}"
            for model in ("organisation", "person", "membership", "contactcard", "district")
            for action in ("add", "change", "delete", "view")
        ),
        "networks.view_affiliation",
        "networks.view_outboxmessage",
        "networks.resend_outboxmessage",
        "networks.link_account",
    ],
    COORDINATORS: [
        "wagtailadmin.access_admin",
        *(
            f"networks.{action}_{model}"
            for model in ("organisation", "person", "membership", "contactcard")
            for action in ("add", "change", "view")
        ),
        "networks.view_affiliation",
        "networks.view_district",
    ],
}
PAGE_PERMISSIONS = {
    EDITORS: ["add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"]
}
COLLECTION_PERMISSIONS = {
    EDITORS: [
        "wagtailimages.add_image",
        "wagtailimages.change_image",
        "wagtailimages.choose_image",
        "wagtaildocs.add_document",
        "wagtaildocs.change_document",
        "wagtaildocs.choose_document",
    ],
    COORDINATORS: ["wagtailimages.add_image", "wagtailimages.choose_image"],
}


def ensure_roles(**_signal):
    """Create both groups and grant what they miss. Runs after each `migrate`; running it again changes nothing."""
    for name in (EDITORS, COORDINATORS):
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.add(*_find(_model_permissions(name)))
        _grant(GroupPagePermission, group, "page", Page.get_first_root_node(), _pages(PAGE_PERMISSIONS.get(name, [])))
        _grant(
            GroupCollectionPermission,
            group,
            "collection",
            Collection.get_first_root_node(),
            _find(COLLECTION_PERMISSIONS.get(name, [])),
        )


def _model_permissions(role):
    more = [name for fn in hooks.get_hooks("register_role_permissions") for name in fn().get(role, [])]
    return [*PERMISSIONS[role], *more]


def _pages(codenames):
    return _find(f"wagtailcore.{codename}" for codename in codenames)


def _find(names):
    """The permissions behind "app.codename"; they are made first where `migrate` has not come to that app yet."""
    wanted = [name.split(".") for name in names]
    for label in {label for label, _codename in wanted}:
        create_permissions(apps.get_app_config(label), verbosity=0)
    return [_permission(label, codename) for label, codename in wanted]


def _permission(label, codename):
    try:
        return Permission.objects.get(content_type__app_label=label, codename=codename)
    except Permission.DoesNotExist as error:
        raise ImproperlyConfigured(f"A role is given the permission {label}.{codename}, which is not there.") from error


def _grant(model, group, place, root, permissions):
    for permission in permissions:
        model.objects.get_or_create(group=group, permission=permission, **{place: root})
