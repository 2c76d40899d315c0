from django.apps import AppConfig


class MunicipalitiesConfig(AppConfig):
    name = "municipalities"
    verbose_name = "Gemeenten"

    def ready(self) -> None:
        from municipalities import read_model, receivers
        from municipalities.accounts import shared_counts

        read_model.connect()
        receivers.connect()
        shared_counts.connect()
