from .calendar import bump_generation, rebuild_calendar, rebuild_if_outdated, refresh_calendar
from .places import fill_all_free_places, fill_free_places
from .registration import (
    cancel_registration,
    let_in,
    register,
    tell_already_registered,
    tell_registrants_cancelled,
)
from .retention import anonymise_registrations
from .schedule import cancel_occurrence, reschedule, schedule, withdraw

__all__ = [
    "anonymise_registrations",
    "bump_generation",
    "cancel_occurrence",
    "cancel_registration",
    "fill_all_free_places",
    "fill_free_places",
    "let_in",
    "rebuild_calendar",
    "rebuild_if_outdated",
    "refresh_calendar",
    "register",
    "reschedule",
    "schedule",
    "tell_already_registered",
    "tell_registrants_cancelled",
    "withdraw",
]
