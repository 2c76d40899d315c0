"""One's own machine (``make run``): production, with each loosening named."""

import os
import secrets
from pathlib import Path
from urllib.parse import quote

DATA_DIR = Path(
    os.environ.setdefault("DATA_DIR", str(Path(__file__).resolve().parents[2] / "data"))
).resolve()
PORT = os.environ.get("PORT", "8000")


def _own_secret_key() -> str:
    """A key made once per data folder, so that nobody has to invent one to try the site."""
    file = DATA_DIR / "secret-key.txt"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48))
    return file.read_text()


os.environ.setdefault("SECRET_KEY", _own_secret_key())
# Only reachable from the machine itself, over plain http.
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1")
os.environ.setdefault("BASE_URL", f"http://localhost:{PORT}")
DATA_DIR.mkdir(parents=True, exist_ok=True)
# No database server is needed to try the site.
os.environ.setdefault("DATABASE_URL", f"sqlite:///{quote(str(DATA_DIR / 'kennisbank.sqlite3'))}")
# Mail is printed, so that nothing leaves the machine.
os.environ.setdefault("EMAIL_URL", "console://")
# Who tries the site has no second factor at hand.
os.environ.setdefault("MFA_REQUIRED_FOR", "")

from kennisbank.settings.production import *  # noqa: E402, F403 - the lines above must come first

# Making the example content would bury the address that `make run` prints.
LOGGING["loggers"]["audit"]["level"] = "WARNING"  # type: ignore[index]  # noqa: F405
# Example content belongs on a machine where somebody tries the site, never in production.
EXAMPLE_CONTENT_ALLOWED = True
# A browser gives passkeys to plain http on the machine itself.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
