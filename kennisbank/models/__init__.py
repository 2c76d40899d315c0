from kennisbank.importing.models import ImportUpload
from kennisbank.models.bin import BinnedPage, BinPage
from kennisbank.models.clock import PeriodicRun
from kennisbank.models.knowledge_page import KnowledgePage
from kennisbank.models.media import CustomDocument, CustomImage, CustomRendition
from kennisbank.models.page_parts import PageTag
from kennisbank.models.plain_word import PlainWord
from kennisbank.models.read_model import CarriedPicture, FacetValue, SearchDocument
from kennisbank.models.site_pages import HomePage, ListPage, NewsIndexPage, TextPage
from kennisbank.models.vocabulary import LifeDomain, OrganisationForm, TargetGroup, Term, Theme
from kennisbank.page_types.communication_plan import CommunicationPlanPage
from kennisbank.page_types.council_letter import CouncilLetterPage
from kennisbank.page_types.definition import DefinitionPage
from kennisbank.page_types.journey import JourneyPage
from kennisbank.page_types.news import NewsPage
from kennisbank.page_types.positioning import PositioningPage
from kennisbank.page_types.vision import VisionPage

__all__ = [
    "BinPage",
    "BinnedPage",
    "CarriedPicture",
    "CommunicationPlanPage",
    "CouncilLetterPage",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "DefinitionPage",
    "FacetValue",
    "HomePage",
    "ImportUpload",
    "JourneyPage",
    "KnowledgePage",
    "LifeDomain",
    "ListPage",
    "NewsIndexPage",
    "NewsPage",
    "OrganisationForm",
    "PageTag",
    "PeriodicRun",
    "PlainWord",
    "PositioningPage",
    "SearchDocument",
    "TargetGroup",
    "Term",
    "TextPage",
    "Theme",
    "VisionPage",
]
