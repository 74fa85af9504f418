"""What an invented partner publishes: two events, in a file as the programs of offices write it."""

NAME = "Wirtschaftsförderung Wacholderland"
WEBSITE = "https://wacholderland.example.org/"
KIND = "netzwerktreffen"
DISTRICTS = ("uelzen",)

EVENTS = (
    (
        "sprechtag",
        "Sprechtag Förderung: Was für Ihren Betrieb in Frage kommt",
        "Einzelgespräche von 30 Minuten über Zuschüsse und Darlehen. Bringen Sie mit\\, was Sie vorhaben\\; Zahlen "
        "dürfen noch fehlen.",
        "Stadthalle an der Ilmenau\\, Ilmenauufer 1\\, 29525 Uelzen",
        ((3, "wed"), (7, "wed")),
        ("100000", "150000"),
    ),
    (
        "gruendung",
        "Gründungsabend online",
        "Drei Menschen erzählen\\, wie sie sich selbstständig gemacht haben.",
        "Online",
        ((5, "tue"),),
        ("180000", "193000"),
    ),
)


def calendar(days) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Wacholderland//Termine//DE"]
    for uid, title, text, place, weeks, hours in EVENTS:
        lines += _event(uid, title, text, place, [days.day(*week) for week in weeks], hours)
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def _event(uid, title, text, place, dates, hours):
    begins, ends = hours
    first, *others = (f"{day:%Y%m%d}" for day in dates)
    zone = "TZID=W. Europe Standard Time"
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}@wacholderland.example.org",
        f"DTSTART;{zone}:{first}T{begins}",
        f"DTEND;{zone}:{first}T{ends}",
        *(f"RDATE;{zone}:{day}T{begins}" for day in others),
        f"SUMMARY:{title}",
        f"DESCRIPTION:{text}",
        f"LOCATION:{place}",
        f"URL:https://wacholderland.example.org/{uid}/",
        "END:VEVENT",
    ]
