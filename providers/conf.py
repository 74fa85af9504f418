"""Settings of this app; `docs/settings.md` explains them."""

from networks.configuration import Configuration, WholeNumber


class Conf(Configuration):
    prefix = "PROVIDERS"
    wrong = "providers.E001"

    # Providers on one page of the directory.
    PER_PAGE = WholeNumber(20)


conf = Conf()
