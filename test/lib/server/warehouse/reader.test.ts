import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import type { DataFolder } from '#lib/server/warehouse/data-folder.ts';
import { Session } from '#lib/server/warehouse/duckdb.ts';
import type { Reader } from '#lib/server/warehouse/reader.ts';
import {
	importInto,
	makeDataFolder,
	openReader,
	shareTables,
	writeTable,
} from '../../../support/warehouse.ts';

/** Publishes a version in which there are so many tickets. */
async function publish(folder: DataFolder, tickets: number): Promise<void> {
	const rows = Array.from(
		{ length: tickets },
		(_, id) => `${id},Printer,Open,2026-03-02T09:00:00Z`,
	);
	const table = ['ticket_id,title,status,created_at', ...rows].join('\n');
	await importInto(folder, writeTable('tickets.csv', table));
}

/** A reader of a data folder of its own, which the test may publish to. */
async function openPublished() {
	const folder = makeDataFolder();
	await publish(folder, 1);
	const reader = await openReader(folder);
	return { folder, reader, version: await versionOf(reader) };
}

const shared = shareTables({
	ticket: `ticket_id,title,status,created_at
		1,Printer,Open,2026-03-02T09:00:00Z`,
});

/** A reader of data that stays as it is. */
async function openUnchanging() {
	const reader = await openReader(shared.folder);
	return { reader, version: await versionOf(reader) };
}

async function versionOf(reader: Reader): Promise<number> {
	return (await reader.describe())!.dataVersion;
}

const countTickets = 'select count(*)::integer as count from ticket';

/** Takes about so many seconds of one core, or for ever; each word makes another statement. */
const heavy = (word: string, rows = 40_000_000) =>
	`select '${word}' as word, count(*)::integer as count
	from range(${rows}) where hash(range) % 3 = 0 and (select count(*) from ticket) > 0`;
const endless = (word: string) =>
	`select '${word}' as word, sum(hash(a.range + b.range))::varchar as total
	from range(1_000_000) as a, range(1_000_000) as b`;

/** Counts the statements that reach DuckDB, and how many of them run at once. */
function watchStatements() {
	const watch = { started: 0, running: 0, most: 0 };
	const all = Object.getOwnPropertyDescriptor(Session.prototype, 'all')!.value as Session['all'];
	const spy = vi.spyOn(Session.prototype, 'all');
	spy.mockImplementation(async function (this: Session, sql, parameters) {
		watch.started++;
		watch.most = Math.max(watch.most, ++watch.running);
		try {
			return await all.call(this, sql, parameters);
		} finally {
			watch.running--;
		}
	});
	return Object.assign(watch, { stop: () => spy.mockRestore() });
}

describe('a reader', () => {
	test('has nothing to describe before the first import', async () => {
		const reader = await openReader(makeDataFolder());
		expect(await reader.describe()).toBeNull();
	});

	test('describes the data that it answers from', async () => {
		const { reader } = await openUnchanging();
		expect(await reader.describe()).toMatchObject({
			dataVersion: 1,
			asOf: '2026-03-02T09:00:00.000Z',
			firstAt: '2026-03-02T09:00:00.000Z',
			reportingZone: 'UTC',
			quarantinedRows: 0,
		});
	});

	test('picks up a new snapshot at once', async () => {
		const { folder, reader } = await openPublished();
		expect(await reader.query(await versionOf(reader), countTickets, {})).toEqual([{ count: 1 }]);
		await publish(folder, 3);
		expect(await versionOf(reader)).toBe(2);
		expect(await reader.query(2, countTickets, {})).toEqual([{ count: 3 }]);
	});

	test('cannot write', async () => {
		const { reader, version } = await openUnchanging();
		await expect(reader.query(version, 'delete from ticket_version', {})).rejects.toThrow(
			/read-only/,
		);
	});

	test('has the same answer for any zone of its session', async () => {
		const reader = await openReader(shared.folder, 'Pacific/Auckland');
		const rows = await reader.query(await versionOf(reader), 'select created_at from ticket', {});
		expect(rows).toEqual([{ created_at: '2026-03-02T09:00:00.000Z' }]);
	});
});

describe('a query in flight', () => {
	test('ends on the version that it began with', async () => {
		const { folder, reader, version } = await openPublished();
		const asked = reader.query(
			version,
			`${heavy('swap')} union all select 'tickets', count(*)::integer from ticket`,
			{},
		);
		await publish(folder, 5);
		expect(await versionOf(reader)).toBe(version + 1);
		expect(await asked).toContainEqual({ word: 'tickets', count: 1 });
	});

	test('is not disturbed by a swap while it waits for its turn', async () => {
		const { folder, reader, version } = await openPublished();
		const asked = Array.from({ length: 6 * availableParallelism() }, (_, number) =>
			reader.query(version, heavy(`turn ${number}`, 10_000_000), {}),
		);
		await publish(folder, 2);
		await reader.query(await versionOf(reader), countTickets, {});
		const answers = await Promise.all(asked);
		expect(new Set(answers.map(([row]) => row?.['count'])).size).toBe(1);
	});

	test('runs once, however many ask for it', async () => {
		const { reader, version } = await openUnchanging();
		const watch = watchStatements();
		const asked = Array.from({ length: 20 }, () => reader.query(version, heavy('shared'), {}));
		const answers = await Promise.all(asked);
		watch.stop();
		expect(watch.started).toBe(1);
		expect(new Set(answers).size).toBe(1);
	});

	test('is another one for other parameters', async () => {
		const { reader, version } = await openUnchanging();
		const ask = (client: string) => reader.query(version, 'select $client as client', { client });
		expect(await Promise.all([ask('A'), ask('B')])).toEqual([[{ client: 'A' }], [{ client: 'B' }]]);
	});

	test('that fails does not stand in the way of the next', async () => {
		const { reader, version } = await openUnchanging();
		const wrong = `select error('no')`;
		await expect(reader.query(version, wrong, {})).rejects.toThrow('no');
		await expect(reader.query(version, wrong, {})).rejects.toThrow('no');
		expect(await reader.query(version, countTickets, {})).toEqual([{ count: 1 }]);
	});
});

