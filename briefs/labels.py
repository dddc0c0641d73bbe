"""Every label a brief prints, by key and language. ``plain`` only where it differs from ``en``."""

from collections.abc import Mapping

from billtrail.briefs.labels_visits import VISIT_LABELS

#: Counts in running text, from zero.
NUMBERS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
        "eighteen", "nineteen", "twenty",
    ),
    "es": (
        "ningún", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve",
        "diez", "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete",
        "dieciocho", "diecinueve", "veinte",
    ),
}  # fmt: skip


#: Official names that are said in the language, in order of replacement.
TERMS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "es": (("Public Law", "Ley Pública"), ("Chapter", "Capítulo"), ("Statutes of", "Leyes de")),
}


def _row(en: str, es: str, plain: str | None = None) -> dict[str, str]:
    return {"en": en, "es": es} | ({"plain": plain} if plain else {})


_HEADINGS = {
    "heading-problem": _row("The problem", "El problema"),
    "heading-does-law": _row("What the law does", "Qué hace la ley"),
    "heading-does-bill": _row(
        "What the bill would do", "Qué haría el proyecto de ley", "What the bill would change"
    ),
    "heading-did-bill": _row("What the bill would have done", "Qué habría hecho el proyecto"),
    "heading-programs": _row("What programs show", "Qué muestran los programas"),
    "heading-position": _row("Our position", "Nuestra posición"),
    "heading-behind": _row("Who stands behind it", "Quiénes lo respaldan"),
    "heading-behind-ended": _row("Who stood behind it", "Quiénes lo respaldaron"),
    "heading-voice": _row("In a survivor's words", "En palabras de una persona sobreviviente"),
    "heading-ask": _row("What we ask", "Qué pedimos"),
    "heading-ask-open": _row("What offices can do", "Qué pueden hacer las oficinas"),
    "heading-contact": _row("Contact", "Contacto"),
    "heading-notes": _row("Sources and notes", "Fuentes y notas"),
    "heading-bill": _row("The bill", "El proyecto de ley"),
    "heading-latest": _row("Latest steps on record", "Últimos pasos registrados, en inglés"),
    "heading-bar": _row("Where it stands", "Dónde está"),
}

_HEAD = {
    "status-as-of": _row("Status as of {date}", "Situación al {date}"),
    "sample": _row("SAMPLE: set your organisation", "MUESTRA: indique su organización"),
    "past": _row(
        "As things stood on {date}. Not current.", "Situación al {date}. No está actualizado."
    ),
    "past-now": _row(
        "As things stood on {date}. Not current: now {now}.",
        "Situación al {date}. No está actualizado: ahora {now}.",
    ),
    "stale": _row("Not checked since {date}.", "Sin verificar desde el {date}."),
    "for-member": _row("For legislative offices", "Para oficinas legislativas"),
    "for-coalition": _row("For coalition partners", "Para la coalición"),
    "for-funder": _row("For funders", "Para entidades financiadoras"),
    "for-public": _row("For the public", "Para el público"),
    "for-legislator": _row("For {name}", "Para {name}"),
    "date-unknown": _row("a date not on record", "una fecha no registrada"),
}

_HEADLINES = {
    "headline-alive": _row("{title}: where it stands", "{title}: dónde está"),
    "headline-law": _row("{title} is now law", "{title} ya es ley"),
    "headline-adopted": _row("{title} was adopted", "{title} fue adoptado"),
    "headline-ended": _row("{title} did not become law", "{title} no llegó a ser ley"),
    "headline-unknown": _row(
        "{title}: outcome not yet recorded", "{title}: resultado aún no registrado"
    ),
}

_GOALS = {
    "goals-identity": _row("What we work for", "Por lo que trabajamos"),
    "goals-title": _row("{n} goals, and where each stands", "{n} metas, y dónde está cada una"),
    "goals-law": _row("Law now: {n}.", "Ya son ley: {n}."),
    "goals-open": _row("A bill in play: {n}.", "Con proyecto en curso: {n}."),
    "goals-ended": _row("Bill ended without law: {n}.", "Proyecto terminado sin ley: {n}."),
    "goals-none": _row("No bill now: {n}.", "Sin proyecto ahora: {n}."),
    "goal-refused": _row("Its status is being checked.", "Se está verificando su situación."),
}

