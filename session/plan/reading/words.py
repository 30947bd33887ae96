"""Common words of agendas, in English, Welsh, French, German, Spanish and Polish: the only such table.

Words are compared folded (ignoring case, accents and apostrophes); commas separate them.
"""

from __future__ import annotations

import re
from functools import cache

from session.model.folding import folded

# fmt: off
_TABLE: dict[str, str] = {
    # Units of length
    "minute": "m, mn, min, mins, minute, minutes, munud, munudau, minuten, minuto, minutos, minuta, minuty, minut",
    "hour": "h, hr, hrs, hour, hours, awr, oriau, heure, heures, std, stunde, stunden, hora, horas, godz, godzina, godziny, godzin",
    # Around times of day
    "clock": "uhr, o'clock, heures, heure, horas, godz, godz., o'r gloch",
    "from": "from, at, o, am, von, um, ab, de, à, dès, desde, a las, od, o godz",
    "to": "to, until, till, hyd, i, tan, bis, à, jusqu'à, a, hasta, do",
    "noon": "noon, midday, hanner dydd, midi, mittag, mediodía, południe",
    "item.number": "agenda item, item, top, eitem, pwynt, point, punto, punkt",
    # Column headings
    "column.number": "#, no, no., nr, nr., n°, item no, item no., number, cue, rhif, numéro, nummer, número, lp, lp., pos, pos.",
    "column.start": "start, starts, start time, time start, starts at, begin, begins, beginning, from, dechrau, début, beginn, anfang, von, inicio, comienzo, desde, początek, od",
    "column.end": "end, ends, end time, time end, finish, to, until, diwedd, gorffen, fin, ende, bis, hasta, koniec, do",
    "column.time": "time, times, timing, when, clock, amser, pryd, heure, horaire, horaires, zeit, uhrzeit, hora, horario, czas, godzina, godziny, kiedy",
    "column.length": "duration, length, minutes, mins, min, planned_minutes, planned minutes, planned, how long, hyd, munudau, durée, dauer, minuten, länge, duración, minutos, czas trwania, minuty",
    "column.title": "title, item title, agenda item, what happens, what, activity, item, topic, session, subject, agenda, programme, program, event, summary, teitl, eitem, beth, gweithgaredd, pwnc, rhaglen, titre, activité, sujet, thème, quoi, séance, titel, thema, was, tagesordnungspunkt, top, aktivität, programmpunkt, título, actividad, tema, qué, punto, tytuł, temat, punkt, co, aktywność, program",
    "column.kind": "kind, type, item type, art, typ, tipo, rodzaj, math",
    "column.focus": "focus, focus point, question, cwestiwn, frage, pregunta, pytanie",
    "column.day": "date, day, dyddiad, diwrnod, jour, datum, tag, fecha, día, data, dzień",
    "column.notes": "notes, note, comment, comments, remarks, details, nodiadau, notes, remarques, notizen, bemerkungen, anmerkungen, notas, observaciones, notatki, uwagi",
    "column.nothing": "record, session_id, session_date, id, added_minutes, actual_minutes, started, ended, outcome, began, took",
    # Lines about the meeting, which are no items
    "about.title": "title, meeting title, teitl, titre, titel, título, tytuł",
    "about.start": "start, start time, starts, dechrau, début, beginn, inicio, początek",
    "about.other": "date, day, time, when, where, venue, place, location, room, address, duration, length, chair, chaired by, facilitator, facilitators, host, minute taker, attendees, present, participants, apologies for absence, invited, aim, aims, purpose, goal, goals, join, link, zoom, phone, contact, dyddiad, amser, lleoliad, lle, cadeirydd, date et heure, lieu, durée, présents, animation, datum, zeit, ort, dauer, teilnehmende, teilnehmer, leitung, moderation, fecha, lugar, duración, asistentes, modera, data, miejsce, czas trwania, uczestnicy, prowadzenie, prowadzący",
    # Sorts of items
    "break": "break, lunch, coffee, tea, refreshments, biscuits, dinner, supper, egwyl, toriad, cinio, paned, coffi, te, pause, café, déjeuner, thé, repas, mittagspause, kaffeepause, teepause, mittagessen, kaffee, tee, pausa, descanso, almuerzo, comida, té, przerwa, kawa, obiad, herbata, lunch",
    "break.beside": "and, with, or, the, a, for, short, long, morning, afternoon, evening, mid morning, comfort, time, first, second, bore, prynhawn, fer, de, du, le, la, et, midi, matin, kurze, kleine, große, und, mit, mittag, para, el, corto, corta, y, na, i, kawową, kawowa, obiadowa, krótka, lunchowa",
    "check-in": "check in, checkin, mewngofnodi, einchecken, eingangsrunde, tour de météo, ronda de entrada, runda na początek",
    "check-out": "check out, checkout, abschlussrunde, tour de clôture, ronda de cierre, ronda de salida, runda na koniec",
    "end": "end, the end, end of day, end of the day, end of meeting, end of session, finish, finished, diwedd, y diwedd, fin, fin de la journée, ende, schluss, ende der veranstaltung, fin del día, koniec, zakończenie spotkania",
    "total": "total, totals, sum, total time, cyfanswm, gesamt, summe, somme, durée totale, suma, razem, łącznie",
    "agenda": "agenda, running order, programme, program, schedule, timetable, run of show, rhaglen, amserlen, ordre du jour, déroulé, tagesordnung, ablauf, programm, orden del día, agenda del día, porządek obrad, porządek spotkania, plan spotkania, harmonogram",
    # What makes a list look like an agenda though it has no minutes
    "item": "welcome, introduction, introductions, apologies, minutes, matters arising, notes of the last meeting, any other business, aob, feedback, discussion, ideas, vote, decision, decisions, actions, next steps, summary, closing, close, closing round, wrap up, check in, check out, break, lunch, agreement, ground rules, recap, warm up, icebreaker, ice breaker, questions, review, round of names, round, small groups, croeso, ymddiheuriadau, cyflwyniadau, cofnodion, trafodaeth, syniadau, camau nesaf, unrhyw fater arall, egwyl, cinio, cloi, accueil, bienvenue, présentations, présentation, discussion, idées, vote, décision, prochaines étapes, clôture, conclusion, pause, questions diverses, tour de table, begrüßung, willkommen, vorstellung, vorstellungsrunde, protokoll, diskussion, ideen, abstimmung, beschluss, nächste schritte, abschluss, verabschiedung, verschiedenes, pause, bienvenida, presentación, presentaciones, debate, ideas, votación, acuerdos, próximos pasos, cierre, ruegos y preguntas, descanso, powitanie, przywitanie, przedstawienie, wprowadzenie, dyskusja, pomysły, głosowanie, decyzje, podsumowanie, zamknięcie, wolne wnioski, przerwa",
    # The calendar: one list a place, Monday and January first; short forms after the long ones
    "days": "monday mon dydd-llun llun lundi lun montag mo lunes poniedziałek pon, tuesday tue tues dydd-mawrth mawrth mardi mar dienstag di martes wtorek wt, wednesday wed weds dydd-mercher mercher mercredi mer mittwoch mi miércoles mié środa śr, thursday thu thur thurs dydd-iau iau jeudi jeu donnerstag do jueves jue czwartek czw, friday fri dydd-gwener gwener vendredi ven freitag fr viernes vie piątek pt, saturday sat dydd-sadwrn sadwrn samedi sam samstag sonnabend sa sábado sáb sobota sob, sunday sun dydd-sul sul dimanche dim sonntag so domingo dom niedziela niedz",
    "months": "january jan ionawr janvier janv januar jänner enero ene stycznia styczeń sty, february feb chwefror février févr februar febrero lutego luty lut, march mar mawrth mars märz marzo marca marzec, april apr ebrill avril avr abril abr kwietnia kwiecień kwi, may mai maj mayo maja, june jun mehefin juin juni junio czerwca czerwiec cze, july jul gorffennaf juillet juil juli julio lipca lipiec lip, august aug awst août agosto ago sierpnia sierpień sie, september sep sept medi septembre septiembre września wrzesień wrz, october oct okt hydref octobre oktober octubre października październik paź, november nov tachwedd novembre noviembre listopada listopad lis, december dec dez rhagfyr décembre déc dezember diciembre dic grudnia grudzień gru",
    "day": "day, diwrnod, jour, tag, día, dzień",
    # Small words inside names of people
    "particle": "van, von, den, der, de, du, la, le, da, das, dos, del, della, di, el, al, bin, ibn, ap, ab, ferch, y, e, i, zu, ter, ten, o'",
    # Lists of people
    "people.name": "name, full name, attendee, attendee name, participant, participant name, your name, display name, enw, enw llawn, nom complet, nom, name des teilnehmers, nombre completo, imię i nazwisko, osoba",
    "people.first": "first name, firstname, given name, given names, forename, enw cyntaf, prénom, vorname, nombre, imię",
    "people.last": "last name, lastname, surname, family name, second name, cyfenw, nom de famille, nachname, familienname, apellido, apellidos, nazwisko",
    "people.role": "role, roles, role group, group, ticket type, ticket, ticket name, i am a, type, rôl, grŵp, rôle, groupe, rolle, gruppe, rol, grupo, rola, grupa",
    "people.afar": "remote, online, attendance, attending, joining, mode, how will you join, ar-lein, en ligne, teilnahme, modalidad, zdalnie",
    "people.need": "access needs, needs",
    "people.state": "status, attendee status, order status, state, rsvp, registration status",
    "people.gone": "cancel, refund, declin, not attending, deleted",
    "people.online": "remote, online, virtual, zoom, teams, from afar, yes (online), ar-lein, en ligne, à distance, aus der ferne, en línea, zdalnie",
    "people.no_role": "organizer, organiser, presenter, attendee, host, co-host, participant, guest, general admission, free, standard, none, n/a, no, yes",
    "people.none": "none, no, n/a, na, -, nil, nothing, dim, non, aucun, nein, keine, ninguno, brak, nie",
    "people.heading": "name, names, people, attendees, participants, present, list, list of people, pobl, enwau, participants, noms, teilnehmende, nombres, uczestnicy",
    "need": "access, dietary, diet, allerg, wheelchair, mobility, disab, deaf, blind, hearing, sight loss, visually impaired, bsl, sign language, interpreter, captions, large print, easy read, guide dog, autis, dyslexi, adhd, epilep, diabet, asthma, anxiety, mental health, medication, medical, health, gluten, vegan, vegetarian, halal, kosher, lactose, coeliac, celiac, nut free, nut-free, pregnan, support needs, special requirements, adjustments, accessib, rollstuhl, barrierefrei, unverträglich, vegetarisch, végétarien, végétalien, handicap, fauteuil roulant, sourd, cadair olwyn, hygyrch, silla de ruedas, alergia, wózek inwalidzki, niepełnosprawn, dieta",
    # Words that end a mail
    "farewell": "best wishes, kind regards, regards, many thanks, thanks, thank you, see you there, cheers, cofion, cofion gorau, diolch, cordialement, bien à vous, merci, viele grüße, liebe grüße, mit freundlichen grüßen, danke, saludos, un saludo, gracias, pozdrawiam, dziękuję",
}
# fmt: on


