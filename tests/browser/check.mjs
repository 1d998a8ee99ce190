// Opens HTML pages in headless Chromium, in light and dark, on a phone and on a desktop, and says what is wrong with them.
//
//   node check.mjs [--site] [--shots DIR] PAGE...
//   node check.mjs --prove
//
// Each check is a function in CHECKS that gives a list of complaints about an open page. `bad/CHECK-*.html` are pages that the
// check of that name, and no other, must complain about; `--prove` holds every check against them, and `good.html` against all.

import { AxeBuilder } from '@axe-core/playwright';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const SCHEMES = ['light', 'dark'];
const SIZES = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } };
/** As root, Chromium runs only without its sandbox; the rest keeps it from the network. */
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
const GRAVE = ['serious', 'critical'];

/** Every check: complaints about a page that is open; `heard` is what the browser said while it was. */
const CHECKS = {
  console: (_, heard) => heard.errors,
  network: (_, heard) => heard.requests,
  overflow: page => page.evaluate(overflow),
  charts: page => page.evaluate(charts),
  tables: sorting,
  accessibility,
};

async function main() {
  const { values: options, positionals: pages } = parseArgs({
    allowPositionals: true,
    options: { site: { type: 'boolean' }, shots: { type: 'string' }, prove: { type: 'boolean' } },
  });
  if (!options.prove && pages.length === 0) {
    console.error('usage: run [--site] [--shots DIR] PAGE...\n       run --prove');
    return 2;
  }
  const missing = pages.filter(file => !existsSync(file));
  if (missing.length > 0) {
    console.error(`there is no such page: ${missing.join(', ')}`);
    return 2;
  }
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
  try {
    return options.prove ? await prove(browser) : await report(browser, pages, options);
  } finally {
    await browser.close();
  }
}

/** Checks pages, says of each check whether it passed, and lists all complaints at the end. */
async function report(browser, pages, options) {
  const all = [];
  for (const file of pages) {
    const found = await complaints(browser, file, options);
    for (const check of Object.keys(CHECKS)) {
      const own = found.filter(complaint => complaint.check === check);
      console.log(`${own.length === 0 ? 'ok    ' : 'FAILED'}  ${file}  ${check}`);
    }
    all.push(...found);
  }
  if (all.length > 0) console.log(`\n${all.length} complaints:`);
  all.forEach(({ file, check, look, what }) => console.log(`  ${file}  ${check} (${look}): ${what}`));
  return all.length === 0 ? 0 : 1;
}

/** Every bad page must be caught by the check it is named after and by no other; the good one by none. */
async function prove(browser) {
  const bad = readdirSync(path.join(HERE, 'bad')).map(name => ({ file: path.join(HERE, 'bad', name), wanted: [name.split('-')[0]] }));
  const wrong = Object.keys(CHECKS).filter(check => !bad.some(({ wanted }) => wanted[0] === check)).map(check => `no bad page for ${check}`);
  for (const { file, wanted } of [...bad, { file: path.join(HERE, 'good.html'), wanted: [] }]) {
    const found = await complaints(browser, file, {});
    const caught = [...new Set(found.map(({ check }) => check))];
    const proved = caught.join() === wanted.join();
    const example = found.length > 0 ? `: ${found[0].what}` : '';
    console.log(`${proved ? 'ok    ' : 'FAILED'}  ${path.basename(file)}  ${caught.join(' ') || 'nothing'} found${example}`);
    if (!proved) wrong.push(`${path.basename(file)}: wanted ${wanted.join() || 'nothing'}, found ${caught.join() || 'nothing'}`);
  }
  wrong.forEach(what => console.log(`not proved: ${what}`));
  return wrong.length === 0 ? 0 : 1;
}

/** What is wrong with a page in any of its looks. */
async function complaints(browser, file, { site, shots }) {
  const found = [];
  for (const colorScheme of SCHEMES) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      const look = `${colorScheme} ${size}`;
      const context = await browser.newContext({ colorScheme, viewport, offline: true });
      const page = await context.newPage();
      const heard = listen(page, file, site);
      await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
      await settle(page);
      if (shots) await shoot(page, shots, file, look);
      for (const [check, run] of Object.entries(CHECKS)) {
        const own = await run(page, heard);
        found.push(...[...new Set(own)].map(what => ({ file, check, look, what })));
      }
      await context.close();
    }
  }
  return found;
}

/** Hears what a page complains about and what it asks for. Requests that fail are told once, as requests. */
function listen(page, file, site) {
  const heard = { errors: [], requests: [] };
  const own = pathToFileURL(file).href;
  const allowed = url => url.split('#')[0] === own || /^(data|blob|about):/.test(url) || (site && url.startsWith('file:'));
  page.on('console', message => {
    const told = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !told) heard.errors.push(message.text());
  });
  page.on('pageerror', error => heard.errors.push(String(error)));
  page.on('request', request => allowed(request.url()) || heard.requests.push(`asks for ${request.url()}`));
  page.on('requestfailed', request => allowed(request.url()) && heard.requests.push(`does not get ${request.url()}`));
  return heard;
}

/** Opens what is folded and waits until fonts and pictures are there. */
async function settle(page) {
  await page.evaluate(async () => {
    document.querySelectorAll('details').forEach(details => { details.open = true; });
    await document.fonts.ready;
    await Promise.all([...document.images].map(image => image.decode().catch(() => {})));
    await new Promise(requestAnimationFrame);
  });
}

