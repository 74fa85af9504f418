"""Who may, in one place: every view about a date or a registration starts here. What one may not see does not exist."""

from django.db.models import Q
from django.shortcuts import get_object_or_404

from .models import ChangeNotice, Group, Invitation, Occurrence, Registration, RegistrationLink

Purpose = RegistrationLink.Purpose


def occurrence_for_visitor(request, uid) -> Occurrence:
    """A date that this visitor may see."""
    visible = Occurrence.objects.visible_to(request.user).select_related("page", "venue", "kind")
    return get_object_or_404(visible.prefetch_related("networks"), uid=uid)


def registration_for_token(token: str, purpose: str = Purpose.MANAGE) -> Registration | None:
    """The registration that a link from a mail opens for this purpose; None when there is none (any more)."""
    hashed = RegistrationLink.hash_of(token)
    return (
        Registration.objects.filter(links__token_hash=hashed, links__purpose=purpose, anonymised_at=None)
        .select_related("occurrence__page", "occurrence__venue", "occurrence__kind", "replaced_by__occurrence")
        .with_position()
        .first()
    )


def group_for_token(token: str, purpose: str = Purpose.MANAGE) -> Group | None:
    """The group that a link from a mail opens for this purpose; None when there is none (any more)."""
    hashed = RegistrationLink.hash_of(token)
    return (
        Group.objects.filter(links__token_hash=hashed, links__purpose=purpose, anonymised_at=None)
        .select_related("occurrence__page", "occurrence__venue", "occurrence__kind")
        .first()
    )


def invitation_for_token(token: str) -> Invitation | None:
    """The invitation that a link from a mail opens, also when it was used or withdrawn; None when there is none."""
    hashed = RegistrationLink.hash_of(token)
    return (
        Invitation.objects.filter(links__token_hash=hashed, links__purpose=Purpose.REGISTER, anonymised_at=None)
        .select_related("occurrence__page", "occurrence__venue", "occurrence__kind")
        .first()
    )


def invitation_for_staff(user, pk) -> Invitation:
    """An invitation to a date of the networks that a coordinator looks after; any for editors."""
    mine = Invitation.objects.managed_by(user).with_status().select_related("occurrence__page", "mail", "registration")
    return get_object_or_404(mine, pk=pk)


def registration_of_user(user, pk) -> Registration:
    """A registration that belongs to the account."""
    mine = Registration.objects.of_user(user).select_related(
        "occurrence__page", "occurrence__venue", "replaced_by__occurrence"
    )
    return get_object_or_404(mine.with_position(), pk=pk)


def group_of_user(user, pk) -> Group:
    """A group that the account registered."""
    mine = Group.objects.of_user(user)
    return get_object_or_404(mine.select_related("occurrence__page", "occurrence__venue"), pk=pk)


def registration_for_staff(user, pk) -> Registration:
    """A registration of the networks that a coordinator looks after; any for editors."""
    return get_object_or_404(Registration.objects.managed_by(user).with_event().with_position(), pk=pk)


def occurrence_for_staff(user, pk) -> Occurrence:
    return get_object_or_404(Occurrence.objects.managed_by(user).select_related("page"), pk=pk)


def change_notice_for_staff(user, pk) -> ChangeNotice | None:
    """The undecided change of a date (`pk`) that this member of staff works with; None when there is none."""
    occurrence = occurrence_for_staff(user, pk)
    notice = ChangeNotice.objects.to_decide().filter(occurrence=occurrence).first()
    if notice:
        notice.occurrence = occurrence
    return notice


def next_dates(occurrence: Occurrence, user, limit: int = 3) -> list[Occurrence]:
    """What somebody who came too late can go to instead: the same event, its networks, its kind."""
    alike = Q(event_key=occurrence.event_key) | Q(kind=occurrence.kind_id) | Q(networks__in=occurrence.networks.all())
    alike_ids = Occurrence.objects.filter(alike).exclude(pk=occurrence.pk).values("pk")
    open_dates = Occurrence.objects.upcoming().visible_to(user).scheduled().not_begun()
    return list(open_dates.filter(pk__in=alike_ids).with_page()[:limit])
