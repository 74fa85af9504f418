"""The style page, for those who build pages."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from ..staff import is_staff
from ..style_samples import sample_context


def style(request):
    if not (settings.DEBUG or is_staff(request.user)):
        raise Http404
    return render(request, "home/style.html", sample_context())
