"""What the admin keeps of somebody for a while, or as he likes it, and mail that is to leave."""

from municipalities.privacy.entries import About, Afterwards
from municipalities.privacy.personal_data.words import AS_LONG_AS_ACCOUNT, COLLEAGUES

IN_THE_ADMIN = (
    About(
        "wagtailusers.UserProfile",
        "user submitted_notifications approved_notifications rejected_notifications "
        "updated_comments_notifications preferred_language current_time_zone avatar dismissibles theme contrast "
        "density keyboard_shortcuts",
        "Voorkeuren in het beheer, en een foto als iemand die zelf toevoegt",
        "het beheer tonen zoals iemand het wil; mail alleen waarover iemand die wil",
        "de persoon zelf; de foto ook collega's",
        AS_LONG_AS_ACCOUNT,
        Afterwards.REMOVED,
    ),
    About(
        "wagtailadmin.EditingSession",
        "user content_type object_id last_seen_at is_editing",
        "Welke pagina iemand nu open heeft",
        "collega's waarschuwen die dezelfde pagina openen",
        COLLEAGUES,
        "een dag",
        Afterwards.REMOVED,
    ),
    About(
        "wagtailadmin.FormState",
        "user data content_type object_id parent_object_id last_updated_at",
        "Het formulier van het laatste voorbeeld van een pagina",
        "het voorbeeld tonen",
        "de persoon zelf",
        "een dag",
        Afterwards.REMOVED,
    ),
    About(
        "wagtailcore.PageSubscription",
        "user page comment_notifications",
        "Of iemand mail wil over opmerkingen bij een pagina",
        "die mail sturen",
        "de persoon zelf",
        AS_LONG_AS_ACCOUNT,
        Afterwards.REMOVED,
    ),
    About(
        "wagtailcore.APIToken",
        "user name key_hash prefix created revoked_at last_used_at",
        "Sleutel voor de programmeertoegang van Wagtail; deze site geeft die niet uit",
        "niet in gebruik",
        "niemand",
        "niet bewaard",
        Afterwards.REMOVED,
        never_exported="key_hash prefix",
    ),
    About(
        "kennisbank.ImportUpload",
        "owner batch parent kind name content expires_at",
        "Een document dat iemand inleest, tot hij er een concept van maakt",
        "het inlezen in stappen",
        "de persoon zelf",
        "24 uur; ieder uur opgeruimd",
        Afterwards.REMOVED,
        never_exported="content",
    ),
    About(
        "municipalities.Notice",
        "person page kind comment made_at taken_at",
        "Mail over een verzoek aan een tweede lezer, tot die is verstuurd",
        "die mail sturen",
        "niemand",
        "tot de mail is verstuurd, ten hoogste drie dagen",
        Afterwards.REMOVED,
    ),
    About(
        "municipalities.ReviewMail",
        "user week taken_at",
        "Wie in welke week mail kreeg over pagina's om na te kijken",
        "die mail één keer sturen",
        "niemand",
        "acht weken",
        Afterwards.REMOVED,
    ),
    About(
        "municipalities.Question",
        "token asked_at address_hash network_hash status taken_at name address text",
        "Vraag van een bezoeker aan een gemeente of regio; adres en netwerk ook onleesbaar gemaakt (hash)",
        "de vraag doorsturen, en tellen hoeveel vragen iemand stelt",
        "niemand; de mail gaat naar de gemeente of regio, of naar curatoren",
        "naam, adres en vraag tot de mail is verstuurd; de rest 30 dagen",
        Afterwards.REMOVED,
        never_exported="token address_hash network_hash",
    ),
)
