// Sheets of paper: one a liaison-day, to be carried, ticked and written on.

const OUTCOMES = ["seen", "staff only", "no access", "cancelled", "missed"];
/** Letters on a line of the sheet, and lines on a page beside its head, at each size of type; the last size takes whatever comes. */
const DENSITIES = [{ name: "roomy", letters: 100, lines: 56 }, { name: "dense", letters: 118, lines: 70 }, { name: "tight", letters: 140, lines: Infinity }];
/** Lines that the map needs at least. */
const MAP_LINES = 15;

/** Boxes to tick and room to write. */
const ticks = () => element("p", { class: "ticks" }, ...OUTCOMES.map((outcome) => element("span", { class: "tick" }, outcome)), element("span", { class: "write" }, "Notes"));

const personText = ({ name, role, phone, mail, best }) =>
  `${[name, role].filter(Boolean).join(", ")}${phone || mail ? `: ${[phone?.text, mail?.text].filter(Boolean).join(", ")}` : ""}${best ? ` (${best})` : ""}`;

/** Who is there, as a line of text. */
const peopleText = ({ people = [], phone }) => [people.some((person) => person.phone) ? null : phone?.text, ...people.map(personText)].filter(Boolean);

/** What a stop has to say on paper, beside its name and place. */
const paperMatters = (stop, practice) => [
  ["People", peopleText(practice)], ["With you", stop.along && [stop.along]], ["Promised", stop.promised], ["Say", stop.say], ["Ask", stop.ask], ["Leave", stop.leave],
  ["Open", practice.issues], ["Note", practice.note && [practice.note]], ["Last", practice.last_try && [practice.last_try]],
].filter(([, texts]) => texts?.length);

function paperStop(stop, number) {
  const practice = practices[stop.practice];
  const matter = ([what, texts]) => element("span", { class: "matter" }, element("b", {}, what), " ", element("bdi", {}, texts.join("; ")));
  return element("li", { class: "stop" },
    stopTimes(stop), stopNumber(stop, number),
    element("div", {},
      stopHead(stop, number, practice),
      element("p", { class: "place", dir: "auto" }, placeText(practice)),
      stop.wait && element("p", { class: "wait" }, stop.wait),
      element("p", { class: "line" }, stop.line),
      element("p", { class: "paper-matters" }, ...paperMatters(stop, practice).map(matter)),
      ticks()));
}

/** How many lines a day takes, where a line holds so many letters. */
function paperLines(day, letters) {
  const lines = (length) => Math.max(Math.ceil(length / letters), 1);
  const stopLines = (stop) => {
    const practice = practices[stop.practice];
    const length = paperMatters(stop, practice).reduce((sum, [what, texts]) => sum + what.length + 3 + texts.join("; ").length, 0);
    const head = `${practice.name} ${stop.flags.join(" ")} ${placeText(practice)} ${stop.wait ?? ""}`.length + 16;
    return lines(head) + lines(stop.line.length) + (length ? lines(length) : 0) + 1.9;
  };
  const events = (day.events ?? []).length * 3;
  const notes = day.exceptions.length + lines((day.bring ?? []).join(", ").length);
  return day.stops.reduce((sum, stop) => sum + stopLines(stop), 0) + events + notes + (day.lunch ? 4 : 3);
}

/** The largest type with which a day fits on its page. */
const density = (day) => DENSITIES.find(({ letters, lines }) => paperLines(day, letters) <= lines);

/** One sheet a liaison-day: the list, and the route below it where there is room. */
function sheet(person, day) {
  const { name, letters, lines } = density(day);
  const room = lines - paperLines(day, letters);
  const arrival = (drive, row) => { row.querySelector(".time").append(element("small", {}, driveText(drive))); return [row]; };
  return element("article", { class: `sheet ${name}` },
    element("h2", {}, element("bdi", {}, person.name), element("span", {}, longDate(day.date))),
    element("p", { class: "sums" }, daySums(day)),
    ...dayNotes(day),
    ...packing(day),
    element("ol", { class: "stops" }, ...dayRows(day, paperStop, arrival).flatMap(({ elements }) => elements)),
    ...(Number.isFinite(room) && room >= MAP_LINES ? [paperMap(person, day, Math.min(room * 15, 480))] : []),
    ...bufferNote());
}

function paperMap(person, day, height) {
  const [width, picture] = [700, svg("svg", { role: "img" })];
  const route = routeOf(person, day);
  const points = [route.home, ...route.stops.map((stop) => stop.at)].filter(Boolean);
  if (points.length) drawRoute(picture, basemap, origin, route, fit(points, width, height, 30), width, height);
  return picture;
}
