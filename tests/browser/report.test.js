// Opens the report of a week from the disk in Chromium, without a network, and reads it as managers do: at a desk, on a phone, on
// paper, without its style and without its drawings, as a mail program may show it.
//
//   ./run out/report.html [FOLDER FOR PICTURES]
//
// Exits with 1 when anything is not as it should be: a script, a request, a word cut off, a table without figures.

import { audit, check, fitsSideways, open, pictures, test } from "./harness.js";

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true, offline: true };

await test(look, last);

async function look(name, options) {
  const { page, close } = await open(name, options);
  check(await page.locator("script").count() === 0, `${name}: there is no script`);
  check(await page.locator(".tiles > div").count() === 6, `${name}: six figures to begin with`);
  check(await page.locator("svg.chart").count() >= 2, `${name}: drawings`);
  const lost = await page.evaluate(() => [...document.querySelectorAll("figcaption a")].filter((it) => !document.querySelector(`${it.getAttribute("href")} table`)).length);
  check(lost === 0, `${name}: every drawing leads to its figures`);
  await firstScreen(page, name, options.viewport.height);
  await nothingCut(page, name);
  await fitsSideways(page, name);
  await audit(page, name);
  if (pictures) await page.screenshot({ path: `${pictures}/${name}-report.png`, fullPage: true });
  await close();
}

async function last() {
  await onPhone();
  for (const format of ["Letter", "A4"]) await onPaper(format);
  await inMail();
}

/** The figures to begin with stand on the first screen. */
async function firstScreen(page, name, height) {
  const box = await page.locator(".tiles").boundingBox();
  check(box.y + box.height <= height, `${name}: the first figures end at ${Math.round(box.y + box.height)} px`);
}

/** No cell holds more than it shows, and no text of a drawing leaves it. */
async function nothingCut(page, name) {
  const cut = await page.evaluate(() => [...document.querySelectorAll("th, td, dd, li, p")].filter((it) => it.checkVisibility() && it.scrollWidth > it.clientWidth + 1).length);
  check(cut === 0, `${name}: nothing is cut off`);
  const outside = await page.evaluate(() => [...document.querySelectorAll("svg.chart text")].filter((text) => {
    const [inner, outer] = [text.getBoundingClientRect(), text.closest("svg").getBoundingClientRect()];
    return inner.left < outer.left - 2 || inner.right > outer.right + 2 || inner.bottom > outer.bottom + 2;
  }).map((text) => text.textContent));
  check(outside.length === 0, `${name}: every word of a drawing lies within it ${outside.slice(0, 3).join(", ")}`);
}

async function onPhone() {
  const { page, close } = await open("phone", PHONE);
  await fitsSideways(page, "phone");
  const low = await page.evaluate(() => [...document.querySelectorAll("figcaption a")].filter((it) => it.getBoundingClientRect().height < 40).length);
  check(low === 0, "phone: links are high enough for a finger");
  const small = await page.evaluate(() => [...document.querySelectorAll("td, th, p, li, dd, dt")].filter((it) => it.checkVisibility() && parseFloat(getComputedStyle(it).fontSize) < 11).length);
  check(small === 0, "phone: no letters are too small");
  if (pictures) await page.screenshot({ path: `${pictures}/phone-top.png` });
  await close();
}

async function onPaper(format) {
  const { page, close } = await open(`paper ${format}`, { offline: true });
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 700, height: 1000 });
  const first = await page.evaluate(() => document.querySelector(".glance").getBoundingClientRect().bottom);
  check(first < 1000, `paper ${format}: the first page ends at ${Math.round(first)} px`);
  const pdf = await page.pdf({ path: pictures ? `${pictures}/report-${format}.pdf` : undefined, preferCSSPageSize: true, format });
  const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  check(sheets > 0 && sheets <= 7, `paper ${format}: ${sheets} sheets`);
  await close();
}

/** What a mail program may leave: no style of the page, no drawings. */
async function inMail() {
  const { page, close } = await open("mail", { viewport: { width: 700, height: 900 }, offline: true });
  await page.evaluate(() => document.querySelectorAll("style, svg, link").forEach((it) => it.remove()));
  const text = await page.locator("body").innerText();
  const words = await page.evaluate(() => [...document.querySelectorAll(".tiles b, h2, h3")].map((it) => it.textContent));
  check(words.every((word) => text.includes(word)), "mail: figures and headings stay");
  const empty = await page.evaluate(() => [...document.querySelectorAll("table")].filter((it) => it.rows.length < 2).length);
  check(empty === 0, "mail: every table has rows");
  await fitsSideways(page, "mail");
  if (pictures) await page.screenshot({ path: `${pictures}/mail.png`, fullPage: true });
  await close();
}
