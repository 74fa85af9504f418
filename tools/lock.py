"""`make lock`: the newest allowed versions with their hashes, for every Python from 3.11 on, naming no registry.

`requirements/site.lock` is what a site needs, `dev.lock` the same and what tests and checks need; `installer.lock` is
the program that installs them.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EVERYTHING = ["pyproject.toml", "--all-extras"]
LOCKS = {
    "installer.lock": ["--group", "installer"],
    "dev.lock": [*EVERYTHING, "--group", "test", "--group", "lint", "--group", "build"],
    "site.lock": [*EVERYTHING, "--constraints", "requirements/dev.lock"],
}
ANYWHERE = ["--universal", "--python-version", "3.11", "--no-emit-index-url"]
PLAIN = ["--generate-hashes", "--no-annotate", "--no-header", "--quiet"]


def main():
    for name, sources in LOCKS.items():
        command = [Path(sys.executable).parent / "uv", "pip", "compile", *sources, *ANYWHERE, *PLAIN, "--upgrade"]
        subprocess.run([*command, "--output-file", f"requirements/{name}"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
