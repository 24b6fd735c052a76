// Shows the chosen liaison's day, finds practices, fills the sheets to print. What is shown is kept in the address.

const { liaisons, practices, weeks, buffer } = JSON.parse(document.getElementById("data").textContent);
const DAY_NAMES = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

// ---- small tools ------------------------------------------------------------------------------------------------------

/** A civil date as a number of days, so that no time zone can shift it. */
const parseDate = (text) => { const [y, m, d] = text.split("-").map(Number); return new Date(Date.UTC(y, m - 1, d)); };
const plusDays = (text, days) => new Date(parseDate(text).getTime() + days * 864e5).toISOString().slice(0, 10);
const shortDate = (text) => { const date = parseDate(text); return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`; };
const longDate = (text) => `${DAY_NAMES[parseDate(text).getUTCDay()]} ${shortDate(text)} ${text.slice(0, 4)}`;
const mondayOf = (text) => plusDays(text, -((parseDate(text).getUTCDay() + 6) % 7));
/** What visits bring: extra referrals, or points where the book has no referrals. */
const WORTH = document.documentElement.dataset.worth.toLowerCase();
/** Expected referrals; what is not nothing never reads as "0.00". Nothing itself is 0 in the data. */
const referrals = (value) =>
  value === 0 || Math.abs(value) >= 0.005 ? value.toFixed(2) : value > 0 ? "less than 0.01" : "more than -0.01";
const signed = (value) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
const tierBadge = (tier) => tier && element("span", { class: `tier tier-${tier}`, title: `Tier ${tier}` }, tier);

// ---- state --------------------------------------------------------------------------------------------------------------

const state = { view: "days", liaison: 0, week: weeks[0], date: null, next: null };
const liaison = () => liaisons[state.liaison];
const dayOf = (person, date) => person?.days.find((day) => day.date === date);

/** Reads the address; what it does not say, or says wrongly, is chosen well. */
function readAddress() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const index = liaisons.findIndex(({ id }) => id === wanted.get("liaison"));
  state.view = views().includes(wanted.get("view")) ? wanted.get("view") : "days";
  if (["day", "week", "liaison", "all"].includes(wanted.get("print"))) get("scope").value = wanted.get("print");
  choose(Math.max(index, 0), wanted.get("date") ?? todayOfPlan());
}

/** Today, if the plan has visits today or later and has begun; else nothing. */
function todayOfPlan() {
  const { today } = clock();
  const dates = liaisons.flatMap(({ days }) => days.map(({ date }) => date));
  return dates.some((date) => date <= today) && dates.some((date) => date >= today) ? today : null;
}

/** Chooses a liaison and, as near as there is one, a day with visits. */
function choose(index, date) {
  state.liaison = index;
  const days = liaison()?.days ?? [];
  const chosen = days.find((day) => day.date >= (date ?? "")) ?? days.at(-1);
  state.date = chosen?.date ?? null;
  state.week = state.date ? mondayOf(state.date) : weeks[0];
}

/** The address of what is chosen, in some view. */
function addressOf(view) {
  const say = new URLSearchParams({ view });
  if (liaison()) say.set("liaison", liaison().id);
  if (state.date) say.set("date", state.date);
  return `#${say}`;
}

const writeAddress = () => history.replaceState(null, "", addressOf(state.view));

// ---- a day --------------------------------------------------------------------------------------------------------------

