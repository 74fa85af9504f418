from django.db import migrations

DISTRICTS = [
    ("celle", "Celle"),
    ("gifhorn", "Gifhorn"),
    ("harburg", "Harburg"),
    ("heidekreis", "Heidekreis"),
    ("luechow-dannenberg", "Lüchow-Dannenberg"),
    ("lueneburg", "Lüneburg"),
    ("uelzen", "Uelzen"),
    ("wolfsburg", "Wolfsburg (Stadt)"),
]


def seed_districts(apps, schema_editor):
    districts = apps.get_model("networks", "District").objects
    for number, (slug, name) in enumerate(DISTRICTS, start=1):
        districts.get_or_create(slug=slug, defaults={"name": name, "sort_order": number * 10})


class Migration(migrations.Migration):
    dependencies = [("networks", "0001_initial")]

    operations = [migrations.RunPython(seed_districts, migrations.RunPython.noop)]
