"""Wording of Home, the recap screen, the palette and the command line."""

WORDS: dict[str, str | tuple[str, str]] = {
    # Home
    "home.motto": "For sessions in which everyone has a say.",
    "home.go_on": "Go on where you stopped",
    "home.outside_series": "Without a series",
    "home.empty": "No sessions yet.",
    "home.begin": "Press n to make a plan, press d to watch the demo.",
    "home.first.go_on": "Enter goes on with “{title}”. Or press n to make a plan.",
    "home.first.plan": "Press n to plan the next session. Enter reads the recap that is marked.",
    "home.looking": "Looking for your sessions…",
    "home.others": "Sessions of other groups are not shown here. Press a to show them.",
    "home.untitled": "A session without a title",
    "home.unreadable": "The list of sessions can't be read. “fairsay verify” says what is wrong.",
    "home.folder": "Everything is kept in {folder}",
    "home.live_here": "open here",
    "home.live": "open in another window",
    "home.unfinished": "not ended yet",
    "home.draft": "recap is a draft",
    "home.agreed": "recap agreed",
    "home.sign": "Which sign is for “{series}”?",
    "home.sign.choice": "{sign}  in colour {n}",
    "home.sign.usual": "The one it has by its name",
    "home.sign.none": "Choose a session of a series first; one that has ended.",
    "home.plan": "Which plan?",
    "home.plan_hint": "The path of a plan file: TOML, plain text or CSV.",
    "home.faults": (
        "This plan has a fault. Correct it and press o again.",
        "This plan has {n} faults. Correct them and press o again.",
    ),
    "home.no_such_session": "No session is called {session}. “fairsay sessions” lists them all.",
    "home.several_sessions": "{n} sessions begin with {session}. Type more of the name.",
    "home.none_unfinished": "No session is waiting to go on. “fairsay run PLAN” starts one.",
    "home.torn": "The last entry was cut short when the program stopped. It was kept aside.",
    "home.cut": (
        "The record is shorter than it was: its last entry is missing.",
        "The record is shorter than it was: its last {n} entries are missing.",
    ),
    "home.never_begun": "Nothing of session {session} was saved, so it is not listed any more.",
    "home.put_aside": "{path} can't be read. It is kept as {aside}, and its recaps were made again from the records.",
    "home.moved_away": "The record was moved to {path}, which is not here. Plug it in, then open the session again.",
    "home.note_damaged": (
        "The note of where session {session} was saved elsewhere is damaged: {path}. "
        "The record there may be newer than the one here."
    ),
    "home.older": "Or go on with the older record, kept here? What was written after {at} is only there.",
    "home.older_yes": "Go on with the older record",
    "home.older_no": "Not now",
    "home.went_on_older": "The newer record was moved to {path}, which is not here. The session goes on with the older one.",
    "home.apart": (
        "Session {session} has two records that each went on: the one here, and {path}. "
        "The session goes on with the one here. Nothing of the other is used or deleted."
    ),
    "home.newer_elsewhere": (
        "The record in {path} is newer: it holds an entry more than the one here.",
        "The record in {path} is newer: it holds {n} entries more than the one here.",
    ),
    "home.led_there": (
        "The session goes on from the newer record in {path}. It holds an entry more than the one here.",
        "The session goes on from the newer record in {path}. It holds {n} entries more than the one here.",
    ),
    "home.brought_back": (
        "The newer record from {path} is in the data folder again. It holds an entry more.",
        "The newer record from {path} is in the data folder again. It holds {n} entries more.",
    ),
    "home.older_elsewhere": "The record here is not older than the one in {path}. That one is not used any more.",
    "home.not_led_there": "{path} can't be changed to lead there. Let it be written to, then open the session again.",
    "home.newer_copy": (
        "{copy} is newer: it holds an entry more than {here}.",
        "{copy} is newer: it holds {n} entries more than {here}.",
    ),
    "home.amiss": "{name}: {why}",
    "home.no_journal": "The record of {session} can't be read. “fairsay verify” says why.",
    "home.not_yet": "This session has not ended. Go on with it first.",
    # The recap, read back
    "readback.agree": "What was decided without this group? Such as the date, the money, the question.",
    "readback.agree_hint": "Ask the group. Write their answer, or “nothing”.",
    "readback.agreed": "The recap is agreed.",
    "readback.end": "End the session? Nothing can be added afterwards. The recap can still be read, agreed and printed.",
    "readback.end_yes": "End it",
    "readback.end_no": "Go on",
    "readback.ended": "The session has ended. Its recap is kept.",
    "readback.to_agree": "Read it back to the group, then press y.",
    "readback.read_only": "Another session is under way, so this recap can only be read.",
    "readback.no_words": "Nobody typed this line, so it can't be changed or struck.",
    "readback.which": "Which words should go for good?",
    "readback.choice": ("{what} ({n} word)", "{what} ({n} words)"),
    "readback.export": "In which form?",
    "readback.export_all": "All of them",
    "readback.written": "Written to {folder}:",
    "export.beside": "{name} is open in another program. The new one is beside it: {beside}.",
    "export.begun": "The recap is being written.",
    "export.writing": "Writing {n} of {of}: {title} …",
    "export.done": ("{n} file was written to {folder}.", "{n} files were written to {folder}."),
    "pick.keys": "Arrows choose, Enter takes it. Esc goes back.",
    # Striking
    "strike.ask": "Strike what is marked from the record for good? It is {what}.",
    "strike.ask_last": "Strike what was written last from the record for good? It is {what}.",
    "strike.yes": "Strike it",
    "strike.no": "Keep it",
    "strike.ask_taken_back": "Strike the words that were taken back from every file for good? It is {what}.",
    "strike.soon": "It goes for good in 5 seconds. Press u to put it back.",
    "strike.back": "The strike was taken back. The entry stands as it was.",
    "strike.stands": "A strike was not carried out, since the program stopped. The entry still stands.",
    "strike.waits": "The rest of a strike waits until that is free.",
    "strike.theirs": "A file of somebody's own holds the words and was left as it is: {path}.",
    "strike.unfinished": ("A strike is not finished here. “fairsay verify --repair” finishes it."),
    "strike.finished": "A strike was finished here.",
    "export.away": "{folder} is not there. The recap that was written there is as it was.",
    "strike.later": "Session {session} is open elsewhere. The words go from there when it closes.",
    "strike.done": (
        "Taken out, here and in the files Fairsay made. "
        "Copies that were sent or printed are still out there."
    ),
    "strike.others": (
        "The same words stand in {n} other entry of this series. Take this out too?",
        "The same words stand in {n} other entries of this series. Take these out too?",
    ),
    "strike.others_yes": "Take out",
    "strike.others_no": "Keep",
    "strike.plans": (
        "The plan {names} still holds the words. Change it by hand.",
        "These plans still hold the words: {names}. Change them by hand.",
    ),
    # Saving
    "saving.trouble": "{trouble} The session goes on. Ctrl+P, then “Save somewhere else”.",
    "saving.again": "Everything is being saved again.",
    "saving.refused": "The disk refuses: {why}. Choose another place.",
    "saving.moved": "The session is now kept in {path}.",
    "saving.moved_alone": "The session is now kept in {path}, and there alone. "
    "The place before can't be written to, so “fairsay resume” does not find it yet.",
    "saving.moved_noted": "The session is now kept in {path}, and there alone. "
    "The place before can't be written to. “fairsay resume” on this laptop goes on from there.",
    "saving.where": "Save the session where?",
    "saving.where_hint": "A folder on another disk, or on a stick.",
    # Leaving, and what breaks
    "quit.kept": "Kept. “fairsay resume” goes on.",
    "quit.kept_alone": "Kept in {path}, and there alone. “fairsay resume” goes on from an older record.",
    "quit.kept_noted": "Kept in {path}, and there alone. “fairsay resume” on this laptop goes on from there.",
    "quit.unsaved": "The disk has not taken everything. Leave, and lose what was not saved?",
    "quit.phones": (
        "{n} phone is in. Its page ends when you leave.",
        "{n} phones are in. Their page ends when you leave.",
    ),
    "quit.phones_recap": (
        "{n} phone is in, and its page ends when you leave. Let people take their recap first.",
        "{n} phones are in, and their page ends when you leave. Let people take their recap first.",
    ),
    "quit.running": "The session is running. Leave Fairsay? Everything is kept.",
    "quit.tried": "Leave Fairsay? Nothing of a rehearsal or a demo is kept.",
    "home.tried": "Leave for Home? Nothing of a rehearsal or a demo is kept.",
    "home.ask": "The session is running. Leave it for Home? It goes on.",
    "quit.yes": "Leave",
    "quit.no": "Stay",
    "quit.lost": "Not everything could be saved. {trouble}",
    "crash.again": "Something broke; the session goes on where it was. What was kept is all there.",
    "crash.home": "Something broke; here is where you were. What was kept is all there.",
    "crash.logged": "Something broke in Fairsay. What was saved is safe. Details are in {log}.",
    "crash.no_log": "Something broke in Fairsay. What was saved is safe. No log could be written.",
    "small.needs": "Fairsay needs a little more room.",
    "small.size": "It is {width} by {height} now, and needs {columns} by {rows}.",
    "small.keys": "Ctrl+Q leaves Fairsay.",
    "small.how": "Make the window larger, or the letters smaller.",
    # Help
    "demo.begins": "A demo: these people are made up. On the board {pause} stops it, and lets it go on.",
    "demo.key": "{shown}: {label}",
    "help.title": "Keys: {place}",
    "filter.hint": "a word of the line",
    "filter.none": "No line has “{typed}”. Esc shows all.",
    "help.eight": "The eight keys",
    "help.screens": "Other screens",
    # The command line
    "cli.no_terminal": "Fairsay needs a terminal for this. “fairsay demo --script” needs none.",
    "cli.plan_ok": "{path} is a good plan: {title}, {items}.",
    "cli.plan_no": "{path} is no good plan. {why}",
    "cli.no_people": "No name was found in {path}. Write one a line, as in “Nadia, researcher”.",
    "cli.plan_there": "There is a file at {path} already. Name another one.",
    "cli.items": ("{n} item", "{n} items"),
    "cli.no_sessions": "No sessions yet. “fairsay run PLAN” starts one.",
    "cli.no_series": "No series yet. A plan names one with “series”.",
    "cli.sessions": ("{n} session", "{n} sessions"),
    "cli.series": ("{n} series", "{n} series"),
    "cli.sound": "Looked at {sessions} and {series}: all is as it was saved.",
    "cli.unsound": "Looked at {sessions} and {series}: see above.",
    "cli.disk": "{path} can't be used: {why}.",
    "verify.altered": (
        "Version {n} of the recap of {session} is not what was saved, so it is not shown. "
        "Open that session: a new version is made from its record."
    ),
    "verify.superseded": (
        "Version {n} of the recap of {session} is not what was saved. "
        "Version {newest} was made in its place."
    ),
    "verify.put_aside": "The next start keeps it under another name and makes it again.",
    "verify.unsummed": "Version {n} of the recap of {session} was agreed before sums were kept. "
    "Nothing tells whether it was changed since.",
    "verify.copy": "Recaps of another series stand in this file. They are not read from here.",
    "verify.odd_entry": "One entry of this file can't be read. Everything else goes on.",
    "verify.folder": "A folder stands where a file of Fairsay should be. Move it somewhere else.",
    "recap.made_again": "Version {n}, as the group agreed it, was not what was saved. "
    "This version was made again from the record.",
    "cli.altered": (
        "Version {n} of this recap is not what was saved, so it is not shown. "
        "Leave --version out to get one made again from the record."
    ),
    "cli.no_large": "“{format}” has no large print. Choose html, docx or pdf.",
    "cli.no_short": "“{format}” has no first side. Choose a form that people read.",
    "cli.no_version": "This recap has no version {n}. It has: {versions}.",
    "cli.none_live": "No session is open now.",
    "cli.status": "{title} is open ({session}). Its record is {journal}.",
    "cli.stdout_file": "The form {format} is a file for one program. Name the file with -o.",
    "cli.stdout_one": "That form is a set of files. Name a folder or a zip with -o.",
}
