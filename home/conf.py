"""Settings of this app. Each is read when it is used; `docs/settings.md` explains them."""

from datetime import timedelta

from django.conf import settings


class Conf:
    @property
    def INQUIRY_DAYS(self) -> int:
        """`HOME_INQUIRY_DAYS`: days after which an inquiry or a report of a barrier is deleted."""
        return getattr(settings, "HOME_INQUIRY_DAYS", 180)

    @property
    def INQUIRIES_PER_HOUR(self) -> int:
        """`HOME_INQUIRIES_PER_HOUR`: how often one visitor, or one sender's address, may write in an hour."""
        return getattr(settings, "HOME_INQUIRIES_PER_HOUR", 10)

    @property
    def SIGNUP_OPEN(self) -> bool:
        """`HOME_SIGNUP_OPEN`: whether visitors may make themselves an account. Staff makes them otherwise."""
        return getattr(settings, "HOME_SIGNUP_OPEN", False)

    @property
    def STAFF_MFA_REQUIRED(self) -> bool:
        """`HOME_STAFF_MFA_REQUIRED`: whether staff needs a second factor in each session."""
        return getattr(settings, "HOME_STAFF_MFA_REQUIRED", False)

    @property
    def STAFF_SESSION_HOURS(self) -> float:
        """`HOME_STAFF_SESSION_HOURS`: hours after which staff logs in again, whatever they did in between."""
        return getattr(settings, "HOME_STAFF_SESSION_HOURS", 12)

    @property
    def staff_session(self) -> timedelta:
        return timedelta(hours=self.STAFF_SESSION_HOURS)


conf = Conf()
