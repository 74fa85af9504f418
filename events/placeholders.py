"""What editors may write into a text for a mail, such as {vorname}: a fixed list, replaced in one pass. No Django here.

Nothing is evaluated: there are no attributes, no formats, no loops, and what is put in is not looked at again.
"""

import re
from collections.abc import Mapping

# What an editor writes, in German and in English, and the name of the value.
NAMES = {
    "vorname": "given_name",
    "given_name": "given_name",
    "nachname": "family_name",
    "family_name": "family_name",
    "name": "full_name",
    "organisation": "organisation",
    "veranstaltung": "title",
    "event": "title",
    "wann": "when",
    "when": "when",
    "wo": "where",
    "where": "where",
}
IN_GERMAN = ("vorname", "nachname", "name", "organisation", "veranstaltung", "wann", "wo")
_PLACEHOLDER = re.compile(r"(?<!\{)\{([a-z_]+)\}(?!\})")
_ANYTHING_LIKE_IT = re.compile(r"\{[^{}\n]*\}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders replaced; one that we do not know stays as it is."""
    return _PLACEHOLDER.sub(lambda found: values[NAMES[found[1]]] if found[1] in NAMES else found[0], text)


def unknown(text: str) -> list[str]:
    """What looks like a placeholder and is none, each once, in the order of the text."""
    found = _ANYTHING_LIKE_IT.findall(_PLACEHOLDER.sub(lambda m: "" if m[1] in NAMES else m[0], text))
    return list(dict.fromkeys(found))
