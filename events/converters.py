from networks.languages import languages


class CalendarLanguage:
    """A language of the site in an address."""

    regex = "[a-z]{2,3}(?:-[a-z0-9]+)*"

    def to_python(self, value):
        if value not in languages():
            raise ValueError(value)
        return value

    def to_url(self, value):
        return value
