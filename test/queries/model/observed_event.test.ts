import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrivalsAndClosures } from '#queries/metrics/flow/arrivals_and_closures.ts';
import { setUndone } from '#lib/server/store/import-log.ts';
import { followImportsInForce } from '#lib/server/warehouse/current-state.ts';
import { write } from '#lib/server/warehouse/writer.ts';
import type { DataFolder } from '#lib/server/warehouse/data-folder.ts';
import { answer, rowOf, select } from '../../support/questions.ts';
import {
	fillWarehouse,
	importInto,
	makeDataFolder,
	openReader,
	writeTable,
} from '../../support/warehouse.ts';

/** Imports exports of one ticket source, one after the other; each is dated by its newest row. */
async function importExports(folder: DataFolder, ...texts: string[]): Promise<number[]> {
	const ids: number[] = [];
	for (const text of texts) {
		const path = writeTable('tickets.csv', text);
		ids.push((await importInto(folder, path, { source: 'desk' })).importId);
	}
	return ids;
}

/** An export of that day: ticket 1 as these cells say, and one that was updated at its noon. */
const exported = (day: string, cells: string) => `
	ticket_id,title,created_at,updated_at,status,priority,resolved_at
	1,Printer,2026-03-02T09:00:00Z,${cells}
	2,Mailbox,2026-03-01T09:00:00Z,2026-${day}T12:00:00Z,Open,,`;

async function eventsOf(folder: DataFolder, kind = 'status'): Promise<string[]> {
	const rows = await select(
		await openReader(folder),
		`select ticket_id || ': ' || from_value || ' → ' || to_value
			|| ' at ' || strftime("at", '%m-%d %H:%M') || ' between ' || strftime(from_at, '%m-%d %H:%M')
			|| ' and ' || strftime(to_at, '%m-%d %H:%M') as event
		from observed_event where kind = $kind order by ticket_id, ordinal`,
		{ kind },
	);
	return rows.map((row) => String(row['event']));
}

/** Stays in a status as `status from – to (basis)`. */
async function staysOf(folder: DataFolder, ticket = '1'): Promise<string[]> {
	const rows = await select(
		await openReader(folder),
		`select coalesce(status_interval.source_status, 'unknown') || ' ' || strftime(from_at, '%m-%d %H:%M')
			|| ' – ' || coalesce(strftime(to_at, '%m-%d %H:%M'), '') || ' (' || basis || ')' as stay
		from status_interval join ticket_fact using (ticket_key)
		where ticket_id = $ticket order by place`,
		{ ticket },
	);
	return rows.map((row) => String(row['stay']));
}

test('a change between two exports is an event, dated by the update that lies between them', async () => {
	const folder = makeDataFolder();
	await importExports(
		folder,
		exported('03-10', '2026-03-05T09:00:00Z,Open,P3,'),
		exported('03-20', '2026-03-15T16:00:00Z,In progress,P2,'),
	);
	expect(await eventsOf(folder)).toEqual([
		'1: Open → In progress at 03-15 16:00 between 03-10 12:00 and 03-20 12:00',
	]);
	expect(await eventsOf(folder, 'priority')).toEqual([
		'1: P3 → P2 at 03-15 16:00 between 03-10 12:00 and 03-20 12:00',
	]);
	expect(await staysOf(folder)).toEqual([
		'Open 03-02 09:00 – 03-15 16:00 (milestones)',
		'In progress 03-15 16:00 –  (observed)',
	]);
});

test('without an update between the exports the later one dates the change', async () => {
	const folder = makeDataFolder();
	await importExports(
		folder,
		exported('03-10', ',Open,,'),
		exported('03-20', '2026-03-05T09:00:00Z,In progress,,'),
	);
	expect(await eventsOf(folder)).toEqual([
		'1: Open → In progress at 03-20 12:00 between 03-10 12:00 and 03-20 12:00',
	]);
});

