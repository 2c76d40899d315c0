"""What people read when something went wrong or right, where allauth's own Dutch says "je"."""

TOO_OFTEN = "U hebt dit te vaak geprobeerd. Wacht vijf minuten en probeer het opnieuw."
NOT_THE_CODE = "Deze code klopt niet. Kijk of u de nieuwste code gebruikt."
LOG_IN_AGAIN = "Uw rol vraagt om een tweede stap bij het inloggen. Log daarom opnieuw in."

ACCOUNT_ERRORS = {
    "account_inactive": "Dit account is afgesloten.",
    "cannot_remove_primary_email": "U kunt het adres waarmee u inlogt niet weghalen.",
    "duplicate_email": "Dit adres hoort al bij uw account.",
    "email_password_mismatch": "Dit e-mailadres en dit wachtwoord horen niet bij elkaar.",
    "email_taken": "Dit adres kunt u niet gebruiken.",
    "enter_current_password": "Dit is niet uw huidige wachtwoord.",
    "incorrect_code": NOT_THE_CODE,
    "incorrect_password": "Dit wachtwoord klopt niet.",
    "invalid_login": "Inloggen is niet gelukt.",
    "invalid_or_expired_key": "Deze link werkt niet meer.",
    "invalid_password_reset": "Deze link werkt niet meer.",
    "max_email_addresses": "U kunt niet meer dan %d adressen hebben.",
    "rate_limited": TOO_OFTEN,
    "same_as_current": "Dit is het adres dat u al hebt.",
    "select_only_one": "Vul één van beide in.",
    "too_many_login_attempts": TOO_OFTEN,
    "unknown_email": "Dit adres is hier niet bekend.",
    "unverified_primary_email": "Bevestig eerst uw nieuwe adres.",
}

FACTOR_ERRORS = {
    "add_email_blocked": "U kunt geen adres toevoegen zolang de tweede stap aanstaat.",
    "cannot_delete_authenticator": "Uw rol vraagt om een tweede stap. Stel eerst een andere in.",
    "cannot_generate_recovery_codes": "Stel eerst een app of een passkey in.",
    "incorrect_code": NOT_THE_CODE,
    "unverified_email": "Bevestig eerst uw nieuwe e-mailadres, of zie ervan af.",
}

PROVIDER_ERRORS = {
    "connected_other": "Deze inlog hoort al bij een ander account.",
    "disconnect_last": "Dit is uw enige manier om in te loggen. Stel eerst een wachtwoord in.",
    "email_taken": "Inloggen via %s is niet gelukt.",
    "invalid_token": "Inloggen is niet gelukt.",
    "no_password": "Stel eerst een wachtwoord in.",
    "no_verified_email": "Bevestig eerst uw e-mailadres.",
}

# What a mail about a change of an account says, by the name of allauth's template.
CHANGES = {
    "account/email/email_changed": "Uw e-mailadres is gewijzigd. U logt voortaan in met {to_email}.",
    "account/email/email_deleted": "Het adres {deleted_email} hoort niet meer bij uw account.",
    "account/email/password_changed": "Uw wachtwoord is gewijzigd.",
    "account/email/password_reset": "U hebt een nieuw wachtwoord gekozen.",
    "account/email/password_set": "Uw account heeft nu een wachtwoord.",
    "mfa/email/recovery_codes_generated": "Er zijn nieuwe herstelcodes gemaakt. De oude werken niet meer.",
    "mfa/email/totp_activated": "Voor het inloggen is een app met codes ingesteld.",
    "mfa/email/totp_deactivated": "De app met codes is uitgezet.",
    "mfa/email/webauthn_added": "Er is een passkey toegevoegd.",
    "mfa/email/webauthn_removed": "Er is een passkey weggehaald.",
    "socialaccount/email/account_connected": "Uw account is gekoppeld aan {provider}.",
    "socialaccount/email/account_disconnected": "De koppeling met {provider} is weggehaald.",
}

# By the name of allauth's template; what is not in here is not said.
NOTICES = {
    "account/messages/cannot_delete_primary_email.txt": "U kunt het adres waarmee u inlogt niet weghalen.",
    "account/messages/email_confirmation_failed.txt": "Dit adres kunt u niet gebruiken.",
    "account/messages/email_confirmation_sent.txt": "Er is een mail met een link verstuurd naar het nieuwe adres.",
    "account/messages/email_confirmed.txt": "Uw nieuwe e-mailadres is bevestigd.",
    "account/messages/email_deleted.txt": "U houdt uw oude e-mailadres.",
    "account/messages/password_changed.txt": "Uw wachtwoord is gewijzigd.",
    "account/messages/password_set.txt": "Uw wachtwoord is ingesteld.",
    "mfa/messages/recovery_codes_generated.txt": "Er zijn nieuwe herstelcodes. De oude werken niet meer.",
    "mfa/messages/totp_activated.txt": "De app is ingesteld. Vanaf nu vraagt de site bij het inloggen om een code.",
    "mfa/messages/totp_deactivated.txt": "De app is uitgezet.",
    "mfa/messages/webauthn_added.txt": "De passkey is toegevoegd.",
    "mfa/messages/webauthn_removed.txt": "De passkey is weggehaald.",
    "socialaccount/messages/account_connected.txt": "U kunt nu ook zo inloggen.",
    "socialaccount/messages/account_connected_other.txt": "Deze inlog hoort al bij een ander account.",
    "socialaccount/messages/account_connected_updated.txt": "Deze inlog was al gekoppeld.",
    "socialaccount/messages/account_disconnected.txt": "De koppeling is weggehaald.",
}
