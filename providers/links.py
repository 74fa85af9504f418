"""Where a provider's page is: below the directory in the language of the visit."""

from networks.links import in_language_of_visit

from .models import DirectoryPage


def directory_page() -> DirectoryPage | None:
    """The directory in the active language; the one in the default language, or any, where there is none."""
    return in_language_of_visit(DirectoryPage.objects.live().public().select_related("locale").order_by("path"))


def provider_url(listing, directory=None, request=None, encoded_query="") -> str:
    """The address of a provider's page; "" while there is no directory. A query is kept for the way back."""
    directory = directory or directory_page()
    base = directory and directory.get_url(request)
    query = f"?{encoded_query}" if encoded_query else ""
    return f"{base}{listing.slug}/{query}" if base else ""
