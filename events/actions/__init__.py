from .addresses import keep_address, take_address
from .calendar import (
    bump_generation,
    rebuild_calendar,
    rebuild_if_outdated,
    refresh_calendar,
    refresh_calendar_afterwards,
    refresh_calendar_below,
    write_missing_entries,
)
from .changes import keep_silent, note_moved_venue, tell_change
from .corrections import correct
from .decisions import ask_for_decisions, call_off, confirm_occurrence
from .groups import GroupAnswer, accept_group, cancel_group, confirm_group, register_group
from .inviting import (
    anonymise_invitations,
    decline_invitation,
    forget_invitations,
    invite,
    invite_again,
    remind_invited,
    withdraw_invitation,
    write_invitations,
)
from .messages import write_to_participants
from .news import send_news
from .partner_calendars import follow_visibility, look_at, look_at_due_calendars, take_over, withdraw_events
from .personal_calendars import close_calendar, close_calendars, open_calendar
from .places import fill_all_free_places, fill_free_places
from .questions import delete_stray_files, project_questions
from .registration import (
    cancel_registration,
    register,
    tell_already_registered,
    tell_registrants_cancelled,
)
from .reminders import remind
from .retention import anonymise_registrations, forget_answers, forget_contacts, forget_people, forget_searches
from .schedule import ask_anew, cancel_occurrence, reschedule, schedule
from .self_service import change_registration, rebook_registration, replace_participant
from .steps import accept_offer, approve, confirm_address, decline, expire_due, let_in

__all__ = [
    "GroupAnswer",
    "accept_group",
    "accept_offer",
    "anonymise_invitations",
    "anonymise_registrations",
    "approve",
    "ask_anew",
    "ask_for_decisions",
    "bump_generation",
    "call_off",
    "cancel_group",
    "cancel_occurrence",
    "cancel_registration",
    "change_registration",
    "close_calendar",
    "close_calendars",
    "confirm_address",
    "confirm_group",
    "confirm_occurrence",
    "correct",
    "decline",
    "decline_invitation",
    "delete_stray_files",
    "expire_due",
    "fill_all_free_places",
    "fill_free_places",
    "follow_visibility",
    "forget_answers",
    "forget_contacts",
    "forget_invitations",
    "forget_people",
    "forget_searches",
    "invite",
    "invite_again",
    "keep_address",
    "keep_silent",
    "let_in",
    "look_at",
    "look_at_due_calendars",
    "note_moved_venue",
    "open_calendar",
    "project_questions",
    "rebook_registration",
    "rebuild_calendar",
    "rebuild_if_outdated",
    "refresh_calendar",
    "refresh_calendar_afterwards",
    "refresh_calendar_below",
    "register",
    "register_group",
    "remind",
    "remind_invited",
    "replace_participant",
    "reschedule",
    "schedule",
    "send_news",
    "take_address",
    "take_over",
    "tell_already_registered",
    "tell_change",
    "tell_registrants_cancelled",
    "withdraw_events",
    "withdraw_invitation",
    "write_invitations",
    "write_missing_entries",
    "write_to_participants",
]
