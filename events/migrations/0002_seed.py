"""The kinds of events that a chamber's networks have. Editors may rename, retire and add."""

from django.db import migrations

KINDS = [
    ("netzwerktreffen", "Netzwerktreffen", "Network meeting", "steelblue"),
    ("gesundheitstag", "Regionaler Gesundheitstag", "Regional health day", "mediumorchid"),
    ("arbeitskreis", "Arbeitskreis-Sitzung", "Working group meeting", "darkslateblue"),
    ("prueferschulung", "Schulung für Prüfende", "Training for examiners", "teal"),
    ("ausbildertreff", "Treffen für Ausbildende", "Trainers' meeting", "seagreen"),
    ("infoveranstaltung", "Infoveranstaltung", "Information event", "goldenrod"),
    ("workshop", "Workshop", "Workshop", "chocolate"),
    ("webinar", "Webinar", "Webinar", "slategray"),
    ("messe", "Messe", "Fair", "firebrick"),
    ("besichtigung", "Besichtigung", "Site visit", "olivedrab"),
]


def seed(apps, schema_editor):
    kinds = apps.get_model("events", "EventKind").objects
    for order, (slug, name, name_en, colour) in enumerate(KINDS, start=1):
        values = {"name": name, "name_en": name_en, "colour": colour, "sort_order": order * 10}
        kinds.get_or_create(slug=slug, defaults=values)
    apps.get_model("events", "CalendarGeneration").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
