"""Who counts as a member at a date, and whether somebody may register for it."""

from networks.visibility import viewer_for

from .models import Audience, Occurrence


def is_member_for(occurrence: Occurrence, user) -> bool:
    """An active member of one of the date's networks, or of any if it has none; and staff that sees everything."""
    viewer = viewer_for(user)
    if viewer.sees_everything or not viewer.is_member:
        return viewer.sees_everything
    networks = {network.pk for network in occurrence.networks.all()}
    return not networks or not networks.isdisjoint(viewer.network_ids)


def may_register(occurrence: Occurrence, user, *, is_invited: bool = False) -> bool:
    if occurrence.audience == Audience.ALL or is_invited:
        return True
    if occurrence.audience == Audience.NETWORKS:
        return is_member_for(occurrence, user)
    viewer = viewer_for(user)
    if occurrence.audience == Audience.INVITED:
        return viewer.sees_everything
    return viewer.is_member or viewer.sees_everything
