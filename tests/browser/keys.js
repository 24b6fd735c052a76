// Everything that a mouse reaches is reached by keys, too.

import { check, data, open } from "./harness.js";

export async function useKeys() {
  const { page, close } = await open("keys", { viewport: { width: 1280, height: 800 }, offline: true });
  const reached = await tabThrough(page, 400);
  const wanted = await page.evaluate(() => [...document.querySelectorAll("a[href], button:not(:disabled), select, input, summary, [tabindex='0']")].filter((it) => it.checkVisibility()).length);
  check(reached.size === wanted, `keys: ${reached.size} of ${wanted} places are reached`);
  await page.locator("#day .stop summary").first().focus();
  await page.keyboard.press("Enter");
  check(await page.locator("#day .stop .why").first().isVisible(), "keys: Enter shows all reasons");
  await page.getByRole("button", { name: "Month", exact: true }).focus();
  await page.keyboard.press("Space");
  check(await page.locator("#month").isVisible(), "keys: a view is chosen");
  await page.locator("#month td a").last().focus();
  await page.keyboard.press("Enter");
  await page.locator("#day .stop").first().waitFor();
  check(data.liaisons.length > 0, "keys: a day of the month is opened");
  await close();
}

/** Presses Tab until the focus comes back to where it began; returns what had the focus. */
async function tabThrough(page, most) {
  const reached = new Set();
  for (let press = 0; press < most; press++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const all = [...document.querySelectorAll("*")];
      return all.indexOf(document.activeElement);
    });
    if (reached.has(at)) break;
    const body = await page.evaluate(() => document.activeElement === document.body);
    if (body) break;
    reached.add(at);
  }
  return reached;
}
