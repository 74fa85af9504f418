from .places import fill_all_free_places, fill_free_places
from .registration import (
    cancel_registration,
    let_in,
    register,
    tell_already_registered,
    tell_registrants_cancelled,
)
from .schedule import schedule, withdraw

__all__ = [
    "cancel_registration",
    "fill_all_free_places",
    "fill_free_places",
    "let_in",
    "register",
    "schedule",
    "tell_already_registered",
    "tell_registrants_cancelled",
    "withdraw",
]
