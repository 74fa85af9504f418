from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ..forms import SearchForm
from ..search import KINDS, search


@require_safe
def search_site(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    if form.is_too_long:
        return redirect(f"{request.path}?{urlencode({'q': form.words})}")
    groups = search(form.words, request, kind=form.kind, page=form.page)
    return render(
        request,
        "home/search.html",
        {
            "words": form.words,
            "groups": groups,
            "chosen": next((kind for kind in KINDS if kind.slug == form.kind), None),
            "total": sum(group.count for group in groups),
        },
    )
