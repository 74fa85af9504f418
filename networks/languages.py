"""The languages that a site writes its content in; a new Wagtail project has one of 99."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from wagtail.coreutils import get_content_languages, get_supported_content_language_variant


def languages() -> list[str]:
    return list(get_content_languages())


def language_choices() -> list[tuple[str, str]]:
    return list(get_content_languages().items())


def language_of(code: str | None) -> str:
    """The content language closest to a code ("en-us" is read in "en"), otherwise the site's first."""
    try:
        return get_supported_content_language_variant(code or settings.LANGUAGE_CODE)
    except LookupError:
        return languages()[0]


def translated(thing: Any, field: str) -> str:
    """A field in the language of the visit, as `name_en` beside `name`; the field itself where none was given."""
    language = language_of(get_language()).partition("-")[0]
    return getattr(thing, f"{field}_{language}", "") or getattr(thing, field, "")


def site_languages() -> list[tuple[str, Any]]:
    """The languages that people can be written to in. A function, so that no migration freezes them."""
    return list(settings.LANGUAGES)


def default_language() -> str:
    return settings.LANGUAGE_CODE
