from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from .. import desks
from ..actions import submit_inquiry
from ..forms import BarrierForm, InquiryForm, kept_for
from ..models import AdvicePage, Inquiry, SiteDetails

PASSED_ON = ("topic", "name", "email", "organisation", "message", "page_url")


def advice(request: HttpRequest, page: AdvicePage) -> HttpResponse:
    """The advice page with its form; `AdvicePage` serves it."""
    topics = [topic.name for topic in page.topics.all()]
    form = InquiryForm(request.POST or None, topics=topics)
    if _is_welcome(form, request):
        to = desks.address_of(page, SiteDetails.for_request(request))
        _submit(form, kind=Inquiry.Kind.ADVICE, to=to, page=page)
        return redirect(page.get_url(request) + page.reverse_subpage("thanks"))
    return page.render(request, context_overrides={"form": form, "note": kept_for()})


@require_http_methods(["GET", "HEAD", "POST"])
def report_barrier(request: HttpRequest) -> HttpResponse:
    form = BarrierForm(request.POST or None, initial={"page_url": _page_with_barrier(request)})
    if _is_welcome(form, request):
        _submit(form, kind=Inquiry.Kind.BARRIER, to=desks.barrier_address(SiteDetails.for_request(request)))
        return redirect("barrier_reported")
    return render(request, "home/report_barrier.html", {"form": form, "note": kept_for()})


@require_safe
def barrier_reported(request: HttpRequest) -> HttpResponse:
    return render(request, "home/barrier_reported.html")


def _is_welcome(form, request):
    return form.is_valid() and not form.is_one_too_many(request)


def _page_with_barrier(request):
    """The footer's link names the page it stands on; only paths of ours count."""
    path = request.GET.get("seite", "")
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\"))
    return request.build_absolute_uri(path)[:500] if is_ours else ""


def _submit(form, **details):
    data = {name: form.cleaned_data[name] for name in PASSED_ON if form.cleaned_data.get(name)}
    return submit_inquiry(key=form.submission_key, language=get_language(), **data, **details)
