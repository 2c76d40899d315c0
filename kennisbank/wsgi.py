"""The web application, as a server loads it."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisbank.settings.production")

application = get_wsgi_application()
# What is loaded now stays until the end. Without this, each thorough collection looks through it for 120 ms, in the
# middle of some visitor's request.
gc.collect()
gc.freeze()
