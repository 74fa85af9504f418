from wagtail import hooks

from networks.roles import COORDINATORS, EDITORS

from . import (
    change_questions,
    declarations,
    deletions,
    due_work,
    logs,
    member_section,
    page_buttons,
    sections,
    unpublishing,
)
from .invitation_viewset import InvitationViewSet
from .partner_viewset import PartnerCalendarViewSet
from .registration_viewset import RegistrationViewSet
from .viewsets import EventKindViewSet, OccurrenceViewSet, QuestionSetViewSet, VenueViewSet


@hooks.register("register_kammernetz_viewset")
def lists_of_the_admin():
    return [
        OccurrenceViewSet,
        RegistrationViewSet,
        InvitationViewSet,
        VenueViewSet,
        EventKindViewSet,
        QuestionSetViewSet,
        PartnerCalendarViewSet,
    ]


@hooks.register("register_role_permissions")
def who_may_what():
    registrations = [f"events.{action}_registration" for action in ("view", "add", "change")]
    registrations += [f"events.{action}_invitation" for action in ("view", "add", "change")]
    registrations.append("events.view_special_needs")
    dates = ["events.view_occurrence", "events.change_occurrence"]
    actions = ("add", "change", "delete", "view")
    models = ("venue", "eventkind", "questionset", "partnercalendar")
    lists = [f"events.{action}_{model}" for model in models for action in actions]
    return {EDITORS: [*registrations, *dates, *lists], COORDINATORS: [*registrations, *dates]}


hooks.register("register_network_section", sections.meetings_of_network)
hooks.register("register_member_section", member_section.my_registrations)
hooks.register("register_member_section", member_section.my_calendars)

hooks.register("register_personal_data", declarations.personal_data)
hooks.register("register_log_actions", logs.register_log_actions)

hooks.register("register_due_work", due_work.calendar)
hooks.register("register_due_work", due_work.missing_entries)
hooks.register("register_due_work", due_work.deadlines)
hooks.register("register_due_work", due_work.free_places)
hooks.register("register_due_work", due_work.reminders)
hooks.register("register_due_work", due_work.decisions)
hooks.register("register_due_work", due_work.news)
hooks.register("register_due_work", due_work.invitations)
hooks.register("register_due_work", due_work.invitations_retention)
hooks.register("register_due_work", due_work.partner_calendars)
hooks.register("register_due_work", due_work.retention)
hooks.register("register_due_work", due_work.answers)
hooks.register("register_due_work", due_work.saved_searches)
hooks.register("register_due_work", due_work.stray_files)

hooks.register("before_delete_page", deletions.refuse_with_registrations)
hooks.register("before_bulk_action", deletions.refuse_bulk_with_registrations)
hooks.register("before_unpublish_page", unpublishing.refuse_with_registrations)
hooks.register("before_bulk_action", unpublishing.refuse_bulk_with_registrations)

hooks.register("after_publish_page", change_questions.after_publishing)
hooks.register("after_edit_snippet", change_questions.after_editing_venue)
hooks.register("register_page_header_buttons", page_buttons.statistics)
