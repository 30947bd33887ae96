// Keeps the page up to date over one line, and sends forms without loading it again.
// Without this script every form still works: the server then answers with the page itself.
"use strict";
(() => {
  const words = JSON.parse(document.getElementById("wording").textContent);
  const byId = (id) => document.getElementById(id);
  const isHeld = (it) => it.contains(document.activeElement);
  const find = (what) => document.querySelector(what);
  const findAll = (what) => [...document.querySelectorAll(what)];
  const base = location.pathname.replace(/\/$/, "");
  const on = (what, then) => document.addEventListener(what, then);
  const told = {};
  const texts = {};
  let heardAt = Date.now();
  let heard = 0;
  // The laptop answers within this many milliseconds, or it is told that it does not.
  const LIMIT = 8000;
  let spokeAt = Date.now();

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
    made.append(...inside.flat(3).filter((one) => one != null && one !== ""));
    return made;
  };
  const auto = (text, tag = "span", given = {}) => el(tag, { dir: "auto", ...given }, text);
  const aside = (text, tag = "span") => el(tag, { class: "quiet" }, text);
  const quiet = (text) => aside(text, "p");
  const lines = (page) => page.lines.map(([kind, text]) =>
    auto(text, "p", kind === "line" ? {} : { class: kind }));
  const joined = (key) => {
    const all = [...(told[key] ?? [])];
    for (let n = 1; told[`${key}.${n}`]; n += 1) all.push(...told[`${key}.${n}`]);
    return all;
  };
  const form = (what, more, ...inside) =>
    el("form", { "data-do": what, ...more }, inside);

  // What stands there stays and only its differences are changed, so that nothing is taken away
  // from under somebody's fingers: typed text, half-given dots, the focus.
  const alike = (old, fresh) => old.nodeName === fresh.nodeName
    && (old.nodeType !== 1
      || (old.className === fresh.className && old.dataset.key === fresh.dataset.key));
  const renew = (old, fresh) => {
    for (const { name, value } of fresh.attributes) {
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name)) old.removeAttribute(name);
    }
    fill(old, [...fresh.childNodes]);
  };
  const fill = (where, fresh) => {
    let at = where.firstChild;
    for (const one of fresh) {
      let found = at;
      while (found && !alike(found, one)) found = found.nextSibling;
      if (!found) {
        where.insertBefore(one, at);
        continue;
      }
      while (at !== found) {
        const gone = at;
        at = at.nextSibling;
        gone.remove();
      }
      if (one.nodeType !== 1) at.data === one.data || (at.data = one.data);
      else renew(at, one);
      at = at.nextSibling;
    }
    while (at) {
      const gone = at;
      at = at.nextSibling;
      gone.remove();
    }
  };

  const show = (name, ...inside) => {
    const where = find(`[data-live="${name}"]`);
    if (where) fill(where, [...el("div", {}, inside).childNodes]);
  };
  // A line that is read aloud is written only when it says something else.
  const write = (line, text) => {
    if (line.textContent !== text) line.textContent = text;
  };
  // What is new is also shown to whoever is elsewhere on the page, until they have been there.
  const news = byId("news");
  const inSight = (where) => {
    const { top, bottom } = where.getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  };
  const announce = (text, place = "now") => {
    const here = inSight(byId(place));
    news.className = here ? "away" : "";
    if (news.textContent === text) return;
    news.replaceChildren(here ? text : el("a", { href: `#${place}` }, text));
  };
  const seen = () => {
    const link = news.firstElementChild;
    if (link && inSight(find(link.hash))) news.replaceChildren();
  };

  const left = () => {
    const now = told.agenda;
    if (!now) return;
    let shown = now.left;
    if (now.remaining_s != null && now.running) {
      const s = now.remaining_s - (Date.now() - heardAt) / 1000;
      if (s >= 60) shown = say("minutes", { n: Math.floor(s / 60 + 0.5) });
      else if (s > 0) shown = say("less");
      else shown = s <= -60 ? say("over", { n: Math.floor(-s / 60) }) : say("up");
    }
    show("left", shown);
  };

  const draw = {
    session() {
      const { people, stage, look_first: first, readers: names, support } = told.session;
      show("reads", say("private.reads", { names }));
      show("danger", el("b", {}, say("private.danger", { support })));
      show("answers", say("private.answers", { names }));
      show("people", people);
      show("looked", first ? say("ideas.looked") : "");
      find("main").dataset.stage = stage;
      draw.now();
    },
    agenda() {
      draw.now();
      show("agenda", told.agenda.items.map((item) =>
        el("li", { class: item.state, "aria-current": item.state === "now" ? "step" : null },
          aside(item.at), " ", auto(item.title))));
    },
    now() {
      const now = told.agenda;
      if (told.session.stage === "ended") {
        show("now", [el("p", { class: "big" }, say("ended")), ...lines(told.sofar)]);
      } else if (!now.current) {
        show("now", el("p", { class: "big" }, say("before")),
          told.session.purpose ? auto(told.session.purpose, "p") : null);
      } else {
        show("now", auto(now.title, "p", { class: "big" }),
          now.focus ? auto(now.focus, "p", { class: "focus" }) : null,
          now.content_note ? el("p", { class: "note" }, el("b", {}, `${say("content_note")}:`), " ",
            auto(now.content_note)) : null);
      }
      left();
      show("finish", say("finish", { at: now.finish_at }));
    },
    round() {
      const vote = told.round;
      byId("vote").hidden = !vote;
      if (!vote) return;
      const held = isHeld(byId("vote"));
      const question = auto(vote.question, "p", { class: "focus" });
      if (vote.open && vote.method === "hands") {
        show("round", question, el("p", {}, say("vote.hands")),
          el("ul", {}, vote.options.map((one) => auto(one.label, "li"))));
      } else if (vote.open && !vote.refused) {
        show("round", question, ballot(vote));
        mine(vote);
        dotsLeft();
      } else if (!vote.revealed) {
        show("round", question, el("p", {}, standing(vote)));
      } else {
        show("round", question, result(vote));
      }
      // A ballot that can't be given any more goes; whoever was in it stays at the vote.
      if (held && !isHeld(byId("vote"))) byId("vote").focus();
    },
    pulse() {
      const { pulse } = told;
      const section = byId("pulse");
      section.hidden = !pulse;
      const no = told.me.no_pulse;
      show("counted", pulse?.revealed ? result(pulse) : no);
      const asked = section.querySelector("form");
      // Focus stays here.
      if (no && isHeld(asked)) section.focus();
      asked.hidden = no || !pulse?.open;
      asked.round.value = pulse?.id;
      if (pulse && section.dataset.key !== pulse.id) {
        if (section.dataset.key) asked.reset();
        section.dataset.key = pulse.id;
      }
      show("pulse", pulse && told.me.pulse === pulse.id ? `✓ ${say("pulse.in")}` : "");
    },
    me() {
      const { me } = told;
      show("hand", me.hand ? el("p", { class: "in" }, say("speak.place", { n: me.hand })) : null,
        el("div", { class: "row" },
          me.hand
            ? form("hand_down", {}, el("button", {}, say("speak.down")))
            : form("hand", {}, el("button", {}, say("speak.hand"))),
          form("unclear", {},
            el("button", { "aria-disabled": me.unclear ? "true" : null }, say("speak.unclear")))),
        me.unclear ? quiet(say("speak.unclear_up")) : null);
      const minutes = Math.floor((me.talk_s ?? 0) / 60 + 0.5);
      show("talk", me.talk_s
        ? [el("p", {}, minutes ? say("me.talk", { n: minutes }) : say("me.talk_less")),
          el("p", { class: "hint" }, say("me.talk_hint"))]
        : null);
      for (const named of findAll("[data-named]")) {
        named.hidden = !(me.consent.named && me.name);
        if (named.hidden) named.firstChild.checked = false;
      }
      for (const asked of findAll('form[data-do="consent"]')) {
        if (touched.has(asked)) continue;
        const given = me.consent[asked.elements.question.value];
        asked.elements.answer.value = given == null ? "" : given ? "yes" : "no";
      }
      draw.pulse();
      draw.ideas();
    },
    queue() {
      show("queue", told.queue.length
        ? [el("h3", {}, say("speak.queue")),
          el("ol", {}, told.queue.map((who) => auto(who, "li")))]
        : null);
    },
    sofar() {
      draw.now();
      show("sofar", lines(told.sofar));
    },
    heard() {
      show("heard", told.heard);
    },
    themes() {
      draw.ideas();
    },
    ideas() {
      // A list of themes that is open stays until it is closed.
      const held = document.activeElement?.closest('[data-live="ideas"] [data-key]');
      if (held && !sending) return void (waits = true);
      waits = false;
      const all = joined("ideas");
      const letters = new Set(told.themes.map((theme) => theme.letter));
      const list = (some) => some.length ? el("ul", {}, some.map(idea)) : null;
      const differ = all.filter((one) => one.letters && !letters.has(one.letters));
      const unsorted = all.filter((one) => !one.letters);
      show("ideas",
        all.length ? null : quiet(say("ideas.none")),
        told.themes.map((theme) => [
          el("h3", {}, el("span", { class: `sign sign-${theme.letter}` },
            `${theme.letter} ${theme.shape}`), " ", auto(theme.name), " ",
          aside(`(${say("ideas.count", { n: theme.ideas })})`)),
          list(all.filter((one) => one.letters === theme.letter)),
        ]),
        differ.length ? [el("h3", {}, say("ideas.differ")), list(differ)] : null,
        unsorted.length
          ? [told.themes.length ? el("h3", {}, say("ideas.unsorted")) : null, list(unsorted)]
          : null);
      // It went to another theme, and whoever sent it there goes with it.
      if (held && !held.isConnected) byId(`c-${held.dataset.key}`)?.focus();
    },
    parking() {
      show("parking", told.parking.map((one) => el("li", {}, auto(one.text), " ",
        aside(one.status + (one.promise ? `, ${one.promise}` : "")))));
    },
    agreement() {
      show("agreement", el("ul", {}, told.agreement.lines.map((one) => auto(one, "li"))),
        quiet(told.agreement.status));
    },
    notes() {
      const all = joined("notes").reverse();
      const kinds = { note: say("note"), decision: say("decision"), action: say("action") };
      show("notes", all.length
        ? el("ul", { class: "record" }, all.map((note) =>
          el("li", {}, el("b", {}, kinds[note.kind]), " ",
            aside(note.at), el("br"), auto(note.text),
            note.more.map((more) => [el("br"), auto(more, "span", { class: "quiet" })]))))
        : quiet(say("notes.none")));
    },
    words() {
      show("words", told.words.map((word) => [auto(word.text, "dt"),
        auto(word.meaning || say("words.waiting"), "dd")]));
    },
    last() {
      show("last", lines(told.last));
    },
  };

  // Counted and not shown yet, or why there is no result.
  const standing = (vote) => vote.refused ?? vote.said[0] ?? say("vote.waiting");
  const result = (vote) => [el("h3", {}, say("vote.result")),
    el("ul", { class: "result" }, vote.options.map((one) =>
      el("li", {}, auto(one.label), " ", el("b", {}, one.counts.join(", "))))),
    vote.said.map((remark) => auto(remark, "p", { class: "quiet" }))];

  const step = (one, by, sign, words) => el("button", { type: "button", class: "step",
    "data-by": by, "data-for": `o-${one.id}`, "aria-label": say(words, { label: one.label }) }, sign);

  const ballot = (vote) => {
    const mine = vote.my_dots;
    const dots = vote.method === "dots";
    const rule = dots
      ? say("vote.dots", { n: vote.dots }) + (vote.cap ? ` ${say("vote.cap", { n: vote.cap })}` : "")
      : say("vote.one");
    return form("vote", { "data-key": vote.id, autocomplete: "off" },
      el("input", { type: "hidden", name: "round", value: vote.id }),
      el("fieldset", {}, el("legend", {}, rule), vote.options.map((one) => dots
        ? el("div", { class: "dots" }, auto(one.label, "label", { for: `o-${one.id}` }),
          step(one, -1, "−", "vote.fewer"),
          el("input", { type: "number", inputmode: "numeric", id: `o-${one.id}`,
            name: `dots.${one.id}`, min: 0, max: vote.cap || vote.dots,
            value: mine?.[one.id] ?? 0 }),
          step(one, 1, "+", "vote.more"))
        : el("label", { class: "choice" },
          el("input", { type: "radio", name: "option", value: one.id,
            checked: Boolean(mine?.[one.id]) }), " ", auto(one.label)))),
      dots ? el("p", { class: "left", role: "status" }, leftWords(vote)) : null,
      mine ? el("p", { class: "in" }, `✓ ${say("vote.in")}`) : null,
      el("button", { class: "main" }, say(mine ? "vote.change" : "vote.send")),
      quiet(say("vote.secret")));
  };

  // What nobody has touched here shows the ballot as it is, also when another page changed it.
  const mine = ({ my_dots: given }) => {
    const own = find('form[data-do="vote"]');
    for (const field of touched.has(own) ? [] : own.elements) {
      if (field.type === "number") field.value = given?.[field.name.slice(5)] ?? 0;
      else if (field.type === "radio") field.checked = Boolean(given?.[field.value]);
    }
  };

  const idea = (one) => el("li", { "data-key": one.id }, auto(one.text),
    one.letters.length > 1 ? [" ", aside(one.letters)] : null,
    one.author ? [" ", aside(say("ideas.by", { name: one.author }))] : null,
    told.session.colouring && told.themes.length && !one.settled
      ? form("colour", {}, el("input", { type: "hidden", name: "idea", value: one.id }),
        el("label", { for: `c-${one.id}`, class: "hint" }, say("ideas.colour")),
        el("div", { class: "row" },
          el("select", { id: `c-${one.id}`, name: "theme" }, el("option", { value: "" }, "–"),
            told.themes.map((theme) => el("option", { value: theme.id,
              selected: told.me.colours[one.id] === theme.id },
            `${theme.letter} ${theme.shape} ${theme.name}`)))))
      : null);

  // What is left of the dots is counted as they are given; the laptop counts again.
  const leftWords = (vote) => {
    const here = find('form[data-do="vote"]')?.dataset.key === vote.id;
    const used = here ? findAll(".dots input").map((one) => Number(one.value) || 0)
      : Object.values(vote.my_dots ?? {});
    const n = vote.dots - used.reduce((sum, one) => sum + one, 0);
    return n < 0 ? say("vote.over") : say("vote.left", { n });
  };
  const dotsLeft = () => {
    const shown = find("#vote .left");
    if (shown) write(shown, leftWords(told.round));
  };

  const take = (news) => {
    const first = !told.n;
    const before = { now: told.agenda?.current, stage: told.session?.stage, vote: told.round,
      pulse: told.pulse?.id, turn: told.me?.turn };
    const due = new Set();
    heard += 1;
    // One that holds everything: the rest of what is here is no more.
    for (const key of news.all ? Object.keys(told) : []) if (!(key in news)) news[key] = undefined;
    for (const [key, value] of Object.entries(news)) {
      const text = JSON.stringify(value);
      if (texts[key] === text) continue;
      texts[key] = text;
      told[key] = value;
      due.add(key.split(".")[0]);
    }
    if (news.agenda) heardAt = Date.now();
    if (due.has("session")) due.add("ideas");
    for (const key of due) draw[key]?.();
    if (first) return;
    const { agenda, session, round: vote } = told;
    if (session.stage === "ended") {
      if (before.stage !== "ended") announce(say("ended"));
    } else if (agenda.current !== before.now) announce(`${say("now")}: ${agenda.title}`);
    if (vote && (vote.id !== before.vote?.id || vote.open !== before.vote.open)) {
      announce(vote.open ? `${say("vote")}: ${vote.question}` : standing(vote), "vote");
      hush();
    }
    if (vote?.revealed && !before.vote?.revealed) {
      announce(`${say("vote.result")}: ${vote.question}`, "vote");
    }
    if (told.pulse?.open && told.pulse.id !== before.pulse) announce(say("pulse"), "pulse");
    if (told.me.turn && !before.turn) {
      tell(say("speak.turn"));
      announce(say("speak.turn"), "speak");
    }
  };

  let quieten;
  const tell = (sentence, stays) => {
    clearTimeout(quieten);
    byId("said").textContent = sentence;
    if (!stays) quieten = setTimeout(() => tell("", true), 20000);
  };

  const hush = () => outbox.size || tell("", true);

  const randomId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)),
    (byte) => byte.toString(16).padStart(2, "0")).join("");

  const asked = (sent) => {
    const out = { do: sent.dataset.do };
    for (const [name, value] of new FormData(sent)) {
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

  // What was sent and not answered yet, by what it is. It is sent again with the same id, so that it
  // is done once at most; one at a time of each, and of those that wait the latest.
  const outbox = new Map();
  const reach = (way, more = {}) => {
    const late = new AbortController();
    setTimeout(() => late.abort(), LIMIT);
    return fetch(`${base}/${way}`, { credentials: "same-origin", signal: late.signal, ...more });
  };
  const touched = new WeakSet();
  let sending = false;
  let leaving = false;
  let waits = false;
  let fails = 0;
  let retry;

  const keyOf = ({ do: what, round, idea, question, text }) =>
    [what.replace("_down", ""), round ?? idea ?? question ?? text].join();
  const post = async (key) => {
    const now = outbox.get(key);
    if (now.busy) return;
    const { body, sent } = now;
    now.busy = true;
    leaving = body.do === "leave";
    let answer;
    let got;
    try {
      answer = await reach("do", {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify({ ...body, id: now.id }),
      });
      got = await answer.json();
    } catch {}
    now.busy = false;
    tell(got?.say ?? say("unsent"), !got?.ok);
    if (now.next) outbox.set(key, now.next);
    else if (got && answer.status !== 503) outbox.delete(key);
    if (got?.ok) {
      fails = 0;
      done(sent, now);
    }
    if (answer?.status === 403) location.reload();
    if (now.next && got) post(key);
    else if (outbox.size) {
      // Not all phones at once, and not for ever faster than it helps.
      clearTimeout(retry);
      retry = setTimeout(again, pause(fails += 1));
    }
  };
  const again = () => [...outbox.keys()].forEach(post);
  const pause = (tries) => Math.min(15000, 500 * 2 ** tries) * (0.5 + Math.random());
  const done = (sent, { body, text }) => {
    // What was typed or chosen meanwhile is something else, and stays.
    if (JSON.stringify(asked(sent)) === text) {
      touched.delete(sent);
      if (body.do === "consent") sent.className = "";
    }
    for (const typed of sent.querySelectorAll("textarea")) {
      if (typed.value === body[typed.name]) typed.value = "";
    }
    // Whether a name goes with it is decided each time.
    for (const named of sent.querySelectorAll("[data-named] input")) named.checked = false;
    if (body.do === "leave") location.replace(`${base}?said=phone.did.leave`);
    sending = body.do === "colour";
    if (waits) draw.ideas();
  };
  // The form is read when somebody sends it, and never again: what is sent later is what they sent.
  const send = (sent) => {
    const body = asked(sent);
    const text = JSON.stringify(body);
    const key = keyOf(body);
    const held = outbox.get(key);
    if (held?.busy && (held.next ?? held).text === text) return;
    const now = { text, body, sent, id: !held?.busy && held?.text === text ? held.id : randomId() };
    if (held?.busy) held.next = now;
    else {
      outbox.set(key, now);
      post(key);
    }
  };

  on("submit", (event) => {
    const sent = event.target;
    if (!sent.matches("form[data-do]")) return;
    event.preventDefault();
    if (!event.submitter?.hasAttribute("aria-disabled")) send(sent);
  });
  on("input", (event) => {
    const typed = event.target.closest("form[data-do]");
    if (!typed) return;
    touched.add(typed);
    if (typed.dataset.do === "consent") typed.className = "new";
    // Whoever goes on has read what became of the last thing.
    hush();
    if (typed.dataset.do === "vote") dotsLeft();
  });
  on("change", (event) => {
    const sent = event.target.closest('form[data-do="colour"]');
    if (sent) send(sent);
  });
  on("click", (event) => {
    const by = event.target.closest("[data-by]");
    if (!by) return;
    const field = byId(by.dataset.for);
    const next = (Number(field.value) || 0) + Number(by.dataset.by);
    field.value = Math.min(Number(field.max), Math.max(0, next));
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  on("focusout", () => setTimeout(() => {
    sending = false;
    if (waits) draw.ideas();
  }, 0));
  let line;
  let tries = 0;
  let wait;
  let triedAt = 0;
  const online = () => {
    tries = 0;
    spokeAt = Date.now();
    write(byId("line"), say("live"));
  };
  // Where no line can be held, a phone asks now and then; this also tells that it was put out.
  const poll = async () => {
    const before = heard;
    try {
      const answer = await reach("state");
      if (answer.status === 403 && !leaving) location.reload();
      if (!answer.ok) return false;
      const news = await answer.json();
      // What came meanwhile is newer.
      if (heard === before) take(news);
      online();
      again();
      return true;
    } catch {
      return false;
    }
  };
  const connect = () => {
    clearTimeout(wait);
    triedAt = Date.now();
    line = new WebSocket(`${location.origin.replace(/^http/, "ws")}${base}/live`);
    const mine = line;
    line.onopen = again;
    line.onmessage = (event) => {
      if (mine !== line) return;
      take(JSON.parse(event.data));
      online();
    };
    line.onclose = async () => {
      if (mine !== line) return;
      tries += 1;
      const tried = tries;
      if (!(await poll())) write(byId("line"), say("gone"));
      tries = tried;
      wait = setTimeout(connect, pause(tries));
    };
  };
  // A line can be dead without anybody saying so: it is asked, and given up if it does not answer.
  const beat = () => {
    if (document.hidden) return;
    const now = Date.now();
    if (now - spokeAt > LIMIT) write(byId("line"), say("gone"));
    if (line.readyState === 1) line.send("");
    if (line.readyState < 2 && now - Math.max(spokeAt, triedAt) > LIMIT) {
      line.close();
      connect();
    }
  };
  setInterval(beat, 1500);
  setInterval(left, 5000);
  on("scroll", seen);
  // What the page came with goes like any other answer.
  if (byId("said").textContent) tell(byId("said").textContent);
  on("visibilitychange", () => {
    // A phone that slept may hold a line that is long gone, and does not know it.
    if (document.hidden) return;
    spokeAt = Date.now();
    left();
    if (line.readyState > 1) connect();
    else poll();
  });
  window.addEventListener("online", () => line.readyState > 1 && connect());
  document.documentElement.classList.add("script");
  history.replaceState(null, "", location.pathname);
  connect();
})();
