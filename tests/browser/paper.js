// What comes out of a printer: one sheet a liaison-day, with boxes to tick, and the month on few sheets.

import { check, data, open, pictures } from "./harness.js";

/** Every day on a sheet of its own, on both kinds of paper. */
export async function print() {
  const all = data.liaisons.reduce((sum, { days }) => sum + days.length, 0);
  for (const format of ["Letter", "A4"]) {
    const { page, close } = await open(`paper ${format}`, { offline: true }, "#print=all");
    const pdf = await page.pdf({ path: pictures ? `${pictures}/paper-${format}.pdf` : undefined, preferCSSPageSize: true, format });
    const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    check(sheets === all, `paper ${format}: ${sheets} sheets for ${all} liaison-days`);
    await close();
  }
  await seeSheet();
  await printMonth();
}

/** Looks at one sheet as it is printed. */
async function seeSheet() {
  const [liaison, day] = fullest();
  const options = { offline: true, viewport: { width: 726, height: 966 }, deviceScaleFactor: 1.5 };
  const { page, close } = await open("sheet", options, `#liaison=${encodeURIComponent(liaison.id)}&date=${day.date}&print=day`);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const sheet = page.locator(".sheet");
  check(await sheet.locator(".stop").count() === day.stops.length, `sheet: its ${day.stops.length} visits`);
  check(await sheet.locator(".ticks").count() === day.stops.length, "sheet: boxes to tick at every visit");
  const words = await sheet.locator(".ticks").first().innerText();
  check(["seen", "staff only", "no access", "cancelled", "missed", "Notes"].every((word) => words.includes(word)), "sheet: every outcome has a box");
  const lines = await sheet.locator(".line").allInnerTexts();
  check(day.stops.every(({ line }) => lines.includes(line)), "sheet: why, in a line");
  const text = await sheet.innerText();
  const people = day.stops.flatMap(({ practice }) => data.practices[practice].people ?? []);
  check(people.every(({ name, phone }) => text.includes(name) && text.includes(phone?.text ?? "")), `sheet: its ${people.length} people with their numbers`);
  check((day.bring ?? []).every((item) => text.includes(item)), "sheet: what to bring");
  check(await inOrder(page), "sheet: visits and events in order of time");
  if (pictures) await sheet.screenshot({ path: `${pictures}/sheet.png` });
  await close();
}

/** A day with as much as can be: events first, then people, then visits. */
function fullest() {
  const people = (day) => day.stops.filter(({ practice }) => data.practices[practice].people).length;
  const rank = (day) => (day.events?.length ?? 0) * 1000 + people(day) * 100 + day.stops.length;
  const all = data.liaisons.flatMap((liaison) => liaison.days.map((day) => [liaison, day]));
  return all.reduce((best, other) => (rank(other[1]) > rank(best[1]) ? other : best));
}

async function inOrder(page) {
  const times = await page.locator(".sheet .stops .time").evaluateAll((all) => all.map((time) => time.firstChild.textContent));
  return times.every((time, at) => at === 0 || times[at - 1] <= time);
}

/** Every week of the month in one piece, on few sheets. */
async function printMonth() {
  const { page, close } = await open("month on paper", { offline: true }, "#view=month");
  const pdf = await page.pdf({ path: pictures ? `${pictures}/month.pdf` : undefined, preferCSSPageSize: true, format: "Letter" });
  const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  const rows = data.weeks.length * (data.liaisons.length + 1);
  check(sheets > 0 && sheets <= 1 + rows / 8, `month on paper: ${sheets} sheets for ${rows} rows`);
  await close();
}
