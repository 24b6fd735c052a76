// The page in the hand: the first stop first, the map after it, and room for fingers.

import { check, data, open, pictures } from "./harness.js";

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true, offline: true };

export async function seePhone() {
  const { page, close } = await open("phone", PHONE, hashOfPeople());
  const top = async (selector) => (await page.locator(selector).first().boundingBox()).y;
  const [stop, map] = [await top("#day .stop"), await top("#map")];
  check(stop < 560, `phone: the first stop stands on the first screen, at ${Math.round(stop)} px`);
  check(stop < map, "phone: the map comes after the stops");
  const small = await page.evaluate(smallTargets);
  check(small.length === 0, `phone: everything to tap is at least 44 px high${small.map((it) => `\n         ${it}`).join("")}`);
  if (pictures) await page.screenshot({ path: `${pictures}/phone.png` });
  await close();
}

/** Lists what is lower than a finger needs; the markers of the map stand in the list, too. */
function smallTargets() {
  const all = [...document.querySelectorAll("button, a, select, summary, input")].filter((it) => it.checkVisibility() && !it.closest("svg"));
  return all.filter((it) => it.getBoundingClientRect().height < 44).map((it) => `${it.outerHTML.slice(0, 90)}: ${it.getBoundingClientRect().height} px`);
}

/** The address of a day whose first stop has people, if there is one. */
function hashOfPeople() {
  const all = data.liaisons.flatMap(({ id, days }) => days.map((day) => ({ id, day })));
  const found = all.find(({ day }) => data.practices[day.stops[0]?.practice]?.people && day.stops.length > 3) ?? all.find(({ day }) => day.stops.length);
  return `#liaison=${encodeURIComponent(found.id)}&date=${found.day.date}`;
}
