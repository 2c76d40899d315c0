from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        from kennisbank.signals import rows_filled, rows_rebuilt
        from search import indexing
        from search.attachments import waiting
        from search.vocabulary import receivers

        # First, so that text that went with its file is not indexed once more.
        rows_filled.connect(waiting.follow_rows, dispatch_uid="search.attachments.follow_rows")
        rows_filled.connect(indexing.follow_rows, dispatch_uid="search.follow_rows")
        rows_rebuilt.connect(indexing.rebuild_engines, dispatch_uid="search.rebuild_engines")
        receivers.connect()
