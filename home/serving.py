from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from wagtail.models import Page


def lead_to_own_language(page: Page, request: HttpRequest, _args, _kwargs) -> HttpResponse | None:
    """A page without a translation would answer below the other language's prefix, too; it has one address."""
    if page.locale.language_code == get_language():
        return None
    url = page.get_url(request)
    return redirect(url) if url and url != request.path else None
