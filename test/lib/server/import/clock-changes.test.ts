import { beforeAll, expect, test } from 'vitest';
import {
	describeClockChanges,
	findClockChanges,
	type ClockFinding,
} from '#lib/server/import/clock-changes.ts';
import { readDateFormats, toDateMacros } from '#lib/server/import/date-formats.ts';
import { openInstance, Session } from '#lib/server/warehouse/duckdb.ts';
import { readSql } from '#lib/server/warehouse/sql-files.ts';

let session: Session;

beforeAll(async () => {
	const instance = await openInstance({
		path: ':memory:',
		allowedDirectories: [],
		temporaryDirectory: '/nowhere',
	});
	session = await Session.open(instance);
	return () => {
		session.close();
		instance.closeSync();
	};
});

async function findIn(zone: string, cells: readonly string[]): Promise<ClockFinding[]> {
	await session.run(
		`create or replace temp table file as from (values ${cells
			.map((cell, at) => `(${at + 1}, '${cell}')`)
			.join(', ')}) as file(record_number, c0)`,
	);
	const columns = [{ name: 'Opened', sql: 'c0' }];
	const reading = await readDateFormats(session, {
		file: 'tickets.csv',
		columns,
		stated: null,
		lineOf: async (record) => record + 1,
	});
	await session.run(toDateMacros(reading, zone));
	await session.run(readSql('staging/values'));
	return findClockChanges(session, { columns, zone });
}

/** The instant at which a local time is read. */
async function instantOf(cell: string): Promise<unknown> {
	return (await session.one('select to_instant($cell) as instant', { cell }))['instant'];
}

test('times that the clocks skip or repeat are counted, with the first of each', async () => {
	const findings = await findIn('Europe/London', [
		'2026-03-29 00:59:59',
		'2026-03-29 01:30:00',
		'2026-03-29 01:00:00',
		'2026-03-29 02:00:00',
		'2026-10-25 01:15:00',
		'2026-10-25 02:00:00',
		'2026-10-25T01:30:00Z',
	]);
	expect(findings).toEqual([
		{
			column: 'Opened',
			kind: 'skipped',
			cells: 2,
			example: { cell: '2026-03-29 01:30:00', record: 2 },
			from: '2026-03-29 01:00',
			to: '2026-03-29 02:00',
		},
		{
			column: 'Opened',
			kind: 'repeated',
			cells: 1,
			example: { cell: '2026-10-25 01:15:00', record: 5 },
			from: '2026-10-25 01:00',
			to: '2026-10-25 02:00',
		},
	]);
	expect(
		await describeClockChanges(findings, {
			zone: 'Europe/London',
			linesOf: async (records) => new Map(records.map((record) => [record, record + 1])),
		}),
	).toEqual([
		'2 times of Opened did not exist in Europe/London, first on line 3: 2026-03-29 01:30:00, where the clocks went from 2026-03-29 01:00 to 02:00; read as if they had not yet',
		'1 time of Opened occurred twice in Europe/London, first on line 6: 2026-10-25 01:15:00, where the clocks went from 2026-10-25 02:00 back to 01:00; taken as the second time',
	]);
});

test.each([
	['America/New_York', '2026-03-08 02:30:00', '2026-03-08T07:30:00.000Z'],
	['America/New_York', '2026-11-01 01:30:00', '2026-11-01T06:30:00.000Z'],
	['Europe/London', '2026-03-29 01:30:00', '2026-03-29T01:30:00.000Z'],
	['Europe/London', '2026-10-25 01:30:00', '2026-10-25T01:30:00.000Z'],
	// Half an hour only, and on the day before it by the clock of Greenwich.
	['Australia/Lord_Howe', '2026-10-04 02:15:00', '2026-10-03T15:45:00.000Z'],
	['Australia/Lord_Howe', '2026-04-05 01:45:00', '2026-04-04T15:15:00.000Z'],
])('in %s “%s” is flagged, and read as is said: %s', async (zone, cell, instant) => {
	expect(await findIn(zone, [cell])).toHaveLength(1);
	expect(await instantOf(cell)).toBe(instant);
});

test('dates in other forms than ISO are looked at too', async () => {
	const cells = ['29/Mar/26 1:30 AM', '30/Mar/26 1:30 AM'];
	expect(await findIn('Europe/London', cells)).toMatchObject([
		{ kind: 'skipped', cells: 1, example: { cell: '29/Mar/26 1:30 AM' } },
	]);
});

test('nothing is flagged where the clocks never change, nor a day without a time', async () => {
	expect(await findIn('UTC', ['2026-03-29 01:30:00'])).toEqual([]);
	expect(await findIn('Asia/Kolkata', ['2026-03-29 01:30:00'])).toEqual([]);
	expect(await findIn('Africa/Cairo', ['2026-04-24'])).toEqual([]);
});
