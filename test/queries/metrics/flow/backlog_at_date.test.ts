import { describe, expect, test } from 'vitest';
import { backlogAtDate } from '#queries/metrics/flow/backlog_at_date.ts';
import { answer, countedOf, rowOf, rowsOf } from '../../../support/questions.ts';
import { openWarehouse, shareTables } from '../../../support/warehouse.ts';

describe('a ticket that was created, resolved, reopened and closed', () => {
	const shared = shareTables({
		ticket: `
			ticket_id,title,status,created_at
			1,Printer,Closed,2026-03-02T09:00:00Z`,
		ticket_event: `
			ticket_id,at,kind,from_value,to_value
			1,2026-03-04T09:00:00Z,status,New,Resolved
			1,2026-03-06T09:00:00Z,status,Resolved,In progress
			1,2026-03-08T09:00:00Z,status,In progress,Closed`,
	});

	test.each([
		['before it was created', '2026-03-02T08:59:59.999Z', 0],
		['at the instant of its creation', '2026-03-02T09:00:00Z', 1],
		['before it was resolved', '2026-03-04T08:59:59.999Z', 1],
		['at the instant of its resolution', '2026-03-04T09:00:00Z', 0],
		['while it was resolved', '2026-03-05T09:00:00Z', 0],
		['at the instant of its reopening', '2026-03-06T09:00:00Z', 1],
		['after it was closed', '2026-03-08T09:00:00Z', 0],
	])('%s, at %s, it counts %i times', async (_, asOf, open_count) => {
		expect(await rowOf(shared.reader, backlogAtDate, { asOf })).toMatchObject({ open_count });
	});

	test('keeps its first creation for its age', async () => {
		const row = await rowOf(shared.reader, backlogAtDate, { asOf: '2026-03-07T09:00:00Z' });
		expect(row.oldest_age_days).toBe(5);
	});

	test('counts whatever the period, which the state at an instant does not have', async () => {
		const row = await rowOf(shared.reader, backlogAtDate, {
			asOf: '2026-03-03T09:00:00Z',
			fromOn: '2026-01-01',
			toOn: '2026-01-31',
		});
		expect(row.open_count).toBe(1);
	});
});

describe('age', () => {
	const shared = shareTables({
		ticket: `
			ticket_id,title,status,created_at
			1,Exactly thirty days,New,2026-03-01T12:00:00Z
			2,A minute more,New,2026-03-01T11:59:00Z
			3,Young,New,2026-03-31T11:00:00Z`,
	});

	test('exactly 30 days are not over 30', async () => {
		const rows = await countedOf(shared.reader, backlogAtDate, {
			where: { is_over_30_days: ['true'] },
		});
		expect(rows.map((row) => row.ticket_id)).toEqual(['2']);
		expect(await rowOf(shared.reader, backlogAtDate)).toMatchObject({ over_30_days_count: 1 });
	});

	test('is time that passed, not dates: thirty local days over a clock change are an hour less', async () => {
		const row = await rowOf(shared.reader, backlogAtDate, {
			asOf: '2026-03-31T11:00:00Z',
			zone: 'Europe/London',
		});
		expect(row.over_30_days_count).toBe(0);
		expect(row.oldest_age_days).toBeCloseTo(30 - 59 / 1440, 9);
	});

	test('of the oldest is unknown where nothing is open', async () => {
		expect(await rowOf(shared.reader, backlogAtDate, { asOf: '2026-02-01T00:00:00Z' })).toEqual({
			group_value: null,
			is_total: true,
			open_count: 0,
			over_30_days_count: 0,
			excluded_count: 0,
			oldest_age_days: null,
		});
	});
});

test('a ticket without change log is open until its milestone', async () => {
	const reader = await openWarehouse({
		ticket: `
			ticket_id,title,status,created_at,resolved_at
			1,Printer,Resolved,2026-03-02T09:00:00Z,2026-03-04T09:00:00Z`,
	});
	const openAt = async (asOf: string) => (await rowOf(reader, backlogAtDate, { asOf })).open_count;
	expect(await openAt('2026-03-03T09:00:00Z')).toBe(1);
	expect(await openAt('2026-03-04T09:00:00Z')).toBe(0);
});

test('an unmapped status leaves the ticket open', async () => {
	const reader = await openWarehouse({
		ticket: `
			ticket_id,title,status,created_at
			1,Printer,Parked with legal,2026-03-02T09:00:00Z`,
	});
	expect(await rowOf(reader, backlogAtDate)).toMatchObject({ open_count: 1 });
});

