"""The square code on a brief, which leads to what has changed since: only with a site address."""

from billtrail.briefs.values import Brief

from .identity import brief_id


def check_address(brief: Brief) -> str:
    """Where the published site answers for this brief; ``""`` without a site."""
    return f"{brief.check_at}/check/{brief_id(brief)}" if brief.check_at else ""


def draw_code(brief: Brief) -> str:
    """The address as a QR code in SVG, ``""`` without a site."""
    if not brief.check_at:
        return ""
    import segno  # loads what asks the web

    address = check_address(brief)
    code = segno.make(address, error="m", micro=False)
    return str(code.svg_inline(border=0, dark="#1c2430", omitsize=True, title=address))
