"""The register of municipalities: the file beside this module, reading it, and bringing the database in line."""

from pathlib import Path

REGISTER = Path(__file__).parent / "municipalities.csv"