_STATUS = {
    "status-enacted": _row(
        "{bill} became {law} on {date}.", "{bill} pasó a ser ley el {date}: {law}."
    ),
    "status-enacted-unnumbered": _row(
        "{bill} became law on {date}.", "{bill} se convirtió en ley el {date}."
    ),
    "status-enacted-signed": _row(
        "{bill} was signed into law on {date}. The number of the law is not assigned yet in data "
        "of {known}.",
        "{bill} se firmó como ley el {date}. En los datos del {known} aún no tiene número de ley.",
        "{bill} was signed on {date}. It is now law. In data of {known} the law has no number yet.",
    ),
    "status-adopted": _row("{bill} was adopted on {date}.", "{bill} fue adoptado el {date}."),
    "status-introduced": _row(
        "{bill} was introduced on {date}. No committee has it yet.",
        "{bill} se presentó el {date}. Ninguna comisión lo tiene todavía.",
    ),
    "status-in_committee": _row(
        "{bill} has been in committee since {date}.",
        "{bill} está en comisión desde el {date}.",
        "{bill} is with a committee. It has been there since {date}.",
    ),
    "status-reported": _row(
        "A committee approved {bill} for a vote on {date}.",
        "Una comisión aprobó {bill} para votación el {date}.",
    ),
    "status-passed_one_chamber": _row(
        "{bill} passed {chamber} on {date}.", "{bill} fue aprobado por {chamber} el {date}."
    ),
    "status-passed_both": _row(
        "{bill} passed both chambers on {date}.", "Ambas cámaras aprobaron {bill} el {date}."
    ),
    "status-to_executive": _row(
        "{bill} was sent to {executive} on {date}.", "{bill} se envió a {executive} el {date}."
    ),
    "status-vetoed": _row("{bill} was vetoed on {date}.", "{bill} fue vetado el {date}."),
    "status-failed": _row(
        "{bill} failed a vote on {date}.", "{bill} perdió una votación el {date}."
    ),
    "status-died": _row(
        "{bill} died {reached}. It ended on {date}.",
        "{bill} murió {reached}. Terminó el {date}.",
    ),
    "status-withdrawn": _row(
        "{bill} was withdrawn by its author on {date}.", "Su autor retiró {bill} el {date}."
    ),
    "status-outcome_not_recorded": _row(
        "The outcome of {bill} is not recorded here yet. The last day to act was {date}.",
        "El resultado de {bill} aún no está registrado. El último día para actuar fue el {date}.",
    ),
    "reached-introduced": _row("without reaching a committee", "sin llegar a una comisión"),
    "reached-in_committee": _row("in committee", "en comisión"),
    "reached-reported": _row("waiting for a vote", "en espera de votación"),
    "reached-passed_one_chamber": _row(
        "after one chamber passed it", "después de que una cámara lo aprobó"
    ),
    "reached-passed_both": _row(
        "after both chambers passed it", "después de que ambas cámaras lo aprobaron"
    ),
    "reached-to_executive": _row("after it was sent for signature", "después de enviarse a firma"),
}

