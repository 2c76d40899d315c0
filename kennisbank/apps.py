from django.apps import AppConfig


class KennisbankConfig(AppConfig):
    name = "kennisbank"
    verbose_name = "Kennisbank"

    def ready(self) -> None:
        from kennisbank import admin_search, receivers

        admin_search.connect()
        receivers.connect()
