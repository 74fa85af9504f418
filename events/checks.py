from django.core.checks import register

from .conf import conf


@register
def check_settings(app_configs, **kwargs):
    return conf.errors()