test('an export that shows nothing new narrows the gap', async () => {
	const folder = makeDataFolder();
	await importExports(
		folder,
		exported('03-10', ',Open,,'),
		exported('03-18', ',Open,,'),
		exported('03-20', ',In progress,,'),
	);
	expect(await eventsOf(folder)).toEqual([
		'1: Open → In progress at 03-20 12:00 between 03-18 12:00 and 03-20 12:00',
	]);
});

test('the source’s own word on when a ticket ended goes before what the exports show', async () => {
	const folder = makeDataFolder();
	await importExports(
		folder,
		exported('03-10', '2026-03-05T09:00:00Z,Open,,'),
		exported('03-20', '2026-03-19T09:00:00Z,Closed,,2026-03-12T17:00:00Z'),
	);
	expect(await staysOf(folder)).toEqual([
		'Open 03-02 09:00 – 03-12 17:00 (milestones)',
		'Closed 03-12 17:00 –  (observed)',
	]);
	// Nothing about it is inexact.
	const { precision } = await answer(await openReader(folder), arrivalsAndClosures);
	expect(precision).toBeNull();
});

test('a later word on when it ended counts, though the status stayed the same', async () => {
	const folder = makeDataFolder();
	await importExports(
		folder,
		exported('03-10', '2026-03-05T09:00:00Z,Open,,'),
		exported('03-20', '2026-03-12T17:00:00Z,Closed,,2026-03-12T17:00:00Z'),
		exported('03-25', '2026-03-21T09:00:00Z,Closed,,2026-03-14T17:00:00Z'),
	);
	expect((await staysOf(folder)).at(-1)).toBe('Closed 03-14 17:00 –  (observed)');
});

test('a ticket that is reopened between two exports is a reopening', async () => {
	const folder = makeDataFolder();
	await importExports(
		folder,
		exported('03-10', '2026-03-08T09:00:00Z,Closed,,2026-03-08T09:00:00Z'),
		exported('03-20', '2026-03-15T16:00:00Z,In progress,,'),
	);
	expect(await staysOf(folder)).toEqual([
		'unknown 03-02 09:00 – 03-08 09:00 (milestones)',
		'Closed 03-08 09:00 – 03-15 16:00 (milestones)',
		'In progress 03-15 16:00 –  (observed)',
	]);
	const figures = await rowOf(await openReader(folder), arrivalsAndClosures, {
		parameters: { every: 'period' },
	});
	expect(figures).toMatchObject({ arrivals: 3, reopened: 1, closures: 1 });
});

test('exports that are loaded out of their order make the same history', async () => {
	const march = exported('03-10', '2026-03-05T09:00:00Z,Open,,');
	const april = exported('04-20', '2026-04-15T16:00:00Z,In progress,,');
	const folders = [makeDataFolder(), makeDataFolder()] as const;
	await importExports(folders[0], march, april);
	await importExports(folders[1], april, march);
	expect(await staysOf(folders[1])).toEqual(await staysOf(folders[0]));
});

test('a ticket with a log of its own keeps to it', async () => {
	const folder = makeDataFolder();
	await fillWarehouse(folder, {
		ticket_event: `
			ticket_id,at,kind,from_value,to_value
			1,2026-03-03T09:00:00Z,status,New,Open
			1,2026-03-11T09:00:00Z,status,Open,In progress`,
	});
	for (const [day, status] of [
		['03-10', 'Open'],
		['03-20', 'In progress'],
	] as const) {
		await importInto(folder, writeTable('tickets.csv', exported(day, `,${status},P${day[3]},`)), {
			source: 'test',
		});
	}
	expect(await eventsOf(folder)).toEqual([]);
	expect((await staysOf(folder)).at(-1)).toBe('In progress 03-11 09:00 –  (log)');
	// Of the kinds that it has no log of, the exports still show the changes.
	expect(await eventsOf(folder, 'priority')).toHaveLength(1);
});

