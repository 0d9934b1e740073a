import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { importFile } from '#lib/server/import/import-file.ts';
import { readImports } from '#lib/server/store/import-log.ts';
import { openStore } from '#lib/server/store/store.ts';
import { readCurrent } from '#lib/server/warehouse/snapshots.ts';
import { refreshFacts, write } from '#lib/server/warehouse/writer.ts';
import { importInto, makeDataFolder, openReader, writeTable } from '../../../support/warehouse.ts';

const makeTickets = (...ids: number[]) =>
	writeTable(
		'tickets.csv',
		[
			'ticket_id,title,status,created_at',
			...ids.map((id) => `${id},Printer,Open,2026-03-02T09:00:00Z`),
		].join('\n'),
	);

test('work that changes nothing publishes nothing', async () => {
	const folder = makeDataFolder();
	const { snapshot } = await write(folder, async () => 'looked');
	expect(snapshot).toBeNull();
	expect(readCurrent(folder)).toBeNull();
});

test('work that changes something publishes the next version', async () => {
	const folder = makeDataFolder();
	await importInto(folder, makeTickets(1));
	const { snapshot, result } = await write(folder, (writer) => importFile(writer, makeTickets(2)));
	expect(snapshot).toMatchObject({ version: 2 });
	expect(result.report.rows.loaded).toBe(1);
	expect(readCurrent(folder)).toEqual(snapshot);
});

test('work that throws publishes nothing and frees the lock', async () => {
	const folder = makeDataFolder();
	const work = write(folder, async (writer) => {
		writer.hasChanged = true;
		throw new Error('half way');
	});
	await expect(work).rejects.toThrow('half way');
	expect(readCurrent(folder)).toBeNull();
	expect((await write(folder, async () => 'next')).result).toBe('next');
});

test('two writers queue, and neither loses what it wrote', async () => {
	const folder = makeDataFolder();
	const steps: string[] = [];
	const imports = [1, 2, 3].map((id) =>
		write(folder, (writer) => importFile(writer, makeTickets(id), { source: 'test' }), {
			onProgress: ({ step }) => steps.push(step),
		}),
	);
	const versions = (await Promise.all(imports)).map(({ snapshot }) => snapshot?.version);
	expect(versions.toSorted()).toEqual([1, 2, 3]);
	expect(steps.filter((step) => step === 'wait')).toHaveLength(2);
	const reader = await openReader(folder);
	const data = await reader.describe();
	expect(await reader.query(data!.dataVersion, 'select count(*) as count from ticket', {})).toEqual(
		[{ count: 3 }],
	);
});

test('one file that fails leaves the others of the same run loaded', async () => {
	const folder = makeDataFolder();
	const { snapshot } = await write(folder, async (writer) => {
		await importFile(writer, makeTickets(1));
		await expect(importFile(writer, writeTable('empty.csv', ''))).rejects.toThrow('empty');
		await importFile(writer, makeTickets(2));
	});
	expect(snapshot).toMatchObject({ version: 1 });
});

test('an import leaves no temporary file behind, whether it loads or fails', async () => {
	const folder = makeDataFolder();
	await importInto(folder, makeTickets(1));
	await expect(
		importInto(folder, writeTable('weather.csv', 'Day,Rain\nMonday,much')),
	).rejects.toThrow();
	expect(readdirSync(folder.temporary)).toEqual([]);
});

test('an import that was killed on its way is settled as failed, and nothing of it is there', async () => {
	const folder = makeDataFolder();
	const log = 'test/fixtures/incidents/incident_event_log.csv.gz';
	const child = spawn(process.execPath, ['src/cli/waybill.js', 'import', log, '--zone', 'UTC'], {
		env: { ...process.env, WAYBILL_DATA: folder.root },
		stdio: 'ignore',
	});
	onTestFinished(() => void child.kill('SIGKILL'));
	const store = openStore(folder.store);
	onTestFinished(() => store.close());
	await vi.waitFor(
		() => expect(readImports(store)).toEqual([expect.objectContaining({ state: 'running' })]),
		{ timeout: 20_000, interval: 10 },
	);
	child.kill('SIGKILL');

	const { result, snapshot } = await write(folder, ({ session }) =>
		session.one(
			`select
				(select count(*) from ticket) as tickets,
				(select count(*) from ticket_version) as versions,
				(select count(*) from ticket_event_version) as events,
				(select count(*) from import) as imports`,
		),
	);
	expect(result).toEqual({ tickets: 0, versions: 0, events: 0, imports: 0 });
	expect(snapshot).toBeNull();
	expect(readImports(store)).toEqual([
		expect.objectContaining({
			state: 'failed',
			problem: 'it was cut off; nothing of the file was loaded',
		}),
	]);
	expect(existsSync(folder.current)).toBe(false);
});

test('an import that was committed and not published is published by the next writer', async () => {
	const folder = makeDataFolder();
	await importInto(folder, makeTickets(1));
	const cutOff = write(folder, async (writer) => {
		await importFile(writer, makeTickets(2));
		writer.store.exec(
			`update import_log set state = 'running', ended_at = null where import_id = 2`,
		);
		throw new Error('the power went');
	});
	await expect(cutOff).rejects.toThrow('the power went');
	expect(readCurrent(folder)).toMatchObject({ version: 1 });

	const { snapshot, result } = await write(folder, async ({ store }) => readImports(store)[0]);
	expect(snapshot).toMatchObject({ version: 2 });
	expect(result).toMatchObject({ state: 'loaded', report: null });
	// And it is published once.
	expect((await write(folder, async () => undefined)).snapshot).toBeNull();
});

test('the facts are rebuilt where another release built them, and only there', async () => {
	const folder = makeDataFolder();
	expect(await refreshFacts(folder)).toBe(false);
	await importInto(folder, makeTickets(1));
	expect(await refreshFacts(folder)).toBe(false);
	await write(folder, ({ session }) => session.run(`update data_description set recipe = 'older'`));
	expect(await refreshFacts(folder)).toBe(true);
	expect(readCurrent(folder)).toMatchObject({ version: 2 });
	expect(await refreshFacts(folder)).toBe(false);
});

test('the rows of a file that was loaded twice are counted once, as are those in quarantine', async () => {
	const folder = makeDataFolder();
	const file = writeTable(
		'tickets.csv',
		'ticket_id,title,status,created_at\n1,Printer,Open,2026-03-02\n2,,Open,2026-03-02',
	);
	await importInto(folder, file);
	await importInto(folder, file);
	expect(await (await openReader(folder)).describe()).toMatchObject({
		quarantinedRows: 1,
		reconciliation: { files: 1, read: 2, loaded: 1, setAside: 0, quarantined: 1 },
	});
});
