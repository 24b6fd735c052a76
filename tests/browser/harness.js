// What every page's test needs: the page from the disk in Chromium, without a network, and a count of what holds.
//
// Needs Chromium (Debian: apt-get install chromium), found at $CHROMIUM or /usr/bin/chromium.

import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const AXE = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const [file, pictures] = process.argv.slice(2);
if (!file || !existsSync(file)) {
  console.error(`usage: node ${process.argv[1]} PAGE.html [FOLDER FOR PICTURES]`);
  process.exit(1);
}
const address = pathToFileURL(resolve(file)).href;
const failures = [];
let checks = 0;
let browser;

export { pictures };

/** The data that the page shows, to know what should be seen; null where it has no script to show it. */
export const data = JSON.parse(readFileSync(file, "utf8").match(/id="data">(.*)<\/script>/)?.[1] ?? "null");

export function check(holds, what) {
  checks += 1;
  console.log(`${holds ? "ok    " : "FAILED"} ${what}`);
  if (!holds) failures.push(what);
}

/** Has `look(name, options)` use the page on each kind of screen, then runs `last`; ends the program with 1 if anything fails. */
export async function test(look, last = () => {}) {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  try {
    for (const [name, viewport] of [["desktop", { width: 1400, height: 900 }], ["phone", { width: 390, height: 844 }]]) {
      for (const colorScheme of ["light", "dark"]) await look(`${name}-${colorScheme}`, { viewport, colorScheme, offline: true });
    }
    await last();
  } catch (error) {
    check(false, error.message);
  } finally {
    await browser.close();
  }
  console.log(failures.length ? `${failures.length} of ${checks} checks failed` : `all ${checks} checks hold`);
  process.exit(failures.length ? 1 : 0);
}

/** A page that reports what a good page never does. `before` may prepare it, such as its clock. */
export async function open(name, options, hash = "", before = async () => {}) {
  const context = await browser.newContext(options);
  // Patient enough for a busy machine; nothing here measures time.
  context.setDefaultTimeout(180_000);
  const page = await context.newPage();
  const noise = [];
  page.on("console", (message) => noise.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => noise.push(`error: ${error.message}`));
  page.on("request", (request) => { if (!request.url().startsWith("data:") && request.url().split("#")[0] !== address) noise.push(`request: ${request.url()}`); });
  await before(page);
  await page.goto(address + hash);
  const close = async () => {
    check(noise.length === 0, `${name}: no message on the console and no request${noise.map((line) => `\n         ${line}`).join("")}`);
    await context.close();
  };
  const picture = async (what) => { if (pictures) await page.screenshot({ path: `${pictures}/${name}-${what}.png` }); };
  return { page, close, picture };
}

/** Checks by axe that everything has a name, a role and enough contrast. */
export async function audit(page, name) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  const bad = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const told = bad.map(({ id, nodes }) => `\n         ${id}: ${nodes.slice(0, 4).map(({ html }) => html.slice(0, 120)).join(" | ")} (${nodes.length})`);
  check(bad.length === 0, `${name}: nothing stands in the way of a screen reader${told.join("")}`);
}

/** Checks that the page is no wider than the screen. */
export async function fitsSideways(page, name) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(wide <= 0, `${name}: nothing sticks out sideways`);
}
