from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        from kennisbank.signals import rows_filled
        from search.indexing import follow_rows

        rows_filled.connect(follow_rows, dispatch_uid="search.follow_rows")
