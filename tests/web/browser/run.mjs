// Lives through the playground as a person would, in a real browser: address, e-mail and password are given.
// Ends well only if everything was seen, nothing was written to the console, and no request left the origin.
import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [address, email, password] = process.argv.slice(2);
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const PICTURES = 'pictures';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A fresh browser, watched for what it complains of and where it goes. */
async function withPage(options, live) {
  const profile = mkdtempSync(join(tmpdir(), 'khu-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.KHU_CHROMIUM ?? '/usr/bin/chromium', headless: true, args: FLAGS, ...options,
  });
  const complaints = [];
  try {
    const page = context.pages()[0];
    page.setDefaultTimeout(15_000);
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
    page.on('pageerror', (error) => complaints.push(error.stack));
    page.on('request', (request) => { if (new URL(request.url()).origin !== new URL(address).origin) complaints.push(`left for ${request.url()}`); });
    await page.goto(address);
    try {
      await live(page, complaints);
    } catch (error) {
      await picture(page, 'failed');
      throw error;
    }
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Nothing that keeps people with a screen reader, a keyboard or weak eyes out, as far as a program can tell. */
async function isAccessible(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run());
  const told = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' ')}`);
  assert.deepEqual(told, []);
}

const picture = (page, name) => page.screenshot({ path: join(PICTURES, `${name}.png`) });
const result = (page) => page.locator('#result').textContent();

async function signIn(page) {
  await page.click('#enter');
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', password);
  await page.keyboard.press('Enter');
  await page.locator('#leave').waitFor();
}

async function write(page, selector, text) {
  await page.focus(selector);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
}

async function run(page) {
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.locator('#run:not([disabled])').waitFor();
  await page.locator('#status .good, #status .wrong').waitFor();
}

/** A refusal that was meant: browsers note its status on the console. */
function onlyStatus(complaints, status) {
  const [complaint, ...more] = complaints.splice(0);
  assert.match(complaint, new RegExp(`status of ${status}`));
  assert.deepEqual(more, []);
}

/** Signs in, asks, is refused, reads the documentation, takes a ready operation, comes back later, signs out. */
async function aDay(page, complaints) {
  await page.locator('#who', { hasText: 'Not signed in' }).waitFor();
  await picture(page, 'visitor');

  await page.click('#enter');
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', 'not the password');
  await page.keyboard.press('Enter');
  await page.locator('#sign-in-problem:not(:empty)').waitFor();
  await picture(page, 'wrong-password');
  await isAccessible(page);
  onlyStatus(complaints, 401);
  await page.click('#sign-in-cancel');
  await signIn(page);

  await page.click('#draft-new');
  await write(page, '#query', 'query Me { viewer { name role } }\nquery Kind { __typename }');
  await page.selectOption('#operation', 'Kind');
  await run(page);
  assert.match(await result(page), /"__typename": "Query/);
  await page.selectOption('#operation', 'Me');
  await run(page);
  assert.match(await result(page), /"role"/);

  await write(page, '#variables', '{"first": }');
  await page.locator('#variables-problem:not(:empty)').waitFor();
  await write(page, '#variables', '');
  await write(page, '#query', '{ nothingOfTheKind }');
  await run(page);
  assert.match(await page.locator('#status').textContent(), /INVALID/);
  onlyStatus(complaints, 400);

  await typeByHand(page);
  await readDocumentation(page);
  await takeReadyOperation(page);

  await page.reload();
  await page.locator('#leave').waitFor();
  assert.match(await page.inputValue('#query'), /query \w+/);
  await page.click('#language');
  await page.locator('#leave', { hasText: 'Đăng xuất' }).waitFor();
  await picture(page, 'vietnamese');
  await page.click('#language');
  await page.click('#leave');
  await page.locator('#enter').waitFor();
}

/** Brackets pair, lines are indented, Tab stays in the field until Escape is pressed. */
async function typeByHand(page) {
  await write(page, '#query', '');
  await page.keyboard.type('query A {\nviewer {\nname');
  assert.equal(await page.inputValue('#query'), 'query A {\n  viewer {\n    name\n  }\n}');
  await page.keyboard.press('Home');
  await page.keyboard.press('Tab');
  assert.match(await page.inputValue('#query'), /\n {6}name/);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'variables');
}

async function readDocumentation(page) {
  await page.click('#tab-docs');
  await page.fill('#docs-search', 'viewer');
  await page.locator('#docs-found', { hasText: 'found' }).waitFor();
  await picture(page, 'search');
  await page.locator('#docs-view .entries button').first().click();
  await page.locator('#docs-view h2').waitFor();
  await page.locator('#docs-view .link').nth(1).click();
  await picture(page, 'documentation');
  await isAccessible(page);

  await page.fill('#docs-search', 'Query.viewer');
  await page.locator('#docs-view .entries button').first().click();
  await page.locator('[data-field=viewer] button', { hasText: 'Try it' }).click();
  await run(page);
  assert.match(await page.locator('#status').textContent(), /200 OK/);
  await picture(page, 'tried');
  await isAccessible(page);
}

async function takeReadyOperation(page) {
  await page.click('#tab-operations');
  const entries = page.locator('#operations-list .entries button');
  await page.fill('#operations-search', 'toi la ai');
  await entries.first().click();
  await run(page);
  assert.match(await page.locator('#status').textContent(), /200 OK/);
  await picture(page, 'ready-operation');
}

/** At the width of a phone nothing is cut off sideways, and the panel opens and closes. */
async function onAPhone(page) {
  await signIn(page);
  await run(page);
  await picture(page, 'phone');
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(tooWide <= 0, `${tooWide} px too wide`);
  await page.click('#panel-toggle');
  await picture(page, 'phone-panel');
  await isAccessible(page);
  await page.locator('#operations-list .entries button').first().click();
  await page.locator('#panel').waitFor({ state: 'hidden' });
}

mkdirSync(PICTURES, { recursive: true });
await withPage({ locale: 'en-GB', viewport: { width: 1440, height: 900 } }, aDay);
await withPage({ locale: 'en-GB', viewport: { width: 390, height: 844 }, colorScheme: 'dark' }, onAPhone);
console.log('the playground was lived through');
