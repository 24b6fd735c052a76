// Opens the page of a rebalancing from the disk in Chromium, without a network, and uses it as managers do.
//
//   ./run out/territories.html [FOLDER FOR PICTURES]
//
// Exits with 1 when anything is not as it should be: a missing map, a move that is not found, a message, a request.

import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [file, pictures] = process.argv.slice(2);
if (!file || !existsSync(file)) {
  console.error("usage: node territories.test.js TERRITORIES.html [FOLDER FOR PICTURES]");
  process.exit(1);
}
const address = pathToFileURL(resolve(file)).href;
const data = JSON.parse(readFileSync(file, "utf8").match(/id="data">(.*)<\/script>/)[1]);
const failures = [];
let checks = 0;

function check(holds, what) {
  checks += 1;
  console.log(`${holds ? "ok    " : "FAILED"} ${what}`);
  if (!holds) failures.push(what);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  for (const [name, viewport] of [["desktop", { width: 1400, height: 900 }], ["phone", { width: 390, height: 844 }]]) {
    for (const colorScheme of ["light", "dark"]) await look(`${name}-${colorScheme}`, { viewport, colorScheme, offline: true });
  }
} catch (error) {
  check(false, error.message);
} finally {
  await browser.close();
}
console.log(failures.length ? `${failures.length} of ${checks} checks failed` : `all ${checks} checks hold`);
process.exit(failures.length ? 1 : 0);

async function look(name, options) {
  const context = await browser.newContext(options);
  // Patient enough for a busy machine; nothing here measures time.
  context.setDefaultTimeout(180_000);
  const page = await context.newPage();
  const noise = [];
  page.on("console", (message) => noise.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => noise.push(`error: ${error.message}`));
  page.on("request", (request) => { if (!request.url().startsWith("data:") && request.url().split("#")[0] !== address) noise.push(`request: ${request.url()}`); });
  await page.goto(address);
  await seeMaps(page, name);
  if (pictures) await page.screenshot({ path: `${pictures}/territories-${name}.png` });
  await seeTables(page, name);
  await findMoves(page, name);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(wide <= 0, `${name}: nothing sticks out sideways`);
  if (pictures && name === "desktop-light") await page.pdf({ path: `${pictures}/territories.pdf`, format: "Letter" });
  check(noise.length === 0, `${name}: no message on the console and no request${noise.map((line) => `\n         ${line}`).join("")}`);
  await context.close();
}

async function seeMaps(page, name) {
  for (const which of ["before", "after"]) {
    await page.locator(`#${which} .cells path`).first().waitFor({ state: "attached" });
    check(await page.locator(`#${which} [data-practice]`).count() === data.practices.length, `${name}: ${which}, every practice is on the map`);
  }
  const moved = data.practices.filter(({ before, after }) => before !== after).length;
  check(await page.locator("#after .moved").count() === moved, `${name}: ${moved} practices are marked as moved`);
  const at = () => Promise.all(["before", "after"].map((which) => page.locator(`#${which} .land`).getAttribute("transform")));
  const first = await at();
  await page.locator("#before").getByRole("button", { name: "Zoom in" }).click();
  await page.waitForFunction((old) => document.querySelector("#before .land").getAttribute("transform") !== old, first[0]);
  const [left, right] = await at();
  check(left === right && left !== first[0], `${name}: both maps zoom together`);
  await page.locator("#before").getByRole("button", { name: "Show everything" }).click();
  check((await at()).every((place, which) => place === first[which]), `${name}: and go back together`);
}

async function seeTables(page, name) {
  check(await page.locator("table.balance tbody tr").count() === data.liaisons.length, `${name}: a row a liaison`);
  if (data.front.length) check(await page.locator("#front circle").count() === data.front.length + 1, `${name}: the front has its points and this answer`);
}

async function findMoves(page, name) {
  check(await page.locator("#moves tr").count() === data.moves.length, `${name}: every move is listed`);
  const wanted = data.moves.at(-1);
  await page.getByRole("searchbox").fill(data.practices[wanted.practice].id);
  await page.waitForFunction(() => document.querySelectorAll("#moves tr").length === 1);
  check((await page.locator("#moves").innerText()).includes(wanted.why), `${name}: "${wanted.why}"`);
  await page.locator("#moves tr").hover();
  check((await page.locator("#after [data-said]").innerText()).includes(data.practices[wanted.practice].name.trim()), `${name}: a move in the list shows on the map`);
  await page.getByRole("searchbox").fill("");
  await page.locator("#person").selectOption("0");
  const mine = data.moves.filter(({ from, to }) => from === 0 || to === 0).length;
  check(await page.locator("#moves tr").count() === mine, `${name}: ${mine} moves of the first liaison`);
  await page.locator("#person").selectOption("");
}
