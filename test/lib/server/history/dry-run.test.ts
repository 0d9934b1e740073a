import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { dryRun, type DryRun, type TriedFile } from '#lib/server/history/dry-run.ts';
import type { ImportedFile } from '#lib/server/import/import-file.ts';
import { ImportError } from '#lib/server/import/import-error.ts';
import type { ImportOptions } from '#lib/server/import/import-options.ts';
import type { DataFolder } from '#lib/server/warehouse/data-folder.ts';
import { makeDataFolder, writeTable } from '../../../support/warehouse.ts';
import { importTickets, spring } from './histories.ts';

/** Every file and folder of a data folder with what it holds, to the byte. */
function contentOf(folder: DataFolder): Record<string, string> {
	const names = readdirSync(folder.root, { recursive: true, encoding: 'utf8' }).sort();
	const content = names.map((name) => {
		const path = join(folder.root, name);
		if (statSync(path).isDirectory()) return [name, 'folder'];
		return [name, createHash('sha256').update(readFileSync(path)).digest('hex')];
	});
	return Object.fromEntries(content) as Record<string, string>;
}

const later = `
	ticket_id,title,status,created_at,resolved_at,updated_at
	2,Mailbox,Closed,2026-02-20T09:00:00Z,2026-04-10T09:00:00Z,2026-03-10T09:00:00Z
	4,Laptop,Open,2026-04-19T09:00:00Z,,
	,Nobody,Open,2026-04-19T09:00:00Z,,`;

const options: ImportOptions = { source: 'desk', zone: 'UTC' };

const tryTable = (folder: DataFolder, text: string, more: ImportOptions = {}) =>
	dryRun(folder, { paths: [writeTable('tickets.csv', text)], options: { ...options, ...more } });

function loaded(file: TriedFile | undefined): ImportedFile {
	if (file === undefined || 'failure' in file) throw new Error('the file was not loaded');
	return file;
}

/** Movements as "month figure before → after +gained −lost", a running month in brackets. */
const describeMoved = ({ moved }: DryRun) =>
	moved.map(
		({ month, isOver, figure, before, after, gained, lost }) =>
			`${isOver ? month : `(${month})`} ${figure} ${before.value} → ${after.value}` +
			gained.rows.map(({ ticket_id }) => ` +${ticket_id}`).join('') +
			lost.rows.map(({ ticket_id }) => ` −${ticket_id}`).join(''),
	);

test('a dry run leaves the data folder as it was, to the byte', async () => {
	const folder = makeDataFolder();
	await importTickets(folder, spring);
	const before = contentOf(folder);
	await tryTable(folder, later);
	expect(contentOf(folder)).toEqual(before);
});

test('a dry run before any import leaves nothing behind', async () => {
	const folder = makeDataFolder();
	const before = contentOf(folder);
	const tried = await tryTable(folder, spring);
	expect(contentOf(folder)).toEqual(before);
	expect(tried.dataVersion).toBeNull();
	expect(loaded(tried.files[0]).report.rows.loaded).toBe(3);
	expect(describeMoved(tried)).toContain('2026-02 closures null → 1 +1');
});

test('the report of a dry run is that of the import', async () => {
	const folder = makeDataFolder();
	await importTickets(folder, spring);
	const withoutSeconds = ({ report: { seconds, ...report }, ...file }: ImportedFile) => {
		expect(Object.keys(seconds)).toContain('load');
		return { ...file, report };
	};
	const { files } = await tryTable(folder, later);
	const { missing, ...tried } = files[0] as Extract<TriedFile, ImportedFile>;
	const imported = await importTickets(folder, later);
	expect(missing).toEqual([]);
	expect(withoutSeconds(tried)).toEqual(withoutSeconds(imported));
	expect(tried.report.rows).toEqual({ read: 3, loaded: 2, setAside: 0, quarantined: 1 });
});

test('a dry run says which figures would move, by which rows, and on what version it rests', async () => {
	const folder = makeDataFolder();
	await importTickets(folder, spring);
	const tried = await tryTable(folder, later);
	expect(tried.dataVersion).toBe(1);
	expect(describeMoved(tried)).toEqual([
		'2026-03 closures 1 → 0 −2',
		'2026-03 open 1 → 2 +2',
		'2026-03 open_over_30_days 0 → 1 +2',
		'2026-03 attainment 0 → null −2',
		'(2026-04) arrivals 0 → 1 +4',
		'(2026-04) closures 0 → 1 +2',
		'(2026-04) open 1 → 2 +4',
	]);
});

