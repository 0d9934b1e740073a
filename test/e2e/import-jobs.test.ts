import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { writeBiggish } from '../support/biggish.ts';
import { launchBrowser } from '../support/browser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { makeFolder, writeTable } from '../support/warehouse.ts';
import { makeZip } from '../support/zip.ts';

const token = 'a-token-of-the-test';
const headers = { authorization: `Bearer ${token}` };
const tickets = `
	ticket_id,title,status,created_at
	T-1,Printer on fire,New,2026-10-26T09:00:00Z`;

let server: RunningServer;
let dataFolder: string;

beforeEach(async () => {
	dataFolder = makeFolder();
	server = await startServer(dataFolder, {
		WAYBILL_IMPORT_TOKEN: token,
		WAYBILL_IMPORT_LIMIT: '30MiB',
	});
});

afterEach(async () => {
	await server?.stop();
});

function toForm(file: string, fields: Record<string, string> = {}): FormData {
	const form = new FormData();
	form.append('file', new Blob([readFileSync(file)]), basename(file));
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	return form;
}

const post = (body: FormData, given: Record<string, string> = headers) =>
	fetch(`${server.url}/api/imports`, { method: 'POST', headers: given, body });

/** What the tests read of the API's answers. */
interface Answer {
	job: { id: number; state: string; progress: { step: string } | null };
	import?: { importId: number; source: string; report: { rows: { loaded: number } } };
	message?: string;
}

const ask = async (path: string): Promise<Answer> =>
	(await fetch(server.url + path, { headers })).json() as Promise<Answer>;

async function untilState(id: number, state: string): Promise<Answer> {
	for (;;) {
		const answer = await ask(`/api/imports/${id}`);
		if (answer.job.state === state) return answer;
		if (answer.job.state === 'failed') throw new Error(JSON.stringify(answer));
		await sleep(50);
	}
}

describe('a program that imports', () => {
	test('is answered 201 with the report once the file is loaded, and figures follow', async () => {
		const file = writeTable('tickets.csv', tickets);
		const response = await post(toForm(file, { source: 'desk', zone: 'Europe/London' }));
		expect(response.status).toBe(201);
		expect(response.headers.get('location')).toBe('/api/imports/1');
		const answer = (await response.json()) as Answer;
		expect(answer).toMatchObject({
			job: { state: 'done' },
			import: { importId: 1, source: 'desk', report: { rows: { loaded: 1 }, warnings: [] } },
		});
		expect(await ask('/api/imports/1')).toEqual(answer);
		expect(await (await fetch(`${server.url}/weekly`)).text()).toContain('Printer on fire');
	});

	test('is answered 202 at once when it does not wait, and may ask how the import stands', async () => {
		const response = await post(toForm(writeBiggish(), { wait: 'false' }));
		expect(response.status).toBe(202);
		const { job } = (await response.json()) as Answer;
		expect(job.state).toBe('running');
		expect(await untilState(job.id, 'done')).toMatchObject({
			import: { report: { rows: { loaded: 150_000 } } },
		});
	});

	test('is answered 422 with place and remedy when the file cannot be used', async () => {
		const response = await post(toForm(writeTable('weather.csv', 'Day,Rain\nMonday,much')));
		expect(response.status).toBe(422);
		expect(await response.json()).toMatchObject({
			job: {
				state: 'failed',
				failure: {
					file: 'weather.csv',
					line: 1,
					value: 'Day,Rain',
					expected: expect.any(String),
					remedy: expect.any(String),
				},
			},
		});
	});

	test.each([
		['no token', {}],
		['a wrong token', { authorization: 'Bearer a-token-of-the-tesT' }],
		['a token of no scheme', { authorization: token }],
	])('is answered 401 with %s', async (_, given) => {
		const response = await post(toForm(writeTable('tickets.csv', tickets)), given);
		expect(response.status).toBe(401);
		expect((await fetch(`${server.url}/api/imports/1`, { headers: given })).status).toBe(401);
		expect(readdirSync(join(dataFolder, 'uploads'))).toEqual([]);
	});

	test('is answered 413 for a file over the limit, and nothing of it stays', async () => {
		const response = await post(toForm(writeBiggish('large.csv', 600_000)));
		expect(response.status).toBe(413);
		expect(((await response.json()) as Answer).message).toContain('30 MiB');
		expect(readdirSync(join(dataFolder, 'temporary'))).toEqual([]);
	});

	test('is answered 422 for an archive that unpacks to more than the limit', async () => {
		const bomb = makeZip({ name: 'tickets.csv', content: Buffer.alloc(31 * 1024 ** 2, 'a,b\n') });
		const file = join(makeFolder(), 'bomb.zip');
		writeFileSync(file, bomb);
		const response = await post(toForm(file));
		expect(response.status).toBe(422);
		expect(await response.json()).toMatchObject({
			job: {
				failure: {
					file: 'bomb.zip',
					problem: 'The file is too large',
					expected: expect.stringContaining('30 MiB'),
				},
			},
		});
		expect(readdirSync(join(dataFolder, 'temporary'))).toEqual([]);
	});

	test('is answered 400 for no file, for two, and for a field or a date order that there is not', async () => {
		const file = writeTable('tickets.csv', tickets);
		const two = toForm(file);
		two.append('file', new Blob(['a,b']), 'other.csv');
		const forms = [
			new FormData(),
			two,
			toForm(file, { date_order: 'ymd' }),
			toForm(file, { sauce: 'x' }),
		];
		forms[0]!.append('source', 'desk');
		const messages = [];
		for (const form of forms) {
			const response = await post(form);
			expect(response.status).toBe(400);
			messages.push(((await response.json()) as Answer).message);
		}
		expect(messages).toEqual([
			expect.stringContaining('Send a file'),
			'Send one file at a time.',
			expect.stringContaining('date_order is dmy'),
			expect.stringContaining('“sauce”'),
		]);
		expect(readdirSync(join(dataFolder, 'temporary'))).toEqual([]);
	});
});

