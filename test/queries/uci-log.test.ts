/** The numbers that must come out of the public incident log, from a real ServiceNow instance. */
import { expect, test } from 'vitest';
import { arrivalsAndClosures } from '#queries/metrics/flow/arrivals_and_closures.ts';
import { attainment } from '#queries/metrics/service_levels/attainment.ts';
import { rowOf, rowsOf, select } from '../support/questions.ts';
import { shareIncidentLog } from '../support/samples.ts';

const log = shareIncidentLog();
const scope = { asOf: '2017-02-18T15:00:00Z', zone: 'UTC' };

/** The only row of plain SQL over the log. */
async function one(sql: string) {
	const [row] = await select(log.reader, sql);
	return row;
}

test('141,712 rows are 24,918 tickets, and none is lost', async () => {
	expect(await one('select count(*) as tickets from ticket')).toEqual({ tickets: 24_918 });
	expect(await one('select count(*) as rows from quarantined_row')).toEqual({ rows: 0 });
});

test('the state is that of the last modification in the log', async () => {
	expect((await log.reader.describe())?.asOf).toBe('2017-02-18T15:00:00.000Z');
});

test('events are changes only', async () => {
	expect(
		await one(`
			select count(*) as repeated from (
				select to_value is not distinct from from_value as is_same,
					from_value is distinct from lag(to_value) over (
						partition by ticket_id, kind order by "at", ordinal
					) as is_torn
				from ticket_event
			) where is_same or is_torn`),
	).toEqual({ repeated: 0 });
});

test('29,360 rows change nothing', async () => {
	// In the plain order of the file it is 29,361: five tickets have one modification whose time
	// contradicts its number, and intervals are made of time.
	expect(
		await one(`
			select 141712 - count(*) as rows from (
				select distinct ticket_id, "at", ordinal from ticket_event
			)`),
	).toEqual({ rows: 29_360 });
});

test('the source’s own verdict is 15,803 of 24,918, once for each ticket', async () => {
	const row = await rowOf(log.reader, attainment, scope);
	expect(row).toMatchObject({
		met_count: 15_803,
		decided_count: 24_918,
		pending_count: 0,
		excluded_count: 0,
		unknown_count: 0,
	});
	// Averaged over the rows of the log it would be 93.50 %.
	expect(row.attainment_share).toBeCloseTo(0.6342, 4);
});

test('the verdict by priority', async () => {
	const rows = await rowsOf(log.reader, attainment, { ...scope, by: 'priority' });
	expect(
		rows
			.filter((row) => !row.is_total)
			.map((row) => [row.group_value, row.met_count, row.decided_count]),
	).toEqual([
		['1 - Critical', 5, 270],
		['2 - High', 2, 408],
		['3 - Moderate', 15_145, 23_466],
		['4 - Low', 651, 774],
	]);
});

test('the verdict by channel', async () => {
	const rows = await rowsOf(log.reader, attainment, { ...scope, by: 'channel' });
	expect(
		rows
			.filter((row) => !row.is_total)
			.map((row) => [row.group_value, row.met_count, row.decided_count]),
	).toEqual([
		['Direct opening', 4, 4],
		['Email', 20, 59],
		['IVR', 9, 9],
		['Phone', 15_681, 24_688],
		['Self service', 89, 158],
	]);
});

test('275 tickets were reopened by the source’s own count', async () => {
	expect(await one('select count(*) as tickets from ticket where reopen_count > 0')).toEqual({
		tickets: 275,
	});
});

test('every ticket arrived once and was closed as often as it was opened', async () => {
	expect(
		await rowOf(log.reader, arrivalsAndClosures, { ...scope, parameters: { every: 'period' } }),
	).toMatchObject({
		arrivals: 24_918 + 332,
		reopened: 332,
		closures: 24_918 + 332,
		withdrawn: 0,
		net_flow: 0,
	});
});

test('383 tickets changed priority', async () => {
	expect(
		await one(`
			select count(distinct ticket_id) as tickets from ticket_event
			where kind = 'priority' and from_value is not null`),
	).toEqual({ tickets: 383 });
});

test('1,556 tickets have no time of resolution, and all of them an end', async () => {
	expect(
		await one(`
			select count(*) filter (where resolved_at is null) as unresolved from ticket`),
	).toEqual({ unresolved: 1556 });
	expect(
		await one('select count(*) filter (where is_end_unknown) as unknown from ticket_fact'),
	).toEqual({ unknown: 0 });
});

test('from opened to resolved took 22.1 hours in the median and 178.17 in the mean', async () => {
	const row = await one(`
		select median(hours)::double as median, avg(hours)::double as mean from (
			select (epoch(resolved_at) - epoch(created_at)) / 3600 as hours
			from ticket where resolved_at is not null
		)`);
	expect(row?.['median']).toBeCloseTo(22.1, 1);
	expect(row?.['mean']).toBeCloseTo(178.17, 2);
});

test('a state that the log calls -100 is unmapped and leaves the ticket open', async () => {
	expect(
		await one(`
			select count(*) as stays, count(status) as mapped, min(status_class) as status_class
			from status_interval where source_status = '-100'`),
	).toEqual({ stays: 2, mapped: 0, status_class: 'open' });
});
