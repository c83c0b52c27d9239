"""Opens a leaders' page in Chromium and holds it to what a reader needs of it.

Usage: page.py CHROMIUM PAGE...
"""

import re
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
FAULTS = []


def check(held, what):
    if not held:
        FAULTS.append(what)


def watched(context, address, name):
    """A page that tells of everything it fetches and complains of."""
    page = context.new_page()
    page.on("console", lambda said: check(False, f"{name}: console: {said.text}"))
    page.on("pageerror", lambda error: check(False, f"{name}: error: {error}"))

    def fetched(request):
        check(request.url.split("#")[0] == address, f"{name}: fetches {request.url[:80]}")

    page.on("request", fetched)
    page.goto(address)
    return page


def fits(page, name):
    width, window = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    check(width <= window, f"{name}: {width} px wide in a window of {window}")


CONTRAST = """() => {
  const light = (colour) => {
    const parts = colour.match(/[\\d.]+/g).map(Number);
    const [r, g, b] = parts.map((one) => one / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (one) => {
    for (; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const poor = new Set();
  for (const one of document.querySelectorAll("h1, h2, h3, p, a, b, small, span, th, td, button, summary, dt, dd, li")) {
    if (!one.textContent.trim() || !one.getClientRects().length) continue;
    const [a, b] = [light(getComputedStyle(one).color), light(ground(one))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.add(`${one.tagName}.${one.className}: ${ratio.toFixed(1)}`);
  }
  return [...poor];
}"""


def read_aloud(context, page, name):
    """What an assistive program is told: every heading, table, region and picture has a name."""
    tree = context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    found = {}
    for node in tree:
        if node.get("ignored"):
            continue
        role = node.get("role", {}).get("value")
        found.setdefault(role, []).append(node.get("name", {}).get("value", ""))
    for role in ["heading", "table", "region", "image", "columnheader", "rowheader", "navigation"]:
        names = found.get(role, [])
        check(names, f"{name}: no {role} in the accessibility tree")
        unnamed = sum(not one.strip() for one in names)
        check(not unnamed, f"{name}: {unnamed} of role {role} without a name")
    for role in ["searchbox", "button"]:
        check(all(found.get(role, [])), f"{name}: a {role} without a name")
    levels = page.eval_on_selector_all("h1,h2,h3,h4", "all => all.map(one => +one.tagName[1])")
    check(levels.count(1) == 1, f"{name}: {levels.count(1)} h1")
    jumps = [pair for pair in zip(levels, levels[1:]) if pair[1] > pair[0] + 1]
    check(not jumps, f"{name}: headings jump {jumps}")


def column(table, at):
    return table.evaluate("(one, at) => [...one.tBodies[0].rows].map(row => row.cells[at].textContent)", at)


def number(text, lang):
    found = re.search(r"\d[\d.,]*", text)
    if not found:
        return float("-inf")
    digits = found[0]
    digits = digits.replace(".", "").replace(",", ".") if lang == "vi" else digits.replace(",", "")
    return float(digits)


def sorts(page, lang, name):
    """Each column that says it sorts by number does, up and then down, with all its rows."""
    tried = 0
    for table in page.query_selector_all("table"):
        if not table.is_visible() or len(column(table, 0)) < 3:
            continue
        headings = table.query_selector_all("thead th")
        for at, heading in enumerate(headings):
            if heading.get_attribute("data-sort") != "number":
                continue
            before = column(table, at)
            button = heading.query_selector("button")
            button.focus()
            page.keyboard.press("Enter")
            up = [number(text, lang) for text in column(table, at)]
            check(up == sorted(up), f"{name}: {heading.inner_text()} is not sorted: {up}")
            check(heading.get_attribute("aria-sort") == "ascending", f"{name}: no aria-sort")
            page.keyboard.press("Enter")
            down = [number(text, lang) for text in column(table, at)]
            check(down == sorted(down, reverse=True), f"{name}: {heading.inner_text()} not down")
            check(sorted(before) == sorted(column(table, at)), f"{name}: rows are lost")
            tried += 1
            break
    check(tried >= 3, f"{name}: only {tried} tables sort")


