"""Checks a report's page with axe-core in headless Chromium; no part of the test command.

    pip install playwright==1.65.2 axe-playwright-python==0.1.8     # carries axe.min.js
    apt-get install chromium
    python Tests/References/accessibility.py RUN/report.html [/usr/bin/chromium]

In light and dark, at 1000 and at 390 pixels: every violation of axe-core, and whether the page
scrolls sideways. The exit code is 1 for a violation of level serious or above, or such scrolling.
"""

import json
import sys
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import sync_playwright

page_file = Path(sys.argv[1]).resolve()
browser_path = sys.argv[2] if len(sys.argv) > 2 else "/usr/bin/chromium"
axe = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
failed = False

with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
    for scheme in ("light", "dark"):
        for width in (1000, 390):
            # The page's own policy forbids scripts; the check needs to add one.
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
            )
            page = context.new_page()
            requests = []
            page.on("request", lambda request: requests.append(request.url))
            page.goto(page_file.as_uri())
            page.evaluate(axe)
            result = json.loads(page.evaluate("axe.run().then(JSON.stringify)"))
            sideways = page.evaluate("document.documentElement.scrollWidth") > width
            other = [r for r in requests if r != page_file.as_uri() and not r.startswith("data:")]
            print(
                f"axe-core {result['testEngine']['version']}, {scheme}, {width} px:",
                f"{len(result['violations'])} violations, {len(result['passes'])} rules passed,",
                f"{len(result['incomplete'])} to be looked at by hand;",
                "scrolls sideways;" if sideways else "no scrolling sideways;",
                f"{len(other)} requests beside the page",
            )
            for violation in result["violations"]:
                print(f"  {violation['impact']}: {violation['id']}: {violation['help']}")
                for node in violation["nodes"][:5]:
                    print(f"    {node['html'][:120]}")
            for unsure in result["incomplete"]:
                print(f"  by hand: {unsure['id']}: {unsure['help']} ({len(unsure['nodes'])})")
            grave = [v for v in result["violations"] if v["impact"] in ("serious", "critical")]
            failed = failed or bool(grave) or sideways or bool(other)
            context.close()
    browser.close()

sys.exit(1 if failed else 0)
