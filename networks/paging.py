"""Pages of a list, by what stands in an address."""

from django.core.paginator import EmptyPage, Paginator


class Pages(Paginator):
    """What is no number, or less than one, is the first page; what is beyond the end is the last one."""

    def validate_number(self, number):
        try:
            return super().validate_number(number)
        except EmptyPage:
            if int(number) < 1:
                return 1
            raise
