import fc from 'fast-check';
import { expect, test } from 'vitest';
import { includeSteps } from '#lib/server/warehouse/statement.ts';
import { shareClocks } from './calendars.ts';

const clocks = shareClocks();

/** Twenty thousand triples of instants in order, of every calendar, made from a number. */
const samples = `
		drawn as (
			select
				number,
				calendar,
				list_sort([
					make_timestamptz(
						epoch_us('2026-01-01 00:00:00Z'::timestamptz)
						+ (hash($seed::varchar, number, place) % (360 * 86400000000))::bigint
					)
					for place in [1, 2, 3]
				]) as instants,
				(hash($seed::varchar, number, 4) % 36000000000)::bigint + 1 as target
			from range(20000) as numbers(number)
			join (
				select calendar, row_number() over (order by calendar) as place,
					count(*) over () as calendars
				from (select distinct calendar from calendar)
			) as calendar on calendar.place - 1 = number % calendars
		)`;
const seed = fc.integer().map(String);

test('[a, m) and [m, b) together are [a, b)', async () => {
	await fc.assert(
		fc.asyncProperty(seed, async (seed) => {
			const sums = await clocks().session.one(
				includeSteps(`
						with ${samples},
						span as (
							select number, calendar, 1 as part, instants[1] as from_at, instants[2] as to_at
							from drawn
							union all
							select number, calendar, 1, instants[2], instants[3] from drawn
							union all
							select number, calendar, -1, instants[1], instants[3] from drawn
						),
						timed as ({{business_time}}),
						sums as (
							select number, sum(part * business_microseconds) as difference,
								count(business_microseconds) as known, sum(business_microseconds) as total
							from timed group by number
						)
						select count(*) filter (where difference <> 0 or known < 3)::integer as wrong,
							count(*) filter (where total > 0)::integer > 15000 as is_telling
						from sums`),
				{ seed },
			);
			expect(sums).toEqual({ wrong: 0, is_telling: true });
		}),
		{ numRuns: 2 },
	);
});

test('what is due is the first instant at which the target has passed', async () => {
	await fc.assert(
		fc.asyncProperty(seed, async (seed) => {
			const sums = await clocks().session.one(
				includeSteps(`
						with ${samples},
						countdown as (
							select number, calendar, instants[1] as from_at, target as remaining_microseconds
							from drawn
						),
						deadline as ({{due}}),
						span as (
							select number, calendar, from_at, remaining_microseconds, early,
								due_at - to_microseconds(early) as to_at
							from deadline, unnest([0, 1]) as before(early)
							where due_at is not null
						),
						timed as ({{business_time}})
						select
							count(*) filter (
								where business_microseconds is distinct from remaining_microseconds - early
							)::integer as wrong,
							count(*) > 30000 as is_telling
						from timed`),
				{ seed },
			);
			expect(sums).toEqual({ wrong: 0, is_telling: true });
		}),
		{ numRuns: 2 },
	);
});
