"""The addresses of logging in and of one's own account; the names are those that allauth looks for."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import include, path, re_path

from municipalities.accounts.oidc import with_provider_that_answers
from municipalities.accounts.views import admin_login, overview, own_name, password_reset, signed_in

login = [
    path("", account.login, name="account_login"),
    path("code/", account.request_login_code, name="account_request_login_code"),
    path("code/invullen/", account.confirm_login_code, name="account_confirm_login_code"),
    path("passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("tweede-stap/", factors.authenticate, name="mfa_authenticate"),
    path("afgesloten/", account.account_inactive, name="account_inactive"),
    path("via/geannuleerd/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("via/mislukt/", social.login_error, name="socialaccount_login_error"),
    path("via/<slug:provider_id>/", with_provider_that_answers(oidc.login), name="openid_connect_login"),
    path(
        "via/<slug:provider_id>/terug/",
        with_provider_that_answers(oidc.callback),
        name="openid_connect_callback",
    ),
]

forgotten_password = [
    path("", account.password_reset, name="account_reset_password"),
    path("verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    path("gelukt/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[\w-]+)/$",  # allauth fills in the two as one word.
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]

second_factor = [
    path("", factors.index, name="mfa_index"),
    path("bevestigen/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("app/", app.activate_totp, name="mfa_activate_totp"),
    path("app/uitzetten/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("herstelcodes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("herstelcodes/maken/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("passkeys/toevoegen/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("passkeys/bevestigen/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("passkeys/<int:pk>/naam/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/weghalen/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
]

own_account = [
    path("", overview, name="account_overview"),
    path("naam/", own_name, name="account_name"),
    path("aanmaken/", account.signup, name="account_signup"),
    path("e-mailadres/", account.email, name="account_email"),
    path("e-mailadres/<str:key>/", account.confirm_email, name="account_confirm_email"),
    path("wachtwoord/", account.password_change, name="account_change_password"),
    path("wachtwoord/instellen/", account.password_set, name="account_set_password"),
    path("bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path("koppelingen/", social.connections, name="socialaccount_connections"),
    path("tweede-stap/", include(second_factor)),
]

# Before Wagtail's own addresses, which these replace.
admin_roads = [
    path("login/", admin_login),
    path("logout/", account.logout),
    path("password_reset/", password_reset),
    path("password_reset/done/", password_reset),
    path("password_reset/confirm/<uidb64>/<token>/", password_reset),
    path("password_reset/complete/", password_reset),
]

urlpatterns = [
    path("inloggen/", include(login)),
    path("ingelogd/", signed_in, name="signed_in"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("wachtwoord-vergeten/", include(forgotten_password)),
    path("account/", include(own_account)),
    path("beheer/", include(admin_roads)),
]
