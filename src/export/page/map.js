"use strict";
// Draws a day's route as SVG: basemap, route with direction, numbered stops, towns, scale bar.
// World coordinates are Web Mercator in units of a millionth of the globe; a view is {x, y, scale}: the world point in the
// middle of the picture and pixels per unit.

const WORLD = 1e6;
const GLOBE_METRES = 40075016.686;
const MILE = 1609.344;
const METRES = { mi: MILE, km: 1000 };

/** Longitude and latitude in degrees as world coordinates, on the turn of the globe nearest to `near`. */
function project(lon, lat, near = null) {
  let x = (lon / 360 + 0.5) * WORLD;
  if (near !== null) x += Math.round((near - x) / WORLD) * WORLD;
  const sine = Math.min(Math.max(Math.sin((lat * Math.PI) / 180), -0.9999), 0.9999);
  return [x, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * WORLD];
}

/** An SVG element; attributes of `undefined` are left out. */
function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** Width of a text in pixels, as the labels are set. */
const measure = (() => {
  const context = document.createElement("canvas").getContext("2d");
  return (text, size, weight = 400) => {
    context.font = `${weight} ${size}px system-ui, sans-serif`;
    return context.measureText(text).width;
  };
})();

/** Outlines and towns in world coordinates around `near`, with paths relative to `origin`. */
function prepareBasemap(basemap, origin) {
  if (!basemap) return { outlines: [], towns: [] };
  const outlines = basemap.outlines.map(({ name, rings: degrees }) => {
    const rings = degrees.map((ring) => Array.from({ length: ring.length / 2 }, (_, at) => project(ring[2 * at], ring[2 * at + 1], origin[0])));
    const corner = ([x, y], at) => `${at ? "L" : "M"}${(x - origin[0]).toFixed(2)} ${(y - origin[1]).toFixed(2)}`;
    const path = rings.map((ring) => `${ring.map(corner).join("")}Z`).join("");
    const extent = (axis, end) => rings.flat().reduce((most, point) => end(most, point[axis]), -end());
    return { name, path, rings, box: [extent(0, Math.min), extent(1, Math.min), extent(0, Math.max), extent(1, Math.max)] };
  });
  const towns = basemap.towns
    .map(({ name, rank, lon, lat }) => ({ name, rank, at: project(lon, lat, origin[0]) }))
    .sort((a, b) => a.rank - b.rank);
  return { outlines, towns };
}

/** The view that shows all `points` with a margin, and clear of buttons on the right; never closer than about two kilometres. */
function fit(points, width, height, margin = 44, buttons = 0) {
  const xs = points.map(([x]) => x), ys = points.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = (size) => Math.max(size - 2 * margin, 40);
  const scale = Math.min(room(width - buttons) / Math.max(right - left, 60), room(height) / Math.max(bottom - top, 60));
  return { x: (left + right) / 2 + buttons / 2 / scale, y: (top + bottom) / 2, scale };
}

/** Moves markers that hide each other apart; the first stays where it is. */
function spread(markers, distance) {
  for (let round = 0; round < 40; round++) {
    let moved = false;
    for (let i = 0; i < markers.length; i++) {
      for (let j = i + 1; j < markers.length; j++) {
        const [a, b] = [markers[i], markers[j]];
        let [dx, dy] = [b.x - a.x, b.y - a.y];
        const apart = Math.hypot(dx, dy);
        if (apart >= distance) continue;
        // Places that are the same are pulled apart in a direction of their own, so that the picture is always the same.
        if (apart < 0.01) [dx, dy] = [Math.cos(j * 2.4), Math.sin(j * 2.4)];
        const length = Math.hypot(dx, dy), push = (distance - apart) / 2 + 0.1;
        const share = i === 0 ? [0, 2] : [1, 1];
        a.x -= (dx / length) * push * share[0]; a.y -= (dy / length) * push * share[0];
        b.x += (dx / length) * push * share[1]; b.y += (dy / length) * push * share[1];
        moved = true;
      }
    }
    if (!moved) return;
  }
}

