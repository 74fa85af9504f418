from .listings import Listing, ListingTerm, SearchEntry
from .offers import Offer, OfferTerm
from .pages import DirectoryPage
from .terms import Facet, Term

__all__ = ["DirectoryPage", "Facet", "Listing", "ListingTerm", "Offer", "OfferTerm", "SearchEntry", "Term"]
