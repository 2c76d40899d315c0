"""``make lint`` and ``make benchmark``."""

import subprocess

from scripts.packages import install_node_packages, install_python_packages
from scripts.places import BUILD, ROOT, VENV_BIN, child_environment
from scripts.serve import build_assets, collect_static_files, manage

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("djlint", "templates", "--check"),
    ("djlint", "templates", "--lint", "--quiet"),
    ("mypy",),
)


def lint() -> int:
    """Run all checks, also after one that fails; returns 0 when none has anything to say."""
    install_python_packages("requirements-dev.lock")
    failed = []
    for program, *arguments in CHECKS:
        name = " ".join((program, *arguments))
        print(f"\n{name}", flush=True)
        finished = subprocess.run(
            [VENV_BIN / program, *arguments], cwd=ROOT, env=child_environment(), stdin=subprocess.DEVNULL
        )
        if finished.returncode:
            failed.append(name)
    print(f"\nmake lint: {'failed: ' + '; '.join(failed) if failed else 'all good'}", flush=True)
    return 1 if failed else 0


def benchmark() -> int:
    """Measure on databases of its own, with example and generated content that is made when it is not there yet."""
    install_python_packages("requirements-dev.lock")
    install_node_packages()
    build_assets()
    data = BUILD / "benchmark"
    data.mkdir(parents=True, exist_ok=True)
    environment = child_environment(DJANGO_SETTINGS_MODULE="kennisbank.settings.dev", DATA_DIR=str(data))
    collect_static_files(environment)
    manage(environment, "prepare", doing="Preparing the example content …")
    return subprocess.run(
        [VENV_BIN / "python", "-m", "tests.benchmarks"], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL
    ).returncode