test('a form of another site is refused on every page, with or without an origin', async () => {
	for (const origin of [undefined, 'http://elsewhere.example']) {
		const response = await fetch(`${server.url}/imports`, {
			method: 'POST',
			headers: origin ? { origin } : {},
			body: toForm(writeTable('tickets.csv', tickets)),
		});
		expect(response.status).toBe(403);
	}
});

test('without a token of its own a server takes no imports from programs, and says how it would', async () => {
	const closed = await startServer(makeFolder(), { WAYBILL_IMPORT_TOKEN: '' });
	onTestFinished(() => closed.stop());
	const response = await fetch(`${closed.url}/api/imports`, {
		method: 'POST',
		headers: { authorization: 'Bearer ' },
		body: toForm(writeTable('tickets.csv', tickets)),
	});
	expect(response.status).toBe(503);
	expect(((await response.json()) as Answer).message).toContain('WAYBILL_IMPORT_TOKEN');
});

test('a server that is started again goes on with what the last one had queued', async () => {
	const running = (await (await post(toForm(writeBiggish(), { wait: 'false' }))).json()) as Answer;
	const file = writeTable('tickets.csv', tickets);
	const queued = (await (await post(toForm(file, { wait: 'false' }))).json()) as Answer;
	expect(queued.job.state).toBe('queued');
	await server.stop();
	server = await startServer(dataFolder, { WAYBILL_IMPORT_TOKEN: token });
	expect(await untilState(queued.job.id, 'done')).toMatchObject({
		import: { report: { rows: { loaded: 1 } } },
	});
	expect(await ask(`/api/imports/${running.job.id}`)).toMatchObject({
		import: { report: { rows: { loaded: 150_000 } } },
	});
});

