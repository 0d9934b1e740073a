import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { recordKinds } from '#lib/server/setup/record-kinds.ts';
import { openDataFolder } from '#lib/server/warehouse/data-folder.ts';
import { launchBrowser } from '../support/browser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { fillWarehouse, makeFolder, openReader } from '../support/warehouse.ts';

const tables = {
	client: `
		client_id,name,calendar
		ASH,Ashdown,Night shift`,
	agreement: `
		agreement_id,client,name,model,valid_from,sla_policy
		A-1,ASH,Retainer,retainer,2026-01-01,Gold`,
	ticket: `
		ticket_id,title,status,priority,created_at,billing_code
		1,Printer,Parkiert,High,2026-03-02T09:00:00Z,Flat
		2,Scanner,Parkiert,Gelb,2026-03-02T09:00:00Z,
		3,Mailbox,Open,High,2026-03-02T09:00:00Z,`,
};

const pages = [
	...['', '/statuses', '/priorities', '/calendars', '/targets', '/codes', '/thresholds'],
	...['/expectations', '/history', '/records'],
	...Object.keys(recordKinds).map((relation) => `/records/${relation}`),
].map((path) => `/setup${path}`);

let browser: Browser;

beforeAll(async () => {
	browser = await launchBrowser();
	return () => browser.close();
});

/** A server on a data folder of the test's own. */
async function serve(): Promise<{ server: RunningServer; ask: (sql: string) => Promise<unknown> }> {
	const root = makeFolder();
	const folder = openDataFolder(root);
	await fillWarehouse(folder, tables);
	const server = await startServer(root);
	onTestFinished(() => server.stop());
	const ask = async (sql: string) => {
		const reader = await openReader(folder);
		const data = await reader.describe();
		return reader.query(data!.dataVersion, sql, {});
	};
	return { server, ask };
}

async function open(
	server: RunningServer,
	path: string,
	options: BrowserContextOptions = {},
): Promise<Page> {
	const context = await browser.newContext({ baseURL: server.url, ...options });
	onTestFinished(() => context.close());
	const page = await context.newPage();
	await page.goto(path, { waitUntil: 'networkidle' });
	return page;
}

/** Looks again, as a person without scripts does, until the page's figures follow what was said. */
async function untilApplied(page: Page): Promise<void> {
	while ((await page.getByText('being applied').count()) > 0) await page.reload();
}

/** The page's text with plain blanks, as a person reads it. */
const textOf = async (part: Locator) => (await part.innerText()).replace(/\s+/g, ' ');

const fold = (page: Page, summary: string): Locator =>
	page.locator('details', { has: page.locator('summary', { hasText: summary }) }).first();

test('a status that nobody has placed is listed with its rows, and placed without scripts', async () => {
	const { server, ask } = await serve();
	const page = await open(server, '/setup', { javaScriptEnabled: false });
	expect(await textOf(page.locator('main'))).toContain('Statuses: 1 value in 2 rows');
	await page.getByRole('link', { name: 'Statuses' }).first().click();
	await page.getByLabel(/Parkiert in test/).selectOption('Waiting on client');
	await page.getByRole('button', { name: 'Give them these meanings' }).click();
	await untilApplied(page);
	expect(await page.locator('h2').first().innerText()).toBe(
		'Every one of the statuses in the data has a meaning',
	);
	expect(await ask('select ticket_id, status from ticket_fact order by 1')).toEqual([
		{ ticket_id: '1', status: 'Waiting on client' },
		{ ticket_id: '2', status: 'Waiting on client' },
		{ ticket_id: '3', status: 'New' },
	]);
});

test('hours change from their day on, and what held before only as a correction', async () => {
	const { server, ask } = await serve();
	const page = await open(server, '/setup/calendars', { javaScriptEnabled: false });
	const hours = fold(page, 'Change the hours');
	await hours.locator('summary').click();
	await hours.getByLabel('Time zone').fill('Europe/Lisbon');
	await hours.getByLabel('Opens').first().fill('08:00');
	await hours.getByLabel('Why').fill('Earlier');
	await hours.getByRole('button', { name: 'Save' }).click();
	await untilApplied(page);
	expect(
		await ask(
			"select valid_from is null as is_first, time_zone from calendar where calendar = 'Business hours' order by 1",
		),
	).toEqual([
		{ is_first: false, time_zone: 'Europe/Lisbon' },
		{ is_first: true, time_zone: 'UTC' },
	]);

	await hours.locator('summary').click();
	await hours.getByLabel('Holds from').fill('2026-01-01');
	await hours.getByLabel('Opens').first().fill('07:00');
	await hours.getByLabel('Why').fill('Earlier yet');
	await hours.getByRole('button', { name: 'Save' }).click();
	expect(await hours.getByRole('alert').innerText()).toContain(
		'the calendar “Business hours” (from 2026-01-01)',
	);
	// What was typed is still there.
	expect(await hours.getByLabel('Why').inputValue()).toBe('Earlier yet');
	expect(await hours.getByLabel('Holds from').inputValue()).toBe('2026-01-01');
	await hours.getByLabel('It corrects a mistake').check();
	await hours.getByRole('button', { name: 'Save' }).click();
	await untilApplied(page);
	expect(await textOf(page.locator('main'))).toContain('From Thu 1 Jan 2026: Mon to Fri 07:00');
});

