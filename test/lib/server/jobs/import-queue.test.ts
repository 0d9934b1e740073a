import { existsSync, readdirSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { ImportQueue } from '#lib/server/jobs/import-queue.ts';
import { readImports } from '#lib/server/store/import-log.ts';
import { addJob, readJob } from '#lib/server/store/jobs.ts';
import type { DataFolder } from '#lib/server/warehouse/data-folder.ts';
import { readCurrent } from '#lib/server/warehouse/snapshots.ts';
import { write } from '#lib/server/warehouse/writer.ts';
import { writeBiggish } from '../../../support/biggish.ts';
import { openQueue } from '../../../support/open-queue.ts';
import { makeDataFolder, writeTable } from '../../../support/warehouse.ts';

const writeTickets = (...ids: number[]) =>
	writeTable(
		'tickets.csv',
		[
			'ticket_id,title,status,created_at',
			...ids.map((id) => `${id},Printer,Open,2026-03-02T09:00:00Z`),
		].join('\n'),
	);

const options = { zone: 'UTC', source: 'test' };

/** How many tickets, and how many versions of any, the warehouse holds. */
async function countTickets(folder: DataFolder): Promise<unknown> {
	const { result } = await write(folder, ({ session }) =>
		session.one(
			`select (select count(*) from ticket)::integer as tickets,
				(select count(*) from ticket_version)::integer as versions`,
		),
	);
	return result;
}

/** Waits until a job has begun to load rows, and returns the process that does. */
async function untilLoading(queue: ImportQueue, id: number, folder: DataFolder): Promise<number> {
	await vi.waitFor(() => expect(queue.find(id)?.progress?.step).toBe('load'), {
		timeout: 20_000,
		interval: 5,
	});
	const names = readdirSync(folder.temporary).join(' ');
	return Number(/import-(\d+)-/.exec(names)?.[1]);
}

/** What an import leaves in the data folder while it runs. */
const leftovers = ({ temporary, uploads, originals }: DataFolder) =>
	[temporary, uploads, originals].flatMap((folder) => readdirSync(folder));

test('two imports at once queue up, and both land', async () => {
	const folder = makeDataFolder();
	const { queue } = openQueue(folder);
	const first = queue.add({ file: writeTickets(1), options });
	const second = queue.add({ file: writeTickets(2, 3), options });
	expect(queue.list()).toMatchObject([
		{ id: first, state: 'running', ahead: 0 },
		{ id: second, state: 'queued', ahead: 1 },
	]);
	expect(await queue.untilEnd(second)).toMatchObject({ state: 'done', importId: 2, ahead: 0 });
	expect(queue.find(first)).toMatchObject({ state: 'done', importId: 1, failure: null });
	expect(await countTickets(folder)).toEqual({ tickets: 3, versions: 3 });
	expect(readdirSync(folder.uploads)).toEqual([]);
});

test('progress goes through the steps, never falls, and knows the rows', async () => {
	const { queue } = openQueue(makeDataFolder());
	const id = queue.add({ file: writeBiggish(), options });
	const standings = new Map<string, number>();
	const fractions: number[] = [];
	let rows = null;
	const timer = setInterval(() => {
		const progress = queue.find(id)?.progress;
		if (!progress) return;
		standings.set(progress.step, progress.fraction);
		fractions.push(progress.fraction);
		rows = progress.rows;
	}, 5);
	const { state, progress } = await queue.untilEnd(id);
	clearInterval(timer);
	expect({ state, progress }).toEqual({ state: 'done', progress: null });
	expect([...standings.keys()]).toEqual(expect.arrayContaining(['load', 'facts']));
	expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
	expect(rows).toEqual({ done: 150_000, of: 150_000 });
});

test('a file that cannot be used fails with place and remedy, and the next one is loaded', async () => {
	const folder = makeDataFolder();
	const { queue } = openQueue(folder);
	const bad = queue.add({ file: writeTable('weather.csv', 'Day,Rain\nMonday,much'), options });
	const good = queue.add({ file: writeTickets(1), options });
	expect(await queue.untilEnd(bad)).toMatchObject({
		state: 'failed',
		failure: { name: 'ImportError', file: 'weather.csv', line: 1, value: 'Day,Rain' },
	});
	expect(await queue.untilEnd(good)).toMatchObject({ state: 'done' });
	expect(readdirSync(folder.uploads)).toEqual([]);
});

test('an import that is cancelled while it loads leaves nothing behind', async () => {
	const folder = makeDataFolder();
	const { queue, store } = openQueue(folder);
	const id = queue.add({ file: writeBiggish(), options });
	await untilLoading(queue, id, folder);
	expect(queue.cancel(id)).toBe(true);
	expect(await queue.untilEnd(id)).toMatchObject({ state: 'cancelled', failure: null });
	expect(leftovers(folder)).toEqual([]);
	expect(readImports(store)).toMatchObject([
		{ state: 'failed', problem: 'The import was cancelled; nothing of the file was loaded.' },
	]);
	expect(await countTickets(folder)).toEqual({ tickets: 0, versions: 0 });
	expect(readCurrent(folder)).toBeNull();
	expect(queue.cancel(id)).toBe(false);
});

test('an original that an earlier import came from outlives a cancelled one', async () => {
	const folder = makeDataFolder();
	const { queue } = openQueue(folder);
	const [first, again] = [writeBiggish(), writeBiggish()];
	await queue.untilEnd(queue.add({ file: first, options }));
	const kept = readdirSync(folder.originals);
	const id = queue.add({ file: again, options });
	await untilLoading(queue, id, folder);
	queue.cancel(id);
	expect(await queue.untilEnd(id)).toMatchObject({ state: 'cancelled' });
	expect(kept).toHaveLength(1);
	expect(readdirSync(folder.originals)).toEqual(kept);
});

test('an import that is cancelled while it waits never begins', async () => {
	const folder = makeDataFolder();
	const { queue, store } = openQueue(folder);
	const first = queue.add({ file: writeTickets(1), options });
	const second = queue.add({ file: writeTickets(2), options });
	expect(queue.cancel(second)).toBe(true);
	expect(queue.find(second)).toMatchObject({ state: 'cancelled', started_at: null });
	await queue.untilEnd(first);
	expect(readImports(store)).toHaveLength(1);
	expect(readdirSync(folder.uploads)).toEqual([]);
});

test('an import that is killed is reported, leaves nothing, and the next one is loaded', async () => {
	const folder = makeDataFolder();
	const { queue, store } = openQueue(folder);
	const id = queue.add({ file: writeBiggish(), options });
	const next = queue.add({ file: writeTickets(1), options });
	process.kill(await untilLoading(queue, id, folder), 'SIGKILL');
	const { state, failure } = await queue.untilEnd(id);
	expect(state).toBe('failed');
	expect(failure?.message).toMatch(/was ended from outside.*Nothing of the file was loaded/);
	expect(readImports(store)[0]).toMatchObject({
		state: 'failed',
		problem: 'it was cut off; nothing of the file was loaded',
	});
	expect(readdirSync(folder.temporary).filter((name) => name.startsWith('import-'))).toEqual([]);
	expect(await queue.untilEnd(next)).toMatchObject({ state: 'done' });
	expect(await countTickets(folder)).toEqual({ tickets: 1, versions: 1 });
});

test('a process that stops leaves its jobs to the next, in their order', async () => {
	const folder = makeDataFolder();
	const earlier = openQueue(folder);
	const running = earlier.queue.add({ file: writeBiggish(), options });
	const waiting = earlier.queue.add({ file: writeTickets(1), options });
	await untilLoading(earlier.queue, running, folder);

	const { queue } = openQueue(folder);
	// What a living process has in hand stays with it.
	expect(queue.adopt()).toEqual([]);
	earlier.queue.stop();
	expect(await earlier.queue.untilEnd(running)).toMatchObject({ state: 'running' });
	await earlier.queue.idle();

	expect(queue.adopt()).toEqual([running, waiting]);
	expect(await queue.untilEnd(waiting)).toMatchObject({ state: 'done' });
	expect(queue.find(running)).toMatchObject({ state: 'done' });
	expect(await countTickets(folder)).toEqual({ tickets: 150_001, versions: 150_001 });
});

test('a job whose file is gone fails and says so, and nothing else goes with it', async () => {
	const folder = makeDataFolder();
	const { queue, store } = openQueue(folder);
	const path = `${folder.uploads}/gone/tickets.csv`;
	const id = addJob(store, {
		file_name: 'tickets.csv',
		path,
		options: {},
		inbox: null,
		queue: 'dead',
	});
	expect(queue.adopt()).toEqual([id]);
	expect(readJob(store, id)).toMatchObject({
		state: 'failed',
		failure: { message: expect.stringContaining('Send it again') as string },
	});
	expect(existsSync(folder.uploads)).toBe(true);
});

test('undo and redo queue up with the imports, and one that is repeated is done', async () => {
	const folder = makeDataFolder();
	const { queue, store } = openQueue(folder);
	await queue.untilEnd(queue.add({ file: writeTickets(1), options }));
	const entry = readImports(store)[0]!;
	const ids = (['undo', 'undo', 'redo'] as const).map((task) => queue.addTask(task, entry));
	expect(queue.list()).toMatchObject([
		{ task: 'undo', state: 'running', importId: 1, fileName: 'tickets.csv' },
		{ task: 'undo', state: 'queued', ahead: 1 },
		{ task: 'redo', state: 'queued', ahead: 2 },
	]);
	expect(await queue.untilEnd(ids[1]!)).toMatchObject({ state: 'done', importId: 1 });
	expect(await queue.untilEnd(ids[2]!)).toMatchObject({ state: 'done' });
	expect(await countTickets(folder)).toEqual({ tickets: 1, versions: 1 });
});

test('what cannot be done with an import is told in a sentence', async () => {
	const { queue, store } = openQueue(makeDataFolder());
	await queue.untilEnd(queue.add({ file: writeTickets(1), options }));
	const job = await queue.untilEnd(queue.addTask('confirm_missing', readImports(store)[0]!));
	expect(job).toMatchObject({
		state: 'failed',
		failure: { message: expect.stringContaining('was not declared to hold all records') as string },
	});
});
