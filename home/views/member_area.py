from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from networks.sections import member_sections


@never_cache
@login_required
@require_safe
def my_area(request: HttpRequest) -> HttpResponse:
    """What the apps know about whoever is logged in, each in a section of its own."""
    rendered = [(section, section.render(request)) for section in member_sections(request, request.user)]
    person = getattr(request.user, "person", None)
    return render(request, "home/my_area.html", {"sections": rendered, "person": person})
