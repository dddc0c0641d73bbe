"""What leave-behinds and visit sheets print, by key and language; part of ``labels.LABELS``."""

from collections.abc import Mapping


def _row(en: str, es: str, plain: str | None = None) -> dict[str, str]:
    return {"en": en, "es": es} | ({"plain": plain} if plain else {})


_TITLES = {
    "title-us-lower": _row("Rep. {name}", "Rep. {name}"),
    "title-us-upper": _row("Sen. {name}", "Sen. {name}"),
    "title-us-delegate": _row("Del. {name}", "Del. {name}"),
    "title-us-commissioner": _row("Resident Commissioner {name}", "Comisionado Residente {name}"),
    "title-ca-lower": _row("Assemblymember {name}", "Asambleísta {name}"),
    "title-ca-upper": _row("Sen. {name}", "Sen. {name}"),
    "place": _row("{name} ({place})", "{name} ({place})"),
    "seat-at-large": _row("{state} at large", "{state}, distrito único"),
    "seat-district": _row("{state}, district {number}", "{state}, distrito {number}"),
    "seat-state": _row("{state}", "{state}"),
    "seat-ca-lower": _row("Assembly district {number}", "Distrito {number} de la Asamblea"),
    "seat-ca-upper": _row("Senate district {number}", "Distrito {number} del Senado"),
}

#: The block for the office. Thanks are said in the past tense: nobody is asked to join a law.
_OFFICE = {
    "office-thanks": _row("Thank you, {name}", "Gracias, {name}"),
    "office-to": _row("For {name}", "Para {name}"),
    "office-introduced-us": _row("You introduced {bills}.", "Usted presentó {bills}."),
    "office-introduced-ca": _row("You wrote {bills}.", "Usted presentó {bills}."),
    "office-joined-us": _row("You cosponsored {bills}.", "Usted copatrocinó {bills}."),
    "office-joined-ca": _row("You joined {bills} as a coauthor.", "Usted se sumó a {bills}."),
    "office-bill-year": _row("{bill} ({year})", "{bill} ({year})"),
    "office-earlier-one": _row("one earlier bill", "un proyecto anterior"),
    "office-earlier": _row("{n} earlier bills", "{n} proyectos anteriores"),
    "office-bill-law": _row("{bill} (now {law})", "{bill} (hoy {law})"),
    "office-led-to": _row("That work led to {law}.", "Ese trabajo llevó a la {law}."),
    "office-implement": _row(
        "Please help {what} work in practice.",
        "Ayude a que la ley funcione en la práctica ({what}).",
    ),
    "office-implement-ask": _row(
        "Your office can help {what} work in practice.",
        "Su oficina puede ayudar a que la ley funcione en la práctica ({what}).",
    ),
    "office-go-on": _row("Please help it move.", "Ayude a que avance."),
    "office-join-us": _row("Please cosponsor {bill}.", "Por favor, copatrocine {bill}."),
    "office-join-ca": _row(
        "Please join {bill} as a coauthor.", "Por favor, súmese a la autoría de {bill}."
    ),
    "office-join-too-ca": _row(
        "Please join {bill} as a coauthor too, the bill of this {session}.",
        "Por favor, súmese también a la autoría de {bill}, el proyecto de este periodo "
        "({session}).",
    ),
    "office-join-too-us": _row(
        "Please cosponsor {bill} too, the bill of this {session}.",
        "Por favor, copatrocine también {bill}, el proyecto de este periodo ({session}).",
    ),
    "office-have-joined": _row(
        "{n} members have, as of {date}.", "Ya lo hicieron {n} legisladores al {date}."
    ),
    "office-have-joined-one": _row(
        "One member has, as of {date}.", "Ya lo hizo un legislador al {date}."
    ),
    "office-when-it-comes": _row(
        "Please support {bill} when it comes to {chamber}.",
        "Por favor, apoye {bill} cuando llegue a {chamber}.",
    ),
    "office-list-unknown": _row(
        "This page does not say who has joined {bill}: its list of names is not on record here.",
        "Esta hoja no dice quiénes se sumaron a {bill}: la lista de nombres no consta aquí.",
    ),
    "office-list-stale": _row(
        "This page does not say who has joined {bill}: its list was last read on {date}.",
        "Esta hoja no dice quiénes se sumaron a {bill}: la lista se leyó por última vez el {date}.",
    ),
    "office-ask-all": _row("What we ask of every office", "Qué pedimos a cada oficina"),
    "note-office": _row("Official records of {bills}.", "Registros oficiales de {bills}."),
}

