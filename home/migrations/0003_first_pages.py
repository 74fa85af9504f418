"""A new site begins with a home page and the three pages the law asks for, instead of Wagtail's welcome page."""

from django.conf import settings
from django.db import migrations

LEGAL = [
    ("imprint", "Impressum", "impressum"),
    ("privacy", "Datenschutz", "datenschutz"),
    ("accessibility", "Erklärung zur Barrierefreiheit", "barrierefreiheit"),
]
TO_BE_WRITTEN = "Dieser Text muss vor der Veröffentlichung der Website geschrieben werden."


def create_first_pages(apps, schema_editor):
    Page = apps.get_model(settings.WAGTAIL_PAGE_MODEL)
    HomePage = apps.get_model("home", "HomePage")
    if HomePage.objects.exists() or Page.objects.filter(depth__gt=2).exists():
        return
    locale = apps.get_model("wagtailcore", "Locale").objects.first()
    _remove_welcome_page(apps, Page)
    home = _add(apps, HomePage, locale, path="00010001", title="Kammernetz", slug="home", url_path="/home/")
    for number, (kind, title, slug) in enumerate(LEGAL, 1):
        path, url_path = f"00010001{number:04}", f"/home/{slug}/"
        model = apps.get_model("home", "LegalPage")
        _add(apps, model, locale, path=path, title=title, slug=slug, url_path=url_path, kind=kind, summary=TO_BE_WRITTEN)
    Page.objects.filter(pk=home.pk).update(numchild=len(LEGAL))
    _point_site_at(apps, home)


def _remove_welcome_page(apps, Page):
    apps.get_model("wagtailcore", "Site").objects.all().delete()
    Page.objects.filter(depth=2).delete()
    Page.objects.filter(depth=1).update(numchild=1)


def _add(apps, model, locale, *, path, title, **fields):
    ContentType = apps.get_model("contenttypes", "ContentType")
    content_type, _ = ContentType.objects.get_or_create(app_label="home", model=model._meta.model_name)
    return model.objects.create(
        path=path,
        depth=len(path) // 4,
        numchild=0,
        title=title,
        draft_title=title,
        locale=locale,
        content_type=content_type,
        **fields,
    )


def _point_site_at(apps, home):
    site = apps.get_model("wagtailcore", "Site").objects.create(
        hostname="localhost", port=80, root_page_id=home.pk, is_default_site=True
    )
    apps.get_model("home", "SiteDetails").objects.create(site=site)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(create_first_pages, migrations.RunPython.noop)]
