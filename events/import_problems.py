"""What an import could not take, or took in another way than it stands there: a code and facts, said in words to
whoever reads it, in their language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    # of a whole file
    "extra": _(
        "This site cannot read calendars yet. Whoever runs it installs the extra: pip install kammernetz[import]"
    ),
    "no_file": _("Please choose the file."),
    "look_again": _("That was too long ago. Please look at it once more."),
    "empty_file": _("The file is empty."),
    "web_page": _("This is a web page and no calendar. Perhaps one has to log in there, or the address is another."),
    "no_calendar": _("This is no calendar: it must begin with BEGIN:VCALENDAR."),
    "too_many_parts": _("This calendar holds more than %(most)s entries. Ask for one that leaves out the past."),
    "nested": _("This file holds entries within entries within entries. It is damaged."),
    "cut_off": _("The calendar ends in the middle. Nothing is taken off the site because of it."),
    "takes_too_long": _("Reading takes too long; what stands behind this was not read. Nothing is taken off the site."),
    "too_many_events": _("There are more than %(most)s events to come; the next ones were taken."),
    "nothing_in_it": _("The calendar holds no event. Nothing is taken off the site because of it."),
    "not_utf8": _("Line %(line)s is not in UTF-8; it was read as Windows-1252. Other such lines too."),
    "no_line": _("Line %(line)s is none of a calendar; it was taken as the rest of the line before. Others too."),
    "not_public": _("Events that are marked there as private or confidential were not taken."),
    "unforeseen": _("Something went wrong that nobody has foreseen. Whoever runs the site finds it in the log."),
    # of a time zone
    "zone_by_offsets": _("The time zone “%(zone)s” has no common name; by its hours it was read as %(taken)s."),
    "zone_unknown": _("The time zone “%(zone)s” is not known and not explained; it was read as %(taken)s."),
    "floating": _("Some times have no time zone; they were read as %(taken)s."),
    # of one event
    "no_uid": _("Has no UID: it could not be found again, so it was not taken."),
    "no_title": _("Has no title, and was not taken."),
    "no_start": _("Has no beginning, and was not taken."),
    "bad_date": _("“%(value)s” is no date that can be read; the event was not taken."),
    "bad_rule": _("“%(value)s” is no rule that can be read; the event was not taken."),
    "many_rules": _("Repeats by more than one rule; it was not taken."),
    "too_often": _("Repeats by the hour or more often; it was not taken."),
    "too_long": _("Lasts longer than a year; it was not taken."),
    "too_many_dates": _("Has more than %(most)s dates to come; the next ones were taken."),
    "ends_early": _("Ends before it begins; the end was left out."),
    "twice": _("Stands in the calendar more than once; the newest was taken."),
    "own_words": _("Some of its dates have a title of their own; all are shown under that of the series."),
    "locked": _("The page is locked, so it stays as it is. Unlock it to let it follow the partner."),
    "unreadable": _("Cannot be read, and was not taken."),
    "not_stored": _("Could not be stored: %(reason)s"),
    # of an address
    "no_address": _("This is no address of a calendar: it begins with https:// or webcal://."),
    "with_password": _("The address holds a name or password. Ask for one without."),
    "other_port": _("Calendars are fetched from the usual ports only (80 and 443)."),
    "no_such_host": _("There is no server by the name %(host)s."),
    "private": _("%(host)s lies in a private network. The site fetches nothing from there."),
    "no_answer": _("%(host)s does not answer."),
    "no_certificate": _("%(host)s does not prove that it is the right server (its certificate does not fit)."),
    "too_slow": _("%(host)s was not done within %(seconds)s seconds."),
    "too_large": _("The calendar is larger than %(size)s MB."),
    "status": _("%(host)s answers with %(status)s instead of a calendar."),
    "not_found": _("%(host)s has nothing at this address (any more): %(status)s."),
    "not_allowed": _("%(host)s shows this address to nobody without a login: %(status)s."),
    "too_many_redirects": _("%(host)s leads on and on. Give the address at which the calendar really is."),
    "insecure_redirect": _("%(host)s leads from an encrypted to an open connection, which the site does not follow."),
    "garbled": _("%(host)s sends what cannot be unpacked."),
}


@dataclass(frozen=True)
class Problem:
    """`about` is the title of an event, or its UID where it has none; empty when it is about all of them."""

    code: str
    about: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return str(SENTENCES.get(self.code) or gettext("Unknown problem.")) % self.facts

    def to_json(self) -> list:
        return [self.code, self.about, dict(self.facts)]

    @classmethod
    def from_json(cls, said: list) -> "Problem":
        code, about, facts = said
        return cls(code, about, facts)


class NotTaken(Exception):
    """One event, or a whole calendar, of which nothing can come."""

    def __init__(self, code: str, **facts: str | int):
        super().__init__(code)
        self.code, self.facts = code, facts

    def problem(self, about: str = "") -> Problem:
        return Problem(self.code, about, self.facts)

    def __str__(self):
        return self.problem().sentence
