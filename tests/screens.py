"""Pages as people see them, on a wide screen and on a phone: what no page of ours may have.

What axe finds is WCAG 2.0 to 2.2, A and AA, and its best practices. Only that is handed over by the
browser: all that it looked at takes longer to hand over than to look at.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_SCREENS = {"wide": (1200, 1000), "phone": (390, 844)}
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_AXE = Axe().axe_script
_FAULTS = """rules => axe.run({runOnly: rules, resultTypes: ['violations']}).then(
  found => found.violations.map(fault => [fault.help, ...fault.nodes.map(node => node.html)]))"""

#: Elements whose words are wider than their box, and the page itself. A region that scrolls by
#: itself and text for screen readers alone are meant to be so; a sign without words
#: cuts none.
_CUT = """() => {
  const cut = [...document.querySelectorAll('main *')].filter(e =>
    e.innerText?.trim() && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0
    && getComputedStyle(e).display !== 'inline'
    && !e.closest('.vh, thead, .table-wrapper, textarea, pre, select'));
  const wide = document.documentElement.scrollWidth > window.innerWidth ? ['page'] : [];
  return wide.concat(cut.map(e => e.tagName + '.' + e.className + ' ' + e.innerText.slice(0, 60)));
}"""


def axe_faults(page: Page) -> list[list[str]]:
    """Each rule that the page breaks, in words, with the elements that do. The page must let
    scripts in (``bypass_csp``)."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    found: list[list[str]] = page.evaluate(_FAULTS, _RULES)
    return found


def _cut_off(page: Page) -> list[str]:
    """What is cut off or wider than the screen."""
    found: list[str] = page.evaluate(_CUT)
    return found


def faults(page: Page) -> list[object]:
    """What axe finds and what is cut off on either screen, with all that folds opened. The page
    is left on the phone."""
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    found: list[object] = []
    for width, height in _SCREENS.values():
        page.set_viewport_size({"width": width, "height": height})
        found += (*_cut_off(page), *axe_faults(page))
    return found