_NEXT = {
    "next": _row("Next: {what}, {date}.", "Próximo paso: {what}, {date}."),
    "next-undated": _row("Next: {what}. No date is set.", "Próximo paso: {what}. Sin fecha."),
    "certainty-sure": _row("by {date}", "a más tardar el {date}"),
    "certainty-expected": _row("expected by {date}", "se espera a más tardar el {date}"),
    "certainty-unchecked": _row(
        "expected by {date}; not checked against the official calendar",
        "se espera a más tardar el {date}; sin cotejar con el calendario oficial",
    ),
    "certainty-watch": _row("no later than {date} if at all", "si ocurre, antes del {date}"),
    "step-introduced": _row("referral to a committee", "envío a una comisión"),
    "step-in_committee": _row("committee hearing and vote", "audiencia y votación en comisión"),
    "step-reported": _row("a vote by the full chamber", "votación de la cámara"),
    "step-passed_one_chamber": _row("action by the other chamber", "acción de la otra cámara"),
    "step-passed_both": _row("signature or veto", "firma o veto"),
    "step-to_executive": _row("signature, veto or law", "firma, veto o ley"),
    "step-vetoed": _row("a vote to override, if any", "un voto para anular el veto, si lo hay"),
    "step-failed": _row("another vote, if any", "otra votación, si la hay"),
    "effort-law": _row(
        "{bills} bills in {sessions} {kind} since {year} led to this law.",
        "{bills} proyectos de ley en {sessions} {kind} desde {year} llevaron a esta ley.",
    ),
    "effort-open": _row(
        "It is part of an effort of {bills} bills in {sessions} {kind} since {year}.",
        "Es parte de un esfuerzo de {bills} proyectos en {sessions} {kind} desde {year}.",
    ),
    "session-name-us": _row("{name}", "Congreso n.º {number}"),
    "session-name-ca": _row("{name}", "sesión {number}"),
    "sessions-us": _row("Congresses", "Congresos"),
    "sessions-ca": _row("sessions", "sesiones legislativas"),
    "overtaken-one": _row("{bills} was overtaken by it.", "{bills} quedó sin objeto."),
    "overtaken-many": _row("{bills} were overtaken by it.", "{bills} quedaron sin objeto."),
    "text-version": _row("Text described: {version}.", "Texto descrito: {version}."),
}

_BODIES = {
    "us-lower": _row("the House", "la Cámara de Representantes"),
    "us-upper": _row("the Senate", "el Senado"),
    "us-executive": _row("the President", "la Presidencia"),
    "ca-lower": _row("the Assembly", "la Asamblea"),
    "ca-upper": _row("the Senate", "el Senado"),
    "ca-executive": _row("the Governor", "la Gobernación"),
}

_BAR = {
    "bar-introduced": _row("Introduced", "Presentado"),
    "bar-in_committee": _row("In committee", "En comisión"),
    "bar-reported": _row("Passed committee", "Pasó comisión"),
    "bar-us-lower": _row("Passed House", "Pasó Cámara"),
    "bar-us-upper": _row("Passed Senate", "Pasó Senado"),
    "bar-ca-lower": _row("Passed Assembly", "Pasó Asamblea"),
    "bar-ca-upper": _row("Passed Senate", "Pasó Senado"),
    "bar-us-executive": _row("To President", "A la Presidencia"),
    "bar-ca-executive": _row("To Governor", "A la Gobernación"),
    "bar-law": _row("Law", "Ley"),
    "bar-adopted": _row("Adopted", "Adoptado"),
    "bar-vetoed": _row("Vetoed", "Vetado"),
    "bar-failed": _row("Failed", "Rechazado"),
    "bar-died": _row("Died", "Murió"),
    "bar-withdrawn": _row("Withdrawn", "Retirado"),
    "bar-outcome_not_recorded": _row("Outcome open", "Sin resultado"),
    "bar-future": _row("not yet", "pendiente"),
    "bar-skipped": _row("no date on record", "sin fecha"),
}

