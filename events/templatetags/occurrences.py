from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def chips_for_visitor(context, occurrence):
    """The chips of a date as the visitor of this page sees them."""
    request = context.get("request")
    return occurrence.chips_for(getattr(request, "user", None)) if occurrence else []
