// What a visit shows: its line, its people with links that call and write, and nothing that runs.

import { check, data } from "./harness.js";

export async function seeVisit(page, name) {
  const day = data.liaisons[0].days[0];
  const rows = page.locator("#day .stop");
  const lines = await rows.locator(".line").allInnerTexts();
  check(day.stops.every(({ line }, at) => lines[at] === line && line.split(/\s+/).length <= 20), `${name}: a line of at most 20 words at every visit`);
  check(!await rows.first().locator(".why").isVisible(), `${name}: all reasons wait behind a tap`);
  await rows.first().locator("summary").click();
  check(await rows.first().locator(".why").isVisible(), `${name}: a tap shows all reasons`);
  await rows.first().locator("summary").click();
  await seeLinks(page, name, day);
}

async function seeLinks(page, name, day) {
  const links = await page.locator("#day a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  const known = /^(#|https:\/\/www\.google\.com\/maps\/|geo:[-\d.]|tel:\+?\d+(;ext=\d+)?$|mailto:[\w.+%-]+@[\w.-]+$)/;
  check(links.every((link) => known.test(link)), `${name}: links lead to maps, calls and mails alone`);
  const people = day.stops.flatMap(({ practice }) => data.practices[practice].people ?? []);
  const wanted = people.flatMap(({ phone, mail }) => [phone?.link, mail?.link]).filter(Boolean);
  check(wanted.every((link) => links.includes(link)), `${name}: ${wanted.length} links to people`);
}