/** Keeps labels from covering each other and, where they can, the route. */
class Room {
  constructor(width, height) { Object.assign(this, { width, height, boxes: [], lines: [] }); }
  block(x, y, w, h) { this.boxes.push([x, y, x + w, y + h]); }
  /** Takes the box if it lies in the picture and nothing is there. */
  take(x, y, w, h, overLines = false) {
    if (x < 2 || y < 2 || x + w > this.width - 2 || y + h > this.height - 2) return false;
    const hits = ([left, top, right, bottom]) => x < right && x + w > left && y < bottom && y + h > top;
    const free = !this.boxes.some(hits) && (overLines || !this.lines.some(hits));
    if (free) this.block(x, y, w, h);
    return free;
  }
  /** Remembers where a bent line runs. */
  avoid(from, control, to, length) {
    for (let step = 0, steps = Math.ceil(length / 10); step <= steps; step++) {
      const [t, u] = [step / steps, 1 - step / steps];
      const [x, y] = ["x", "y"].map((axis) => u * u * from[axis] + 2 * u * t * control[axis] + t * t * to[axis]);
      this.lines.push([x - 2, y - 2, x + 2, y + 2]);
    }
  }
}

/**
 * Draws a route into `target`.
 * `route`: {home, stops: [{at, number, kind, title}], dots: [[x, y]]} in world coordinates; `home` may be null.
 */
function drawRoute(target, basemap, origin, route, view, width, height) {
  const screen = ([x, y]) => ({ x: (x - view.x) * view.scale + width / 2, y: (y - view.y) * view.scale + height / 2 });
  const room = new Room(width, height);
  target.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const markers = [route.home, ...route.stops.map((stop) => stop.at)].filter(Boolean).map(screen);
  const anchors = markers.map((marker) => ({ ...marker }));
  spread(markers, 23);
  const stops = route.home ? markers.slice(1) : markers;
  markers.forEach(({ x, y }) => room.block(x - 13, y - 13, 26, 26));
  room.block(width - 50, 0, 50, 120);
  const scale = scaleBar(view, width, height);
  room.block(8, height - 34, scale.length + 60, 34);

  target.replaceChildren(
    svg("g", { class: "land", transform: transform(view, origin, width, height) },
      ...basemap.outlines.map(({ path }) => svg("path", { d: path }))),
    svg("g", { class: "dots" }, ...route.dots.map(screen).filter(({ x, y }) => x > 0 && y > 0 && x < width && y < height)
      .map(({ x, y }) => svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: 2 }))),
    legs(anchors, route.home !== null, room, [...(route.home ? [null] : []), ...route.stops.map((stop) => stop.number)]),
    towns(basemap, screen, view, room),
    counties(basemap, screen, view, room),
    svg("g", { class: "leaders" }, ...markers.map((marker, at) => leader(anchors[at], marker))),
    svg("g", { class: "markers" }, ...(route.home ? [homeMarker(markers[0])] : []),
      ...stops.map((marker, at) => stopMarker(marker, route.stops[at]))),
    scale.element,
  );
}

const transform = (view, origin, width, height) =>
  `translate(${width / 2 + (origin[0] - view.x) * view.scale} ${height / 2 + (origin[1] - view.y) * view.scale}) scale(${view.scale})`;

/** A thin line from a marker that was moved to its true place. */
function leader(anchor, marker) {
  if (Math.hypot(anchor.x - marker.x, anchor.y - marker.y) < 4) return "";
  return svg("g", {}, svg("line", { x1: anchor.x, y1: anchor.y, x2: marker.x, y2: marker.y }),
    svg("circle", { cx: anchor.x, cy: anchor.y, r: 3 }));
}

