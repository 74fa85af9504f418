"""`/livez`: the process answers. `/readyz`: its database answers too. For load balancers and monitors.

Answered before anything looks at the host name or redirects to HTTPS: a probe knows neither.
"""

import logging

from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse

logger = logging.getLogger(__name__)


class HealthMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info == "/livez":
            return _answer(process=True)
        if request.path_info == "/readyz":
            return _answer(database=_works(_ask_database), cache=_works(_ask_cache))
        return self.get_response(request)


def _answer(**parts):
    """Pages are answered without a cache (only logins wait for it), so its failure is said but takes nobody offline."""
    lines = "".join(f"{name}: {'ok' if well else 'failed'}\n" for name, well in parts.items())
    return HttpResponse(
        lines,
        status=503 if parts.get("database") is False else 200,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )


def _works(ask):
    try:
        ask()
    except Exception:  # whatever is wrong with a part, the probe gets an answer
        logger.exception("Not ready: %s", ask.__name__)
        return False
    return True


def _ask_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_cache():
    cache.add("kammernetz-readyz", 1, timeout=1)  # unlike `get`, it raises when Redis is gone
