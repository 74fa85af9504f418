class HeadMiddleware:
    """Answers HEAD without a body. Django leaves that to servers; gunicorn does it, with a warning each time."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "HEAD":
            _empty(response)
        return response


def _empty(response):
    """The headers, the length among them, stay as GET has them."""
    if response.streaming:
        response.streaming_content = []
    else:
        response.content = b""
