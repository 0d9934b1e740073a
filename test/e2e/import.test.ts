import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { makeFolder, writeTable } from '../support/warehouse.ts';

const run = promisify(execFile);
const jiraExport = 'test/fixtures/jira/jira-cloud-export.anonymised.csv';
const oneTicket = `
	ticket_id,title,status,created_at
	T-1,Printer on fire,New,2026-10-26T09:00:00Z`;

let server: RunningServer;
let browser: Browser;
let page: Page;
let dataFolder: string;

beforeEach(async () => {
	dataFolder = makeFolder();
	[server, browser] = await Promise.all([startServer(dataFolder), launchBrowser()]);
	page = await browser.newPage({ baseURL: server.url });
});

afterEach(async () => {
	await browser?.close();
	await server?.stop();
});

async function upload(file: string): Promise<void> {
	await page.goto('/imports', { waitUntil: 'networkidle' });
	await page.locator('input[type=file]').setInputFiles(file);
	await page.waitForURL('**/imports/new/*');
}

async function load(file: string): Promise<void> {
	await upload(file);
	await page.getByRole('button', { name: 'Load' }).click();
}

describe('an analyst with an empty Waybill', () => {
	test('is led to the imports, uploads an export and sees every row accounted for', async () => {
		await page.goto('/');
		expect(new URL(page.url()).pathname).toBe('/imports');
		await load(jiraExport);
		await page.waitForURL('**/imports/1');
		const text = await page.locator('main').innerText();
		expect(text).toContain('Jira issues');
		expect(text).toMatch(/(\d+)\s+rows read\s*=\s*\1 loaded \+ 0 set aside \+ 0 quarantined/);
		await page.getByRole('link', { name: 'To the weekly review' }).click();
		await page.waitForURL('**/weekly');
		expect(await page.locator('h1').innerText()).toContain('Are we keeping up');
	});

	test('is told what is wrong with a file, where, and what to do, and nothing is loaded', async () => {
		await upload(writeTable('strange.csv', 'ticket_id,title,status,created_at'));
		const problem = await page.getByRole('alert').innerText();
		expect(problem).toContain('The file has a header and no rows');
		expect(problem).toContain('Check the filter of the export');
		const load = page.getByRole('button', { name: 'Load', disabled: false });
		expect(await load.count()).toBe(0);
		await page.getByRole('button', { name: 'Let this file go' }).click();
		await page.getByText('Nothing has been imported yet').waitFor();
		expect(readdirSync(join(dataFolder, 'drafts'))).toEqual([]);
	});

	test('undoes an import and puts it back', async () => {
		await load(writeTable('ticket.csv', oneTicket));
		await page.waitForURL('**/imports/1');
		await page.getByRole('button', { name: 'Undo this import' }).click();
		await page.getByText('This import is undone').waitFor();
		expect((await fetch(`${server.url}/weekly`)).status).toBe(404);
		await page.getByRole('button', { name: 'Put this import back' }).click();
		await page.getByRole('button', { name: 'Undo this import' }).waitFor();
		expect(await (await fetch(`${server.url}/weekly`)).text()).toContain('Printer on fire');
	});

	test('sees a quarantined row with its line, field, value and reason', async () => {
		await load(writeTable('ticket.csv', `${oneTicket}\nT-2,Scanner gone,New,yesterday at noon`));
		await page.waitForURL('**/imports/1');
		const section = page.locator('section', { hasText: 'could not be used' });
		expect(await section.locator('tbody tr').innerText()).toMatch(
			/3\s+created_at\s+It is not a date and time/,
		);
		expect(await section.getByRole('textbox').inputValue()).toBe('yesterday at noon');
	});
});

describe('a running server', () => {
	test('outlives an upload that breaks off, and keeps nothing of it', async () => {
		const broken = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nab';
		const answer = await fetch(`${server.url}/imports`, {
			method: 'POST',
			headers: {
				accept: 'text/html',
				origin: server.url,
				'content-type': 'multipart/form-data; boundary=x',
			},
			body: broken,
		});
		expect(answer.status).toBe(400);
		expect((await fetch(`${server.url}/imports`)).status).toBe(200);
		expect(readdirSync(join(dataFolder, 'temporary'))).toEqual([]);
	});

	test('shows an import from a terminal within a second', async () => {
		const file = writeTable('ticket.csv', oneTicket);
		await run(process.execPath, ['src/cli/waybill.js', 'import', file, '--zone', 'UTC'], {
			env: { ...process.env, WAYBILL_DATA: dataFolder },
		});
		const published = Date.now();
		const html = await (await fetch(`${server.url}/weekly`)).text();
		expect(html).toContain('Printer on fire');
		expect(Date.now() - published).toBeLessThan(1000);
	});

	test('answers every request while imports replace the data beneath it', async () => {
		const file = (n: number) =>
			writeTable(
				'ticket.csv',
				`${oneTicket}\n${Array.from({ length: n }, (_, i) => `X-${i},More,New,2026-10-27T09:00:00Z`).join('\n')}`,
			);
		const importFile = (path: string) =>
			run(process.execPath, ['src/cli/waybill.js', 'import', path, '--zone', 'UTC'], {
				env: { ...process.env, WAYBILL_DATA: dataFolder },
			});
		await importFile(file(1));
		let isImporting = true;
		const statuses = new Map<number, number>();
		const ask = async () => {
			while (isImporting) {
				const { status } = await fetch(`${server.url}/weekly`);
				statuses.set(status, (statuses.get(status) ?? 0) + 1);
			}
		};
		const askers = [ask(), ask(), ask()];
		for (let round = 2; round <= 6; round++) await importFile(file(round));
		isImporting = false;
		await Promise.all(askers);
		expect([...statuses.keys()]).toEqual([200]);
	});
});