/** Slightly bent lines, so that the way there and the way back lie side by side, with an arrow in the middle of each; each with the number that it leads to. */
function legs(points, closed, room, numbers) {
  const group = svg("g", { class: "route" });
  const ends = closed ? [...points, points[0]] : points;
  const drawn = [];
  for (let at = 1; at < ends.length; at++) {
    const [from, to] = [ends[at - 1], ends[at]];
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const bend = Math.min(length * 0.09, 16) / Math.max(length, 1);
    const control = { x: (from.x + to.x) / 2 - (to.y - from.y) * bend * 2, y: (from.y + to.y) / 2 + (to.x - from.x) * bend * 2 };
    const path = `M${from.x.toFixed(1)} ${from.y.toFixed(1)}Q${control.x.toFixed(1)} ${control.y.toFixed(1)} ${to.x.toFixed(1)} ${to.y.toFixed(1)}`;
    if (length > 0) room.avoid(from, control, to, length);
    const home = closed && (at === ends.length - 1);
    drawn.push({ path, home, leg: numbers[at] ?? undefined });
    if (length < 44) continue;
    const middle = { x: (from.x + to.x) / 4 + control.x / 2, y: (from.y + to.y) / 4 + control.y / 2 };
    room.block(middle.x - 5, middle.y - 5, 10, 10);
    const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
    drawn[drawn.length - 1].arrow = `translate(${middle.x.toFixed(1)} ${middle.y.toFixed(1)}) rotate(${angle.toFixed(1)})`;
  }
  drawn.forEach(({ path }) => group.append(svg("path", { class: "casing", d: path })));
  drawn.forEach(({ path, home, leg }) => group.append(svg("path", { class: home ? "leg home" : "leg", d: path, "data-leg": leg })));
  drawn.filter(({ arrow }) => arrow).forEach(({ arrow }) => group.append(svg("path", { class: "arrow", d: "M-4 -5L6 0L-4 5Z", transform: arrow })));
  return group;
}

/** Towns with their names, the larger ones first, where there is room. */
function towns(basemap, screen, view, room) {
  const group = svg("g", { class: "towns" });
  // Pixels a mile at which small places appear.
  const closeness = (view.scale * WORLD / GLOBE_METRES) * MILE;
  for (const { name, rank, at } of basemap.towns) {
    if (rank === 3 && closeness < 9) continue;
    const { x, y } = screen(at);
    if (x < 0 || y < 0 || x > room.width || y > room.height) continue;
    const size = rank === 1 ? 14 : rank === 2 ? 12 : 11;
    const width = measure(name, size, rank === 1 ? 600 : 400) + 4;
    const places = [[x + 6, y - size / 2 - 1, "start"], [x - 6 - width, y - size / 2 - 1, "end"], [x - width / 2, y - size - 8, "middle"], [x - width / 2, y + 6, "middle"]];
    const place = places.find(([left, top]) => room.take(left, top, width, size + 3))
      // Larger towns are needed to find one's way, and may lie under the route.
      ?? (rank < 3 ? places.find(([left, top]) => room.take(left, top, width, size + 3, true)) : undefined);
    if (!place) continue;
    group.append(svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: rank === 1 ? 3 : 2 }),
      svg("text", { x: (place[0] + width / 2).toFixed(1), y: (place[1] + size).toFixed(1), "font-size": size, class: `rank${rank}` }, name));
  }
  return group;
}

/** Whether a point lies inside an outline: a ray to the right crosses its rings an odd number of times. */
function inside([x, y], rings) {
  let odd = false;
  for (const ring of rings) {
    for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
      const [[ax, ay], [bx, by]] = [ring[at], ring[before]];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
    }
  }
  return odd;
}

