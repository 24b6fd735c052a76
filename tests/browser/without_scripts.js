// Some programs show the page without scripts, such as previews of mail: then it lists all stops in order.

import { check, data, open } from "./harness.js";

export async function withoutScripts() {
  const { page, close } = await open("without scripts", { viewport: { width: 390, height: 844 }, offline: true, javaScriptEnabled: false });
  const days = data.liaisons.flatMap(({ days }) => days);
  check(await page.locator(".plain").count() === days.length, `without scripts: ${days.length} days are listed`);
  const first = days.find(({ stops }) => stops.length);
  const text = await page.locator(".plain").nth(days.indexOf(first)).innerText();
  check(first.stops.every(({ start, line }) => text.includes(start) && text.includes(line)), "without scripts: each with its stops, their times and why");
  await close();
}
