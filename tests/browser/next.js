// On the day itself the next stop comes first, by the clock of the device.

import { check, data, open } from "./harness.js";

const options = { viewport: { width: 390, height: 844 }, offline: true };

export async function seeNext() {
  const liaison = data.liaisons[0];
  const day = liaison.days.find(({ stops }) => stops.length > 2) ?? liaison.days[0];
  await at(day, day.depart, "in the morning", async (page) => {
    check(await page.locator("#day .stop").first().getAttribute("data-stop") === "1", "next: in the morning stop 1 comes first");
    check(await page.locator("#day .next").count() === 1, "next: one stop is the next one");
  });
  await at(day, day.stops[0].end, "after the first visit", async (page) => {
    check((await page.locator("#day .stops").first().locator(".stop").first().getAttribute("class")).includes("next"), "next: after the first visit the second comes first");
    check(await page.locator("#day .next").getAttribute("data-stop") === "2", "next: it is the second");
    check(!await page.locator("#day .over .stop").first().isVisible(), "next: what is over is folded away");
    await page.locator("#day .over > summary").click();
    check(await page.locator("#day .over .stop").first().isVisible(), "next: and can be looked at");
    await goOn(page, day);
  });
  await at(day, "23:59", "in the evening", async (page) => {
    check(await page.locator("#day .stop").count() === day.stops.length && await page.locator("#day .next, #day .over").count() === 0, "next: in the evening all stops stand in order");
  });
}

/** When time goes by, the next stop changes by itself. */
async function goOn(page, day) {
  await page.clock.setFixedTime(new Date(`${day.date}T${day.stops[1].end}:00`));
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  check(await page.locator("#day .next").getAttribute("data-stop") === "3", "next: when the second is over the third comes first");
}

/** Opens the page at a time of a day, without saying which day to show. */
async function at(day, time, name, look) {
  const moment = new Date(`${day.date}T${time}:00`);
  const { page, close } = await open(`next, ${name}`, options, "", (page) => page.clock.setFixedTime(moment));
  check(page.url().includes(`date=${day.date}`), `next, ${name}: today is shown`);
  await look(page);
  await close();
}
