// What stands in a day: visits, events, lunch and drives, in the order of time.

/** A link that is followed only when it is clicked; it carries coordinates, never a name. Where these are not the practice's own, its address. */
function directions({ place, near, address }) {
  if (!place) return "";
  const at = near && address ? encodeURIComponent(address) : `${place.lat},${place.lon}`;
  const link = (href, text) => element("a", { class: "target", href, target: "_blank", rel: "noopener noreferrer" }, text);
  return element("p", { class: "links" },
    link(`https://www.google.com/maps/dir/?api=1&destination=${at}`, "Directions"),
    link(`geo:${place.lat},${place.lon}?q=${at}`, "Open in app"));
}

const driveText = (drive) => `${drive.minutes} min · ${drive.distance} ${UNITS}`;
const flagChips = (flags) => flags.map((flag) => element("span", { class: `flag ${flag.split(" ")[0]}` }, flag));

/** A row of the day that is no visit. */
const eventRow = (time, symbol, text) => element("li", { class: "event" },
  element("span", { class: "time" }, time), element("span", { class: "dot", "aria-hidden": "true" }, symbol), element("span", {}, text));

const driveRow = (drive) => element("li", { class: "drive" }, element("span", {}), element("span", { class: "dot" }), element("span", {}, driveText(drive), " drive"));

/** A text that calls or writes to somebody, where it can. */
function reach(way) {
  if (!way) return "";
  const safe = /^(tel|mailto):/.test(way.link ?? "");
  return safe ? element("a", { class: "target", href: way.link }, way.text) : element("span", {}, way.text);
}

function personRow({ name, role, phone, mail, best }) {
  return element("li", {}, element("bdi", {}, element("b", {}, name), role && `, ${role}`), best && element("small", {}, ` ${best}`), element("span", { class: "ways" }, reach(phone), reach(mail)));
}

/** Who is there: the practice's own number, then its people. */
function peopleList({ people = [], phone }) {
  const own = phone && !people.some((person) => person.phone?.text === phone.text);
  if (!own && !people.length) return "";
  return element("ul", { class: "people", "aria-label": "People" }, own && element("li", {}, element("b", {}, "Phone"), element("span", { class: "ways" }, reach(phone))), ...people.map(personRow));
}

/** Lines that each begin with what they are about. */
function matters(lines) {
  const known = lines.filter(([, texts]) => texts?.length);
  const line = ([what, texts]) => element("li", {}, element("b", {}, what), element("div", {}, ...texts.map((text) => element("p", { dir: "auto" }, text))));
  return known.length ? element("ul", { class: "matters" }, ...known.map(line)) : "";
}

/** What to do at a stop, and what to know before it. */
function stopMatters(stop, practice) {
  return matters([
    ["With you", stop.along && [stop.along]], ["Promised", stop.promised], ["Say", stop.say], ["Ask", stop.ask], ["Leave", stop.leave],
    ["Open", practice.issues], ["Note", practice.note && [practice.note]], ["Last", practice.last_try && [practice.last_try]],
  ]);
}

const placeText = (practice) => [practice.specialty, practice.address, practice.near, ...(practice.way_in ?? [])].filter(Boolean).join(" · ");

function stopHead(stop, number, practice) {
  return element("p", { class: "name" }, element("bdi", {}, practice.name), " ", tierBadge(practice.tier),
    stop.priority && element("span", { class: "priority" }, stop.priority), ...flagChips(stop.flags));
}

/** All reasons with their figures, one tap away. */
function allReasons(stop) {
  const reason = ({ text, referrals }) => element("li", {}, element("bdi", {}, text), " ", referrals !== 0 && element("span", { class: "share", title: `What this reason adds in ${WORTH}` }, signed(referrals)));
  return element("details", { class: "reasons" }, element("summary", {}, "All reasons"),
    element("ul", { class: "why" }, ...stop.why.map(reason)),
    element("p", { class: "worth" }, element("b", {}, referrals(stop.referrals)), ` ${WORTH}, if visits work as assumed`));
}

