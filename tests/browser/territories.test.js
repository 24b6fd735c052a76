// Opens the page of a rebalancing from the disk in Chromium, without a network, and uses it as managers do.
//
//   ./run out/territories.html [FOLDER FOR PICTURES]
//
// Exits with 1 when anything is not as it should be: a missing map, a move that is not found, a message, a request.

import { check, data, fitsSideways, open, pictures, test } from "./harness.js";

await test(look);

async function look(name, options) {
  const { page, close, picture } = await open(name, options);
  await seeMaps(page, name);
  await picture("territories");
  await seeTables(page, name);
  await findMoves(page, name);
  await fitsSideways(page, name);
  if (pictures && name === "desktop-light") await page.pdf({ path: `${pictures}/territories.pdf`, format: "Letter" });
  await close();
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
