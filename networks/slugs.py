"""Readable slugs from names: "Prüfer & Söhne" becomes "pruefer-soehne"."""

from anyascii import anyascii
from django.utils.text import slugify

GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"})


def slug_of(name: str, max_length: int = 80) -> str:
    """German letters as Germans write them without umlauts, others by sound; cut at a word if possible."""
    slug = slugify(anyascii(name.translate(GERMAN)))
    if len(slug) <= max_length:
        return slug
    head, _hyphen, _rest = slug[: max_length + 1].rpartition("-")
    return (head if len(head) >= max_length // 2 else slug[:max_length]).strip("-")


def free_slug(instance, name: str, field: str = "slug") -> str:
    """A slug for a new row that no other row of its table has."""
    max_length = instance._meta.get_field(field).max_length
    stem = slug_of(name, max_length) or instance._meta.model_name
    taken = _taken(instance, field, stem[: max_length - 5])
    if stem not in taken:
        return stem
    number = 2
    while (slug := f"{stem[: max_length - len(str(number)) - 1]}-{number}") in taken:
        number += 1
    return slug


def _taken(instance, field, beginning):
    others = type(instance)._base_manager.exclude(pk=instance.pk)
    return set(others.filter(**{f"{field}__startswith": beginning}).values_list(field, flat=True))
