from wagtail.permission_policies import ModelPermissionPolicy

from networks.policies import LimitedActions


class AsVisitorsWrote(LimitedActions, ModelPermissionPolicy):
    """Nobody writes an inquiry for somebody else."""

    allowed = frozenset({"view", "change", "delete"})
