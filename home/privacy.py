from copy import copy

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.collections import CollectionViewRestrictionForm


def explain_collections():
    """Let Wagtail's form say what the privacy of a collection holds for; pages share the field, so it is a copy."""
    field = copy(CollectionViewRestrictionForm.base_fields["restriction_type"])
    field.help_text = _(
        "This closes documents. Pictures are closed only where the site itself serves them; "
        "where a web server or an object store does, whoever knows the address of a picture sees it. "
        "Ask those who run this site."
    )
    CollectionViewRestrictionForm.base_fields["restriction_type"] = field
