"""What each page is checked for: foreign hosts, broken policies, axe, the Nu HTML checker."""

import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

from tools import machine

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass
class Watch:
    """Follows a browser page: hosts that it asked, violations of the policy, errors of scripts, answers of 5xx."""

    host: str
    foreign: set = field(default_factory=set)
    complaints: list = field(default_factory=list)

    @classmethod
    def over(cls, page, url):
        watch = cls(urlsplit(url).netloc)
        page.on("request", watch._request)
        page.on("response", watch._response)
        page.on("console", watch._console)
        page.on("pageerror", lambda error: watch.complaints.append(str(error)))
        return watch

    def _request(self, request):
        where = urlsplit(request.url)
        if where.scheme in {"http", "https"} and where.netloc != self.host:
            self.foreign.add(where.netloc)

    def _response(self, response):
        if response.status >= 500:
            self.complaints.append(f"{response.status} {response.url}")

    def _console(self, message):
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)


def axe_findings(page):
    """Rule and place of each violation, as short lines. To tell of all that is right as well takes as long again."""
    options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    results = Axe().run(page, options=options)
    return [f"{v['id']}: {node['target']}" for v in results.response["violations"] for node in v["nodes"]]


def is_wider_than_its_window(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")


def html_findings(folder):
    """What the Nu HTML checker says of all .html files in a folder, as short lines."""
    command = [*machine.html_checker(), "--format", "json", "--skip-non-html", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [
        f"{Path(urlsplit(m['url']).path).name}:{m.get('lastLine')}: {m['message']}"
        for m in json.loads(done.stderr)["messages"]
        if m["type"] == "error" or m.get("subType") == "warning"
    ]
