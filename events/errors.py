"""Why an action about registrations did not happen. Each refusal is a sentence for the person who asked."""

from django.utils.translation import gettext_lazy as _


class RegistrationRefused(Exception):
    """The base of all refusals; `str(error)` is a sentence in the active language."""

    message = _("This registration is not possible.")

    def __str__(self):
        return str(self.message)


class RegistrationClosed(RegistrationRefused):
    """Nobody can register for this date now; `reason` says why."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason

    def __str__(self):
        return str(self.reason.label)


class FullyBooked(RegistrationRefused):
    message = _("All places are taken, and the waiting list is closed.")


class AlreadyRegistered(RegistrationRefused):
    """A live registration has this address. `outcome` is what a new address would have got, for an equal answer."""

    message = _("This e-mail address is registered for this date already.")

    def __init__(self, registration, outcome):
        super().__init__(registration)
        self.registration = registration
        self.outcome = outcome


class InvitationVoid(RegistrationRefused):
    """It was used or withdrawn."""

    message = _("This invitation can no longer be used.")


class QuestionsChanged(RegistrationRefused):
    """Something was answered that is asked no more: the event was published meanwhile."""

    message = _(
        "The questions of this event have changed meanwhile. Please check your answers and send them once more."
    )


class DecidedAlready(RegistrationRefused):
    """A colleague was faster, or the date is over."""

    message = _("It is decided already whether this date takes place; nothing was changed.")


class NoPlaceFree(RegistrationRefused):
    message = _("No place is free, and nobody was to be let in beyond the limit.")


class NotWaiting(RegistrationRefused):
    message = _("This registration is over: it was cancelled, declined, or not answered in time.")


class NotRequested(RegistrationRefused):
    message = _("There is nothing to decide about this registration any more.")


class ChangedMeanwhile(RegistrationRefused):
    """Somebody was faster; `registration` is as it stands now."""

    message = _(
        "Somebody has changed this registration meanwhile. Nothing was saved: compare what stands beside the fields,"
        " and save once more."
    )

    def __init__(self, registration):
        super().__init__(registration)
        self.registration = registration


class CancellationClosed(RegistrationRefused):
    message = _("This registration can no longer be cancelled here.")


class TooLate(RegistrationRefused):
    message = _("This is no longer possible here. Please ask the organisers.")


class OnlyWaiting(RegistrationRefused):
    """Somebody with a place would have given it up for one on a waiting list, and did not say that they would."""

    message = _("All places are taken there by now. Choose another date, or say that the waiting list would do.")


class AddressTaken(RegistrationRefused):
    """For a place that is to be handed over; says nothing about who it is."""

    message = _("Nobody can take over the place with this address. Please use another one, or ask the organisers.")


class Busy(Exception):
    """The database was locked for too long, several times over. Nothing was stored; asking again helps."""

    message = _("Many people are registering just now. Nothing was stored: please send it once more.")

    def __str__(self):
        return str(self.message)
