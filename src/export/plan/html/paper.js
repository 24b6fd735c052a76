// Sheets of paper: one a liaison-day, to be carried, ticked and written on.

const OUTCOMES = ["seen", "staff only", "no access", "cancelled", "missed"];
/** What Letter and A4 both have inside their margins, in pixels: the width of the one and the height of the other. */
const PAPER = { width: 703, height: 952 };
/** Sizes of type to try, the largest first. */
const SIZES = [12, 11.5, 11, 10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7];
/** The least height of a map that helps, and the most that it takes. */
const MAP = { least: 190, most: 460 };

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

/** One sheet a liaison-day. */
function sheet(person, day) {
  const arrival = (drive, row) => { row.querySelector(".time").append(element("small", {}, driveText(drive))); return [row]; };
  return element("article", { class: "sheet" },
    element("h2", {}, element("bdi", {}, person.name), element("span", {}, longDate(day.date))),
    element("p", { class: "sums" }, daySums(day)),
    ...dayNotes(day),
    ...packing(day, true),
    element("ol", { class: "stops" }, ...dayRows(day, paperStop, arrival).flatMap(({ elements }) => elements)),
    ...bufferNote());
}

/** Fills the sheets: each day in the largest type with which it fits on its page, and the route below it where there is room. */
function fillSheets(days) {
  const made = days.map(([person, day]) => sheet(person, day));
  get("sheets").replaceChildren(...made);
  document.documentElement.classList.add("measuring");
  get("sheets").style.width = `${PAPER.width}px`;
  made.forEach((page, at) => fitSheet(page, ...days[at]));
  get("sheets").style.width = "";
  document.documentElement.classList.remove("measuring");
}

function fitSheet(page, person, day) {
  const fits = (size) => { page.style.fontSize = `${size}px`; return page.offsetHeight <= PAPER.height; };
  SIZES.find(fits);
  const room = PAPER.height - page.offsetHeight - 12;
  if (room >= MAP.least) page.append(paperMap(person, day, Math.min(room, MAP.most)));
}

function paperMap(person, day, height) {
  const picture = svg("svg", { role: "img" });
  picture.style.height = `${height}px`;
  const route = routeOf(person, day);
  const points = [route.home, ...route.stops.map((stop) => stop.at)].filter(Boolean);
  if (points.length) drawRoute(picture, basemap, origin, route, fit(points, PAPER.width, height, 30), PAPER.width, height);
  return picture;
}
