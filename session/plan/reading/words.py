"""Common words of agendas, in English, Welsh, French, German, Spanish and Polish: the only such table.

Words are compared folded (case, accents and apostrophes make no difference); commas part them.
"""

from __future__ import annotations

import re
from functools import cache

from session.model.folding import folded

# fmt: off
_TABLE: dict[str, str] = {
    # Units of length
    "minute": "m, min, mins, minute, minutes, munud, munudau, minuten, minuto, minutos, minuta, minuty, minut",
    "hour": "h, hr, hrs, hour, hours, awr, oriau, heure, heures, std, stunde, stunden, hora, horas, godz, godzina, godziny, godzin",
    # Around times of day
    "clock": "uhr, o'clock, heures, heure, horas, godz, godz., o'r gloch",
    "from": "from, at, o, am, von, um, ab, de, à, dès, desde, a las, od, o godz",
    "to": "to, until, till, hyd, i, tan, bis, à, jusqu'à, a, hasta, do",
    "noon": "noon, midday, hanner dydd, midi, mittag, mediodía, południe",
    "item.number": "agenda item, item, top, eitem, pwynt, point, punto, punkt",
    # Columns by what stands over them
    "column.number": "#, no, no., nr, nr., n°, item no, item no., number, cue, rhif, numéro, nummer, número, lp, lp., pos, pos.",
    "column.start": "start, starts, start time, time start, starts at, begin, begins, beginning, from, dechrau, début, beginn, anfang, von, inicio, comienzo, desde, początek, od",
    "column.end": "end, ends, end time, time end, finish, to, until, diwedd, gorffen, fin, ende, bis, hasta, koniec, do",
    "column.time": "time, times, timing, when, clock, amser, pryd, heure, horaire, horaires, zeit, uhrzeit, hora, horario, czas, godzina, godziny, kiedy",
    "column.length": "duration, length, minutes, mins, min, planned_minutes, planned minutes, planned, how long, hyd, munudau, durée, dauer, minuten, länge, duración, minutos, czas trwania, minuty",
    "column.title": "title, item title, agenda item, what happens, what, activity, item, topic, session, subject, agenda, programme, program, event, summary, teitl, eitem, beth, gweithgaredd, pwnc, rhaglen, titre, activité, sujet, thème, quoi, séance, titel, thema, was, tagesordnungspunkt, top, aktivität, programmpunkt, título, actividad, tema, qué, punto, tytuł, temat, punkt, co, aktywność, program",
    "column.kind": "kind, type, item type, art, typ, tipo, rodzaj, math",
    "column.focus": "focus, focus point, question, cwestiwn, frage, pregunta, pytanie",
    "column.day": "date, day, dyddiad, diwrnod, jour, datum, tag, fecha, día, data, dzień",
    "column.nothing": "record, added_minutes, actual_minutes, started, ended, outcome, began, took",
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
    # Words that end a mail
    "farewell": "best wishes, kind regards, regards, many thanks, thanks, thank you, see you there, cheers, cofion, cofion gorau, diolch, cordialement, bien à vous, merci, viele grüße, liebe grüße, mit freundlichen grüßen, danke, saludos, un saludo, gracias, pozdrawiam, dziękuję",
}
# fmt: on


@cache
def words(concept: str) -> frozenset[str]:
    """Return the folded words of one concept of the table."""
    return frozenset(plain(word) for word in _TABLE[concept].split(","))


def first_of(concept: str) -> dict[str, int]:
    """Return the folded words of a concept with their places: the earlier, the more surely meant."""
    return {
        word: n for n, word in reversed(list(enumerate(map(plain, _TABLE[concept].split(",")))))
    }


def plain(text: str) -> str:
    """Return a text as words are compared: folded, without what stands around it."""
    return re.sub(r"^[\s*_:.(\[]+|[\s*_:.)\]]+$", "", folded(text.strip())) or folded(text.strip())


def is_one(concept: str, text: str) -> bool:
    """Tell whether a text is one of a concept's words."""
    return plain(text) in words(concept)


def begins_with(concept: str, text: str) -> bool:
    """Tell whether a text is one of a concept's words, or begins with one."""
    said = f"{plain(text)} "
    return any(said.startswith(f"{word} ") for word in words(concept))


def all_of(text: str, *concepts: str) -> bool:
    """Tell whether each word of a text is one of the concepts', and the first concept is among them."""
    if re.search(r"\s[-–—]\s", text):
        return False
    said = [plain(word) for word in re.findall(r"[^\W\d]+", text)]
    known = frozenset().union(*map(words, concepts))
    return bool(said) and set(said) <= known and bool(set(said) & words(concepts[0]))


@cache
def choice(concept: str) -> str:
    """Return a pattern that finds any of a concept's words in folded text, the longest first."""
    return "|".join(sorted(map(re.escape, words(concept)), key=len, reverse=True))