_BEHIND = {
    "passed": _row("It passed {chambers}.", "Lo aprobaron {chambers}."),
    "passed-part": _row("{chamber} {how} on {date}", "{chamber} {how} el {date}"),
    "passed-plain": _row("{chamber} on {date}", "{chamber} el {date}"),
    "how-voice": _row("by voice vote", "por voto a viva voz"),
    "how-unanimous": _row("by unanimous consent", "por consentimiento unánime"),
    "how-count": _row("{yes} to {no}", "{yes} a {no}"),
    "joined-us": _row("cosponsors", "copatrocinadores"),
    "joined-us-one": _row("cosponsor", "copatrocinador"),
    "joined-ca": _row("coauthors", "coautores"),
    "joined-ca-one": _row("coauthor", "coautor"),
    "cosponsors": _row("{bill} has {n} {kind}{parties}.", "{bill} tiene {n} {kind}{parties}."),
    "cosponsors-ended": _row("{bill} had {n} {kind}{parties}.", "{bill} tuvo {n} {kind}{parties}."),
    "cosponsors-one": _row("{bill} has one {kind}{parties}.", "{bill} tiene un {kind}{parties}."),
    "cosponsors-ended-one": _row(
        "{bill} had one {kind}{parties}.", "{bill} tuvo un {kind}{parties}."
    ),
    "parties": _row(": {list}", ": {list}"),
    "party-R": _row("{n} Republicans", "{n} republicanos"),
    "party-D": _row("{n} Democrats", "{n} demócratas"),
    "party-I": _row("{n} independents", "{n} independientes"),
    "party-R-one": _row("1 Republican", "1 republicano"),
    "party-D-one": _row("1 Democrat", "1 demócrata"),
    "party-I-one": _row("1 independent", "1 independiente"),
    "bar-party-R": _row("Republicans", "Republicanos"),
    "bar-party-D": _row("Democrats", "Demócratas"),
    "bar-party-I": _row("Independents", "Independientes"),
    "family-cosponsors-us": _row(
        "Over all {bills} bills, {n} different members cosponsored{parties}.",
        "En los {bills} proyectos copatrocinaron {n} legisladores distintos{parties}.",
    ),
    "family-cosponsors-least-us": _row(
        "Over all {bills} bills, at least {n} different members cosponsored{parties}.",
        "En los {bills} proyectos copatrocinaron al menos {n} legisladores distintos{parties}.",
    ),
    "family-cosponsors-ca": _row(
        "Over all {bills} bills, {n} different members joined as coauthors{parties}.",
        "En los {bills} proyectos se sumaron {n} coautores distintos{parties}.",
    ),
    "family-cosponsors-least-ca": _row(
        "Over all {bills} bills, at least {n} different members joined as coauthors{parties}.",
        "En los {bills} proyectos se sumaron al menos {n} coautores distintos{parties}.",
    ),
    "chart-cosponsors-us": _row("Cosponsors by party", "Copatrocinadores por partido"),
    "chart-cosponsors-ca": _row("Coauthors by party", "Coautores por partido"),
    "chart-cosponsors-family-ca": _row(
        "Coauthors of all {bills} bills, by party",
        "Coautores de los {bills} proyectos, por partido",
    ),
    "chart-cosponsors-family-us": _row(
        "Cosponsors of all {bills} bills, by party",
        "Copatrocinadores de los {bills} proyectos, por partido",
    ),
    "chart-cosponsors-base": _row(
        "Each counted once: {n}.", "Cada legislador contado una vez: {n}."
    ),
    "chart-figures": _row("In numbers", "En cifras"),
    "chart-base": _row("Base: {base}. Period: {period}.", "Base: {base}. Período: {period}."),
    "endorsers": _row("Support on record: {list}.", "Apoyo registrado: {list}."),
    "endorser-group": _row("{by} ({bill}, {date})", "{by} ({bill}, {date})"),
    "stands-support": _row("{by} supports {bill}.", "{by} apoya {bill}."),
    "stands-support if amended": _row(
        "{by} supports {bill} if it is amended.", "{by} apoya {bill} si se enmienda."
    ),
    "stands-oppose": _row("{by} opposes {bill}.", "{by} se opone a {bill}."),
    "stands-oppose unless amended": _row(
        "{by} opposes {bill} unless it is amended.",
        "{by} se opone a {bill} mientras no se enmiende.",
    ),
    "stands-neutral": _row("{by} is neutral on {bill}.", "{by} es neutral sobre {bill}."),
    "stood-support": _row("{by} supported {bill} ({date}).", "{by} apoyó {bill} ({date})."),
    "stood-support if amended": _row(
        "{by} supported {bill} if amended ({date}).", "{by} apoyó {bill} con enmiendas ({date})."
    ),
    "stood-oppose": _row("{by} opposed {bill} ({date}).", "{by} se opuso a {bill} ({date})."),
    "stood-oppose unless amended": _row(
        "{by} opposed {bill} unless amended ({date}).",
        "{by} se opuso a {bill} sin enmiendas ({date}).",
    ),
    "stood-neutral": _row(
        "{by} was neutral on {bill} ({date}).", "{by} fue neutral sobre {bill} ({date})."
    ),
    "condition": _row("What must change: {condition}", "Qué debe cambiar: {condition}"),
}