const stopTimes = (stop) => element("span", { class: "time" }, stop.start, element("small", {}, `– ${stop.end}`));
const stopNumber = (stop, number) => element("span", { class: `dot number ${markerKind(stop)}` }, String(number));

function stopRow(stop, number) {
  const practice = practices[stop.practice];
  const place = placeText(practice);
  return element("li", { class: "stop", "data-stop": number, tabindex: 0 },
    stopTimes(stop), stopNumber(stop, number),
    element("div", {},
      stopHead(stop, number, practice),
      place && element("p", { class: "place", dir: "auto" }, place),
      stop.wait && element("p", { class: "wait" }, stop.wait),
      element("p", { class: "line" }, stop.line),
      peopleList(practice), stopMatters(stop, practice), directions(practice), allReasons(stop)));
}

const markerKind = ({ flags }) => (flags.includes("appointment") || flags.includes("joint visit") ? "appointment" : flags.includes("must visit") ? "must" : "chosen");

/** An event: what it is, from when to when, and where. */
function occasionRow(event, number) {
  return element("li", { class: "occasion", "data-stop": `E${number}`, tabindex: 0 },
    stopTimes(event), element("span", { class: "dot number occasion", "aria-hidden": "true" }, "★"),
    element("div", {},
      element("p", { class: "name" }, element("bdi", {}, event.name), " ", event.kind && element("span", { class: "flag" }, event.kind)),
      element("p", { class: "line" }, event.hours),
      event.address && element("p", { class: "place", dir: "auto" }, event.address),
      ...(event.people ?? []).map((text) => element("p", { class: "place", dir: "auto" }, text)),
      event.nearby && element("p", { class: "place", dir: "auto" }, `Practices near it, nearest first: ${event.nearby}`),
      directions(event)));
}

/** What a day holds beside drives: its times, how to get there, and its row. */
const engagements = (day, visitRow) => [
  ...day.stops.map((stop, at) => ({ start: stop.start, end: stop.end, drive: stop.drive, row: () => visitRow(stop, at + 1), stop, number: at + 1 })),
  ...(day.events ?? []).map((event, at) => ({ start: event.start, end: event.end, drive: event.drive, row: () => occasionRow(event, at + 1), event, number: `E${at + 1}` })),
].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));

/** The rows of a day in the order of time, each with when it ends. `arrival` says how a drive and the row at its end are shown. */
function dayRows(day, visitRow, arrival) {
  const rows = [
    { start: day.depart, end: day.depart, elements: [eventRow(day.depart, "⌂", "Leave home")] },
    ...engagements(day, visitRow).map(({ start, end, drive, row }) => ({ start, end, elements: arrival(drive, row()) })),
    { start: day.back, end: day.back, elements: arrival(day.home, eventRow(day.back, "⌂", "Home again")) },
  ];
  if (day.lunch) rows.push({ start: day.lunch[0], end: day.lunch[1], elements: [eventRow(day.lunch[0], "☕", `Lunch until ${day.lunch[1]}`)] });
  return rows.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
}

/** What the appointments of a day ask for beyond habits, and what to pack. */
const dayNotes = ({ exceptions }) => exceptions.map((text) => element("p", { class: "note" }, text));
const packing = ({ bring, short }, open) => [
  ...(bring?.length ? [element("details", { class: "bring", open }, element("summary", {}, "Bring today"), element("p", {}, bring.join(", ")))] : []),
  ...(short?.length ? [element("p", { class: "note" }, `Short: ${short.join(", ")}`)] : []),
];

const bufferNote = () => (buffer ? [element("p", { class: "place" }, buffer)] : []);

const dayCounts = ({ stops, events = [] }) => [(stops.length || !events.length) && counted(stops.length, "visit"), events.length && counted(events.length, "event")].filter(Boolean).join(", ");

const daySums = (day) =>
  `${dayCounts(day)} · ${day.figures.hours} h in the field · ${day.figures.drive} driving (${day.figures.distance} ${UNITS}) · ${day.figures.referrals} ${WORTH}`;
