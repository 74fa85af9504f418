from datetime import date

from networks.languages import languages

from . import selection


class CalendarLanguage:
    """A language of the site in an address."""

    regex = "[a-z]{2,3}(?:-[a-z0-9]+)*"

    def to_python(self, value):
        if value not in languages():
            raise ValueError(value)
        return value

    def to_url(self, value):
        return value


class Month:
    """`2027-01`; its first day."""

    regex = "[0-9]{4}-[0-9]{2}"

    def to_python(self, value):
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value):
        return value if isinstance(value, str) else f"{value:%Y-%m}"


class CalendarSelection:
    """What a calendar is about; see `selection`."""

    regex = selection.ADDRESS

    def to_python(self, value):
        if (found := selection.parse(value)) is None:
            raise ValueError(value)
        return found

    def to_url(self, value):
        return value if isinstance(value, str) else value.address
