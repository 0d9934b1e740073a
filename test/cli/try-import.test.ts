import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeDataFolder, writeTable } from '../support/warehouse.ts';
import { hasStack, runWaybill } from './run-waybill.ts';

const first = () =>
	writeTable(
		'tickets.csv',
		`ticket_id,title,status,created_at,resolved_at,updated_at
		1,Printer,Closed,2026-01-20T09:00:00Z,2026-02-10T09:00:00Z,2026-02-10T09:00:00Z
		2,Mailbox,Open,2026-04-20T09:00:00Z,,2026-04-20T09:00:00Z`,
	);

test('a dry run says in words what would come in, what is missing and which figures would move', async () => {
	const folder = makeDataFolder();
	await runWaybill(folder.root, 'import', first());
	const second = writeTable(
		'tickets.csv',
		`ticket_id,title,status,created_at,resolved_at,updated_at
		1,Printer,Closed,2026-01-20T09:00:00Z,2026-03-10T09:00:00Z,2026-02-10T09:00:00Z`,
	);
	const { code, stdout } = await runWaybill(folder.root, 'import', second, '--full', '--dry-run');
	const words = stdout.replaceAll('\u00a0', ' ');
	expect(code).toBe(0);
	expect(words).toMatch(/^Trial of .*\.csv: Waybill ticket/m);
	expect(words).toContain('ticket          0 new, 1 changed, 0 unchanged');
	expect(words).toContain('missing since last time: 1 ticket: 2');
	expect(words).toMatch(/2026-03\n +Closures +0 → 1; gains 1 row: 1\n/);
	expect(words).toMatch(/2026-02\n +Closures +1 → 0; loses 1 row: 1\n/);
	expect(words).toContain('Nothing was changed; compared with version 1.');
});

test('a dry run of a file with a question names it and its rows, and the choice', async () => {
	const folder = makeDataFolder();
	const file = writeTable(
		'tickets.csv',
		'ticket_id,title,status,created_at\n1,Printer,Open,01/02/2026',
	);
	const { code, stdout } = await runWaybill(folder.root, 'import', file, '--dry-run');
	expect(code).toBe(1);
	expect(stdout.replaceAll('\u00a0', ' ')).toContain(
		'tickets.csv: Waybill ticket, ticket, 1 row read, none loaded',
	);
	expect(stdout).toContain('day first (dmy');
	expect(hasStack(stdout)).toBe(false);
	expect(existsSync(folder.store)).toBe(false);
});

test('a dry run may say the same as JSON', async () => {
	const folder = makeDataFolder();
	const { stdout } = await runWaybill(folder.root, 'import', first(), '--dry-run', '--json');
	expect(JSON.parse(stdout)).toMatchObject({
		dataVersion: null,
		files: [{ file: 'tickets.csv', missing: [], report: { rows: { read: 2, loaded: 2 } } }],
	});
});
