// Fills maps, front and list of moves; keeps them in step.

const { liaisons, practices, moves, front, least, now } = JSON.parse(document.getElementById("data").textContent);

const nameOf = (liaison) => liaison === null ? "nobody" : liaisons[liaison].name;

// ---- maps -----------------------------------------------------------------------------------------------------------------

const placed = practices.find(({ lon }) => lon !== null);
const origin = project(placed?.lon ?? 0, placed?.lat ?? 0);
const basemap = prepareBasemap(JSON.parse(get("basemap").textContent), origin);
const scene = {
  points: practices.map(({ lon, lat }) => lon === null ? null : project(lon, lat, origin[0])),
  homes: liaisons.map(({ lon, lat }) => project(lon, lat, origin[0])),
  names: liaisons.map(({ name }) => name),
  before: practices.map(({ before }) => before),
  after: practices.map(({ after }) => after),
  moved: practices.map(({ before, after }) => before !== after),
  colours: colours(liaisons.length),
  titles: practices.map(({ name, before, after }) => before === after ? `${name}, ${nameOf(after)}` : `${name}: from ${nameOf(before)} to ${nameOf(after)}`),
};
const maps = ["before", "after"].map((which) => new TerritoryMap(get(which), basemap, origin, scene, which, tell));
[maps[0].partner, maps[1].partner] = [maps[1], maps[0]];
const hint = `Practices that move are larger and ringed${scene.before.includes(null) ? "; those in one plain colour are nobody's today" : ""}. Point at one to see its name.`;

/** Says which practice is meant, under both maps and in the list. */
function tell(index) {
  for (const map of maps) { if (map.told !== index) { map.told = index; mark(map, index); } }
  document.querySelectorAll("[data-said]").forEach((caption) => { caption.textContent = scene.titles[index] ?? hint; });
  document.querySelectorAll("#moves tr").forEach((row) => row.classList.toggle("told", row.dataset.practice === String(index)));
}

function mark(map, index) {
  map.picture.querySelectorAll("[data-practice]").forEach((dot) => dot.classList.toggle("told", dot.dataset.practice === String(index)));
}

function choose(liaison) {
  maps.forEach((map) => { map.chosen = map.chosen === liaison ? null : liaison; map.draw(); });
  get("legend").querySelectorAll("button").forEach((button, at) => button.setAttribute("aria-pressed", String(at === maps[0].chosen)));
}

