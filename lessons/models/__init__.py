from lessons.models.knowledge_product import KnowledgeProductIndexPage, KnowledgeProductPage, ProductKind
from lessons.models.lesson import LessonPage

__all__ = ["KnowledgeProductIndexPage", "KnowledgeProductPage", "LessonPage", "ProductKind"]
