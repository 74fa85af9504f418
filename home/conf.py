"""Settings of this app; `docs/settings.md` explains them."""

from datetime import timedelta

from networks.configuration import Configuration, Number, Switch, WholeNumber


class Conf(Configuration):
    prefix = "HOME"
    wrong = "home.E001"

    # Days after which an inquiry or a report of a barrier is deleted.
    INQUIRY_DAYS = WholeNumber(180)
    # How often one network, or one sender's address, may write in an hour.
    INQUIRIES_PER_HOUR = WholeNumber(10)
    # Whether visitors may make themselves an account. Staff makes them otherwise.
    SIGNUP_OPEN = Switch(False)
    # Whether staff needs a second factor in each session.
    STAFF_MFA_REQUIRED = Switch(False)
    # Hours after which staff logs in again, whatever they did in between.
    STAFF_SESSION_HOURS = Number(12, least=0.1)

    @property
    def staff_session(self) -> timedelta:
        return timedelta(hours=self.STAFF_SESSION_HOURS)


conf = Conf()
