import { describe, expect, test } from 'vitest';
import { bucketsByOwner } from '#queries/metrics/aging/buckets_by_owner.ts';
import { toHistories } from '../../../support/histories.ts';
import { answer, countedOf, rowsOf, type Asked } from '../../../support/questions.ts';
import { openWarehouse, shareTables } from '../../../support/warehouse.ts';
import type { Reader } from '#lib/server/warehouse/reader.ts';

/** The cells in which there are tickets, as `bucket holder: count`, totals only. */
async function cells(reader: Reader, asked: Asked<typeof bucketsByOwner> = {}) {
	const rows = await rowsOf(reader, bucketsByOwner, asked);
	return rows
		.filter((row) => row.is_total && row.open_count > 0)
		.map((row) => `${row.bucket} ${row.held_by}: ${row.open_count}`);
}

describe('ages', () => {
	const shared = shareTables({
		ticket: `
			ticket_id,title,status,created_at
			1,A second under ten days,New,2026-03-21T12:00:01Z
			2,Exactly ten days,New,2026-03-21T12:00:00Z
			3,Exactly thirty days,New,2026-03-01T12:00:00Z
			4,A second over thirty days,New,2026-03-01T11:59:59Z`,
	});

	test('of exactly 10.0 and 30.0 days fall into 10–30', async () => {
		const rows = await countedOf(shared.reader, bucketsByOwner, { where: { bucket: ['10–30'] } });
		expect(rows.map((row) => row.ticket_id)).toEqual(['2', '3']);
	});

	test('are cut at ten and thirty days', async () => {
		expect(await cells(shared.reader)).toEqual(['<10 team: 1', '10–30 team: 2', '>30 team: 1']);
	});

	test('are those of then at a past date', async () => {
		expect(await cells(shared.reader, { asOf: '2026-03-21T12:00:00Z' })).toEqual([
			'<10 team: 1',
			'10–30 team: 2',
		]);
	});

	test('without tickets are there, with zeros', async () => {
		const rows = await rowsOf(shared.reader, bucketsByOwner, { asOf: '2026-01-01T00:00:00Z' });
		expect(rows.map((row) => [row.bucket, row.held_by, row.open_count])).toEqual([
			['<10', 'team', 0],
			['<10', 'client', 0],
			['<10', 'unknown', 0],
			['10–30', 'team', 0],
			['10–30', 'client', 0],
			['10–30', 'unknown', 0],
			['>30', 'team', 0],
			['>30', 'client', 0],
			['>30', 'unknown', 0],
		]);
	});
});

describe('holders', () => {
	const holders = {
		New: 'team',
		Triage: 'team',
		Scheduled: 'team',
		'In progress': 'team',
		'Internal review': 'team',
		'Awaiting Vendor': 'team',
		'On hold': 'team',
		'Waiting on client': 'client',
		'Client review': 'client',
		'Parked with legal': 'unknown',
	};
	const shared = shareTables(
		toHistories(Object.fromEntries(Object.keys(holders).map((status) => [status, [status]]))),
	);

	test.each(Object.entries(holders))('a ticket in %s is held by: %s', async (status, holder) => {
		const rows = await countedOf(shared.reader, bucketsByOwner, { where: { held_by: [holder] } });
		expect(rows.map((row) => row.ticket_id)).toContain(status);
	});

	test('are those of then, by the change log', async () => {
		const reader = await openWarehouse({
			ticket: `
				ticket_id,title,status,created_at
				1,Printer,In progress,2026-03-02T09:00:00Z`,
			ticket_event: `
				ticket_id,at,kind,from_value,to_value
				1,2026-03-03T09:00:00Z,status,New,Awaiting User Info
				1,2026-03-05T09:00:00Z,status,Awaiting User Info,In progress`,
		});
		expect(await cells(reader, { asOf: '2026-03-02T10:00:00Z' })).toEqual(['<10 team: 1']);
		expect(await cells(reader, { asOf: '2026-03-03T09:00:00Z' })).toEqual(['<10 client: 1']);
		expect(await cells(reader, { asOf: '2026-03-05T09:00:00Z' })).toEqual(['<10 team: 1']);
	});

	test('of a ticket without change log that is done by now are not known for the time before', async () => {
		const reader = await openWarehouse({
			ticket: `
				ticket_id,title,status,created_at,resolved_at
				1,Printer,Resolved,2026-03-02T09:00:00Z,2026-03-08T09:00:00Z`,
		});
		expect(await cells(reader, { asOf: '2026-03-05T09:00:00Z' })).toEqual(['<10 unknown: 1']);
	});
});

test('tickets that are done, merged or ended at an unknown time are in no bucket', async () => {
	const reader = await openWarehouse({
		ticket: `
			ticket_id,title,status,created_at,closed_at,merged_into
			1,Done,Closed,2026-03-02T09:00:00Z,2026-03-03T09:00:00Z,
			2,Twin,New,2026-03-02T09:00:00Z,,4
			3,No time,Closed,2026-03-02T09:00:00Z,,
			4,Survivor,New,2026-03-30T09:00:00Z,,`,
	});
	const { excluded } = await answer(reader, bucketsByOwner);
	expect(await cells(reader)).toEqual(['<10 team: 1']);
	expect(excluded).toEqual([
		{ reason: 'ended at an unknown time', count: 1 },
		{ reason: 'merged into another ticket', count: 1 },
	]);
});

test('each group has every cell, also the tickets without a value', async () => {
	const reader = await openWarehouse({
		ticket: `
			ticket_id,title,status,created_at,queue
			1,Old,New,2026-02-01T12:00:00Z,Desk
			2,Waiting,Pending,2026-03-30T12:00:00Z,Desk
			3,Nobody's,New,2026-03-30T12:00:00Z,`,
	});
	const rows = await rowsOf(reader, bucketsByOwner, { by: 'queue' });
	const groups = Map.groupBy(rows, (row) => `${row.is_total} ${row.group_value}`);
	expect([...groups].map(([name, own]) => [name, own.length])).toEqual([
		['true null', 9],
		['false Desk', 9],
		['false null', 9],
	]);
	expect(
		rows
			.filter((row) => row.open_count > 0)
			.map((row) => [row.is_total, row.group_value, row.bucket, row.held_by]),
	).toEqual([
		[true, null, '<10', 'team'],
		[true, null, '<10', 'client'],
		[true, null, '>30', 'team'],
		[false, 'Desk', '<10', 'client'],
		[false, 'Desk', '>30', 'team'],
		[false, null, '<10', 'team'],
	]);
});
