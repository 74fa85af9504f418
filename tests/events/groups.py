"""Groups for our stories: Kim registers colleagues."""

import uuid

from events import actions

KIM = {
    "given_name": "Kim",
    "family_name": "Torfwerder",
    "email": "kim@example.org",
    "organisation": "Möhlenkolk & Töchter",
    "phone": "040 66969 100",
}


def person(name):
    email = f"{name.lower().replace('ö', 'oe')}@example.org"
    return {"given_name": name, "family_name": "Vardenhoop", "email": email}


def register_group(date, *names, contact=KIM, answers=(), **fields):
    """Kim registers these colleagues, as the website does it."""
    people = [(person(name), answers) for name in names]
    key = fields.pop("submission_key", None) or uuid.uuid4()
    return actions.register_group(
        **{"occurrence": date, "contact": contact, "people": people, "language": "de", "submission_key": key} | fields
    )