_SHEET = {
    "sheet-party-D": _row("Democrat", "Partido Demócrata"),
    "sheet-party-R": _row("Republican", "Partido Republicano"),
    "sheet-party-I": _row("independent", "independiente"),
    "role-chair": _row("chair", "presidencia"),
    "role-chairman": _row("chair", "presidencia"),
    "role-vice chair": _row("vice chair", "vicepresidencia"),
    "role-ranking member": _row("ranking member", "minoría, primer puesto"),
    "sheet-has": _row("{name}. It has {bills}", "{name}. Tiene {bills}"),
    "sheet-title": _row("Visit sheet: {name}", "Hoja de visita: {name}"),
    "sheet-private": _row(
        "For you, the visitor. Do not leave it with the office.",
        "Para quien visita. No la deje en la oficina.",
    ),
    "sheet-visit": _row("Visit {n} of {total}", "Visita {n} de {total}"),
    "sheet-office": _row("The office", "La oficina"),
    "sheet-committees": _row("Committees", "Comisiones"),
    "sheet-committees-as-of": _row(
        "Office and committees as of {date}.", "Oficina y comisiones al {date}."
    ),
    "sheet-no-committees": _row("No committee is on record.", "No consta ninguna comisión."),
    "sheet-role": _row("{name} ({role})", "{name} ({role})"),
    "sheet-of": _row("{name}: {parts}", "{name}: {parts}"),
    "sheet-more": _row("and {n} more", "y {n} más"),
    "sheet-history": _row("What they did on this effort", "Qué ha hecho en este esfuerzo"),
    "sheet-history-none": _row(
        "Nothing on record in the {n} bills of this effort.",
        "No consta nada en los {n} proyectos de este esfuerzo.",
    ),
    "sheet-history-none-one": _row(
        "Nothing on record in the bill of this effort.",
        "No consta nada en el proyecto de este esfuerzo.",
    ),
    "deed-introduced": _row("Introduced {bill}, {date}", "Presentó {bill}, {date}"),
    "deed-joined-us": _row("Cosponsored {bill}, {date}", "Copatrocinó {bill}, {date}"),
    "deed-joined-ca": _row("Coauthored {bill}, {date}", "Se sumó a {bill}, {date}"),
    "deed-left": _row(
        "Took their name off {bill}, {date}. Do not raise it first; listen to why",
        "Retiró su nombre de {bill}, {date}. No lo mencione primero; escuche el motivo",
    ),
    "deed-left-plain": _row(
        "Took their name off {bill}, {date}", "Retiró su nombre de {bill}, {date}"
    ),
    "deed-no-plain": _row("Voted no on {bill}, {date}", "Votó en contra de {bill}, {date}"),
    "deed-yes": _row("Voted yes on {bill}, {date}", "Votó a favor de {bill}, {date}"),
    "deed-no": _row(
        "Voted no on {bill}, {date}. Do not raise it first; listen to why",
        "Votó en contra de {bill}, {date}. No lo mencione primero; escuche el motivo",
    ),
    "deed-against": _row("{deed} (a bill against this effort)", "{deed} (contrario al esfuerzo)"),
    "deed-unsure": _row(
        "{deed}: the record has only the family name. Check that it is the same person",
        "{deed}: el registro solo da el apellido. Verifique que es la misma persona",
    ),
    "sheet-list-unknown": _row(
        "{bill}: its list of names is not on record, so nothing here means that they have not "
        "joined. Before the visit: {command}",
        "{bill}: su lista de nombres no consta, así que nada aquí significa que no se haya sumado. "
        "Antes de la visita: {command}",
    ),
    "sheet-list-stale": _row(
        "{bill}: its list was last read on {date}; they may have joined since. Before the visit: "
        "{command}",
        "{bill}: su lista se leyó el {date}; puede haberse sumado después. Antes de la visita: "
        "{command}",
    ),
    "sheet-list-incomplete": _row(
        "Names are not on record for: {bills}.", "No constan los nombres de: {bills}."
    ),
    "sheet-stands": _row("Where it stands", "Dónde está"),
    "sheet-ask": _row("The ask", "Qué pedir"),
    "sheet-say": _row("What to say", "Qué decir"),
    "sheet-no-ask": _row(
        "No position is decided, so nothing is asked on this visit. Leave the page and offer to "
        "answer questions.",
        "No hay una posición decidida, así que en esta visita no se pide nada. Deje la hoja y "
        "ofrezca responder preguntas.",
    ),
    "sheet-nothing": _row(
        "Nothing is asked on this visit. Leave the page and offer to answer questions.",
        "En esta visita no se pide nada. Deje la hoja y ofrezca responder preguntas.",
    ),
    "sheet-check-first": _row(
        "First find out whether they have joined already.",
        "Primero averigüe si ya se sumó.",
    ),
    "sheet-thank-first": _row(
        "Thank {name} first, for {bills}. Then ask:",
        "Primero agradezca a {name} por {bills}. Después pida:",
    ),
    "sheet-thank-only": _row("Thank {name} for {bills}.", "Agradezca a {name} por {bills}."),
    "sheet-questions": _row("If they ask", "Si preguntan"),
    "sheet-after": _row(
        "If you do not know the answer, say so, write the question down and send the answer.",
        "Si no sabe la respuesta, dígalo, anote la pregunta y envíe la respuesta.",
    ),
    "sheet-phone": _row("By phone", "Por teléfono"),
    "sheet-email": _row("After the visit: e-mail", "Después de la visita: correo"),
    "sheet-subject": _row("Subject: {text}", "Asunto: {text}"),
    "sheet-result": _row("What came of it", "Qué resultó"),
    "sheet-result-lines": _row(
        "Met with|Said|Promised, by when|Asked, and we owe",
        "Con quién|Dijo|Prometió, para cuándo|Preguntó, y debemos",
    ),
    "sheet-sources": _row("Sources", "Fuentes"),
    "sheet-your-name": _row("[your name]", "[su nombre]"),
    "sheet-your-organisation": _row("[your organisation]", "[su organización]"),
    "sheet-staff": _row("[name of the person you met]", "[nombre de la persona]"),
}