test('an export without a column says nothing of what it holds', async () => {
	const folder = makeDataFolder();
	await importExports(
		folder,
		exported('03-10', ',Open,P3,'),
		`
		ticket_id,title,created_at,status
		1,Printer,2026-03-02T09:00:00Z,Open`,
		exported('03-20', ',Open,P3,'),
	);
	expect(await eventsOf(folder, 'priority')).toEqual([]);
});

test('a source whose exports show changes is on a level of its own, with how exactly they are known', async () => {
	const folder = makeDataFolder();
	await importExports(
		folder,
		exported('03-10', ',Open,,'),
		exported('03-12', ',In progress,,'),
		exported('03-20', ',Closed,,'),
	);
	const reader = await openReader(folder);
	expect(await select(reader, 'select * from source_history')).toEqual([
		{
			source: 'desk',
			history_level: 'L2 observed',
			median_gap_minutes: 5 * 1440,
			largest_gap_minutes: 8 * 1440,
		},
	]);
	const { precision } = await answer(reader, arrivalsAndClosures);
	expect(precision).toEqual({ medianMinutes: 5 * 1440, largestMinutes: 8 * 1440 });
});

test('exports that nothing tells apart in time are exact to no more than when they were loaded', async () => {
	const folder = makeDataFolder();
	await importExports(folder, exported('03-10', ',Open,,'), exported('03-10', ',In progress,,'));
	const reader = await openReader(folder);
	const [row] = await select(
		reader,
		`select gap_minutes > 1440 and gap_minutes <= (epoch(now()) - epoch(from_at)) / 60 as is_bound
		from observed_event`,
	);
	expect(row).toEqual({ is_bound: true });
	expect((await answer(reader, arrivalsAndClosures)).precision).not.toBeNull();
});

/** The histories of all tickets, without what names imports. */
const historyOf = async (folder: DataFolder) =>
	select(
		await openReader(folder),
		`select ticket_id, place, from_at, to_at, status_interval.source_status, basis
		from status_interval join ticket_fact using (ticket_key) order by ticket_id, place`,
	);

test('undoing exports leaves the history that never having imported them gives', async () => {
	const status = fc.constantFrom('Open', 'In progress', 'Closed');
	const step = fc.record({ first: status, second: status, isKept: fc.boolean() });
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 4 }), async (steps) => {
			const texts = steps.map(
				({ first, second }, index) => `
				ticket_id,title,created_at,updated_at,status
				1,Printer,2026-03-02T09:00:00Z,2026-03-1${index}T09:00:00Z,${first}
				2,Mailbox,2026-03-01T09:00:00Z,2026-03-1${index}T12:00:00Z,${second}`,
			);
			const [undone, never] = [makeDataFolder(), makeDataFolder()];
			const ids = await importExports(undone, ...texts);
			await write(undone, async (writer) => {
				writer.hasChanged = true;
				for (const [index, { isKept }] of steps.entries()) {
					if (!isKept) setUndone(writer.store, ids[index]!, true);
				}
				await followImportsInForce(writer.session, writer.store);
			});
			const kept = texts.filter((_, index) => steps[index]!.isKept);
			await importExports(never, ...kept);
			if (kept.length === 0) expect(await historyOf(undone)).toEqual([]);
			else expect(await historyOf(undone)).toEqual(await historyOf(never));
		}),
		{ numRuns: 4 },
	);
});

test('a row that is put right twice is no change', async () => {
	const folder = makeDataFolder();
	const path = writeTable(
		'tickets.csv',
		`ticket_id,title,created_at,status
		1,,2026-03-02T09:00:00Z,Open
		2,Mailbox,2026-03-01T09:00:00Z,Open`,
	);
	const { importId } = await importInto(folder, path, { source: 'desk' });
	for (const status of ['Open', 'In progress']) {
		const records = [{ record: 1, cells: ['1', 'Printer', '2026-03-02T09:00:00Z', status] }];
		await importInto(folder, path, { corrects: { importId, records } });
	}
	expect(await eventsOf(folder)).toEqual([]);
	expect(await staysOf(folder)).toEqual(['In progress 03-02 09:00 –  (milestones)']);
});