describe('an answer', () => {
	test('is kept for the version, and asked for again in the next', async () => {
		const { folder, reader, version } = await openPublished();
		await reader.query(version, countTickets, {});
		const watch = watchStatements();
		expect(await reader.query(version, countTickets, {})).toEqual([{ count: 1 }]);
		expect(watch.started).toBe(0);
		watch.stop();
		await publish(folder, 2);
		expect(await reader.query(await versionOf(reader), countTickets, {})).toEqual([{ count: 2 }]);
	});
});

describe('a request that goes away', () => {
	test.each([0, 1, 2, 5, 10, 200])(
		'%i ms after it asked takes its query with it',
		async (delay) => {
			const { reader, version } = await openUnchanging();
			const leaving = new AbortController();
			const watch = watchStatements();
			const asked = reader.query(version, endless('left'), {}, { signal: leaving.signal });
			const failed = expect(asked).rejects.toThrow('the browser left');
			await sleep(delay);
			leaving.abort(new Error('the browser left'));
			await failed;
			await vi.waitFor(() => expect(watch.running).toBe(0), { timeout: 2000 });
			watch.stop();
		},
	);

	test('leaves its query to the others that wait for it', async () => {
		const { reader, version } = await openUnchanging();
		const leaving = new AbortController();
		const left = reader.query(version, heavy('joined'), {}, { signal: leaving.signal });
		const staying = reader.query(
			version,
			heavy('joined'),
			{},
			{ signal: new AbortController().signal },
		);
		leaving.abort(new Error('the browser left'));
		await expect(left).rejects.toThrow('the browser left');
		expect(await staying).toHaveLength(1);
	});

	test('does not spoil the same question asked again at once', async () => {
		const { reader, version } = await openUnchanging();
		const leaving = new AbortController();
		const sql = heavy('reloaded');
		const left = reader.query(version, sql, {}, { signal: leaving.signal });
		await sleep(50);
		leaving.abort(new Error('the page was reloaded'));
		const again = reader.query(version, sql, {});
		await expect(left).rejects.toThrow('the page was reloaded');
		expect(await again).toHaveLength(1);
	});

	test('while it waits for its turn is not run at all', async () => {
		const { reader, version } = await openUnchanging();
		const busy = new AbortController();
		const leaving = new AbortController();
		const occupied = Array.from({ length: 2 * availableParallelism() }, (_, number) =>
			reader
				.query(version, endless(`busy ${number}`), {}, { signal: busy.signal })
				.catch((error: unknown) => error),
		);
		await sleep(200);
		const watch = watchStatements();
		const waiting = reader.query(version, countTickets, {}, { signal: leaving.signal });
		leaving.abort(new Error('gone'));
		await expect(waiting).rejects.toThrow('gone');
		busy.abort(new Error('done'));
		await Promise.all(occupied);
		await sleep(50);
		expect(watch.started).toBe(0);
		watch.stop();
	});

	test('before it asked is not asked', async () => {
		const { reader, version } = await openUnchanging();
		const signal = AbortSignal.abort(new Error('gone'));
		await expect(reader.query(version, countTickets, {}, { signal })).rejects.toThrow('gone');
	});
});

test('no more than twice as many queries run at once as there are cores', async () => {
	const { reader, version } = await openUnchanging();
	const limit = 2 * availableParallelism();
	const watch = watchStatements();
	await Promise.all(
		Array.from({ length: 4 * limit }, (_, number) =>
			reader.query(version, heavy(`queue ${number}`, 5_000_000), {}),
		),
	);
	watch.stop();
	expect(watch.started).toBe(4 * limit);
	expect(watch.most).toBe(limit);
});

test('old snapshots go, and those that are kept still answer', async () => {
	const { folder, reader } = await openPublished();
	for (const tickets of [2, 3, 4, 5]) {
		await publish(folder, tickets);
		const version = await versionOf(reader);
		expect(await reader.query(version, countTickets, {})).toEqual([{ count: tickets }]);
	}
	for (const version of [3, 4, 5]) {
		expect(await reader.query(version, `${countTickets} -- anew`, {})).toEqual([
			{ count: version },
		]);
	}
	await expect(reader.query(1, `${countTickets} -- anew`, {})).rejects.toThrow('no longer served');
});

test('several versions that come between two questions are taken in stride', async () => {
	const { folder, reader } = await openPublished();
	for (const tickets of [2, 3, 4, 5, 6]) {
		await publish(folder, tickets);
		await versionOf(reader);
	}
	const watchers = Array.from({ length: 12 }, (_, number) =>
		reader.query(6, `${countTickets} -- ${number}`, {}),
	);
	expect(new Set((await Promise.all(watchers)).map(([row]) => row?.['count']))).toEqual(
		new Set([6]),
	);
	expect(await versionOf(reader)).toBe(6);
});
