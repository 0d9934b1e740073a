import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { makeFolder, writeTable } from '../support/warehouse.ts';

const token = 'a-token-of-the-test';

/** An export with a fault in three of its rows; the last one has two lines in a cell. */
const messy = [
	'Number;Short description;State;Opened',
	'INC1;Printer on fire;New;2026-03-02 09:00',
	'INC2;"Mailbox full; again";New;soon',
	'INC3;;Closed;2026-03-04 09:00',
	'INC4;"Scanner',
	'=gone";New;',
].join('\n');
let server: RunningServer;
let browser: Browser;

beforeEach(async () => {
	[server, browser] = await Promise.all([
		startServer(makeFolder(), { WAYBILL_IMPORT_TOKEN: token }),
		launchBrowser(),
	]);
});

afterEach(async () => {
	await browser?.close();
	await server?.stop();
});

async function importFile(file: string, fields: Record<string, string> = {}): Promise<void> {
	const body = new FormData();
	body.append('file', new Blob([readFileSync(file)]), basename(file));
	for (const [name, value] of Object.entries({ zone: 'UTC', ...fields })) body.append(name, value);
	const headers = { authorization: `Bearer ${token}` };
	const response = await fetch(`${server.url}/api/imports`, { method: 'POST', headers, body });
	expect(response.status, await response.clone().text()).toBe(201);
}

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
	const context = await browser.newContext({ baseURL: server.url, ...options });
	onTestFinished(() => context.close());
	const page = await context.newPage();
	await page.goto(path, { waitUntil: 'networkidle' });
	return page;
}

const textOf = async (page: Page) =>
	(await page.locator('main').innerText()).replace(/\u00a0/g, ' ');

const importMessy = () => importFile(writeTable('messy.csv', messy));
const cellOf = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

async function expectAccessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test('an analyst sees what could not be used, puts a row right in place, and undoes it', async () => {
	await importMessy();
	const page = await open('/imports/1');
	expect(await textOf(page)).toContain('3 rows could not be used and are kept aside');
	const row = page.locator('tbody', { hasText: 'Opened' }).first();
	expect((await row.innerText()).replace(/\s+/g, ' ')).toMatch(
		/3 Opened It is not a date and time that can be read\. Write it as 2026-10-31 14:30\./,
	);
	await page.getByRole('link', { name: 'Open the whole row on line 5' }).click();
	await cellOf(page, 'State, line 5').waitFor();
	await expectAccessible(page);
	await cellOf(page, 'Opened, line 3').fill('2026-03-03 09:00');
	await page.getByRole('button', { name: 'Load the rows put right' }).click();
	await page.waitForURL('**/imports/2');
	expect(await textOf(page)).toMatch(/reads the file of import 1 again, with 1 row put right/);
	expect(await textOf(page)).toContain('2 rows could not be used');
	expect(await cellOf(page, 'Opened, line 3').count()).toBe(0);
	expect(await (await fetch(`${server.url}/weekly`)).text()).toContain('Mailbox full; again');

	await page.goto('/imports/1');
	expect(await textOf(page)).toContain('Rows of it were put right by import 2');
	await page.getByRole('link', { name: 'Import 2', exact: true }).click();
	await page.getByText('Undoing it puts its corrected rows back in quarantine').waitFor();
	await page.getByRole('button', { name: 'Undo this import' }).click();
	await page.getByText('This import is undone').waitFor();
	expect(await (await fetch(`${server.url}/weekly`)).text()).not.toContain('Mailbox full; again');
	await page.goto('/imports/1');
	expect(await cellOf(page, 'Opened, line 3').inputValue()).toBe('soon');
});

test('a row that is still faulty stays in quarantine with its new cells and its new reason', async () => {
	await importMessy();
	const page = await open('/imports/1');
	await cellOf(page, 'Opened, line 3').fill('2026-13-13 09:00');
	await page.getByRole('button', { name: 'Load the rows put right' }).click();
	await page.waitForURL('**/imports/2');
	expect(await cellOf(page, 'Opened, line 3').inputValue()).toBe('2026-13-13 09:00');
});