test('each save is a version with its reason and changes, and there is a way back', async () => {
	const { server } = await serve();
	const page = await open(server, '/setup/thresholds');
	await page.getByText('Change the thresholds').click();
	await page.getByLabel(/fall into so many days/).fill('60');
	await page.getByLabel('Why').fill('Busier');
	await page.getByRole('button', { name: 'Save' }).click();
	await page.getByText('Service model version 1').waitFor();
	expect(await page.locator('main').innerText()).toContain('yours, ours is 90');

	await page.goto('/setup/history', { waitUntil: 'networkidle' });
	const newest = page.locator('section').first();
	const text = await textOf(newest);
	expect(text).toContain('Version 1: Busier');
	expect(text).toContain('thresholds › recurring_days 90 → 60');
	await page.getByRole('button', { name: 'Go back to version 0' }).click();
	await page.getByRole('heading', { name: 'Version 2: Back to version 0' }).waitFor();
});

test('a change of a version that is no longer in force is not saved over the other', async () => {
	const { server } = await serve();
	const [mine, theirs] = await Promise.all([
		open(server, '/setup/thresholds'),
		open(server, '/setup/thresholds'),
	]);
	for (const [page, days] of [
		[mine, '60'],
		[theirs, '30'],
	] as const) {
		await page.getByText('Change the thresholds').click();
		await page.getByLabel(/fall into so many days/).fill(days);
		await page.getByLabel('Why').fill('Test');
	}
	await mine.getByRole('button', { name: 'Save' }).click();
	await mine.getByText('Service model version 1').waitFor();
	await theirs.getByRole('button', { name: 'Save' }).click();
	expect(await theirs.getByRole('alert').innerText()).toContain('was changed meanwhile');
	expect(await theirs.getByLabel(/fall into so many days/).inputValue()).toBe('30');
});

test('a record is typed in without scripts, becomes an import, and is changed in place', async () => {
	const { server, ask } = await serve();
	const page = await open(server, '/setup/records/person', { javaScriptEnabled: false });
	await page.getByRole('button', { name: 'Save' }).click();
	expect(await page.getByRole('alert').innerText()).toBe('Fill in a row first.');
	const type = async (hours: string) => {
		await page.getByLabel('weekly hours').fill(hours);
		await page.getByRole('button', { name: 'Save' }).click();
		await page.waitForURL(/\/imports\//);
		await page
			.getByText(/1\s+loaded/)
			.first()
			.waitFor();
	};
	await page.getByLabel('person').fill('Ada Lovelace');
	await type('37.5');
	await page.goto('/setup/records/person');
	await page.getByRole('link', { name: 'Ada Lovelace' }).click();
	expect(await page.getByLabel('weekly hours').inputValue()).toBe('37.5');
	await type('30');
	expect(await ask('select source, person, weekly_hours::double as hours from person')).toEqual([
		{ source: 'waybill', person: 'Ada Lovelace', hours: 30 },
	]);
});

test('the rows of a unit are saved together, and an emptied one goes', async () => {
	const { server, ask } = await serve();
	const page = await open(server, '/setup/records/scope_rule');
	const save = async () => {
		await page.getByRole('button', { name: 'Save' }).click();
		await page.waitForURL(/\/imports\/\d+$/);
		await page.goto('/setup/records/scope_rule', { waitUntil: 'networkidle' });
	};
	const fill = async (row: number, precedence: string, value: string) => {
		const fields = page.locator('fieldset').nth(row);
		await fields.getByLabel('agreement id').fill('A-1');
		await fields.getByLabel('precedence').fill(precedence);
		await fields.getByLabel(/^field/).fill('subcategory');
		await fields.getByLabel('operator').selectOption('equals');
		await fields.getByLabel(/^value/).fill(value);
		await fields.getByLabel('coverage').selectOption('out_of_scope');
	};
	await fill(0, '10', 'Cameras');
	await fill(1, '20', 'Phones');
	await save();
	await page.getByRole('link', { name: 'A-1' }).first().click();
	await page.getByText('Change it').waitFor();
	const first = page.locator('fieldset').first();
	for (const name of ['precedence', /^field/, /^value/]) await first.getByLabel(name).fill('');
	for (const name of ['operator', 'coverage']) await first.getByLabel(name).selectOption('');
	await save();
	expect(await ask('select value from scope_rule')).toEqual([{ value: 'Phones' }]);
});

test('every page of Setup can be used without a mouse or eyes, wide and narrow', async () => {
	const { server } = await serve();
	for (const width of [1440, 390]) {
		const page = await open(server, '/setup', { viewport: { width, height: 900 } });
		for (const path of pages) {
			await page.goto(path, { waitUntil: 'networkidle' });
			await page.evaluate(() => {
				for (const details of document.querySelectorAll('details')) details.open = true;
			});
			const { violations } = await new AxeBuilder({ page }).analyze();
			expect(
				violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
				path,
			).toEqual([]);
			const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
			expect(isWide, `${path} scrolls sideways at ${width}`).toBe(false);
		}
	}
});

test('the model leaves as the file that the command line takes', async () => {
	const { server } = await serve();
	const response = await fetch(`${server.url}/setup/model.yaml`);
	expect(response.headers.get('content-disposition')).toContain('model.yaml');
	expect(await response.text()).toContain('\nstatuses:\n  - status: New\n');
});

test('a kind of record that there is not is told in a sentence', async () => {
	const { server } = await serve();
	const page = await open(server, '/setup/records/toString');
	expect(await page.locator('main').innerText()).toContain(
		'There are no records “toString” to type in.',
	);
});