get("legend").append(...liaisons.map(({ name }, at) => element("li", {}, element("button", { type: "button", "aria-pressed": "false", title: "Show this liaison's practices alone", onclick: () => choose(at) },
  svg("svg", { width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true" }, svg("circle", { cx: 7, cy: 7, r: 6, fill: scene.colours[at] })), element("span", { dir: "auto" }, name)))));
document.querySelectorAll("[data-said]").forEach((caption) => { caption.textContent = hint; });

// ---- the front --------------------------------------------------------------------------------------------------------------

function drawFront(picture) {
  const [width, height, left, right, top, bottom] = [560, 300, 52, 20, 18, 44];
  const most = (of, floor) => Math.max(...front.map(of), floor) * 1.08;
  const [farX, farY] = [most(({ moved }) => moved, Math.max(now[0], least, 0.1)), most(({ worst }) => worst, Math.max(now[1], 1))];
  const x = (moved) => left + (moved / farX) * (width - left - right);
  const y = (worst) => height - bottom - (worst / farY) * (height - top - bottom);
  const ticks = (far) => { const unit = 10 ** Math.floor(Math.log10(far)); const step = [0.2, 0.5, 1, 2].map((part) => part * unit).find((part) => far / part <= 6) ?? 5 * unit; return Array.from({ length: Math.floor(far / step + 1e-9) + 1 }, (_, at) => at * step); };
  const text = (value) => `${Number(value.toPrecision(3))} %`;
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  picture.replaceChildren(
    ...ticks(farY).flatMap((tick) => [svg("path", { class: "axis", d: `M${left} ${y(tick)}H${width - right}` }), svg("text", { x: left - 6, y: y(tick) + 4, "text-anchor": "end" }, text(tick))]),
    ...ticks(farX).map((tick) => svg("text", { x: x(tick), y: height - bottom + 18, "text-anchor": "middle" }, text(tick))),
    svg("text", { x: (left + width - right) / 2, y: height - 8, "text-anchor": "middle" }, "relationships broken"),
    svg("text", { x: 8, y: 13 }, "farthest from a fair share"),
    least > 0 ? svg("path", { class: "least", d: `M${x(least)} ${top}V${height - bottom}` }) : "",
    svg("path", { class: "curve", d: front.map(({ moved, worst }, at) => `${at ? "L" : "M"}${x(moved).toFixed(1)} ${y(worst).toFixed(1)}`).join("") }),
    ...front.map((point) => svg("circle", { cx: x(point.moved), cy: y(point.worst), r: 4.5 }, svg("title", {}, `${point.label}: ${point.moved} % broken, ${point.worst} % off`))),
    svg("circle", { class: "chosen", cx: x(now[0]), cy: y(now[1]), r: 6 }, svg("title", {}, "this answer")),
    svg("text", { class: "named", x: x(now[0]) + 10, y: y(now[1]) - 8 }, "this answer"),
    front.length ? svg("text", { class: "named", x: x(front[0].moved) + 10, y: y(front[0].worst) + 4 }, front[0].label) : "",
  );
}
if (get("front")) drawFront(get("front"));

// ---- moves ------------------------------------------------------------------------------------------------------------------

const order = { by: "hours", down: true };
const keys = {
  name: ({ practice }) => practices[practice].name, from: ({ from }) => nameOf(from), to: ({ to }) => nameOf(to), role: ({ role }) => role,
  hours: ({ hours }) => hours, drive: ({ drive }) => drive, potential: ({ potential }) => potential, points: ({ points }) => points,
};
const said = moves.map((move) => `${practices[move.practice].id} ${move.why} ${move.role} ${move.locked}`.toLowerCase());

function showMoves() {
  const words = get("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const [person, role] = [get("person").value, get("role").value];
  const fits = (move, at) => words.every((word) => said[at].includes(word)) && (!role || move.role === role) && (!person || [move.from, move.to].includes(Number(person)));
  const key = keys[order.by];
  const compare = (a, b) => { const [x, y] = [key(a), key(b)]; return (typeof x === "string" ? x.localeCompare(y) : x - y) * (order.down ? -1 : 1) || a.practice - b.practice; };
  const shown = moves.filter(fits).sort(compare);
  get("found").textContent = shown.length === moves.length ? counted(moves.length, "practice") : `${shown.length} of ${counted(moves.length, "practice")}`;
  get("moves").replaceChildren(...shown.map(moveRow));
  document.querySelectorAll("[data-sort]").forEach((button) => { if (button.dataset.sort === order.by) button.setAttribute("aria-sort", order.down ? "descending" : "ascending"); else button.removeAttribute("aria-sort"); });
}

function moveRow(move) {
  const practice = practices[move.practice];
  const number = (name, value) => element("td", { class: "amount", "data-name": name }, value);
  const signed = (value) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;
  return element("tr", { "data-practice": move.practice, onpointerover: () => tell(move.practice) },
    element("th", { scope: "row" }, element("bdi", {}, practice.name), " ", element("small", { class: "id" }, practice.id),
      element("div", { class: "why" }, move.why, " ", move.locked)),
    element("td", { "data-name": "from" }, element("bdi", {}, nameOf(move.from))), element("td", { "data-name": "to" }, element("bdi", {}, nameOf(move.to))),
    number("hours", move.hours.toFixed(1)), number("driving", signed(move.drive)), number("potential", move.potential.toFixed(1)),
    number("relationship", move.points.toFixed(2)), element("td", { "data-name": "" }, move.role));
}

document.querySelectorAll("[data-sort]").forEach((button) => button.addEventListener("click", () => {
  const by = button.dataset.sort;
  Object.assign(order, by === order.by ? { down: !order.down } : { by, down: typeof (moves[0] && keys[by](moves[0])) === "number" });
  showMoves();
}));
get("person").append(...liaisons.map(({ name }, at) => element("option", { value: at }, name)));
get("role").append(...[...new Set(moves.map(({ role }) => role))].sort().map((role) => element("option", { value: role }, role)));
for (const id of ["search", "person", "role"]) get(id).addEventListener("input", showMoves);
get("moved").hidden = !moves.length;
showMoves();
