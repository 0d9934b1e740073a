import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { writeBiggish } from '../support/biggish.ts';
import { makeDataFolder, makeFolder, openReader, writeTable } from '../support/warehouse.ts';
import { run } from '../../src/cli/import.ts';
import { hasStack, refusalOf, runWaybill } from './run-waybill.ts';

const tickets = () =>
	writeTable(
		'tickets.csv',
		`ticket_id,title,status,created_at
		1,Printer on fire,Open,2026-03-02T09:00:00Z
		1,Printer still on fire,Open,2026-03-02T09:00:00Z
		2,,Open,2026-03-02T09:00:00Z`,
	);

test('an import says what became of every row, and publishes', async () => {
	const folder = makeDataFolder();
	const { code, stdout, stderr } = await runWaybill(folder.root, 'import', tickets());
	expect(code).toBe(0);
	expect(stderr).toBe('');
	expect(stdout).toContain('tickets.csv: Waybill ticket, source waybill, utf-8');
	expect(stdout).toMatch(/3\srows read = 1 loaded \+ 1 set aside \+ 1 quarantined/);
	expect(stdout).toMatch(/ticket +1 new, 0 changed, 0 unchanged, 0 replaced/);
	expect(stdout).toContain(
		'quarantined: line 4, column “title” (ticket.title) is missing. Write it in the row, or in the source.',
	);
	expect(stdout).toContain('Published as version 1.');
});

test('an import may say the same as JSON, and nothing else', async () => {
	const folder = makeDataFolder();
	const args = ['--source', 'desk', '--zone', 'Europe/London', '--json'];
	const { code, stdout } = await runWaybill(folder.root, 'import', tickets(), ...args);
	expect(code).toBe(0);
	expect(JSON.parse(stdout)).toMatchObject({
		imported: [
			{
				file: 'tickets.csv',
				source: 'desk',
				report: { rows: { read: 3, loaded: 1, setAside: 1, quarantined: 1 }, warnings: [] },
			},
		],
		failures: [],
		snapshot: { version: 1 },
	});
});

test('a file over the limit is refused, and so is a limit that is none', async () => {
	const folder = makeDataFolder();
	onTestFinished(() => void vi.unstubAllEnvs());
	vi.stubEnv('WAYBILL_IMPORT_LIMIT', '100B');
	const { code, stderr } = await runWaybill(folder.root, 'import', tickets());
	expect(code).toBe(1);
	expect(stderr).toMatch(/^The file is too large\. Found in tickets\.csv\. Expected at most 100 B/);
	vi.stubEnv('WAYBILL_IMPORT_LIMIT', 'much');
	const refused = await runWaybill(folder.root, 'import', tickets());
	expect(refused.code).toBe(1);
	expect(refused.stderr).toMatch(
		/^WAYBILL_IMPORT_LIMIT is a size such as 500MiB or 2GiB, not much/,
	);
	expect(hasStack(refused.stderr)).toBe(false);
});

test('a file that cannot be used is told of in a sentence, and nothing is published', async () => {
	const folder = makeDataFolder();
	const file = writeTable('weather.csv', 'Day,Rain\nMonday,much');
	const { code, stdout, stderr } = await runWaybill(folder.root, 'import', file);
	expect(code).toBe(1);
	expect(stderr).toMatch(
		/^This is no kind of file that Waybill knows\. Found in weather\.csv, line 1/,
	);
	expect(hasStack(stderr)).toBe(false);
	expect(stdout).toBe('Nothing was loaded and nothing was published.\n');
	expect(existsSync(folder.current)).toBe(false);
});

test('a file that cannot be used does not keep the others of the same run out', async () => {
	const folder = makeDataFolder();
	const bad = writeTable('empty.csv', '');
	const { code, stdout, stderr } = await runWaybill(
		folder.root,
		'import',
		bad,
		tickets(),
		'--json',
	);
	expect(code).toBe(1);
	expect(stderr).toBe('');
	expect(JSON.parse(stdout)).toMatchObject({
		imported: [{ file: 'tickets.csv' }],
		failures: [{ name: 'ImportError', file: 'empty.csv', problem: 'The file is empty' }],
		snapshot: { version: 1 },
	});
});

test.each([
	['no file', [], /Name at least one file/],
	['an unknown option', ['a.csv', '--zoom', 'UTC'], /There is no option --zoom\..*--zone ZONE/s],
	['an unknown date order', ['a.csv', '--date-order', 'ymd'], /--date-order is dmy .* not ymd/],
	[
		'a mapping that is not there',
		['a.csv', '--map', 'nowhere.json'],
		/--map nowhere\.json is no JSON/,
	],
])('%s is refused in a sentence', async (_, args, sentence) => {
	expect(await refusalOf(run, makeDataFolder().root, args)).toMatch(sentence);
});

test.each(['null', '[]', '{"ticket": null}', '{"ticket": {"ticket_id": 5}}'])(
	'a mapping that is %s is refused in a sentence',
	async (json) => {
		const map = join(makeFolder(), 'map.json');
		writeFileSync(map, json);
		const args = [tickets(), '--map', map];
		expect(await refusalOf(run, makeDataFolder().root, args)).toMatch(/is no JSON such as/);
	},
);

test('an import from a terminal is seen by an open reader within a second', async () => {
	const folder = makeDataFolder();
	const reader = await openReader(folder);
	expect(await reader.describe()).toBeNull();
	await runWaybill(folder.root, 'import', tickets());
	const published = Date.now();
	while ((await reader.describe()) === null && Date.now() < published + 5000) await sleep(20);
	expect(Date.now() - published).toBeLessThan(1000);
	const data = await reader.describe();
	expect(await reader.query(data!.dataVersion, 'select title from ticket', {})).toEqual([
		{ title: 'Printer still on fire' },
	]);
});

test('Ctrl-C ends an import on its way and leaves nothing of it', async () => {
	const folder = makeDataFolder();
	const child = spawn(process.execPath, ['src/cli/waybill.js', 'import', writeBiggish()], {
		env: { ...process.env, WAYBILL_DATA: folder.root },
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	onTestFinished(() => void child.kill('SIGKILL'));
	let stderr = '';
	child.stderr.on('data', (chunk) => (stderr += String(chunk)));
	await vi.waitFor(() => expect(readdirSync(folder.originals)).toHaveLength(1), {
		timeout: 20_000,
		interval: 5,
	});
	child.kill('SIGINT');
	const [code] = (await once(child, 'close')) as [number];
	expect({ code, stderr }).toEqual({
		code: 130,
		stderr: 'The import was cancelled; nothing of the file was loaded.\n',
	});
	expect(readdirSync(folder.originals)).toEqual([]);
	expect(readdirSync(folder.temporary)).toEqual([]);
	expect(existsSync(folder.current)).toBe(false);
});
