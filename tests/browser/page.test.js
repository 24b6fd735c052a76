// Opens the HTML page from the disk in Chromium, without a network, and uses it as people do.
//
//   npm ci && node page.test.js ../../out/plan.html [FOLDER FOR PICTURES]   (or ./run, which installs what is missing)
//
// Exits with 1 when anything is not as it should be: a missing picture, an answer that is not found, a message on the
// console, a request.

import { audit, check, data, fitsSideways, open, test } from "./harness.js";
import { useKeys } from "./keys.js";
import { seeNext } from "./next.js";
import { print } from "./paper.js";
import { seePhone } from "./phone.js";
import { seeVisit } from "./visit.js";
import { withoutScripts } from "./without_scripts.js";

await test(look, last);

async function last() {
  await seePhone();
  await seeNext();
  await useKeys();
  await withoutScripts();
  await print();
}

async function look(name, options) {
  const { page, close, picture } = await open(name, options);
  await seeDay(page, name);
  await seeVisit(page, name);
  await picture("day");
  await audit(page, `${name}, day`);
  await useMap(page, name);
  await pickOther(page, name);
  await seeMonth(page, name);
  await picture("month");
  await fitsSideways(page, `${name}, month`);
  await audit(page, `${name}, month`);
  await backToDay(page, name);
  await seeTeam(page, name);
  await picture("team");
  await audit(page, `${name}, team`);
  await searchPractice(page, name);
  await picture("practices");
  await audit(page, `${name}, practices`);
  await fitsSideways(page, name);
  await close();
}

async function seeDay(page, name) {
  const first = data.practices[data.liaisons[0].days[0].stops[0].practice];
  check(await page.locator("#map svg .route .leg").count() > 1, `${name}: the map shows a route`);
  check(await page.locator("#map svg [data-stop='1']").isVisible(), `${name}: the map shows stop 1`);
  check((await page.locator("#day .stop").first().innerText()).includes(first.name.trim()), `${name}: the list begins with ${first.name}`);
  check(await page.locator("#day .stop .line").first().isVisible(), `${name}: the list says why in a line`);
  check(await page.locator("#day .stop .why li").count() > 0, `${name}: and all reasons behind it`);
}

/** Reads how many visits a day has; a day may have events alone. */
function visitsIn(text) { return text.match(/(\d+) visit/)?.[1] ?? 0; }

/** Tells whether something is there, soon if not yet: a slow machine takes its time. */
function comes(locator, state) {
  return locator.waitFor({ state, timeout: 5000 }).then(() => true, () => false);
}

async function useMap(page, name) {
  const where = () => page.locator("#map svg .land").getAttribute("transform");
  const before = await where();
  await page.getByRole("button", { name: "Zoom in" }).click();
  await page.waitForFunction((old) => document.querySelector("#map svg .land").getAttribute("transform") !== old, before);
  await page.getByRole("button", { name: "Show the whole day" }).click();
  check(await where() === before, `${name}: the map zooms in and shows the whole day again`);
  await page.locator("#map svg [data-stop='1']").focus();
  check(await comes(page.locator("#day .stop.marked[data-stop='1']"), "attached"), `${name}: a stop on the map shows the one in the list`);
  // The list scrolls; what then lies under the mouse would be marked instead.
  await page.mouse.move(0, 0);
  await page.locator("#day .stop").nth(1).focus();
  check(await comes(page.locator("#map svg .marker.marked[data-stop='2']"), "attached"), `${name}: a stop in the list shows the one on the map`);
}

async function pickOther(page, name) {
  const index = data.liaisons.findLastIndex((liaison) => liaison.days.length > 1);
  await page.locator("#days").getByLabel("Liaison", { exact: true }).selectOption(String(index));
  const before = await page.locator("#day h2").innerText();
  const other = page.locator("#dates button[aria-pressed='false']:enabled").first();
  const count = visitsIn(await other.locator("small").innerText());
  await other.click();
  check(await page.locator("#day h2").innerText() !== before, `${name}: another day is shown`);
  check(await page.locator("#day .stop").count() === Number(count), `${name}: with its ${count} visits`);
  check(await page.locator("#map .marker.stop").count() === Number(count), `${name}: on the map, too`);
  check(page.url().includes(`liaison=${encodeURIComponent(data.liaisons[index].id).replace(/%20/g, "+")}`), `${name}: the address remembers it`);
}

/** Every day with visits is a way to its list, and every other day says why there are none. */
async function seeMonth(page, name) {
  await page.getByRole("button", { name: "Month", exact: true }).click();
  const links = page.locator("#month td a");
  const days = data.liaisons.reduce((sum, { days }) => sum + days.length, 0);
  check(await links.count() === days, `${name}: the month has ${days} days with visits`);
  check(await page.locator("#month td a[aria-current]").count() === 1, `${name}: the day that was shown is marked`);
  const mute = await page.locator("#month td:not(.outside)").evaluateAll((cells) => cells.filter((cell) => !cell.querySelector("a") && !cell.querySelector(".nothing")?.textContent).length);
  check(mute === 0, `${name}: every other day says why there are no visits`);
}

async function backToDay(page, name) {
  const link = page.locator("#month td a").last();
  const count = visitsIn(await link.innerText());
  await link.click();
  check(await page.locator("#day .stop").count() === Number(count), `${name}: a day of the month leads to its ${count} visits`);
  await page.locator("#day h2 a").click();
  check(await comes(page.locator("#month"), "visible"), `${name}: the list leads back to the month`);
}

async function seeTeam(page, name) {
  await page.getByRole("button", { name: "Team" }).click();
  const rows = page.locator("#team table").first().locator("tbody tr");
  check(await rows.count() === data.liaisons.length, `${name}: the team has a row a liaison`);
}

async function searchPractice(page, name) {
  await page.getByRole("button", { name: "Why, why not" }).click();
  const wanted = data.practices.findLast(({ status }) => status !== "planned") ?? data.practices.at(-1);
  await page.getByRole("searchbox").fill(wanted.id);
  await page.locator("#answers li", { hasText: wanted.name.trim() }).first().waitFor();
  check((await page.locator("#answers").innerText()).includes(wanted.answer), `${name}: "${wanted.answer}"`);
  await page.getByRole("searchbox").fill("no practice is called like this");
  await page.waitForFunction(() => document.querySelectorAll("#answers li").length === 0);
  await page.getByRole("searchbox").fill("");
  await page.waitForFunction(() => document.querySelectorAll("#answers li").length > 0);
}
