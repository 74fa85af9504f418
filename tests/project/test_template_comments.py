from pathlib import Path

from django.conf import settings


def test_a_comment_in_braces_ends_on_its_line_for_django_prints_it_otherwise():
    templates = Path(settings.BASE_DIR, "templates")
    leaks = [
        f"{path.relative_to(templates)}:{number}"
        for path in templates.rglob("*")
        if path.is_file()
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if line.count("{#") != line.count("#}")
    ]
    assert leaks == []