/** The device's day and time, as the book writes them. */
function clock() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return { today: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`, time: `${two(now.getHours())}:${two(now.getMinutes())}` };
}

/** The first visit or event of today that is not over; `null` on other days, and where all are over. */
function nextOf(day) {
  const { today, time } = clock();
  if (day.date !== today) return null;
  return engagements(day, stopRow).find(({ end }) => end > time) ?? null;
}

/** The list of a day. What is over stands behind a fold, so that the next stop comes first. */
function dayList(day) {
  const next = nextOf(day);
  const rows = dayRows(day, stopRow, (drive, row) => [driveRow(drive), row]);
  const list = (part) => element("ol", { class: "stops" }, ...part.flatMap(({ elements }) => elements));
  const over = next ? rows.filter(({ end }) => end <= clock().time) : [];
  if (!next) return [list(rows)];
  const rest = list(rows.filter((row) => !over.includes(row)));
  const first = rest.querySelector(`[data-stop="${next.number}"]`);
  first.classList.add("next");
  first.querySelector(".name").prepend(element("span", { class: "flag now" }, "next"), " ");
  return over.length ? [rest, element("details", { class: "over" }, element("summary", {}, "Earlier today"), list(over))] : [rest];
}

function showDay() {
  const day = dayOf(liaison(), state.date);
  state.next = day ? nextOf(day)?.number ?? null : null;
  if (!day) {
    get("day").replaceChildren(element("p", { class: "empty" }, "No visits are planned in this week."));
    get("map").hidden = true;
    return;
  }
  get("map").hidden = false;
  get("day").replaceChildren(
    element("h2", {}, longDate(day.date), " ", element("small", {}, element("a", { class: "target", href: addressOf("month") }, "Month"))),
    element("p", { class: "sums" }, daySums(day)),
    ...dayNotes(day),
    ...packing(day, !matchMedia("(max-width: 800px)").matches),
    ...dayList(day),
    ...bufferNote());
  map.mark(null);
  map.show(routeOf(liaison(), day));
  get("map").querySelector("svg").setAttribute("aria-label", `Map of the route of ${liaison().name} on ${longDate(day.date)}`);
}

/** Shows the day anew when another stop has become the next one. */
function keepUp() {
  const day = state.view === "days" && dayOf(liaison(), state.date);
  if (day && (nextOf(day)?.number ?? null) !== state.next) showDay();
}

/** A day in the map's terms. */
function routeOf(person, day) {
  const near = person.home ? project(person.home.lon, person.home.lat)[0] : null;
  const at = (place) => (place ? project(place.lon, place.lat, near) : null);
  const stops = engagements(day, stopRow).map(({ stop, event, number, start }) => (stop
    ? { at: at(practices[stop.practice].place), number, kind: `stop ${markerKind(stop)}`, title: `${number}: ${practices[stop.practice].name}, ${start}` }
    : { at: at(event.place), number, sign: "★", kind: "occasion", title: `${event.name}, ${start}` }));
  const today = new Set(day.stops.map((stop) => stop.practice));
  const dots = practices.filter((practice, index) => practice.liaison === person.id && practice.place && !today.has(index)).map(({ place }) => at(place));
  return { home: at(person.home), stops: stops.filter((stop) => stop.at), dots };
}

/** Shows a stop in the list and on the map. */
function markStop(number, scroll) {
  for (const row of get("day").querySelectorAll("[data-stop]")) {
    const same = row.dataset.stop === String(number);
    row.classList.toggle("marked", same);
    if (same && scroll) row.scrollIntoView({ block: "nearest", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }
  map.mark(number);
}

function listenToStops(root, scroll) {
  const number = (event) => event.target.closest?.("[data-stop]")?.dataset.stop ?? null;
  // Where the mouse is at no stop, the one that has the focus stays marked.
  const focused = () => document.activeElement?.dataset.stop ?? null;
  root.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse") markStop(number(event) ?? focused(), false); });
  root.addEventListener("pointerleave", () => markStop(focused(), false));
  root.addEventListener("focusin", (event) => markStop(number(event), scroll));
  root.addEventListener("click", (event) => { if (number(event)) markStop(number(event), scroll); });
  root.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.dataset?.stop) markStop(number(event), true); });
}

// ---- the month ----------------------------------------------------------------------------------------------------------

/** Marks the chosen day in the month, and shows it. */
function showMonth() {
  for (const link of get("month").querySelectorAll("td a")) {
    const say = new URLSearchParams(link.hash.slice(1));
    const same = say.get("liaison") === liaison()?.id && say.get("date") === state.date;
    if (same) { link.setAttribute("aria-current", "date"); link.scrollIntoView({ block: "center" }); } else link.removeAttribute("aria-current");
  }
}

/** The month as a sheet of its own. */
function monthSheet() {
  const title = document.querySelector("h1").textContent;
  return element("article", { class: "monthsheet" }, element("h2", {}, element("bdi", {}, title)), ...[...get("month").children].map((part) => part.cloneNode(true)));
}

// ---- pickers ------------------------------------------------------------------------------------------------------------

function showPickers() {
  get("liaison").value = String(state.liaison);
  get("week").value = state.week;
  const at = weeks.indexOf(state.week);
  get("earlier").disabled = at <= 0;
  get("later").disabled = at >= weeks.length - 1;
  const dates = Array.from({ length: 7 }, (_, step) => plusDays(state.week, step));
  const shown = dates.filter((date, step) => step < 5 || dayOf(liaison(), date));
  get("dates").replaceChildren(...shown.map(dateButton));
}

function dateButton(date) {
  const day = dayOf(liaison(), date);
  return element("button", { type: "button", disabled: !day, "aria-pressed": String(date === state.date), onclick: () => { choose(state.liaison, date); show(); } },
    element("b", {}, DAY_NAMES[parseDate(date).getUTCDay()]), element("span", {}, shortDate(date)),
    element("small", {}, day ? dayCounts(day) : "free"));
}

function fillPickers() {
  get("liaison").append(...liaisons.map(({ name }, index) => element("option", { value: index }, name)));
  get("owner").append(...liaisons.map(({ id, name }) => element("option", { value: id }, name)));
  get("week").append(...weeks.map((week, index) => element("option", { value: week }, `Week ${index + 1}: ${shortDate(week)} – ${shortDate(plusDays(week, 6))}`)));
  get("liaison").addEventListener("change", (event) => { choose(Number(event.target.value), state.date); show(); });
  get("week").addEventListener("change", (event) => goToWeek(event.target.value));
  get("earlier").addEventListener("click", () => goToWeek(weeks[weeks.indexOf(state.week) - 1]));
  get("later").addEventListener("click", () => goToWeek(weeks[weeks.indexOf(state.week) + 1]));
  document.querySelectorAll("[data-view]").forEach((button) => button.addEventListener("click", () => { state.view = button.dataset.view; show(); }));
  document.querySelectorAll("[data-liaison]").forEach((button) => button.addEventListener("click", () => { state.view = "days"; choose(Number(button.dataset.liaison), null); show(); scrollTo(0, 0); }));
}

/** Goes to a week, which may be one without visits. */
function goToWeek(week) {
  const day = liaison()?.days.find(({ date }) => mondayOf(date) === week);
  if (day) choose(state.liaison, day.date); else Object.assign(state, { week, date: null });
  show();
}

// ---- why, why not ---------------------------------------------------------------------------------------------------------

const STATUSES = ["planned", "not due", "later", "displaced", "awaits an edit", "not worth the drive", "too late to call", "impossible", "excluded",
                  "unknown"];
/** Statuses that a manager asks about first. */
const LEFT_OUT = new Set(["displaced", "awaits an edit", "not worth the drive", "too late to call", "impossible", "unknown"]);
const filter = { statuses: new Set(), shown: 50 };
/** Small letters without accents, so that "Jose" finds "José". */
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const haystacks = practices.map((practice) => folded([practice.name, practice.id, practice.address, practice.specialty].filter(Boolean).join(" ")));

function matching() {
  const words = folded(get("search").value).split(/\s+/).filter(Boolean);
  const owner = get("owner").value;
  return practices.map((practice, index) => ({ practice, index })).filter(({ practice, index }) =>
    (!owner || practice.liaison === owner) && words.every((word) => haystacks[index].includes(word)));
}

function showAnswers() {
  const matches = matching();
  const chosen = matches.filter(({ practice }) => !filter.statuses.size || filter.statuses.has(practice.status));
  chosen.sort((a, b) => b.practice.missed - a.practice.missed || LEFT_OUT.has(b.practice.status) - LEFT_OUT.has(a.practice.status) || b.practice.worth - a.practice.worth || a.index - b.index);
  get("statuses").replaceChildren(...STATUSES.map((status) => statusButton(status, matches)).filter(Boolean));
  get("found").textContent = `${counted(chosen.length, "practice")}${chosen.length > 1 ? ", those left out first, by what a visit is worth" : ""}`;
  get("answers").replaceChildren(...chosen.slice(0, filter.shown).map(({ practice, index }) => answerRow(practice, index)));
  get("more").hidden = chosen.length <= filter.shown;
}

function statusButton(status, matches) {
  if (!practices.some((practice) => practice.status === status)) return null;
  const count = matches.filter(({ practice }) => practice.status === status).length;
  const toggle = () => { if (!filter.statuses.delete(status)) filter.statuses.add(status); filter.shown = 50; showAnswers(); };
  return element("button", { type: "button", class: `status ${status.replaceAll(" ", "-")}`, "data-status": status, "aria-pressed": String(filter.statuses.has(status)), onclick: () => { toggle(); get("statuses").querySelector(`[data-status="${status}"]`)?.focus(); } },
    status, " ", element("small", {}, count.toLocaleString("en-US")));
}

function answerRow(practice, index) {
  const person = liaisons.find(({ id }) => id === practice.liaison);
  const facts = [
    person ? `with ${person.name}` : "with nobody",
    practice.near,
    practice.last ? `last seen ${longDate(practice.last)}` : "never seen",
    practice.due && `due ${longDate(practice.due)}`,
    `a visit is worth ${referrals(practice.worth)} ${WORTH}`,
  ].filter(Boolean);
  return element("li", {},
    element("p", { class: "name" }, element("span", { class: `status ${practice.status.replaceAll(" ", "-")}` }, practice.status), " ", element("bdi", {}, practice.name), " ", tierBadge(practice.tier), practice.missed && element("span", { class: "flag" }, "promise not kept"), element("small", { class: "id" }, practice.id)),
    visitButtons(index),
    (practice.missed || practice.status !== "planned") && element("p", { class: "answer" }, practice.answer),
    element("p", { class: "place", dir: "auto" }, facts.join(" · ")));
}

/** The visits of a practice as ways to their days; `null` if there are none. */
function visitButtons(index) {
  const buttons = (visitsOf().get(index) ?? []).map(([person, date, start]) => element("button", { type: "button", title: "Show this day", onclick: () => { state.view = "days"; choose(person, date); show(); scrollTo(0, 0); } }, `${longDate(date)} at ${start}`));
  return buttons.length ? element("p", { class: "links" }, counted(buttons.length, "visit"), ": ", ...buttons) : null;
}

const visitsOf = (() => {
  let visits = null;
  return () => {
    if (visits) return visits;
    visits = new Map();
    liaisons.forEach(({ days }, person) => days.forEach(({ date, stops }) => stops.forEach(({ practice, start }) => {
      if (!visits.has(practice)) visits.set(practice, []);
      visits.get(practice).push([person, date, start]);
    })));
    return visits;
  };
})();

// ---- paper ----------------------------------------------------------------------------------------------------------------

/** The days to print, each with its liaison. */
function daysToPrint() {
  const scope = get("scope").value;
  const people = scope === "all" ? liaisons : [liaison()].filter(Boolean);
  const wanted = { day: ({ date }) => date === state.date, week: ({ date }) => mondayOf(date) === state.week }[scope] ?? (() => true);
  return people.flatMap((person) => person.days.filter(wanted).map((day) => [person, day]));
}

addEventListener("beforeprint", () => { if (state.view === "month") get("sheets").replaceChildren(monthSheet()); else fillSheets(daysToPrint()); });
addEventListener("afterprint", () => get("sheets").replaceChildren());

// ---- start ----------------------------------------------------------------------------------------------------------------

const firstPlace = liaisons.find(({ home }) => home)?.home ?? practices.find(({ place }) => place)?.place ?? { lon: 0, lat: 0 };
const origin = project(firstPlace.lon, firstPlace.lat);
const basemap = prepareBasemap(JSON.parse(get("basemap").textContent), origin);
const map = new LiveMap(get("map"), basemap, origin);

function show() {
  for (const name of views()) {
    get(name).hidden = name !== state.view;
    document.querySelector(`[data-view="${name}"]`).setAttribute("aria-pressed", String(name === state.view));
  }
  document.body.dataset.shown = state.view;
  if (state.view === "days") { showPickers(); showDay(); }
  if (state.view === "month") showMonth();
  if (state.view === "practices") showAnswers();
  writeAddress();
}

fillPickers();
readAddress();
listenToStops(get("day"), false);
listenToStops(get("map").querySelector("svg"), true);
let typing;
get("search").addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(() => { filter.shown = 50; showAnswers(); }, 80); });
get("owner").addEventListener("change", showAnswers);
get("more").addEventListener("click", () => { filter.shown += 100; showAnswers(); });
get("print").addEventListener("click", () => print());
get("print-month").addEventListener("click", () => print());
setInterval(keepUp, 30_000);
document.addEventListener("visibilitychange", keepUp);
addEventListener("hashchange", () => { readAddress(); show(); if (state.view === "days") scrollTo(0, 0); });
show();

// The views that the page has buttons for: there may be no calls.
function views() {
  return [...document.querySelectorAll("[data-view]")].map((button) => button.dataset.view);
}