_BILL = {
    "bill-title": _row("Official title: {title}", "Título oficial: {title}"),
    "bill-lead-us": _row("Sponsor: {name}.", "Presentado por: {name}."),
    "bill-lead-us-joint": _row("With: {names}.", "Con: {names}."),
    "bill-lead-us-joint-one": _row("With: {names}.", "Con: {names}."),
    "bill-lead-ca": _row("Author: {name}.", "Autoría: {name}."),
    "bill-lead-ca-joint": _row("Joint authors: {names}.", "Autoría conjunta: {names}."),
    "bill-lead-ca-joint-one": _row("Joint author: {names}.", "Autoría conjunta: {names}."),
    "bill-introduced": _row("Introduced on {date}.", "Presentado el {date}."),
    "bill-committees": _row("Committees: {names}.", "Comisiones: {names}."),
    "latest": _row("{date}: {text}", "{date}: {text}"),
    "voice": _row(
        "\N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK}",
        "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}{words}"
        "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    ),
    "voice-name": _row("{name}", "{name}"),
    "deadline": _row("By {date}.", "Antes del {date}."),
}

_NOTES = {
    "note-status": _row(
        "Status: {source}, {bill} ({session}), data as of {date}.",
        "Situación: {source}, {bill} ({session}), datos al {date}.",
    ),
    "note-figure": _row(
        "{title}. Base: {base}. Period: {period}.",
        "{title}. Base: {base}. Período: {period}.",
    ),
    "note-figure-again": _row(
        "{publisher}, the same page. Base: {base}.", "{publisher}, la misma página. Base: {base}."
    ),
    "note-view": _row("View of {by}: {source}.", "Opinión de {by}: {source}."),
    "period-range": _row("{start} to {end}", "{start} a {end}"),
    "period-unstated": _row("not stated", "no indicado"),
    "base-unstated": _row("not stated", "no indicada"),
    "unreviewed": _row(
        "Texts not yet reviewed by {name}.", "Textos y traducción aún no revisados por {name}."
    ),
    "your-coalition": _row("your coalition", "su coalición"),
    "brief-of": _row("Brief of {date}.", "Resumen del {date}."),
    "brief-id": _row("Brief id", "Id. del resumen"),
    "check": _row("What has changed since:", "Qué ha cambiado desde entonces:"),
    "funding": _row("{line}", "{line}"),
}

_SOURCES = {
    "source-us_govinfo": _row("GovInfo bill status", "GovInfo, estado de proyectos"),
    "source-us_congress_api": _row("Congress.gov", "Congress.gov"),
    "source-ca_pubinfo": _row(
        "California Legislative Information", "California Legislative Information"
    ),
    "source-ca_leginfo": _row(
        "California Legislative Information", "California Legislative Information"
    ),
    "source-seed": _row("official record, shipped copy", "registro oficial, copia incluida"),
}

LABELS: Mapping[str, Mapping[str, str]] = {
    **_HEADINGS, **_HEAD, **_HEADLINES, **_GOALS, **_STATUS, **_NEXT, **_BODIES, **_BAR, **_BEHIND,
    **_BILL, **_NOTES, **_SOURCES, **VISIT_LABELS,
}  # fmt: skip
