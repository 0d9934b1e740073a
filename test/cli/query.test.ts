import { expect, test } from 'vitest';
import { fillWarehouse, makeDataFolder, shareTables, writeTable } from '../support/warehouse.ts';
import { run as joinAliases } from '../../src/cli/alias.ts';
import { run } from '../../src/cli/query.ts';
import { refusalOf, runWaybill } from './run-waybill.ts';

const shared = shareTables({
	ticket: `ticket_id,client,title,status,priority,created_at,due_at
		1,Ashdown,Printer,Open,High,2026-03-02T09:00:00Z,2026-03-04T09:00:00Z
		2,Bright & Sons,"Mail, slow",Open,Low,2026-03-03T09:00:00Z,2026-03-30T09:00:00Z`,
});

const query = (...args: string[]) => runWaybill(shared.folder.root, 'query', ...args);

const backlog = ['flow/backlog_at_date', '--by', 'client'];

test('an answer is a table unless asked for otherwise', async () => {
	const { code, stdout, stderr } = await query(...backlog);
	expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
	expect(stdout).toContain("│ 'Bright & Sons'");
	expect(stdout).toContain('open_count');
});

test('an answer may be JSON', async () => {
	const { code, stdout } = await query(...backlog, '--format', 'json');
	expect(code).toBe(0);
	const rows = JSON.parse(stdout) as { group_value: string | null; open_count: number }[];
	expect(rows.map((row) => [row.group_value, row.open_count])).toEqual([
		[null, 2],
		['Ashdown', 1],
		['Bright & Sons', 1],
	]);
});

test('an answer may be CSV with the module’s columns', async () => {
	const { code, stdout } = await query(...backlog, '--format', 'csv');
	expect(code).toBe(0);
	const [header, ...rows] = stdout.trim().split('\n');
	expect(header?.split(',')).toEqual(
		expect.arrayContaining(['group_value', 'is_total', 'open_count']),
	);
	expect(rows).toHaveLength(3);
});

test('scope and filters are given by name', async () => {
	const args = ['--client', 'Ashdown', '--client', 'Nobody', '--priority', 'High'];
	const { stdout } = await query('flow/backlog_at_date', ...args, '--format', 'json');
	expect(JSON.parse(stdout)).toEqual([expect.objectContaining({ open_count: 1 })]);
});

test('a module of its own parameters takes them by name', async () => {
	const args = ['--basis', 'source_due', '--as-of', '2026-03-05T09:00:00Z', '--format', 'json'];
	const { stdout } = await query('service_levels/attainment', ...args);
	expect(JSON.parse(stdout)).toEqual([
		expect.objectContaining({ met_count: 0, missed_count: 1, pending_count: 1 }),
	]);
});

test.each([
	['no module', [], /name a module/],
	[
		'an unknown module',
		['flow/nonsense'],
		/no query module is called flow\/nonsense; there are .*flow\/backlog_at_date/,
	],
	['a module by a path', ['../checks/x'], /no query module is called/],
	[
		'an unknown parameter',
		['flow/backlog_at_date', '--basis', 'source'],
		/There is no option --basis\./,
	],
	[
		'an unknown parameter value',
		['service_levels/attainment', '--basis', 'hope'],
		/basis of service_levels\/attainment is one of source, source_due, policy, not hope/,
	],
	[
		'an unknown breakdown',
		['flow/backlog_at_date', '--by', 'mood'],
		/no breakdown by mood; it has client/,
	],
	[
		'an unknown format',
		['flow/backlog_at_date', '--format', 'xml'],
		/--format is table, json or csv, not xml/,
	],
	[
		'a day that is none',
		['flow/backlog_at_date', '--from', '2026-02-30'],
		/from is a day such as .* not 2026-02-30/,
	],
	['an instant that is none', ['flow/backlog_at_date', '--as-of', 'now'], /as-of is an instant/],
	['an unknown zone', ['flow/backlog_at_date', '--zone', 'Mars/Olympus'], /zone is an IANA zone/],
	[
		'what the data cannot answer',
		['service_levels/attainment', '--basis', 'source'],
		/service_levels\/attainment is not available: needs tickets with the source’s own verdict/,
	],
])('%s is refused in a sentence', async (_, args, sentence) => {
	expect(await refusalOf(run, shared.folder.root, args)).toMatch(sentence);
});

test('a refusal is all that the program prints, and its exit code says so', async () => {
	const { code, stdout, stderr } = await query('service_levels/attainment', '--basis', 'hope');
	expect(code).toBe(1);
	expect(stderr).toMatch(/^basis of service_levels\/attainment is one of .*\n$/);
	expect(stdout).toBe('');
});

test('a question before the first import says what it needs', async () => {
	expect(await refusalOf(run, makeDataFolder().root, ['flow/backlog_at_date'])).toBe(
		'flow/backlog_at_date is not available: needs an import of tickets',
	);
});

test('metrics lists every module and what the data lacks for it', async () => {
	const { code, stdout } = await runWaybill(shared.folder.root, 'metrics');
	expect(code).toBe(0);
	expect(stdout).toMatch(/'flow\/backlog_at_date'.*'available'/);
	expect(stdout).toMatch(
		/'service_levels\/attainment'.*'needs tickets with the source’s own verdict/,
	);
});

test('an alias joins the names of one client at once', async () => {
	const folder = makeDataFolder();
	await fillWarehouse(folder, {
		client: `client_id,name
			ASH,Ashdown & Pryce`,
		ticket: `ticket_id,client,title,status,created_at
			1,ASH,Printer,Open,2026-03-02T09:00:00Z
			2,Ashdown Ltd,Mail,Open,2026-03-02T09:00:00Z`,
	});
	const aliases = writeTable(
		'alias.csv',
		`source,kind,value,canonical_id
		test,client,Ashdown Ltd,ASH`,
	);
	expect(await runWaybill(folder.root, 'alias', aliases)).toMatchObject({
		code: 0,
		stdout: '1 aliases read, 1 new or changed\n',
	});
	const { stdout } = await runWaybill(folder.root, 'query', ...backlog, '--format', 'json');
	expect(JSON.parse(stdout)).toContainEqual(
		expect.objectContaining({ group_value: 'ASH', open_count: 2 }),
	);
});

test.each([
	['no file', [], /name a file/],
	['a file that is not there', ['nowhere.csv'], /the aliases cannot be read: .*nowhere\.csv/],
])('aliases from %s are refused in a sentence', async (_, args, sentence) => {
	expect(await refusalOf(joinAliases, makeDataFolder().root, args)).toMatch(sentence);
});

test('the program lists its commands, and refuses one that it does not have', async () => {
	const help = await runWaybill(makeDataFolder().root);
	expect(help.code).toBe(0);
	for (const command of ['import', 'query', 'metrics', 'alias', 'serve', 'demo']) {
		expect(help.stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
	}
	const unknown = await runWaybill(makeDataFolder().root, 'exprot');
	expect(unknown.code).toBe(2);
	expect(unknown.stdout).toBe(help.stdout);
});