test('what is imported afterwards moves closed figures as the dry run said', async () => {
	const folder = makeDataFolder();
	await importTickets(folder, spring);
	const { moved } = await tryTable(folder, later);
	await importTickets(folder, later);
	const { moved: again } = await tryTable(folder, later);
	expect(moved.some(({ isOver }) => isOver)).toBe(true);
	expect(again).toEqual([]);
});

test('of a file that is declared full a dry run lists the records that are gone', async () => {
	const folder = makeDataFolder();
	await importTickets(folder, spring);
	const { files } = await tryTable(folder, later, { isFull: true });
	expect(files[0]).toMatchObject({
		missing: [{ relation: 'ticket', count: 2, ids: ['1', '3'] }],
	});
	// A record of another source is none of this file's.
	const other = await tryTable(folder, later, { isFull: true, source: 'another' });
	expect(other.files[0]).toMatchObject({ missing: [] });
});

test('several files are tried one after the other on the same copy', async () => {
	const folder = makeDataFolder();
	const paths = [spring, spring].map((text, index) => writeTable(`tickets-${index}.csv`, text));
	const { files } = await dryRun(folder, { paths, options });
	expect(files.map((file) => loaded(file).report.relations[0])).toMatchObject([
		{ new: 3, unchanged: 0 },
		{ new: 0, unchanged: 3 },
	]);
});

test('a file with a question is named with its system, its relations and its rows', async () => {
	const folder = makeDataFolder();
	const ambiguous = `
		ticket_id,title,status,created_at
		1,Printer,Open,01/02/2026`;
	const before = contentOf(folder);
	const { files } = await tryTable(folder, ambiguous);
	expect(files).toEqual([
		{
			file: 'tickets.csv',
			failure: expect.any(ImportError) as ImportError,
			recognised: { preset: 'Waybill ticket', relations: ['ticket'], records: 1 },
		},
	]);
	expect(contentOf(folder)).toEqual(before);
});

test('a file with a header and no rows is named by its header', async () => {
	const { files } = await tryTable(makeDataFolder(), 'ticket_id,title,status,created_at');
	expect(files).toMatchObject([
		{ recognised: { preset: 'Waybill ticket', relations: ['ticket'], records: 0 } },
	]);
});

test('what is no table at all does not keep the other files from being tried', async () => {
	const folder = makeDataFolder();
	const paths = [writeTable('empty.csv', ''), writeTable('tickets.csv', spring)];
	const { files } = await dryRun(folder, { paths, options });
	expect(files[0]).toMatchObject({ recognised: null });
	expect(loaded(files[1]).report.rows.loaded).toBe(3);
});

test('a dry run that is ended on its way leaves nothing behind', async () => {
	const folder = makeDataFolder();
	const before = contentOf(folder);
	const log = 'test/fixtures/incidents/incident_event_log.csv.gz';
	const args = ['src/cli/waybill.js', 'import', log, '--zone', 'UTC', '--dry-run'];
	const child = spawn(process.execPath, args, {
		env: { ...process.env, WAYBILL_DATA: folder.root },
		stdio: 'ignore',
	});
	onTestFinished(() => void child.kill('SIGKILL'));
	const ended = new Promise((resolve) => child.once('exit', resolve));
	await vi.waitFor(() => expect(readdirSync(folder.temporary)).toHaveLength(1), {
		timeout: 20_000,
		interval: 10,
	});
	child.kill('SIGTERM');
	await ended;
	expect(contentOf(folder)).toEqual(before);
});

test('a file of corrected rows is tried with the file that it puts right', async () => {
	const folder = makeDataFolder();
	const { importId } = await importTickets(
		folder,
		'ticket_id,title,status,created_at\n1,Printer,Open,2026-04-19\n2,Mailbox,Open,soon',
	);
	const corrected = `ticket_id,title,status,created_at,Waybill import,Waybill line
		2,Mailbox,Open,2026-04-19,${importId},3`;
	const before = contentOf(folder);
	const { files } = await tryTable(folder, corrected);
	expect(loaded(files[0]).report.rows).toEqual({
		...{ read: 2, loaded: 2 },
		...{ setAside: 0, quarantined: 0 },
	});
	expect(contentOf(folder)).toEqual(before);
});
