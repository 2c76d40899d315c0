"""Tests: production, with each loosening named."""

import os
import tempfile

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="kennisbank-test-")
os.environ["SECRET_KEY"] = "only-for-tests " * 3
os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
# The test client and the browser speak plain http.
os.environ["BASE_URL"] = "http://localhost"
# SQLite unless a run asks for PostgreSQL.
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "sqlite:///:memory:")
os.environ["EMAIL_URL"] = "memory://"
# A test that wants another engine asks for it.
os.environ["SEARCH_ENGINE"] = "database"
# A test of the second factor asks for it.
os.environ["MFA_REQUIRED_FOR"] = ""
os.environ["OIDC_PROVIDERS"] = "[]"
# A test of another way asks for it.
os.environ["FILES_SENT_BY"] = "django"

from kennisbank.settings.production import *  # noqa: F403 - the lines above must come first

# Hashing on purpose slowly would make the suite minutes longer and tests nothing.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tests need no collected and compressed files.
STORAGES = {
    "default": {"BACKEND": "kennisbank.files.storage.CheckedFileStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The demo command is tested too.
EXAMPLE_CONTENT_ALLOWED = True
# Each client would read the folder of static files anew.
WHITENOISE_AUTOREFRESH = True