async function shoot(page, folder, file, look) {
  mkdirSync(folder, { recursive: true });
  // Pages of one name may lie in several folders.
  const name = path.relative('.', file).replace(/^[./]+|\.html$/g, '').replaceAll('/', '-');
  await page.screenshot({ path: path.join(folder, `${name}-${look.replace(' ', '-')}.png`), fullPage: true });
}

// What follows runs in the page where it is given to `page.evaluate`: such a function sees nothing of this file.

/** The document is no wider than the window, and nothing sticks out of it but what lies in a container that scrolls by itself. */
function overflow() {
  const root = document.documentElement;
  const wide = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} px wide, the window ${root.clientWidth}`] : [];
  const scrolls = element => element && element !== document.body && element !== root
    && (['auto', 'scroll'].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const isOut = element => {
    const { width, height, right } = element.getBoundingClientRect();
    return width > 1 && height > 1 && right > root.clientWidth + 1 && element.checkVisibility() && !scrolls(element.parentElement);
  };
  const name = element => [element.localName, element.id && `#${element.id}`, ...[...element.classList].map(one => `.${one}`)].join('');
  // The parts of a chart are cut off at its edge.
  const out = [...document.body.querySelectorAll('*')].filter(element => !element.ownerSVGElement && isOut(element));
  return [...wide, ...out.slice(0, 10).map(element => `${name(element)} ends at ${Math.round(element.getBoundingClientRect().right)} px`)];
}

/** Charts can be seen, have a sensible size, and none of their texts lies outside of them. */
function charts() {
  const found = [];
  const all = [...document.querySelectorAll('figure svg, figure img')].filter(chart => !chart.ownerSVGElement);
  for (const [index, chart] of all.entries()) {
    const name = chart.getAttribute('aria-label') || chart.getAttribute('alt') || `chart ${index + 1}`;
    const box = chart.getBoundingClientRect();
    const size = `${Math.round(box.width)} x ${Math.round(box.height)} px`;
    if (!chart.checkVisibility({ opacityProperty: true, visibilityProperty: true })) found.push(`${name} cannot be seen`);
    else if (box.width < 200 || box.height <= 80) found.push(`${name} is too small: ${size}`);
    if (chart.localName === 'img' && chart.naturalWidth === 0) found.push(`${name} is no picture`);
    if (chart.localName !== 'svg' || getComputedStyle(chart).overflow === 'visible') continue;
    for (const text of chart.querySelectorAll('text')) {
      const own = text.getBoundingClientRect();
      const seen = Math.max(0, Math.min(own.right, box.right) - Math.max(own.left, box.left))
        * Math.max(0, Math.min(own.bottom, box.bottom) - Math.max(own.top, box.top));
      const isThere = text.textContent.trim() !== '' && text.checkVisibility();
      if (isThere && seen <= own.width * own.height / 2) found.push(`${name}: “${text.textContent.trim()}” is cut off`);
    }
  }
  return found;
}

/** A button in a table's head sorts the rows by its column, by mouse and by keyboard, and says so in aria-sort. */
async function sorting(page) {
  const found = [];
  const buttons = page.locator('table th button:visible');
  for (let index = 0; index < await buttons.count(); index += 1) {
    const button = buttons.nth(index);
    const name = (await button.innerText()).trim();
    let before = (await column(button)).sort;
    for (const [how, press] of [['a click', () => button.click()], ['the Enter key', () => button.press('Enter')]]) {
      await press();
      const { sort, inOrder } = await column(button);
      if (sort === before) found.push(`“${name}”: ${how} does not change aria-sort (${sort})`);
      else if (!inOrder) found.push(`“${name}”: after ${how}, rows are not ${sort}`);
      before = sort;
    }
  }
  return found;
}

/** How the table of a button says it is sorted by the button's column, and whether it is. */
function column(button) {
  return button.evaluate(button => {
    const head = button.closest('th');
    const sort = head.getAttribute('aria-sort') ?? 'none';
    const cells = [...head.closest('table').tBodies].flatMap(body => [...body.rows]).map(row => row.cells[head.cellIndex]);
    const texts = cells.map(cell => cell?.dataset.value ?? cell?.dataset.sort ?? cell?.textContent.trim() ?? '');
    // What is not known stands at one of the ends, whichever.
    const known = texts.filter(text => !['', '–', '—', '-', '?'].includes(text));
    const number = text => parseFloat(text.replace('−', '-').replace(/^[<>~≈≤≥±+\s]+/, '').replace(/[,_’\s](?=\d{3})/g, ''));
    const natural = new Intl.Collator('en', { numeric: true });
    // Of columns with both, numbers come before words.
    const mixed = (a, b) => {
      const [x, y] = [Number(a), Number(b)];
      if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
      return Number.isNaN(x) ? natural.compare(a, b) : x - y;
    };
    const orders = [mixed, (a, b) => natural.compare(a, b), (a, b) => a.localeCompare(b, 'en'), (a, b) => (a > b) - (a < b)];
    const numbers = known.map(number);
    const rises = numbers.every(Number.isFinite)
      ? sign => numbers.every((value, i) => i === 0 || sign * (value - numbers[i - 1]) >= 0)
      : sign => orders.some(order => known.every((text, i) => i === 0 || sign * order(text, known[i - 1]) >= 0));
    return { sort, inOrder: sort === 'none' || rises(sort === 'ascending' ? 1 : -1) };
  });
}

/** What axe-core finds that keeps people out. */
async function accessibility(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  const grave = violations.filter(({ impact }) => GRAVE.includes(impact));
  return grave.flatMap(({ id, help, nodes }) => nodes.slice(0, 5).map(node => `${id}: ${help}: ${node.target.join(' ')}`));
}

process.exitCode = await main();