test('a ticket that ended at an unknown time is open to no date, and shown as not counted', async () => {
	const reader = await openWarehouse({
		ticket: `
			ticket_id,title,status,created_at,closed_at
			1,No time,Closed,2026-03-02T09:00:00Z,
			2,Closed before it was created,Closed,2026-03-02T09:00:00Z,2026-03-01T09:00:00Z
			3,Withdrawn without a time,Spam,2026-03-02T09:00:00Z,
			4,Open,New,2026-03-30T09:00:00Z,`,
	});
	for (const asOf of ['2026-03-02T09:00:00Z', '2026-03-31T12:00:00Z']) {
		const { rows, excluded } = await answer(reader, backlogAtDate, { asOf });
		expect(rows).toMatchObject([{ open_count: asOf < '2026-03-30' ? 0 : 1, excluded_count: 3 }]);
		expect(excluded).toEqual([{ reason: 'ended at an unknown time', count: 3 }]);
	}
	expect(await rowOf(reader, backlogAtDate)).toMatchObject({ oldest_age_days: 1.125 });
});

test('what is known of a ticket before its unknown end still counts', async () => {
	const reader = await openWarehouse({
		ticket: `
			ticket_id,title,status,created_at
			1,The log stops after the reopening,Closed,2026-03-02T09:00:00Z`,
		ticket_event: `
			ticket_id,at,kind,from_value,to_value
			1,2026-03-04T09:00:00Z,status,New,Closed
			1,2026-03-06T09:00:00Z,status,Closed,In progress`,
	});
	const at = (asOf: string) => rowOf(reader, backlogAtDate, { asOf });
	expect(await at('2026-03-03T09:00:00Z')).toMatchObject({ open_count: 1, excluded_count: 0 });
	expect(await at('2026-03-05T09:00:00Z')).toMatchObject({ open_count: 0, excluded_count: 0 });
	expect(await at('2026-03-07T09:00:00Z')).toMatchObject({ open_count: 0, excluded_count: 1 });
});

test('a merged ticket is not open, and shown as not counted', async () => {
	const reader = await openWarehouse({
		ticket: `
			ticket_id,title,status,created_at,merged_into
			1,Survivor,New,2026-03-02T09:00:00Z,
			2,Twin,New,2026-02-01T09:00:00Z,1`,
	});
	const { rows, excluded } = await answer(reader, backlogAtDate);
	expect(rows).toMatchObject([{ open_count: 1, over_30_days_count: 0, excluded_count: 1 }]);
	expect(excluded).toEqual([{ reason: 'merged into another ticket', count: 1 }]);
	expect(await countedOf(reader, backlogAtDate)).toHaveLength(1);
	expect(await countedOf(reader, backlogAtDate, { withExcluded: true })).toHaveLength(2);
});

describe('groups', () => {
	const shared = shareTables({
		ticket: `
			ticket_id,title,status,created_at,client,queue,merged_into
			1,Old,New,2026-02-01T12:00:00Z,FEN,Desk,
			2,Young,New,2026-03-30T12:00:00Z,FEN,,
			3,Other,New,2026-03-29T12:00:00Z,MAR,Desk,
			4,Twin,New,2026-03-29T12:00:00Z,OAK,Desk,3
			5,Nobody's,New,2026-03-28T12:00:00Z,,,`,
	});

	test('come after the total, the largest first, each with its own oldest ticket', async () => {
		expect(await rowsOf(shared.reader, backlogAtDate, { by: 'client' })).toMatchObject([
			{ is_total: true, group_value: null, open_count: 4, excluded_count: 1, oldest_age_days: 58 },
			{ is_total: false, group_value: 'FEN', open_count: 2, oldest_age_days: 58 },
			{ is_total: false, group_value: 'MAR', open_count: 1, oldest_age_days: 2 },
			{ is_total: false, group_value: null, open_count: 1, oldest_age_days: 3 },
			{ is_total: false, group_value: 'OAK', open_count: 0, excluded_count: 1 },
		]);
	});

	test('of a list of clients leave out the tickets without a client', async () => {
		const rows = await rowsOf(shared.reader, backlogAtDate, {
			by: 'queue',
			clients: ['FEN', 'MAR'],
		});
		expect(rows.map((row) => [row.is_total, row.group_value, row.open_count])).toEqual([
			[true, null, 3],
			[false, 'Desk', 2],
			[false, null, 1],
		]);
	});

	test('open to the rows behind them', async () => {
		const rows = await countedOf(shared.reader, backlogAtDate, {
			by: 'client',
			where: { group_value: ['FEN'] },
		});
		expect(rows.map((row) => [row.ticket_id, row['title'], row['client']])).toEqual([
			['1', 'Old', 'FEN'],
			['2', 'Young', 'FEN'],
		]);
	});
});
