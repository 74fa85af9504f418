"""A warning that our own code causes is an error; one in a library is its maintainers' business."""

import warnings

import pytest


def warn_in(module):
    warnings.warn_explicit("old ways", DeprecationWarning, "some.py", 1, module=module)


@pytest.mark.parametrize("module", ["networks", "events.models.pages", "providers.forms", "kammernetz.urls"])
def test_a_warning_in_our_code_is_an_error(module):
    with pytest.raises(DeprecationWarning):
        warn_in(module)


@pytest.mark.filterwarnings("ignore:old ways:DeprecationWarning:wagtail")
@pytest.mark.filterwarnings("ignore:old ways:DeprecationWarning:networksomething")
@pytest.mark.parametrize("module", ["wagtail.models", "networksomething"])
def test_a_warning_elsewhere_is_not(module):
    warn_in(module)
