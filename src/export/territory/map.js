// Territories as coloured cells around their practices, two maps that move together.

/** As many colours as there are territories, neighbours in the list far apart. */
const colours = (count) => Array.from({ length: count }, (_, at) => {
  const hue = (at * 360 * (count % 3 ? 0.381966 : 0.618034) + 205) % 360;
  return `hsl(${hue.toFixed(0)} ${at % 2 ? 72 : 58}% ${[46, 58, 40][at % 3]}%)`;
});

/**
 * Which territory each place of the map belongs to: the nearest practice's, if one is near. A raster over the fitted view,
 * one path a territory, relative to `origin`.
 */
function cells(points, owners, view, origin, width, height) {
  const step = 3, reach = 26;
  const buckets = new Map();
  const bucket = (x, y) => `${Math.floor(x / reach)},${Math.floor(y / reach)}`;
  const at = points.map((point) => point && [(point[0] - view.x) * view.scale + width / 2, (point[1] - view.y) * view.scale + height / 2]);
  at.forEach((point, index) => { if (!point) return; const [x, y] = point; const key = bucket(x, y); if (!buckets.has(key)) buckets.set(key, []); buckets.get(key).push(index); });
  const nearest = (x, y) => {
    let [best, least] = [null, reach * reach];
    for (let dx = -1; dx <= 1; dx++) for (let dy = -1; dy <= 1; dy++) {
      for (const index of buckets.get(bucket(x + dx * reach, y + dy * reach)) ?? []) {
        const far = (at[index][0] - x) ** 2 + (at[index][1] - y) ** 2;
        if (far < least) [best, least] = [index, far];
      }
    }
    return best === null ? null : owners[best];
  };
  const paths = new Map();
  const world = (px, middle, size, from) => ((px - size / 2) / view.scale + middle - from).toFixed(2);
  const length = (step / view.scale).toFixed(3);
  for (let y = step / 2; y < height; y += step) {
    let [start, owner] = [0, null];
    for (let x = step / 2; x < width + step; x += step) {
      const next = x < width ? nearest(x, y) : null;
      if (next === owner) continue;
      if (owner !== null) {
        const run = ((x - step / 2 - start) / view.scale).toFixed(2);
        paths.set(owner, `${paths.get(owner) ?? ""}M${world(start, view.x, width, origin[0])} ${world(y - step / 2, view.y, height, origin[1])}h${run}v${length}h-${run}z`);
      }
      [start, owner] = [x - step / 2, next];
    }
  }
  return paths;
}

/** A map of territories. `which` is "before" or "after"; `say` is told the practice under the pointer. */
class TerritoryMap extends LiveMap {
  constructor(figure, basemap, origin, scene, which, say) {
    super(figure, basemap, origin);
    Object.assign(this, { scene, which, say, partner: null, told: null, chosen: null, cached: null });
    for (const name of ["pointerover", "click", "focusin"]) this.picture.addEventListener(name, (event) => this.tell(event));
    this.show(scene);
  }

  tell(event) {
    const index = event.target.dataset?.practice;
    if (index !== undefined) this.say(Number(index));
  }

  fitted() { this.moved = false; return fit(this.scene.points.filter(Boolean), ...this.size, 26, 20); }

  change(part) {
    super.change(part);
    if (this.partner) { Object.assign(this.partner, { moved: true, view: { ...this.view } }); this.partner.draw(); }
  }

  command(name) {
    super.command(name);
    if (name === "fit" && this.partner?.moved) { this.partner.view = null; this.partner.draw(); }
  }

  draw() {
    const [width, height] = this.size;
    if (!this.scene || !width || !height) return;
    this.view ??= this.fitted();
    const { scene, view, basemap, origin, which } = this;
    const owners = scene[which];
    const key = `${width} ${height}`;
    if (this.cached?.key !== key) this.cached = { key, paths: cells(scene.points, owners, fit(scene.points.filter(Boolean), width, height, 26, 20), origin, width, height) };
    const screen = ([x, y]) => ({ x: (x - view.x) * view.scale + width / 2, y: (y - view.y) * view.scale + height / 2 });
    const faded = (owner) => this.chosen !== null && owner !== this.chosen ? "faded" : "";
    const place = transform(view, origin, width, height);
    const room = new Room(width, height);
    room.block(width - 50, 0, 50, 120);
    const scale = scaleBar(view, width, height);
    room.block(8, height - 34, scale.length + 60, 34);
    const homes = scene.homes.map(screen);
    homes.forEach(({ x, y }) => room.block(x - 9, y - 9, 18, 18));
    this.picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.picture.replaceChildren(
      svg("g", { class: "land", transform: place }, ...basemap.outlines.map(({ path }) => svg("path", { d: path }))),
      svg("g", { class: "cells", transform: place }, ...[...this.cached.paths].map(([owner, d]) => svg("path", { d, fill: scene.colours[owner], class: faded(owner) }))),
      svg("g", { class: "practices" }, ...this.dots(screen, owners, width, height)),
      towns(basemap, screen, view, room),
      svg("g", { class: "homes" }, ...homes.map(({ x, y }, at) => svg("path", { d: "M-8 1L0 -8L8 1H5V8H-5V1Z", fill: scene.colours[at], transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` }, svg("title", {}, `Home of ${scene.names[at]}`)))),
      scale.element,
    );
  }

  /** Practices, those that move last, so that they lie on top. */
  dots(screen, owners, width, height) {
    const { scene } = this;
    const order = [...scene.points.keys()].filter((index) => scene.points[index]).sort((a, b) => scene.moved[a] - scene.moved[b] || a - b);
    return order.flatMap((index) => {
      const { x, y } = screen(scene.points[index]);
      if (x < -5 || y < -5 || x > width + 5 || y > height + 5) return [];
      const names = [scene.moved[index] && "moved", index === this.told && "told", this.chosen !== null && ![scene.before[index], scene.after[index]].includes(this.chosen) && "faded"];
      return [svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: scene.moved[index] ? 4.5 : 2.6, fill: scene.colours[owners[index]] ?? "currentColor", class: names.filter(Boolean).join(" "), "data-practice": index },
        svg("title", {}, scene.titles[index]))];
    });
  }

  mark() {}
}
