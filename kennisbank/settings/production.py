"""Production: strict, and everything that differs per place comes from the environment."""

from pathlib import Path

from csp.constants import NONE, SELF

from kennisbank.settings.environment import read_environment

ENVIRONMENT = read_environment()
PROJECT_DIR = Path(__file__).resolve().parents[2]

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
EXAMPLE_CONTENT_ALLOWED = False

INSTALLED_APPS = [
    "search",
    "lessons",
    "municipalities",
    "kennisbank",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "municipalities.people.apps.AccountsAdminConfig",  # wagtail.users, with rules for accounts.
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "kennisbank.csp.AdminPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "kennisbank.caching.AskAgainMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "municipalities.rights.ending.RolesThatHoldMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "municipalities.accounts.second_factor.SecondFactorMiddleware",
    "kennisbank.editing.named.NamedByNumberMiddleware",
    "kennisbank.impossible.ImpossibleInputMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "kennisbank.urls"
WSGI_APPLICATION = "kennisbank.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": ENVIRONMENT.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "municipalities.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "municipalities.accounts.passwords.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
USE_I18N = True
LOCALE_PATHS = [PROJECT_DIR / "locale"]  # Wagtail's Dutch in our words: plain, and with "u".
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = PROJECT_DIR / "build" / "static"
STATICFILES_DIRS = [PROJECT_DIR / "static"]
MEDIA_ROOT = ENVIRONMENT.data_dir / "media"
STORAGES = {
    "default": {"BACKEND": "kennisbank.files.storage.CheckedFileStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILES_SENT_BY = ENVIRONMENT.files_sent_by
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's editor sends one field per block and child row.

# Wagtail's own small tasks run at once (its reference index must be true right after a publish);
# ours name the backend "worker", whose queue is a table.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "worker": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 5_000},  # Pages that are alike, by page: about 1 kB each.
    },
    # What all processes must count together: attempts to log in. `prepare` makes the table.
    "shared": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # So that nobody pushes out his own count by making others.
    },
}

# The database's own engine is always kept; another is used beside it.
SEARCH_ENGINE = ENVIRONMENT.search_engine
SEARCH_URLS = ENVIRONMENT.search_urls
SEARCH_INDEX_PREFIX = ENVIRONMENT.search_index_prefix

EMAIL_BACKEND = ENVIRONMENT.email["EMAIL_BACKEND"]
EMAIL_HOST = ENVIRONMENT.email["EMAIL_HOST"]
EMAIL_PORT = ENVIRONMENT.email["EMAIL_PORT"]
EMAIL_HOST_USER = ENVIRONMENT.email["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = ENVIRONMENT.email["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = ENVIRONMENT.email["EMAIL_USE_TLS"]
EMAIL_USE_SSL = ENVIRONMENT.email["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = ENVIRONMENT.email_from
EMAIL_BOUNCES = ENVIRONMENT.email_bounces

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"format": "{message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "audit": {"class": "logging.StreamHandler", "formatter": "json"},
    },
    "root": {"handlers": ["console"], "level": ENVIRONMENT.log_level},
    # Two lines per small task, and three per page that is saved; the worker sets its own level.
    # The clients of the search servers tell of every request; what fails, ``search`` says in one line.
    "loggers": {
        # One JSON object per line, whatever the level of the rest.
        "audit": {"handlers": ["audit"], "level": "INFO", "propagate": False},
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
        "elastic_transport": {"level": "ERROR"},
        "opensearch": {"level": "ERROR"},
        "opensearchpy.trace": {"level": "ERROR"},
    },
}

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.https
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.base_url]
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview shows the page in a frame of the editor.

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        # Chromium looks at where a form leads in the end: the login of a provider.
        "form-action": [SELF, *[provider.origin for provider in ENVIRONMENT.oidc_providers]],
        "frame-ancestors": [SELF],
    },
}

LOGIN_URL = "account_login"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
SESSION_COOKIE_AGE = 12 * 60 * 60

ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENVIRONMENT.https else 0  # The proxy that speaks https tells who asks.
ACCOUNT_ADAPTER = "municipalities.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "change_password": "municipalities.accounts.forms.ChangePasswordForm",
    "reset_password_from_key": "municipalities.accounts.forms.ResetPasswordKeyForm",
    "set_password": "municipalities.accounts.forms.SetPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# Whoever makes an account vouches for its address; a new address is confirmed before it counts.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # Whoever did not change his password himself hears that it was changed.
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_SESSION_REMEMBER = True  # For as long as SESSION_COOKIE_AGE, without a question.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # Mail takes its time at some municipalities.

MFA_ADAPTER = "municipalities.accounts.adapter.MFAAdapter"
MFA_FORMS = {
    "activate_totp": "municipalities.accounts.forms.ActivateAppForm",
    "add_webauthn": "municipalities.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "municipalities.accounts.forms.EditPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Kennisbank Koplopers"
MFA_REQUIRED_FOR = ENVIRONMENT.mfa_required_for

SOCIALACCOUNT_ADAPTER = "municipalities.accounts.oidc.SocialAccountAdapter"
SOCIALACCOUNT_FORMS = {"disconnect": "municipalities.accounts.forms.UnlinkForm"}
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "provider_class": "municipalities.accounts.oidc.Provider",
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [provider.as_app() for provider in ENVIRONMENT.oidc_providers],
    }
}

RETENTION_LOG_YEARS = ENVIRONMENT.retention_log_years
RETENTION_ACCOUNT_MONTHS = ENVIRONMENT.retention_account_months

WAGTAIL_SITE_NAME = "Kennisbank Koplopers"
WAGTAILADMIN_BASE_URL = ENVIRONMENT.base_url
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # Passwords and addresses are changed at /account/.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# Wagtail would answer the address of any page with its draft title and the address of its editor.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES = [("nl", "Nederlands")]
WAGTAIL_ENABLE_UPDATE_CHECK = False  # No request to a third party, from an editor's browser either.
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_MODEL = "kennisbank.CustomImage"
WAGTAILDOCS_DOCUMENT_MODEL = "kennisbank.CustomDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # Every download passes the check on who may read it.
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "kennisbank.files.pictures.ImageForm"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "municipalities.review.finish.publish_what_was_approved"
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # Mail about a request goes to who can act on it.
WAGTAILADMIN_COMMENTS_ENABLED = True
# Wagtail's half second would be two versions a second from everybody who types, and SQLite writes one at a time; what
# was typed in the last seconds is kept by the browser (assets/js/editor/kept.js).
WAGTAIL_AUTOSAVE_INTERVAL = 5_000
TAGGIT_CASE_INSENSITIVE = True
