"""Words that several entries of the register share."""

OWNER_ONLY = "de persoon zelf, en wie de database beheert"
ACCOUNT_MANAGERS = "de persoon zelf en de applicatiebeheerder"
COLLEAGUES = "collega's die dezelfde pagina mogen bewerken, en curatoren"
AS_LONG_AS_ACCOUNT = "zolang het account er is"
AS_LONG_AS_PAGE = "zolang de pagina of het bestand er is"
LOG_YEARS = "het aantal jaren van RETENTION_LOG_YEARS (standaard 5); daarna zonder persoon"
