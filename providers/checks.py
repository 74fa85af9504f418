from django.core.checks import Error

from .conf import conf


def check_per_page(app_configs, **kwargs):
    if isinstance(conf.PER_PAGE, int) and conf.PER_PAGE > 0:
        return []
    hint = "Set it to a whole number above 0, or leave it out for 20."
    return [Error(f"PROVIDERS_PER_PAGE is {conf.PER_PAGE!r}.", hint=hint, id="providers.E001")]
