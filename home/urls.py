from django.urls import path

from .views import inquiries, member_area, search, style

urlpatterns = [
    path("stil/", style.style, name="style"),
    path("suche/", search.search_site, name="search"),
    path("mein-bereich/", member_area.my_area, name="my_area"),
    path("barriere-melden/", inquiries.report_barrier, name="report_barrier"),
    path("barriere-melden/danke/", inquiries.barrier_reported, name="barrier_reported"),
]
