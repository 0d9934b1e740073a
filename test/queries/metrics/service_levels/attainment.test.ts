import { describe, expect, test } from 'vitest';
import { attainment } from '#queries/metrics/service_levels/attainment.ts';
import { NotAvailable } from '#lib/server/warehouse/errors.ts';
import type { Reader } from '#lib/server/warehouse/reader.ts';
import { answer, countedOf, rowOf, rowsOf, type Asked } from '../../../support/questions.ts';
import { openWarehouse, shareTables } from '../../../support/warehouse.ts';

type Asking = Asked<typeof attainment>;
const byDueDate = { parameters: { basis: 'source_due' } };
const bySource = { parameters: { basis: 'source' } };

/** How each ticket was judged, and when that was decided. */
async function outcomes(reader: Reader, asked: Asking) {
	const rows = await countedOf(reader, attainment, { ...asked, withExcluded: true });
	return rows.map(({ ticket_id, outcome, decided_at, exclusion_reason }) => [
		ticket_id,
		outcome,
		decided_at ?? exclusion_reason,
	]);
}

describe('by due date', () => {
	const shared = shareTables({
		ticket: `
			ticket_id,title,status,created_at,resolved_at,closed_at,due_at
			1,In time,Closed,2026-03-02T09:00:00Z,2026-03-03T09:00:00Z,2026-03-09T09:00:00Z,2026-03-04T09:00:00Z
			2,To the second,Resolved,2026-03-02T09:00:00Z,2026-03-04T09:00:00Z,,2026-03-04T09:00:00Z
			3,A second late,Resolved,2026-03-02T09:00:00Z,2026-03-04T09:00:01Z,,2026-03-04T09:00:00Z
			4,Open past its due date,New,2026-03-02T09:00:00Z,,,2026-03-20T09:00:00Z
			5,Open and due now,New,2026-03-02T09:00:00Z,,,2026-03-31T12:00:00Z
			6,Open and not due,New,2026-03-02T09:00:00Z,,,2026-03-31T12:00:01Z
			7,Done without a due date,Resolved,2026-03-02T09:00:00Z,2026-03-05T09:00:00Z,,
			8,Open without a due date,New,2026-03-02T09:00:00Z,,,
			9,Created later,New,2026-04-02T09:00:00Z,,,2026-04-04T09:00:00Z`,
	});

	test('done in time is met when it was done, late is missed when it was due', async () => {
		expect(await outcomes(shared.reader, byDueDate)).toEqual([
			['1', 'met', '2026-03-03T09:00:00.000Z'],
			['2', 'met', '2026-03-04T09:00:00.000Z'],
			['3', 'missed', '2026-03-04T09:00:00.000Z'],
			['4', 'missed', '2026-03-20T09:00:00.000Z'],
			['5', 'missed', '2026-03-31T12:00:00.000Z'],
			['6', 'pending', 'not decided yet'],
			['7', 'excluded', 'the source gives no due date'],
			['8', 'excluded', 'the source gives no due date'],
		]);
	});

	test('attainment is met of decided; what is pending or not counted is beside it', async () => {
		expect(await rowOf(shared.reader, attainment, byDueDate)).toEqual({
			group_value: null,
			is_total: true,
			met_count: 2,
			missed_count: 3,
			decided_count: 5,
			attainment_share: 0.4,
			pending_count: 1,
			excluded_count: 2,
			unknown_count: 0,
		});
	});

	test('an open ticket past its due date is missed when it was due', async () => {
		const week = { fromOn: '2026-03-16', toOn: '2026-03-22' };
		expect(await rowOf(shared.reader, attainment, { ...byDueDate, ...week })).toMatchObject({
			met_count: 0,
			missed_count: 1,
			attainment_share: 0,
		});
	});

	test('it is pending until then', async () => {
		const before = await outcomes(shared.reader, { ...byDueDate, asOf: '2026-03-20T08:59:59Z' });
		expect(before).toContainEqual(['4', 'pending', 'not decided yet']);
	});

	test('what was done later was pending, or missed, at a past date', async () => {
		const then = await outcomes(shared.reader, { ...byDueDate, asOf: '2026-03-04T09:00:00Z' });
		expect(then.slice(0, 3)).toEqual([
			['1', 'met', '2026-03-03T09:00:00.000Z'],
			['2', 'met', '2026-03-04T09:00:00.000Z'],
			['3', 'missed', '2026-03-04T09:00:00.000Z'],
		]);
		const earlier = await outcomes(shared.reader, { ...byDueDate, asOf: '2026-03-02T10:00:00Z' });
		expect(earlier.slice(0, 3).map(([, outcome]) => outcome)).toEqual(
			Array.from({ length: 3 }, () => 'pending'),
		);
	});

	test('the instant of as_of belongs to the period', async () => {
		const today = { fromOn: '2026-03-31', toOn: '2026-03-31' };
		expect(await rowOf(shared.reader, attainment, { ...byDueDate, ...today })).toMatchObject({
			missed_count: 1,
		});
	});

	test('an excluded ticket belongs to the period in which it was done', async () => {
		const count = async (fromOn: string, toOn: string) =>
			(await rowOf(shared.reader, attainment, { ...byDueDate, fromOn, toOn })).excluded_count;
		expect(await count('2026-03-05', '2026-03-05')).toBe(1);
		expect(await count('2026-03-06', '2026-03-06')).toBe(0);
	});

	test('without anything decided there is no share', async () => {
		const day = { fromOn: '2026-03-10', toOn: '2026-03-10' };
		expect(await rowOf(shared.reader, attainment, { ...byDueDate, ...day })).toMatchObject({
			decided_count: 0,
			attainment_share: null,
		});
	});

	test('two adjoining periods decide as many as the whole', async () => {
		const decided = async (fromOn: string, toOn: string) =>
			(await rowOf(shared.reader, attainment, { ...byDueDate, fromOn, toOn })).decided_count;
		const [first, second] = [
			await decided('2026-03-01', '2026-03-03'),
			await decided('2026-03-04', '2026-03-31'),
		];
		expect([first, second]).toEqual([1, 4]);
		expect(await decided('2026-03-01', '2026-03-31')).toBe(5);
	});
});