test('a server outlives an import that is killed, answers meanwhile, and says so', async () => {
	const { job } = (await (await post(toForm(writeBiggish(), { wait: 'false' }))).json()) as Answer;
	while ((await ask(`/api/imports/${job.id}`)).job.progress?.step !== 'load') await sleep(20);
	const folders = readdirSync(join(dataFolder, 'temporary')).join(' ');
	process.kill(Number(/import-(\d+)-/.exec(folders)?.[1]), 'SIGKILL');
	expect((await fetch(`${server.url}/imports`)).status).toBe(200);
	await expect(untilState(job.id, 'done')).rejects.toThrow('was ended from outside');
	expect((await fetch(`${server.url}/weekly`)).status).toBe(404);
	expect((await post(toForm(writeTable('tickets.csv', tickets)))).status).toBe(201);
});

test('a file that is dropped in the inbox of a server is imported and filed away', async () => {
	const inbox = join(dataFolder, 'inbox');
	writeTable('tickets.csv', tickets, inbox);
	while ((await fetch(`${server.url}/api/imports/1`, { headers })).status === 404) await sleep(100);
	await untilState(1, 'done');
	expect(readdirSync(join(inbox, 'done')).toSorted()).toEqual([
		'tickets.csv',
		'tickets.csv.report.json',
		'tickets.csv.report.txt',
	]);
});

test('a file over the limit that is dropped in the inbox is filed away as failed, and says why', async () => {
	const inbox = join(dataFolder, 'inbox');
	mkdirSync(inbox, { recursive: true });
	renameSync(writeBiggish('large.csv', 600_000), join(inbox, 'large.csv'));
	while ((await fetch(`${server.url}/api/imports/1`, { headers })).status === 404) await sleep(100);
	await expect(untilState(1, 'done')).rejects.toThrow('The file is too large');
	const report = join(inbox, 'failed', 'large.csv.report.txt');
	expect(readFileSync(report, 'utf8')).toContain('WAYBILL_IMPORT_LIMIT');
});

test('an analyst sees how far an import is, and cancels it', async () => {
	const browser = await launchBrowser();
	onTestFinished(() => browser.close());
	const page = await browser.newPage({ baseURL: server.url });
	await page.goto('/imports', { waitUntil: 'networkidle' });
	await page.locator('input[type=file]').setInputFiles(writeBiggish());
	await page.getByRole('button', { name: 'Load' }).click();
	await page.waitForURL('**/imports/jobs/1');
	await page.getByText(/150,000\s+rows.*%/).waitFor();
	await page.getByRole('button', { name: 'Cancel this import' }).click();
	await page.getByText('Cancelled; nothing was loaded').waitFor();
	expect(await page.getByRole('button', { name: 'Cancel this import' }).count()).toBe(0);
	expect((await fetch(`${server.url}/weekly`)).status).toBe(404);
});

test('the list of imports shows how far one is, and cancels it', async () => {
	const browser = await launchBrowser();
	onTestFinished(() => browser.close());
	const page = await browser.newPage({ baseURL: server.url });
	await post(toForm(writeBiggish('biggish.csv', 300_000), { wait: 'false' }));
	await page.goto('/imports');
	await page.getByText(/300,000\s+rows.*%/).waitFor();
	expect(await page.getByRole('cell', { name: 'running' }).count()).toBe(0);
	const link = page.getByRole('link', { name: /^Import of / });
	expect(await link.getAttribute('href')).toBe('/imports/jobs/1');
	await page.getByRole('button', { name: /^Cancel/ }).click();
	await page.getByText('Cancelled; nothing was loaded').waitFor();
});

test('an import is followed to its end without JavaScript too', async () => {
	const browser = await launchBrowser();
	onTestFinished(() => browser.close());
	const page = await browser.newPage({ baseURL: server.url, javaScriptEnabled: false });
	await page.goto('/imports');
	await page.locator('input[type=file]').setInputFiles(writeTable('tickets.csv', tickets));
	await page.getByRole('button', { name: 'Look at it' }).click();
	await page.getByRole('button', { name: 'Load' }).click();
	await page.waitForURL('**/imports/1');
	expect(await page.locator('main').innerText()).toMatch(/1\s+row read\s*=\s*1 loaded/);
});
