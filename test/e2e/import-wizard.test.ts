import { readdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { readAliases } from '#lib/server/store/aliases.ts';
import { openStore } from '#lib/server/store/store.ts';
import { readValueMappings } from '#lib/server/store/value-mappings.ts';
import { openDataFolder, type DataFolder } from '#lib/server/warehouse/data-folder.ts';
import { launchBrowser } from '../support/browser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { fillWarehouse, makeFolder, writeTable } from '../support/warehouse.ts';

/** Semicolons, dates of either order, words of its own, a client and a person under other names. */
const messy = `Ref;Headline;Status;Created;Client;Assignee;Priority;Floor
	1;Printer;Open;03/02/2026 09:00;ACME Ltd.;"Hopper, Grace";Yellow;3
	2;Scanner;Parked;04/02/2026 09:00;Initech;Grace Hopper;High;
	3;Mailbox;Parked;05/02/2026 10:00;Globex;;High;4`;

let folder: DataFolder;
let server: RunningServer;
let browser: Browser;
let page: Page;

beforeEach(async () => {
	folder = openDataFolder(makeFolder());
	await fillWarehouse(folder, {
		client: 'client_id,name\nacme,Acme\nglobex,Globex',
		person: 'person,team\nGrace Hopper,Service desk',
		ticket: 'ticket_id,title,status,created_at\nT-1,Old,Open,2026-01-05T09:00:00Z',
	});
	[server, browser] = await Promise.all([startServer(folder.root), launchBrowser()]);
	page = await browser.newPage({ baseURL: server.url });
});

afterEach(async () => {
	await browser?.close();
	await server?.stop();
});

/** Drops a file on the page, as a person does with a mouse. */
async function drop(name: string, text: string): Promise<void> {
	await page.goto('/imports', { waitUntil: 'networkidle' });
	const file = await page.evaluateHandle(
		([name, text]) => {
			const transfer = new DataTransfer();
			transfer.items.add(new File([text!], name!, { type: 'text/csv' }));
			return transfer;
		},
		[name, text],
	);
	await page.locator('main').dispatchEvent('drop', { dataTransfer: file });
}

const button = (name: string) => page.getByRole('button', { name });

/** Chooses in a list and waits until the server has heard of it. */
async function choose(label: string | RegExp, option: string): Promise<void> {
	const heard = page.waitForResponse((answer) => answer.request().method() === 'POST');
	await page.getByLabel(label).selectOption({ label: option });
	await heard;
	await page.getByText('Looking at the file').waitFor({ state: 'detached' });
}

describe('an analyst with a messy file', () => {
	test('sees what it is while it is still being sent', async () => {
		const { promise: held, resolve: letGo } = Promise.withResolvers<null>();
		onTestFinished(() => letGo(null));
		await page.route('**/imports', async (route) => {
			if (route.request().method() === 'POST') await held;
			await route.continue();
		});
		await drop('messy.csv', messy.replace('Ref;Headline', 'Ticket Id;Subject'));
		await page.getByText('tickets by common column names (unverified)').waitFor();
		const text = await page.locator('main').innerText();
		expect(text).toContain('8 columns divided by semicolons');
		expect(await page.getByRole('columnheader', { name: 'Subject title' }).count()).toBe(1);
		expect(await page.getByRole('cell', { name: 'Hopper, Grace' }).count()).toBe(1);
		letGo(null);
		await page.waitForURL('**/imports/new/*');
	});

	test('finds it again on the page of imports, and lets it go there', async () => {
		await drop('messy.csv', messy);
		await page.waitForURL('**/imports/new/*');
		const address = new URL(page.url()).pathname;
		await page.goto('/imports');
		const link = page.getByRole('link', { name: 'messy.csv' });
		expect(await link.getAttribute('href')).toBe(address);
		await page.getByText(/^since .*\d\d:\d\d$/).waitFor();
		await button('Let go: messy.csv').click();
		await link.waitFor({ state: 'detached' });
		expect(readdirSync(folder.drafts)).toEqual([]);
	});

	test('finds the list of columns that go nowhere open as long as a column is mapped by hand', async () => {
		const head = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon', 'Zeta', 'Eta', 'Theta'];
		await drop('letters.csv', `${head.join()}\n${head.map((_, index) => `v${index}`).join()}`);
		await page.waitForURL('**/imports/new/*');
		await choose('Kind of file', 'ticket');
		await choose('Where Beta goes', 'title (needed)');
		await choose('Where Gamma goes', 'category');
		expect(await page.getByLabel('Where Theta goes').isVisible()).toBe(true);
	});

	test('sees of which relation a field is where a column goes to several', async () => {
		await drop(
			'invoices.csv',
			'InvoiceNo,Customer,InvoiceDate,ItemAmount\n1,Acme,2026-03-31,100.00',
		);
		await page.waitForURL('**/imports/new/*');
		const select = page.getByLabel('Where InvoiceNo goes: invoice number of the invoice line');
		expect(await select.inputValue()).toBe('invoice_line.invoice_number');
	});

	test('maps it, tries it, loads it, and is not asked again for the next one', async () => {
		await drop('messy.csv', messy.replaceAll('\t', ''));
		await page.waitForURL('**/imports/new/*');
		await page.getByRole('link', { name: 'This is no kind of file that Waybill knows' }).waitFor();
		expect(await button('Load').isDisabled()).toBe(true);

		await choose('Kind of file', 'ticket');
		expect(await page.getByLabel('Where Ref goes').inputValue()).toBe('ticket.ticket_id');
		await page.getByRole('link', { name: 'Say which column holds title' }).waitFor();
		await choose('Where Headline goes', 'title (needed)');
		await page.getByRole('link', { name: 'Name the source' }).waitFor();
		await page.getByLabel('Source: whose records these are').fill('desk');
		await page.keyboard.press('Enter');
		await page.getByRole('link', { name: /day first or month first/ }).click();
		await page.getByLabel('day first').check();
		await page.getByText('day first, as you said').waitFor();
		await choose('Zone of times without an offset', 'Europe/London');
		expect(await page.getByText('Before it can be loaded').count()).toBe(0);

		await choose(/^Parked/, 'Scheduled');
		await choose(/^Yellow/, 'Medium');
		await button('Confirm 2 suggestions').click();
		await button('Confirm').waitFor({ state: 'detached' });
		expect(await page.getByLabel(/^ACME Ltd/).inputValue()).toBe('acme');

		await button('Try it').click();
		await page.getByRole('heading', { name: 'What loading it would do' }).waitFor();
		expect(await page.locator(':focus').innerText()).toBe('What loading it would do');
		const trial = await page.locator('section.trial').innerText();
		expect(trial.replaceAll(/\s+/g, ' ')).toContain(
			'3 rows in the file = 3 loaded (3 new, 0 changed, 0 unchanged) + 0 set aside + 0 quarantined',
		);
		expect(trial).toMatch(/Feb\s2026, not over\s+Arrivals\s+\S.*3/);
		expect(readdirSync(folder.originals)).toHaveLength(3);

		await button('Load').click();
		await page.waitForURL('**/imports/4');
		expect(await page.locator('main').innerText()).toMatch(/3\s+rows read\s*=\s*3 loaded/);
		expect(readdirSync(folder.drafts)).toEqual([]);
		const store = openStore(folder.store);
		onTestFinished(() => store.close());
		expect(readValueMappings(store)).toEqual([
			{ source: 'desk', kind: 'priority', value: 'Yellow', canonical: 'Medium' },
			{ source: 'desk', kind: 'status', value: 'Parked', canonical: 'Scheduled' },
		]);
		expect(readAliases(store)).toEqual([
			{ source: 'desk', kind: 'client', value: 'ACME Ltd.', canonical_id: 'acme' },
			{ source: 'desk', kind: 'person', value: 'Hopper, Grace', canonical_id: 'Grace Hopper' },
		]);

		await drop('next.csv', messy.replaceAll('\t', '').replace('Mailbox', 'Postbox'));
		await page.waitForURL('**/imports/new/*');
		await page.getByText('Read as was settled for desk').waitFor();
		expect(await page.getByText('Values that nobody has placed').count()).toBe(0);
		expect(await page.getByLabel('Zone of times without an offset').inputValue()).toBe(
			'Europe/London',
		);
		await button('Try it').click();
		const row = page.locator('section.trial').getByRole('row', { name: /^ticket/ });
		expect(await row.innerText()).toMatch(/^ticket\s+0\s+1\s+2\s/);
	});

	test('is told which records a full export lacks, and which closed figures would move', async () => {
		const head = 'ticket_id,title,status,created_at,resolved_at,updated_at';
		await drop(
			'again.csv',
			`${head}\nT-2,New,Closed,2026-01-06T09:00:00Z,2026-01-07T09:00:00Z,2026-03-09T09:00:00Z`,
		);
		await page.waitForURL('**/imports/new/*');
		await page.getByLabel('Source: whose records these are').fill('test');
		await page.keyboard.press('Tab');
		await page.getByLabel('all of them').check();
		await page.getByText('Looking at the file').waitFor({ state: 'detached' });
		await button('Try it').click();
		const trial = page.locator('section.trial');
		await trial.getByText('1 ticket of earlier imports is missing from this full export').waitFor();
		expect(await trial.innerText()).toContain('T-1');
		expect(await trial.getByRole('row', { name: /Jan.2026.* Arrivals 1 2/ }).innerText()).toContain(
			'T-2',
		);
	});

	test('is told when a file is larger than the server takes, and nothing of it stays', async () => {
		const small = await startServer(folder.root, { WAYBILL_IMPORT_LIMIT: '1KiB' });
		onTestFinished(() => small.stop());
		const context = await browser.newContext({ baseURL: small.url });
		page = await context.newPage();
		await drop('large.csv', `${messy}\n`.repeat(20_000));
		expect(await page.getByRole('alert').innerText()).toContain('larger than this server takes');
		expect(readdirSync(folder.drafts)).toEqual([]);
		expect(readdirSync(folder.temporary).filter((name) => name.startsWith('upload'))).toEqual([]);
	});

	test('lets a file go, and nothing of it stays', async () => {
		await drop('messy.csv', messy);
		await page.waitForURL('**/imports/new/*');
		const address = page.url();
		await button('Let this file go').click();
		await page.waitForURL('**/imports');
		expect(readdirSync(folder.drafts)).toEqual([]);
		expect((await fetch(address)).status).toBe(404);
	});

	test('needs no script to map, try and load it', async () => {
		const plain = await browser.newPage({ baseURL: server.url, javaScriptEnabled: false });
		page = plain;
		await page.goto('/imports');
		const file = writeTable('messy.csv', messy.replace('Ref;Headline', 'Ticket Id;Subject'));
		await page.locator('input[type=file]').setInputFiles(file);
		await button('Look at it').click();
		await page.getByLabel('month first').check();
		await button('Look at it again').click();
		await page.getByLabel(/^Parked/).selectOption('Scheduled');
		await button('Try it').click();
		await page.getByRole('heading', { name: 'What loading it would do' }).waitFor();
		await button('Load').click();
		await page.waitForURL('**/imports/4');
		expect(await page.locator('main').innerText()).toMatch(/3\s+rows read\s*=\s*3 loaded/);
	});
});

test.each([
	['light, wide', { viewport: { width: 1440, height: 900 } }],
	['dark, narrow', { colorScheme: 'dark' as const, viewport: { width: 390, height: 844 } }],
])('no page of the way has a fault that axe finds: %s', async (_, options) => {
	const context = await browser.newContext({ baseURL: server.url, ...options });
	page = await context.newPage();
	const look = async () => {
		const { violations } = await new AxeBuilder({ page }).analyze();
		expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
		const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
		expect(scrollWidth).toBe(clientWidth);
	};
	await drop('messy.csv', messy.replace('Ref;Headline', 'Ticket Id;Subject'));
	await page.waitForURL('**/imports/new/*');
	await button('Load').waitFor();
	await look();
	await page.getByLabel('day first').check();
	await page.getByText('Before it can be loaded').waitFor({ state: 'detached' });
	await button('Try it').click();
	await page.getByRole('heading', { name: 'What loading it would do' }).waitFor();
	await look();
	await page.goto('/imports', { waitUntil: 'networkidle' });
	await look();
});

test('a form that the page could not have sent is refused, and changes nothing', async () => {
	await drop('messy.csv', messy.replace('Ref;Headline', 'Ticket Id;Subject'));
	await page.waitForURL('**/imports/new/*');
	await button('Load').waitFor();
	const id = readdirSync(folder.drafts)[0]!;
	expect(id).toMatch(/^[0-9a-f-]{36}$/);
	const send = (fields: Record<string, string>) =>
		fetch(`${server.url}/imports/new/${id}?/state`, {
			method: 'POST',
			headers: { origin: server.url, accept: 'application/json' },
			body: new URLSearchParams(fields),
		}).then((answer) => answer.json() as Promise<{ type: string; status: number }>);
	const forms: Record<string, string>[] = [
		{ 'was.0': '[]', 'column.0': '__proto__.polluted' },
		{ 'was.0': 'null', 'column.0': 'ticket.title' },
		{ as: 'relation constructor' },
		{ 'value.["status","Parked"]': 'Nowhere' },
		{ 'value.x': 'Scheduled' },
	];
	for (const fields of forms) {
		expect(await send(fields)).toMatchObject({ type: 'failure', status: 400 });
	}
	await page.reload();
	expect(await page.getByLabel('Where Subject goes').inputValue()).toBe('ticket.title');
	for (const strange of ['..%2f', `${id}%2f..`, 'x'.repeat(36)]) {
		expect((await fetch(`${server.url}/imports/new/${strange}`)).status).not.toBe(200);
	}
});