def searches(page, name):
    """A search without marks of Vietnamese finds the row of a name that has them."""
    tried = 0
    for find in page.query_selector_all(".find"):
        if not find.is_visible():
            continue
        rows = find.evaluate_handle(
            "one => { const place = one.nextElementSibling, table = place.querySelector('table');"
            " return [...(table ? table.tBodies[0].rows : place.children)]; }"
        )
        texts = rows.evaluate("all => all.map(one => (one.cells ? one.cells[0] : one.firstElementChild).textContent)")
        wanted = rows.evaluate(
            "all => { const last = all[all.length - 1]; const head = last.cells ? last.cells[0] : last.firstElementChild;"
            " return head.textContent.normalize('NFD').replace(/[\\u0300-\\u036f]/g, '')"
            ".replace(/đ/g, 'd').replace(/Đ/g, 'D').toUpperCase().trim(); }"
        )
        field = find.query_selector("input")
        field.fill(wanted)
        page.wait_for_function("one => one.querySelector('output').textContent !== ''", arg=find)
        shown = rows.evaluate("all => all.filter(one => !one.hidden).length")
        check(0 < shown < len(texts), f"{name}: {wanted!r} shows {shown} of {len(texts)}")
        count = find.query_selector("output").inner_text()
        check(count == f"{shown} / {len(texts)}", f"{name}: says {count}")
        field.fill("")
        page.wait_for_function("one => one.querySelector('output').textContent === ''", arg=find)
        check(rows.evaluate("all => all.every(one => !one.hidden)"), f"{name}: rows stay hidden")
        tried += 1
    check(tried >= 2, f"{name}: only {tried} searches")


def opens(page, name):
    """A unit's name leads to what it has not reached, and a button opens all."""
    link = page.query_selector("table th a")
    if not link:
        return
    place = link.get_attribute("href")[1:]
    page.evaluate("address => { location.hash = address; }", place)
    page.wait_for_function("id => document.getElementById(id).closest('details').open", arg=place)
    page.query_selector(".all").click()
    check(page.evaluate("[...document.querySelectorAll('.unit')].every(one => one.open)"), f"{name}: not all open")
    page.query_selector(".all").click()
    check(page.evaluate("[...document.querySelectorAll('.unit')].every(one => !one.open)"), f"{name}: not all closed")


def runs_nothing_else(context, address, name):
    """The page's own policy keeps what is not its own from running and from being fetched."""
    page = context.new_page()
    page.goto(address)
    page.evaluate(
        "() => { const one = document.createElement('script'); one.textContent = 'window.ran = 1'; document.body.append(one);"
        " const two = document.createElement('img'); two.setAttribute('onerror', 'window.ran = 1'); two.src = 'data:,'; document.body.append(two); }"
    )
    page.wait_for_timeout(200)
    check(not page.evaluate("window.ran"), f"{name}: a foreign script ran")
    page.close()


def without_script(browser, address, name):
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = watched(context, address, f"{name} without script")
    check(page.locator("table").count() > 3, f"{name}: no tables without script")
    check(not page.locator(".find").first.is_visible(), f"{name}: a search that cannot search")
    check(page.locator("details.unit summary").first.is_visible(), f"{name}: units are hidden")
    context.close()


def prints(page, name):
    page.emulate_media(media="print")
    for hidden in ["nav", ".find", ".all"]:
        for one in page.query_selector_all(hidden):
            check(not one.is_visible(), f"{name}: prints {hidden}")
    check(len(page.pdf(prefer_css_page_size=True)) > 10_000, f"{name}: no paper")


def main():
    program, files = sys.argv[1], sys.argv[2:]
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for file in files:
            address = Path(file).resolve().as_uri()
            for view, size in [("phone", PHONE), ("desk", DESK)]:
                for scheme in ["light", "dark"]:
                    name = f"{Path(file).parent.name} {view} {scheme}"
                    context = browser.new_context(viewport=size, color_scheme=scheme)
                    page = watched(context, address, name)
                    lang = page.evaluate("document.documentElement.lang")
                    fits(page, name)
                    check(not (poor := page.evaluate(CONTRAST)), f"{name}: poor contrast {poor}")
                    read_aloud(context, page, name)
                    if scheme == "light":
                        sorts(page, lang, name)
                        searches(page, name)
                        opens(page, name)
                        fits(page, name)
                        prints(page, name)
                        runs_nothing_else(context, address, name)
                    context.close()
            without_script(browser, address, Path(file).parent.name)
        browser.close()
    if FAULTS:
        sys.exit("\n".join(FAULTS))
    print(f"{len(files)} pages hold on phone, desk and paper")


main()