describe('by the source’s own verdict', () => {
	const shared = shareTables({
		ticket: `
			ticket_id,title,status,created_at,resolved_at,due_at,source_resolution_met
			1,Met,Resolved,2026-03-02T09:00:00Z,2026-03-03T09:00:00Z,2026-03-04T09:00:00Z,true
			2,Met though late by the date because it was paused,Resolved,2026-03-02T09:00:00Z,2026-03-06T09:00:00Z,2026-03-04T09:00:00Z,true
			3,Missed and done after it was due,Resolved,2026-03-02T09:00:00Z,2026-03-06T09:00:00Z,2026-03-04T09:00:00Z,false
			4,Missed and done before it was due,Resolved,2026-03-02T09:00:00Z,2026-03-03T09:00:00Z,2026-03-04T09:00:00Z,false
			5,Missed without a due date,Resolved,2026-03-02T09:00:00Z,2026-03-06T09:00:00Z,,false
			6,In time so far,New,2026-03-02T09:00:00Z,,,true
			7,Open and missed when due,New,2026-03-02T09:00:00Z,,2026-03-20T09:00:00Z,false
			8,Open and missed nobody knows when,New,2026-03-02T09:00:00Z,,,false
			9,No verdict,Resolved,2026-03-02T09:00:00Z,2026-03-03T09:00:00Z,2026-03-04T09:00:00Z,`,
	});

	test('done tickets follow it, and open ones only where it is final', async () => {
		expect(await outcomes(shared.reader, bySource)).toEqual([
			['1', 'met', '2026-03-03T09:00:00.000Z'],
			['2', 'met', '2026-03-06T09:00:00.000Z'],
			['3', 'missed', '2026-03-04T09:00:00.000Z'],
			['4', 'missed', '2026-03-03T09:00:00.000Z'],
			['5', 'missed', '2026-03-06T09:00:00.000Z'],
			['6', 'pending', 'not decided yet'],
			['7', 'missed', '2026-03-20T09:00:00.000Z'],
			['8', 'unknown', 'ended or was missed at an unknown time'],
			['9', 'excluded', 'the source gives no verdict'],
		]);
	});

	test('a missing verdict is excluded with its reason', async () => {
		const { rows, excluded } = await answer(shared.reader, attainment, bySource);
		expect(rows).toMatchObject([
			{ met_count: 2, missed_count: 4, pending_count: 1, excluded_count: 1, unknown_count: 1 },
		]);
		expect(excluded).toContainEqual({ reason: 'the source gives no verdict', count: 1 });
	});

	test('a miss of an open ticket is not known before it was due', async () => {
		const then = await outcomes(shared.reader, { ...bySource, asOf: '2026-03-19T09:00:00Z' });
		expect(then).toContainEqual(['7', 'unknown', 'ended or was missed at an unknown time']);
	});
});

test('a reopening returns a met promise to pending, and the last closing decides', async () => {
	const reader = await openWarehouse({
		ticket: `
			ticket_id,title,status,created_at,due_at
			1,Printer,Closed,2026-03-02T09:00:00Z,2026-03-05T09:00:00Z`,
		ticket_event: `
			ticket_id,at,kind,from_value,to_value
			1,2026-03-03T09:00:00Z,status,New,Resolved
			1,2026-03-04T09:00:00Z,status,Resolved,In progress
			1,2026-03-06T09:00:00Z,status,In progress,Closed`,
	});
	const at = (asOf: string) => outcomes(reader, { ...byDueDate, asOf });
	expect(await at('2026-03-03T12:00:00Z')).toEqual([['1', 'met', '2026-03-03T09:00:00.000Z']]);
	expect(await at('2026-03-04T12:00:00Z')).toEqual([['1', 'pending', 'not decided yet']]);
	expect(await at('2026-03-31T12:00:00Z')).toEqual([['1', 'missed', '2026-03-05T09:00:00.000Z']]);
});

