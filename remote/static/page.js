// Keeps the page up to date over one line, and sends forms without loading it again.
// Without this script every form still works: the server then answers with the page itself.
"use strict";
(() => {
  const words = JSON.parse(document.getElementById("words").textContent);
  const told = JSON.parse(document.getElementById("told").textContent);
  const base = location.pathname.replace(/\/$/, "");
  const saidLine = document.getElementById("said");
  const lineState = document.getElementById("line");
  let heardAt = Date.now();
  let tries = 0;

  const say = (key, values = {}) => {
    let entry = words[key] ?? key;
    if (Array.isArray(entry)) entry = values.n === 1 ? entry[0] : entry[1];
    return entry.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  };

  // Text people typed only ever becomes text: nothing here reads markup.
  const el = (tag, given = {}, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(given)) {
      if (value === true) made.setAttribute(name, "");
      else if (value !== false && value != null) made.setAttribute(name, value);
    }
    made.append(...inside.flat().filter((one) => one != null && one !== ""));
    return made;
  };
  const auto = (text, tag = "span", given = {}) => el(tag, { dir: "auto", ...given }, text);
  const place = (name) => document.querySelector(`[data-live="${name}"]`);
  const joined = (key) => {
    const all = [...(told[key] ?? [])];
    for (let n = 1; told[`${key}.${n}`]; n += 1) all.push(...told[`${key}.${n}`]);
    return all;
  };
  const form = (what, ...inside) =>
    el("form", { method: "post", action: `${base}/do`, "data-do": what },
      el("input", { type: "hidden", name: "do", value: what }), inside);

  // Nothing is taken away from under somebody's fingers: a part that is being used waits.
  const waiting = new Set();
  const show = (name, ...inside) => {
    const where = place(name);
    if (!where) return;
    if (where.contains(document.activeElement) && where.querySelector("form")) {
      waiting.add(name);
      return;
    }
    waiting.delete(name);
    const before = where.innerHTML;
    const fresh = el(where.tagName);
    fresh.append(...inside.flat().filter((one) => one != null && one !== ""));
    if (fresh.innerHTML !== before) where.replaceChildren(...fresh.childNodes);
  };

  const left = () => {
    const now = told.agenda;
    if (now.remaining_s == null || !now.running) return now.left;
    const s = now.remaining_s - (Date.now() - heardAt) / 1000;
    if (s >= 60) return say("minutes", { n: Math.floor(s / 60 + 0.5) });
    if (s > 0) return say("less");
    return s <= -60 ? say("over", { n: Math.floor(-s / 60) }) : say("up");
  };

  const draw = {
    session() {
      show("people", told.session.people);
      draw.now();
    },
    agenda() {
      draw.now();
      show("agenda", told.agenda.items.map((item) =>
        el("li", { class: item.state, "aria-current": item.state === "now" ? "step" : null },
          el("span", { class: "quiet" }, item.at), " ", auto(item.title))));
    },
    now() {
      const now = told.agenda;
      if (told.session.stage === "ended") show("now", el("p", { class: "big" }, say("ended")));
      else if (!now.current) {
        show("now", el("p", { class: "big" }, say("before")),
          told.session.purpose ? auto(told.session.purpose, "p") : null);
      } else {
        show("now", auto(now.title, "p", { class: "big" }),
          now.focus ? auto(now.focus, "p", { class: "focus" }) : null,
          now.content_note
            ? auto("", "p", { class: "note" }).appendChild(
              el("b", {}, `${say("content_note")}: `)).parentNode : null);
        const note = document.querySelector('[data-live="now"] .note');
        if (note) note.append(now.content_note);
      }
      show("left", left());
      show("finish", say("finish", { at: now.finish_at }));
    },
    round() {
      const vote = told.round;
      document.getElementById("vote").hidden = !vote;
      if (!vote) return;
      const question = auto(vote.question, "p", { class: "focus" });
      if (vote.open && vote.method === "hands") {
        show("round", question, el("p", {}, say("vote.hands")),
          el("ul", {}, vote.options.map((one) => auto(one.label, "li"))));
      } else if (vote.open) {
        show("round", question, ballot(vote));
      } else if (!vote.revealed) {
        show("round", question, el("p", {}, say("vote.waiting")));
      } else {
        show("round", question, el("h3", {}, say("vote.result")),
          el("ul", { class: "result" }, vote.options.map((one) =>
            el("li", {}, auto(one.label), " ", el("b", {}, one.counts.join(", "))))),
          vote.said.map((remark) => auto(remark, "p", { class: "quiet" })));
      }
    },
    pulse() {
      document.getElementById("pulse").hidden = !told.pulse;
    },
    me() {
      const me = told.me;
      show("hand",
        me.hand
          ? [el("p", {}, say("speak.place", { n: me.hand })),
            form("hand_down", el("button", {}, say("speak.down")))]
          : form("hand", el("button", {}, `✋ ${say("speak.hand")}`)),
        form("unclear", el("button", { disabled: me.unclear }, say("speak.unclear"))),
        me.unclear ? el("p", { class: "quiet" }, say("speak.unclear_up")) : null);
      draw.ideas();
    },
    queue() {
      show("queue", told.queue.length
        ? [el("p", {}, say("speak.queue")), el("ol", {}, told.queue.map((who) => auto(who, "li")))]
        : null);
    },
    heard() {
      show("heard", told.heard);
    },
    themes() {
      draw.ideas();
    },
    ideas() {
      const all = joined("ideas");
      const letters = new Set(told.themes.map((theme) => theme.letter));
      const list = (some) => el("ul", {}, some.map(idea));
      const differ = all.filter((one) => one.letters && !letters.has(one.letters));
      const unsorted = all.filter((one) => !one.letters);
      show("ideas",
        all.length ? null : el("p", { class: "quiet" }, say("ideas.none")),
        told.themes.map((theme) => [
          el("h3", {}, el("span", { class: `sign sign-${theme.letter}` },
            `${theme.letter} ${theme.shape}`), " ", auto(theme.name), " ",
          el("span", { class: "quiet" }, `(${say("ideas.count", { n: theme.ideas })})`)),
          list(all.filter((one) => one.letters === theme.letter)),
        ]).flat(),
        differ.length ? [el("h3", {}, say("ideas.differ")), list(differ)] : null,
        unsorted.length
          ? [told.themes.length ? el("h3", {}, say("ideas.unsorted")) : null, list(unsorted)]
          : null);
    },
    parking() {
      show("parking", told.parking.map((one) => auto(one.text, "li").appendChild(
        el("span", { class: "quiet" },
          ` ${one.status}${one.promise ? `, ${one.promise}` : ""}`)).parentNode));
    },
    agreement() {
      show("agreement", el("ul", {}, told.agreement.lines.map((one) => auto(one, "li"))),
        el("p", { class: "quiet" }, told.agreement.status));
    },
    notes() {
      const all = joined("notes").reverse();
      show("notes", all.length ? null : el("p", { class: "quiet" }, say("notes.none")),
        el("ul", { class: "record" }, all.map((note) =>
          el("li", {}, el("b", {}, say({ note: "note", decision: "decision", action: "action" }[note.kind])), " ", el("span", { class: "quiet" }, note.at),
            el("br"), auto(note.text),
            note.more.map((more) => [el("br"), auto(more, "span", { class: "quiet" })]).flat()))));
    },
    words() {
      show("words", told.words.map((word) => [auto(word.text, "dt"),
        auto(word.meaning || say("words.waiting"), "dd")]).flat());
    },
    last() {
      show("last", told.last.lines.map(([kind, text]) => auto(text, "p", { class: kind })));
    },
  };

  const ballot = (vote) => {
    const mine = vote.my_dots;
    const dots = vote.method === "dots";
    const rule = dots
      ? say("vote.dots", { n: vote.dots }) + (vote.cap ? ` ${say("vote.cap", { n: vote.cap })}` : "")
      : say("vote.one");
    return form("vote",
      el("input", { type: "hidden", name: "round", value: vote.id }),
      el("fieldset", {}, el("legend", {}, rule), vote.options.map((one) => dots
        ? el("label", { class: "choice dots" }, auto(one.label), " ",
          el("input", { type: "number", inputmode: "numeric", name: `dots.${one.id}`, min: 0,
            max: vote.cap || vote.dots, value: mine?.[one.id] ?? 0 }))
        : el("label", { class: "choice" },
          el("input", { type: "radio", name: "option", value: one.id,
            checked: Boolean(mine?.[one.id]) }), " ", auto(one.label)))),
      el("p", { class: "quiet" }, say("vote.secret")),
      dots ? el("p", { class: "left", role: "status" }) : null,
      mine ? el("p", { class: "in" }, `✓ ${say("vote.in")}`) : null,
      el("button", { class: "main" }, say(mine ? "vote.change" : "vote.send")));
  };

  const idea = (one) => el("li", { "data-idea": one.id }, auto(one.text),
    one.author ? el("span", { class: "quiet" }, ` ${say("ideas.by", { name: one.author })}`) : null,
    told.session.colouring && told.themes.length && !one.settled
      ? form("colour", el("input", { type: "hidden", name: "idea", value: one.id }),
        el("label", { class: "small" }, say("ideas.colour"), " ",
          el("select", { name: "theme" }, el("option", { value: "" }),
            told.themes.map((theme) => el("option", { value: theme.id,
              selected: told.me.colours[one.id] === theme.id },
            `${theme.letter} ${theme.shape} ${theme.name}`)))))
      : null);

  // What is left of the dots is counted as they are given; the laptop counts again.
  const dotsLeft = (sent) => {
    const shown = sent.querySelector(".left");
    if (!shown) return;
    const given = [...sent.querySelectorAll('input[type="number"]')];
    const n = told.round.dots - given.reduce((sum, one) => sum + Number(one.value || 0), 0);
    shown.textContent = n < 0 ? say("vote.over") : say("vote.left", { n });
  };

  const dueTo = (key) => key.split(".")[0];
  const take = (news) => {
    Object.assign(told, news);
    if (news.agenda) heardAt = Date.now();
    const due = new Set(Object.keys(news).map(dueTo));
    if (due.has("session") && news.session) due.add("ideas");
    for (const key of due) draw[key]?.();
  };

  const tell = (sentence) => {
    saidLine.textContent = sentence;
  };

  const randomId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)),
    (byte) => byte.toString(16).padStart(2, "0")).join("");

  const asked = (sent) => {
    const data = new FormData(sent);
    const out = { do: data.get("do"), id: sent.dataset.id || (sent.dataset.id = randomId()) };
    for (const [name, value] of data) {
      if (name === "do") continue;
      if (name.startsWith("dots.")) (out.dots ??= {})[name.slice(5)] = Number(value || 0);
      else if (name === "option") (out.dots ??= {})[value] = 1;
      else if (name === "mood") out.mood = Number(value);
      else if (["show_name", "clear", "answer"].includes(name)) {
        out[name] = value === "" ? null : value === "yes";
      } else out[name] = value;
    }
    if (out.do === "vote") out.dots ??= {};
    return out;
  };

  const send = async (sent) => {
    const body = asked(sent);
    try {
      const answer = await fetch(`${base}/do`, {
        method: "POST", credentials: "same-origin",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify(body),
      });
      const got = await answer.json();
      tell(got.say);
      // Sent again as it is, it would be the same thing; the next one is another.
      delete sent.dataset.id;
      if (got.ok) {
        for (const text of sent.querySelectorAll("textarea")) text.value = "";
        document.activeElement?.blur();
        for (const name of [...waiting]) draw[name]?.();
        if (body.do === "leave") location.replace(base);
      }
      if (answer.status === 403) location.reload();
    } catch {
      // The same id goes with the next try, so that it is done once at most.
      tell(say("gone"));
    }
  };

  document.addEventListener("submit", (event) => {
    const sent = event.target;
    if (!sent.matches("form[data-do]")) return;
    event.preventDefault();
    send(sent);
  });
  document.addEventListener("input", (event) => {
    const sent = event.target.closest('form[data-do="vote"]');
    if (sent) dotsLeft(sent);
  });
  document.addEventListener("change", (event) => {
    const sent = event.target.closest('form[data-do="colour"]');
    if (sent) send(sent);
  });
  document.addEventListener("focusout", () => setTimeout(() => {
    for (const name of [...waiting]) draw[name === "hand" ? "me" : name]?.();
  }, 0));

  const connect = () => {
    const line = new WebSocket(`${location.origin.replace(/^http/, "ws")}${base}/live`);
    line.onmessage = (event) => {
      tries = 0;
      lineState.textContent = say("live");
      take(JSON.parse(event.data));
    };
    line.onclose = () => {
      lineState.textContent = say("gone");
      tries += 1;
      // Not all phones at once, and not for ever faster than it helps.
      setTimeout(connect, Math.min(15000, 500 * 2 ** tries) * (0.5 + Math.random()));
    };
  };
  setInterval(() => show("left", left()), 5000);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) show("left", left());
  });
  connect();
})();