@cache
def words(concept: str) -> frozenset[str]:
    """Return the folded words of one concept of the table."""
    return frozenset(plain(word) for word in _TABLE[concept].split(","))


def first_of(concept: str) -> dict[str, int]:
    """Return the folded words of a concept with their index: earlier ones are more certain."""
    return {
        word: n for n, word in reversed(list(enumerate(map(plain, _TABLE[concept].split(",")))))
    }


def plain(text: str) -> str:
    """Return a text as words are compared: folded, without surrounding punctuation."""
    return re.sub(r"^[\s*_:.(\[]+|[\s*_:.)\]]+$", "", folded(text.strip())) or folded(text.strip())


def is_one(concept: str, text: str) -> bool:
    """Return whether a text is one of a concept's words."""
    return plain(text) in words(concept)


def begins_with(concept: str, text: str) -> bool:
    """Return whether a text equals or begins with one of a concept's words."""
    said = f"{plain(text)} "
    return any(said.startswith(f"{word} ") for word in words(concept))


def all_of(text: str, *concepts: str) -> bool:
    """Return whether each word of a text belongs to one of the concepts, at least one to the first."""
    if re.search(r"\s[-–—]\s", text):
        return False
    said = [plain(word) for word in re.findall(r"[^\W\d]+", text)]
    known = frozenset().union(*map(words, concepts))
    return bool(said) and set(said) <= known and bool(set(said) & words(concepts[0]))