/** Names of counties, wholly inside of them, as near as there is room to the middle of what is seen of them. */
function counties(basemap, screen, view, room) {
  const group = svg("g", { class: "counties" });
  const world = (x, y) => [(x - room.width / 2) / view.scale + view.x, (y - room.height / 2) / view.scale + view.y];
  for (const { name, box, rings } of basemap.outlines) {
    const [low, high] = [screen([box[0], box[1]]), screen([box[2], box[3]])];
    const [left, right] = [Math.max(low.x, 0), Math.min(high.x, room.width)];
    const [top, bottom] = [Math.max(low.y, 0), Math.min(high.y, room.height)];
    const width = measure(name.toUpperCase(), 10.5, 600) + name.length * 1.1 + 6;
    if (right - left < width || bottom - top < 18) continue;
    const holds = ([x, y]) => [-0.5, 0, 0.5].every((part) => inside(world(x + part * width, y), rings));
    const place = grid(left, right, top, bottom).find((at) => holds(at) && room.take(at[0] - width / 2, at[1] - 7, width, 14));
    if (place) group.append(svg("text", { x: place[0].toFixed(1), y: (place[1] + 4).toFixed(1) }, name.toUpperCase()));
  }
  return group;
}

/** Points of a rectangle, those near its middle first. */
function grid(left, right, top, bottom, steps = 14) {
  const part = (from, to, step) => from + ((to - from) * (step + 0.5)) / steps;
  const points = Array.from({ length: steps * steps }, (_, at) => [part(left, right, at % steps), part(top, bottom, Math.floor(at / steps))]);
  const far = ([x, y]) => Math.hypot(x - (left + right) / 2, y - (top + bottom) / 2);
  return points.sort((a, b) => far(a) - far(b));
}

