from ..choices import Attendance, Audience, MovingUp, News, RegistrationMode
from .calendar import CalendarEntry, CalendarGeneration, FormerSlug
from .groups import Group
from .invitations import Invitation
from .kinds import Colour, EventKind
from .notices import ChangeNotice
from .occurrences import Occurrence
from .pages import EventDate, EventIndexPage, EventPage
from .partner_calendars import ImportedEvent, LooksAgain, PartnerCalendar
from .personal_calendars import PersonalCalendar
from .question_sets import QuestionSet
from .questions import Answer, Option, Question
from .registrations import Registration, RegistrationLink
from .reminders import EventReminder
from .rules import RegistrationRules
from .saved_filters import SavedFilter
from .venues import Known, Venue

__all__ = [
    "Answer",
    "Attendance",
    "Audience",
    "CalendarEntry",
    "CalendarGeneration",
    "ChangeNotice",
    "Colour",
    "EventDate",
    "EventIndexPage",
    "EventKind",
    "EventPage",
    "EventReminder",
    "FormerSlug",
    "Group",
    "ImportedEvent",
    "Invitation",
    "Known",
    "LooksAgain",
    "MovingUp",
    "News",
    "Occurrence",
    "Option",
    "PartnerCalendar",
    "PersonalCalendar",
    "Question",
    "QuestionSet",
    "Registration",
    "RegistrationLink",
    "RegistrationMode",
    "RegistrationRules",
    "SavedFilter",
    "Venue",
]
