"""The style page, for those who build pages."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from ..style_samples import sample_context


def style(request):
    if not (settings.DEBUG or request.user.is_staff):
        raise Http404
    return render(request, "home/style.html", sample_context())