#: Three likely questions; each is printed only with an answer that has a source.
_QUESTIONS = {
    "question-status": _row("Where does it stand?", "¿En qué etapa está?"),
    "question-does-law": _row("What does the law do?", "¿Qué hace la ley?"),
    "question-does-bill": _row("What would the bill do?", "¿Qué haría el proyecto?"),
    "question-limits": _row("What does it not do?", "¿Qué no hace?"),
    "question-problem": _row("Why is it needed?", "¿Por qué hace falta?"),
    "question-figure": _row("What do the numbers say?", "¿Qué dicen los números?"),
    "question-behind": _row("Who stands behind it?", "¿Quiénes lo respaldan?"),
}

_SPOKEN = {
    "phone-hello": _row(
        "Hello, this is {me} with {us}. May I speak with the person who works on the {subject}?",
        "Buenos días, soy {me}, de {us}. ¿Puedo hablar con quien trabaja en {subject}?",
    ),
    "phone-thanks": _row(
        "Please pass on our thanks to {name} for {bills}.",
        "Transmita nuestro agradecimiento a {name} por {bills}.",
    ),
    "phone-ask": _row("I am calling with one request: {what}", "Llamo con una petición: {what}"),
    "phone-inform": _row("I am calling with an update: {what}", "Llamo con una novedad: {what}"),
    "phone-close": _row(
        "May I send a one-page summary, and to which address? Thank you for your time.",
        "¿Puedo enviarle un resumen de una página, y a qué dirección? Gracias por su tiempo.",
    ),
    "email-subject": _row("{title}: thank you for meeting", "{title}: gracias por recibirnos"),
    "email-hello": _row("Dear {staff},", "Estimada/o {staff}:"),
    "email-met": _row(
        "Thank you for meeting with us about the {title} on {blank}.",
        "Gracias por reunirse con nosotros sobre {title} el {blank}.",
    ),
    "email-thanks": _row(
        "Please pass on our thanks to {name} for {bills}.",
        "Transmita nuestro agradecimiento a {name} por {bills}.",
    ),
    "email-ask": _row("As we discussed, we ask the office to:", "Como conversamos, pedimos:"),
    "email-status": _row("Where it stands: {what}", "Dónde está: {what}"),
    "email-page": _row(
        "The one-page summary is attached, with its sources. I will write again about what you "
        "asked.",
        "Adjunto el resumen de una página, con sus fuentes. Volveré a escribir sobre lo que "
        "preguntó.",
    ),
    "email-blank": _row("[day]", "[día]"),
    "email-bye": _row("Kind regards,", "Saludos cordiales,"),
}

VISIT_LABELS: Mapping[str, Mapping[str, str]] = {
    **_TITLES, **_OFFICE, **_SHEET, **_QUESTIONS, **_SPOKEN,
}  # fmt: skip
