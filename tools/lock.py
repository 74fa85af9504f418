"""`make lock`: the newest allowed versions with their hashes, for every Python from 3.11 on, naming no registry.

`requirements/site.lock` is what a site needs, `dev.lock` the same and what tests and checks need. Fetches `uv` for it.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = {"dev.lock": ["--group", "test", "--group", "lint", "--group", "build"], "site.lock": []}


def main():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([f"{folder}/bin/python", "-m", "pip", "install", "--quiet", "uv"], check=True)
        for name, groups in LOCKS.items():
            _compile(Path(folder) / "bin" / "uv", ROOT / "requirements" / name, groups)


def _compile(uv, lock, groups):
    # The site's lock is held to the versions of the developers' lock.
    held = [] if groups else ["--constraints", "requirements/dev.lock"]
    subprocess.run(
        [
            str(uv),
            "pip",
            "compile",
            "pyproject.toml",
            "--universal",
            "--python-version",
            "3.11",
            "--all-extras",
            *groups,
        ]
        + [*held, "--generate-hashes", "--no-annotate", "--no-header", "--no-emit-index-url", "--upgrade", "--quiet"]
        + ["--output-file", str(lock)],
        cwd=ROOT,
        check=True,
    )


if __name__ == "__main__":
    main()