test('withdrawn and merged tickets are excluded, each with its reason', async () => {
	const reader = await openWarehouse({
		ticket: `
			ticket_id,title,status,created_at,resolved_at,due_at,merged_into
			1,Cancelled,Cancelled,2026-03-02T09:00:00Z,2026-03-06T09:00:00Z,2026-03-05T09:00:00Z,
			2,Twin,Closed,2026-03-02T09:00:00Z,2026-03-06T09:00:00Z,2026-03-05T09:00:00Z,3
			3,Survivor,Closed,2026-03-02T09:00:00Z,2026-03-03T09:00:00Z,2026-03-05T09:00:00Z,`,
	});
	const { rows, excluded } = await answer(reader, attainment, byDueDate);
	expect(rows).toMatchObject([{ met_count: 1, missed_count: 0, excluded_count: 2 }]);
	expect(excluded).toEqual([
		{ reason: 'merged into another ticket', count: 1 },
		{ reason: 'withdrawn', count: 1 },
	]);
});

test('a ticket that is done and cancelled later was met', async () => {
	const reader = await openWarehouse({
		ticket: `
			ticket_id,title,status,created_at,due_at
			1,Printer,Cancelled,2026-03-02T09:00:00Z,2026-03-05T09:00:00Z`,
		ticket_event: `
			ticket_id,at,kind,from_value,to_value
			1,2026-03-03T09:00:00Z,status,New,Resolved
			1,2026-03-09T09:00:00Z,status,Resolved,Cancelled`,
	});
	expect(await outcomes(reader, byDueDate)).toEqual([['1', 'met', '2026-03-03T09:00:00.000Z']]);
});

test('a ticket that ended at an unknown time is unknown, not missed', async () => {
	const reader = await openWarehouse({
		ticket: `
			ticket_id,title,status,created_at,closed_at,due_at,source_resolution_met
			1,No time,Closed,2026-03-02T09:00:00Z,,2026-03-05T09:00:00Z,true
			2,Closed before it was created,Closed,2026-03-02T09:00:00Z,2026-03-01T09:00:00Z,2026-03-05T09:00:00Z,false`,
	});
	for (const basis of [byDueDate, bySource]) {
		expect(await rowOf(reader, attainment, basis)).toMatchObject({
			decided_count: 0,
			unknown_count: 2,
		});
	}
});

test('what is known of a promise before its unknown end still counts', async () => {
	const reader = await openWarehouse({
		ticket: `
			ticket_id,title,status,created_at,due_at
			1,The log stops after the reopening,Closed,2026-03-02T09:00:00Z,2026-03-05T09:00:00Z`,
		ticket_event: `
			ticket_id,at,kind,from_value,to_value
			1,2026-03-04T09:00:00Z,status,New,Closed
			1,2026-03-06T09:00:00Z,status,Closed,In progress`,
	});
	const at = async (asOf: string) => (await outcomes(reader, { ...byDueDate, asOf }))[0]?.[1];
	expect(await at('2026-03-03T09:00:00Z')).toBe('pending');
	expect(await at('2026-03-04T09:00:00Z')).toBe('met');
	expect(await at('2026-03-31T12:00:00Z')).toBe('unknown');
});

describe('what the data does not have', () => {
	const shared = shareTables({
		ticket: `
			ticket_id,title,status,created_at,resolved_at
			1,Printer,Resolved,2026-03-02T09:00:00Z,2026-03-03T09:00:00Z`,
	});

	test.each([
		['source', 'tickets with the source’s own verdict (met or missed)'],
		['source_due', 'tickets with a due date'],
		['policy', 'service level policies in the service model'],
	])('makes the basis %s not available: needs %s', async (basis, needs) => {
		await expect(answer(shared.reader, attainment, { parameters: { basis } })).rejects.toEqual(
			new NotAvailable('service_levels/attainment', needs),
		);
	});
});

test('a group of which nothing is decided has no share, and the total is over all tickets', async () => {
	const reader = await openWarehouse({
		ticket: `
			ticket_id,title,status,created_at,resolved_at,due_at,priority
			1,In time,Resolved,2026-03-02T09:00:00Z,2026-03-03T09:00:00Z,2026-03-05T09:00:00Z,1
			2,In time,Resolved,2026-03-02T09:00:00Z,2026-03-03T09:00:00Z,2026-03-05T09:00:00Z,2
			3,Late,Resolved,2026-03-02T09:00:00Z,2026-03-09T09:00:00Z,2026-03-05T09:00:00Z,2
			4,Late,Resolved,2026-03-02T09:00:00Z,2026-03-09T09:00:00Z,2026-03-05T09:00:00Z,2
			5,Not due,New,2026-03-02T09:00:00Z,,2026-04-05T09:00:00Z,3`,
	});
	const rows = await rowsOf(reader, attainment, { ...byDueDate, by: 'priority' });
	// The share of all is no mean of shares, which would be 2/3.
	expect(rows.map((row) => [row.group_value, row.decided_count, row.attainment_share])).toEqual([
		[null, 4, 0.5],
		['1', 1, 1],
		['2', 3, 1 / 3],
		['3', 0, null],
	]);
});