@cache
def places(concept: str) -> dict[str, int]:
    """Return each folded word of a list with its number, from 1: "feb" is 2 of the months."""
    lists = _TABLE[concept].split(",")
    return {
        plain(word.replace("-", " ")): n
        for n, one in reversed(list(enumerate(lists, 1)))
        for word in one.split()
    }


def names_a_date(text: str) -> bool:
    """Return whether a text contains a weekday or month in full, or a year."""
    said = [plain(word) for word in re.findall(r"[^\W\d_]{3,}", text)]
    long = {word for concept in ("days", "months") for word in places(concept) if len(word) > 3}
    return any(word in long for word in said) or bool(
        re.search(r"\b20\d\d\b|\d[./]\d{1,2}[./]\d", text)
    )


def looks_like_a_name(text: str) -> bool:
    """Return whether a text could be a person's name: up to four capitalised words, with particles."""
    said = text.split()
    rest = [word for word in said if folded(word) not in words("particle")]
    capital = all(word[:1].isupper() and not any(c.isdigit() for c in word) for word in rest)
    return 0 < len(rest) <= len(said) <= 5 and len(rest) <= 4 and capital


@cache
def choice(concept: str) -> str:
    """Return a pattern that matches any of a concept's words in folded text, the longest first."""
    return "|".join(sorted(map(re.escape, words(concept)), key=len, reverse=True))
