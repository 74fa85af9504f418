"""Settings of this app. Each is read when it is used; `docs/settings.md` explains them."""

from django.conf import settings


class Conf:
    @property
    def PER_PAGE(self) -> int:
        """`PROVIDERS_PER_PAGE`: how many providers stand on one page of the directory."""
        return getattr(settings, "PROVIDERS_PER_PAGE", 20)


conf = Conf()