test('the whole of a row is opened and put right without JavaScript too', async () => {
	await importMessy();
	const page = await open('/imports/1', { javaScriptEnabled: false });
	await page.getByRole('button', { name: 'Load the rows put right' }).click();
	expect(await page.getByRole('alert').innerText()).toContain('No cell was changed');
	await page.getByRole('link', { name: 'Open the whole row on line 5' }).click();
	expect(await cellOf(page, 'Short description, line 5').inputValue()).toBe('Scanner\n=gone');
	await cellOf(page, 'State, line 5').fill('Closed');
	await cellOf(page, 'Opened, line 5').fill('2026-03-05 09:00');
	await page.getByRole('button', { name: 'Load the rows put right' }).click();
	await page.waitForURL('**/imports/2');
	expect(await textOf(page)).toContain('with 1 row put right');
	expect(await textOf(page)).toContain('2 rows could not be used');
});

test('a row that could not be read is divided among the columns, and put right there', async () => {
	const odd =
		'Number;Title;State;Opened\n1;Printer;New;2026-03-02 09:00\n2;Mail;box;New;2026-03-03 09:00';
	await importFile(writeTable('odd.csv', odd));
	const page = await open('/imports/1');
	expect(await textOf(page)).toMatch(
		/3\s+the row\s+2;Mail;box;New;2026-03-03 09:00\s+The row has 5/,
	);
	await page.getByRole('link', { name: 'Open the whole row on line 3' }).click();
	await cellOf(page, 'Title, line 3').fill('Mail;box');
	await cellOf(page, 'State, line 3').fill('New');
	await cellOf(page, 'Opened, line 3').fill('2026-03-03 09:00');
	await page.getByRole('button', { name: 'Load the rows put right' }).click();
	await page.waitForURL('**/imports/2');
	expect(await textOf(page)).toContain('2 rows read = 2 loaded');
});

test('quarantined rows are downloaded with their reasons, and come back put right', async () => {
	await importMessy();
	const page = await open('/imports/1');
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'download them as CSV' }).click(),
	]);
	expect(download.suggestedFilename()).toBe('messy quarantined rows.csv');
	const path = join(makeFolder(), 'back.csv');
	await download.saveAs(path);
	const text = readFileSync(path, 'utf8');
	expect(text.split('\n')[0]).toBe(
		'\ufeffNumber,Short description,State,Opened,Waybill import,Waybill line,Waybill reason',
	);
	expect(text).toContain('INC2,Mailbox full; again,New,soon,1,3,Opened “soon” is not a date');
	const back = writeTable('back.csv', text.replace('soon,1', '2026-03-03 09:00,1'));
	await page.locator('input[type=file]').setInputFiles(back);
	await page.getByRole('button', { name: 'Load this file' }).click();
	await page.waitForURL('**/imports/2');
	expect(await textOf(page)).toContain('with 1 row put right');
});

test('what a full export lacks is listed, said to be gone, and brought back by an undo', async () => {
	const tickets = (...rows: string[]) =>
		writeTable('tickets.csv', ['Number,Title,State,Opened', ...rows].join('\n'));
	const [one, two] = ['1,Printer,New,2026-03-02 09:00', '2,Mailbox,New,2026-03-02 09:00'] as const;
	await importFile(tickets(one, two));
	await importFile(tickets(one), { full: 'true' });
	const page = await open('/imports/2');
	expect(await textOf(page)).toContain('1 ticket of earlier imports is not in this full export');
	expect(await (await fetch(`${server.url}/imports/2/missing.csv`)).text()).toBe(
		'relation,id,title,last_import\nticket,2,Mailbox,1\n',
	);
	await expectAccessible(page);
	const weekly = async () => (await fetch(`${server.url}/weekly`)).text();
	expect(await weekly()).toContain('Mailbox');
	await page.getByRole('button', { name: 'They are gone from the source' }).click();
	await page.getByRole('link', { name: 'import 3' }).click();
	await page.getByText('1 ticket left the figures').waitFor();
	expect(await weekly()).not.toContain('Mailbox');
	await page.getByRole('button', { name: 'Undo this import' }).click();
	await page.getByText('This import is undone').waitFor();
	expect(await weekly()).toContain('Mailbox');
});
