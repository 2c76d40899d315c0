"""The register of personal data: which field holds what about whom, why, who sees it and for how long.

A text field, and a link to an account, of any installed model stands here or in ``other_fields``; in a model whose
rows go away with a person every field does. A test says which one is missing.
"""

from municipalities.privacy.entries import About, Afterwards

REMOVED, EMPTIED, PSEUDONYM = Afterwards

OWNER_ONLY = "de persoon zelf, en wie de database beheert"
ACCOUNT_MANAGERS = "de persoon zelf en de applicatiebeheerder"
COLLEAGUES = "collega's die dezelfde pagina mogen bewerken, en curatoren"
AS_LONG_AS_ACCOUNT = "zolang het account er is"
AS_LONG_AS_PAGE = "zolang de pagina of het bestand er is"
LOG_YEARS = "het aantal jaren van RETENTION_LOG_YEARS (standaard 5); daarna zonder persoon"

PERSONAL_DATA = (
    About(
        "municipalities.User",
        "email first_name last_name date_joined",
        "E-mailadres en naam, en wanneer het account is gemaakt",
        "inloggen, mail sturen, en laten zien wie iets schreef of goedkeurde",
        "de persoon zelf, de applicatiebeheerder, curatoren, en collega's bij een pagina",
        AS_LONG_AS_ACCOUNT,
        PSEUDONYM,
    ),
    About(
        "municipalities.User",
        "password",
        "Wachtwoord, onleesbaar gemaakt (hash)",
        "inloggen",
        "niemand",
        AS_LONG_AS_ACCOUNT,
        EMPTIED,
        secret="password",  # noqa: S106 - The name of a field.
    ),
    About(
        "municipalities.User",
        "last_login is_active is_staff is_superuser groups user_permissions",
        "Wanneer het account voor het laatst is gebruikt, en wat het mag",
        "rechten geven, en ongebruikte accounts opruimen",
        ACCOUNT_MANAGERS,
        AS_LONG_AS_ACCOUNT,
        EMPTIED,
    ),
    About(
        "municipalities.Membership",
        "user participant role ends_at",
        "Rol bij een gemeente of regio",
        "rechten geven",
        "de persoon zelf, de applicatiebeheerder en curatoren",
        "tot 12 maanden na het einde van de rol",
        REMOVED,
    ),
    About(
        "municipalities.PlatformRole",
        "user role ends_at",
        "Rol voor het hele platform",
        "rechten geven",
        "de persoon zelf, de applicatiebeheerder en curatoren",
        "tot 12 maanden na het einde van de rol",
        REMOVED,
    ),
    About(
        "account.EmailAddress",
        "user email verified primary",
        "E-mailadres om mee in te loggen, en of het is bevestigd",
        "inloggen",
        ACCOUNT_MANAGERS,
        AS_LONG_AS_ACCOUNT,
        REMOVED,
    ),
    About(
        "account.EmailConfirmation",
        "email_address created sent key",
        "Bevestiging van een adres; deze site gebruikt een ondertekende link en bewaart hier niets",
        "niet in gebruik",
        "niemand",
        "niet bewaard",
        REMOVED,
        secret="key",  # noqa: S106
    ),
    About(
        "mfa.Authenticator",
        "user type data created_at last_used_at",
        "Tweede stap: de sleutel van een app, een passkey of herstelcodes",
        "veilig inloggen",
        OWNER_ONLY,
        "tot de persoon de stap weghaalt, of het account weg is",
        REMOVED,
        secret="data",  # noqa: S106
    ),
    About(
        "socialaccount.SocialAccount",
        "user provider uid extra_data last_login date_joined",
        "Kenmerk van de persoon bij de eigen organisatie (tenant en nummer)",
        "inloggen via de eigen organisatie",
        OWNER_ONLY,
        "tot de persoon de koppeling weghaalt, of het account weg is",
        REMOVED,
    ),
    About(
        "socialaccount.SocialToken",
        "app account token token_secret expires_at",
        "Toegang tot de eigen organisatie; deze site bewaart die niet",
        "niet in gebruik",
        "niemand",
        "niet bewaard",
        REMOVED,
        secret="token token_secret",  # noqa: S106
    ),
    About(
        "sessions.Session",
        "session_key session_data expire_date",
        "Dat iemand is ingelogd, en op welke manier",
        "ingelogd blijven",
        "niemand",
        "12 uur; ieder uur opgeruimd",
        REMOVED,
        secret="session_key session_data",  # noqa: S106
    ),
    About(
        "wagtailusers.UserProfile",
        "user submitted_notifications approved_notifications rejected_notifications "
        "updated_comments_notifications preferred_language current_time_zone avatar dismissibles theme contrast "
        "density keyboard_shortcuts",
        "Voorkeuren in het beheer, en een foto als iemand die zelf toevoegt",
        "het beheer tonen zoals iemand het wil; mail alleen waarover iemand die wil",
        "de persoon zelf; de foto ook collega's",
        AS_LONG_AS_ACCOUNT,
        REMOVED,
    ),
    About(
        "wagtailadmin.EditingSession",
        "user content_type object_id last_seen_at is_editing",
        "Welke pagina iemand nu open heeft",
        "collega's waarschuwen die dezelfde pagina openen",
        COLLEAGUES,
        "een dag",
        REMOVED,
    ),
    About(
        "wagtailadmin.FormState",
        "user data content_type object_id parent_object_id last_updated_at",
        "Het formulier van het laatste voorbeeld van een pagina",
        "het voorbeeld tonen",
        "de persoon zelf",
        "een dag",
        REMOVED,
    ),
    About(
        "wagtailcore.PageSubscription",
        "user page comment_notifications",
        "Of iemand mail wil over opmerkingen bij een pagina",
        "die mail sturen",
        "de persoon zelf",
        AS_LONG_AS_ACCOUNT,
        REMOVED,
    ),
    About(
        "wagtailcore.APIToken",
        "user name key_hash prefix created revoked_at last_used_at",
        "Sleutel voor de programmeertoegang van Wagtail; deze site geeft die niet uit",
        "niet in gebruik",
        "niemand",
        "niet bewaard",
        REMOVED,
        secret="key_hash prefix",  # noqa: S106
    ),
    About(
        "kennisbank.ImportUpload",
        "owner batch parent kind name content expires_at",
        "Een document dat iemand inleest, tot hij er een concept van maakt",
        "het inlezen in stappen",
        "de persoon zelf",
        "24 uur; ieder uur opgeruimd",
        REMOVED,
        secret="content",  # noqa: S106 - A whole file, which its owner has.
    ),
    About(
        "wagtailcore.Page",
        "owner locked_by",
        "Wie de pagina maakte, en wie haar op slot zette",
        "weten bij wie men moet zijn",
        COLLEAGUES,
        AS_LONG_AS_PAGE,
        PSEUDONYM,
    ),
    About(
        "wagtailcore.Revision",
        "user created_at",
        "Wie een versie opsloeg",
        "verantwoorden wie wat schreef; niemand keurt zijn eigen versie goed",
        COLLEAGUES,
        AS_LONG_AS_PAGE,
        PSEUDONYM,
    ),
    About(
        "wagtailcore.BaseLogEntry",
        "user label data timestamp",
        "Wie wat wanneer deed; bij een account of rol staat de naam in de regel",
        "verantwoorden wie wat veranderde en goedkeurde",
        "wie het ding mag beheren waar de regel over gaat",
        LOG_YEARS,
        PSEUDONYM,
    ),
    About(
        "wagtailcore.WorkflowState",
        "requested_by",
        "Wie om goedkeuring vroeg",
        "de vraag bij een ander neerleggen",
        COLLEAGUES,
        AS_LONG_AS_PAGE,
        PSEUDONYM,
    ),
    About(
        "wagtailcore.TaskState",
        "finished_by comment",
        "Wie goedkeurde of terugstuurde, en met welke opmerking",
        "verantwoorden van de goedkeuring",
        COLLEAGUES,
        AS_LONG_AS_PAGE,
        PSEUDONYM,
    ),
    About(
        "wagtailcore.Comment",
        "user text created_at",
        "Opmerking van een collega bij een concept",
        "samen aan een tekst werken",
        COLLEAGUES,
        AS_LONG_AS_PAGE,
        PSEUDONYM,
    ),
    About(
        "wagtailcore.Comment",
        "resolved_by",
        "Wie een opmerking afhandelde",
        "samen aan een tekst werken",
        COLLEAGUES,
        AS_LONG_AS_PAGE,
        PSEUDONYM,
    ),
    About(
        "wagtailcore.CommentReply",
        "user text created_at",
        "Antwoord van een collega op een opmerking",
        "samen aan een tekst werken",
        COLLEAGUES,
        AS_LONG_AS_PAGE,
        PSEUDONYM,
    ),
    About(
        "wagtailimages.AbstractImage",
        "uploaded_by_user",
        "Wie een beeld toevoegde",
        "weten bij wie men moet zijn",
        "collega's die de map mogen gebruiken",
        AS_LONG_AS_PAGE,
        PSEUDONYM,
    ),
    About(
        "wagtaildocs.AbstractDocument",
        "uploaded_by_user",
        "Wie een bestand toevoegde",
        "weten bij wie men moet zijn",
        "collega's die de map mogen gebruiken",
        AS_LONG_AS_PAGE,
        PSEUDONYM,
    ),
    About(
        "wagtailcore.UploadedFile",
        "file uploaded_by_user",
        "Een bestand tussen toevoegen en opslaan",
        "bestanden toevoegen in stappen",
        "de persoon zelf",
        "tot iemand het formulier afmaakt",
        PSEUDONYM,
    ),
)
"""In the order of ``docs/privacy.md``: accounts, logging in, the admin, then what names somebody beside a page."""
