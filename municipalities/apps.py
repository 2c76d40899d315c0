from django.apps import AppConfig


class MunicipalitiesConfig(AppConfig):
    name = "municipalities"
    verbose_name = "Gemeenten"

    def ready(self) -> None:
        from municipalities import read_model, receivers
        from municipalities.accounts import shared_counts
        from municipalities.audit import receivers as audit
        from municipalities.people import refusals

        read_model.connect()
        receivers.connect()
        audit.connect()
        refusals.connect()
        shared_counts.connect()
