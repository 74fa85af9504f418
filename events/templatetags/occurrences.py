from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def chips_for_visitor(context, occurrence):
    """The chips of a date as the visitor of this page sees them; what is kept for many says nothing of free places."""
    if not occurrence:
        return []
    if context.get("is_kept"):
        return occurrence.lasting_chips()
    return occurrence.chips_for(getattr(context.get("request"), "user", None))
