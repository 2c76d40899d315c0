"""``python -m kennisbank.healthcheck``: asks the server in this container how it is (exit code 0 or 1).

Knocks at the local port with the public host name, because Django answers to no other, and says that it came over
https, because it would be redirected there otherwise.
"""

import os
import sys
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen


def main() -> int:
    """Return 0 when ``/health`` answers 200 within three seconds."""
    public = urlsplit(os.environ.get("BASE_URL", "http://localhost"))
    request = Request(
        f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/health",
        headers={"Host": public.netloc, "X-Forwarded-Proto": public.scheme},
    )
    try:
        with urlopen(request, timeout=3) as response:  # noqa: S310 - the scheme is fixed above
            return 0 if response.status == 200 else 1
    except (URLError, TimeoutError):
        return 1


if __name__ == "__main__":
    sys.exit(main())