function homeMarker({ x, y }) {
  return svg("g", { class: "marker homeplace", transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` },
    svg("title", {}, "Home"), svg("circle", { r: 12 }), svg("path", { d: "M-6 0L0 -6L6 0M-4 -1V5H4V-1" }));
}

/** A circle for a chosen visit, a square for an appointment, a diamond for a visit that has to happen, an octagon for an event. */
function stopMarker({ x, y }, { number, sign, kind, title }) {
  const shapes = { appointment: "M-10.5 -10.5H10.5V10.5H-10.5Z", must: "M0 -14L14 0L0 14L-14 0Z", occasion: "M-5 -12H5L12 -5V5L5 12H-5L-12 5V-5Z" };
  const shape = shapes[kind.split(" ").at(-1)];
  return svg("g", { class: `marker ${kind}`, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, "data-stop": number, tabindex: 0, role: "button", "aria-label": title },
    svg("title", {}, title),
    shape ? svg("path", { d: shape }) : svg("circle", { r: 11.5 }),
    svg("text", { y: 4 }, String(sign ?? number)));
}

/** A bar of a round number of miles or kilometres, right for the middle of the picture. */
function scaleBar(view, width, height) {
  const lat = Math.atan(Math.sinh(Math.PI * (1 - (2 * view.y) / WORLD)));
  const unitsPerPixel = (GLOBE_METRES * Math.cos(lat)) / (WORLD * view.scale) / METRES[UNITS];
  const most = unitsPerPixel * Math.min(110, width / 3);
  const unit = 10 ** Math.floor(Math.log10(most));
  const far = [5, 2, 1].map((times) => times * unit).find((candidate) => candidate <= most) ?? unit;
  const length = far / unitsPerPixel;
  const element = svg("g", { class: "scale", transform: `translate(14 ${height - 14})` },
    svg("path", { d: `M0 -6V0H${length.toFixed(1)}V-6` }),
    svg("text", { x: (length + 6).toFixed(1), y: 1 }, `${Number(far.toPrecision(1))} ${UNITS}`));
  return { element, length };
}

/** A map that can be moved: by mouse, wheel, fingers, buttons and keys. */
class LiveMap {
  constructor(figure, basemap, origin) {
    this.canvas = figure.querySelector(".canvas");
    this.picture = figure.querySelector("svg");
    Object.assign(this, { basemap, origin, route: null, view: null, pointers: new Map() });
    new ResizeObserver(() => this.resize()).observe(this.canvas);
    figure.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", () => this.command(button.dataset.zoom)));
    this.listen();
  }

  show(route) {
    this.route = route;
    this.view = null;
    this.draw();
  }

  resize() {
    this.view = this.moved ? this.view : null;
    this.draw();
  }

  get size() { return [this.canvas.clientWidth, this.canvas.clientHeight]; }

  fitted() { this.moved = false; return fit([this.route.home, ...this.route.stops.map((stop) => stop.at)].filter(Boolean), ...this.size, 40, 36); }

  draw() {
    const [width, height] = this.size;
    if (!this.route || !width || !height) return;
    this.view ??= this.fitted();
    const focused = this.picture.contains(document.activeElement) ? document.activeElement.dataset?.stop : undefined;
    drawRoute(this.picture, this.basemap, this.origin, this.route, this.view, width, height);
    if (focused) this.picture.querySelector(`[data-stop="${focused}"]`)?.focus();
    this.mark(this.marked);
  }

  /** Shows which stop is meant; `null` for none. */
  mark(number) {
    this.marked = number;
    for (const element of this.picture.querySelectorAll("[data-stop], [data-leg]")) {
      element.classList.toggle("marked", number !== null && (element.dataset.stop ?? element.dataset.leg) === String(number));
    }
    const marked = this.picture.querySelector(".marker.marked");
    if (marked && document.activeElement !== marked) marked.parentNode.append(marked);
  }

  move(dx, dy) { this.change({ x: this.view.x - dx / this.view.scale, y: this.view.y - dy / this.view.scale }); }

  /** Zooms so that what is at (`x`, `y`) stays there. */
  zoom(factor, x = this.size[0] / 2, y = this.size[1] / 2) {
    const scale = Math.min(Math.max(this.view.scale * factor, 0.02), 20000);
    const [dx, dy] = [x - this.size[0] / 2, y - this.size[1] / 2];
    this.change({ scale, x: this.view.x + dx / this.view.scale - dx / scale, y: this.view.y + dy / this.view.scale - dy / scale });
  }

  change(part) {
    this.moved = true;
    this.view = { ...this.view, ...part };
    this.pending ??= requestAnimationFrame(() => { this.pending = null; this.draw(); });
  }

  command(name) {
    if (!this.view) return;
    if (name === "fit") { this.view = null; this.draw(); } else this.zoom(name === "in" ? 1.6 : 1 / 1.6);
  }

  listen() {
    const { picture, pointers } = this;
    const place = (event) => { const box = this.canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
    picture.addEventListener("wheel", (event) => {
      if (!this.view) return;
      event.preventDefault();
      this.zoom(2 ** (-event.deltaY / (event.deltaMode ? 8 : 250)), ...place(event));
    }, { passive: false });
    picture.addEventListener("pointerdown", (event) => pointers.set(event.pointerId, place(event)));
    picture.addEventListener("pointermove", (event) => {
      const before = pointers.get(event.pointerId);
      if (!before || !this.view) return;
      const now = place(event);
      // A click on a stop is no drag.
      if (!picture.hasPointerCapture(event.pointerId)) {
        if (Math.hypot(now[0] - before[0], now[1] - before[1]) < 4) return;
        picture.setPointerCapture(event.pointerId);
      }
      pointers.set(event.pointerId, now);
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      if (other) {
        const gap = (point) => Math.max(Math.hypot(point[0] - other[0], point[1] - other[1]), 1);
        this.zoom(gap(now) / gap(before), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
      } else this.move(now[0] - before[0], now[1] - before[1]);
    });
    for (const end of ["pointerup", "pointercancel"]) picture.addEventListener(end, (event) => pointers.delete(event.pointerId));
    const keys = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] };
    picture.addEventListener("keydown", (event) => {
      if (!this.view || event.ctrlKey || event.metaKey || event.altKey) return;
      if (keys[event.key]) this.move(...keys[event.key]);
      else if (event.key === "+" || event.key === "=") this.command("in");
      else if (event.key === "-") this.command("out");
      else if (event.key === "0") this.command("fit");
      else return;
      event.preventDefault();
    });
  }
}
