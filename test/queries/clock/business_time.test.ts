import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Calendar, Hours } from '#lib/server/model/defaults.ts';
import { includeSteps } from '#lib/server/warehouse/statement.ts';
import { ClockDatabase } from '../../support/business-clock.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const version = (timeZone: string, ...hours: Hours[]) => ({
	validFrom: null,
	timeZone,
	windows: hours.map((window) => ({ weekdays: everyDay, ...window })),
});
const daily = (calendar: string, timeZone: string, ...hours: Hours[]): Calendar => ({
	calendar,
	versions: [version(timeZone, ...hours)],
	holidays: [],
});

const day = { opens: '09:00', closes: '17:00' };
const night = { opens: '22:00', closes: '06:00' };
const always = { opens: '00:00', closes: '24:00' };
const calendars: Calendar[] = [
	daily('day', 'UTC', day),
	daily('always', 'UTC', always),
	daily('New York', 'America/New_York', day),
	daily('one or two', 'America/New_York', { opens: '01:30', closes: '02:00' }),
	daily('in the gap', 'America/New_York', { opens: '02:15', closes: '02:45' }),
	daily('out of the gap', 'America/New_York', { opens: '02:30', closes: '04:00' }),
	daily('overlapping', 'UTC', day, { opens: '16:00', closes: '18:00' }, { ...day }),
	daily(
		'touching',
		'UTC',
		{ opens: '09:00', closes: '12:00' },
		{ opens: '12:00', closes: '17:00' },
	),
	daily('round the clock from eleven', 'America/New_York', { opens: '23:00', closes: '23:00' }),
	{ calendar: 'closed', versions: [version('UTC')], holidays: [] },
	{
		calendar: 'shorter since May',
		versions: [
			version('UTC', day),
			{ ...version('UTC', { opens: '09:00', closes: '12:00' }), validFrom: '2026-05-01' },
		],
		holidays: [],
	},
	{
		calendar: 'moved to Tokyo in May',
		versions: [
			version('America/New_York', always),
			{ ...version('Asia/Tokyo', always), validFrom: '2026-05-01' },
		],
		holidays: [],
	},
	{
		calendar: 'nights but Christmas',
		versions: [version('UTC', night)],
		holidays: [{ holidayOn: '2026-12-25', name: 'Christmas Day', hours: [] }],
	},
	{
		calendar: 'half of Christmas Eve',
		versions: [version('UTC', day)],
		holidays: [
			{
				holidayOn: '2026-12-24',
				name: 'Christmas Eve',
				hours: [
					{ opens: '08:00', closes: '10:00' },
					{ opens: '11:00', closes: '12:00' },
				],
			},
		],
	},
];

let clock: ClockDatabase;
beforeAll(async () => {
	clock = await ClockDatabase.open(calendars, { startsOn: '2026-01-01', endsOn: '2027-01-01' });
	return () => clock.close();
});

const minutes = async (calendar: string, from: string, to: string) =>
	(await clock.businessMinutes([{ calendar, from, to }]))[0];
const due = async (calendar: string, from: string, minutes: number) =>
	(await clock.dueInstants([{ calendar, from, minutes }]))[0];

describe('business time', () => {
	test.each([
		['the end comes before the start', 'day', '2026-03-03T10:00:00Z', '2026-03-03T09:00:00Z'],
		['nothing has ended', 'day', '2026-03-03T10:00:00Z', ''],
		['nobody knows the calendar', 'Mars', '2026-03-03T10:00:00Z', '2026-03-03T11:00:00Z'],
		['it begins before the clock', 'day', '2025-12-31T23:59:59Z', '2026-03-03T11:00:00Z'],
		['it ends after the clock', 'day', '2026-12-31T10:00:00Z', '2027-01-01T00:00:00Z'],
	])('is unknown, not zero, where %s', async (_, calendar, from, to) => {
		expect(await minutes(calendar, from, to)).toBeNull();
	});

	test('is zero between two equal instants, and where there never is business', async () => {
		expect(await minutes('day', '2026-03-03T10:00:00Z', '2026-03-03T10:00:00Z')).toBe(0);
		expect(await minutes('closed', '2026-03-03T10:00:00Z', '2026-04-03T10:00:00Z')).toBe(0);
	});

	test('counts an instant once, however many windows hold it', async () => {
		const whole = ['2026-03-03T00:00:00Z', '2026-03-04T00:00:00Z'] as const;
		expect(await minutes('overlapping', ...whole)).toBe(9 * 60);
		expect(await minutes('touching', ...whole)).toBe(8 * 60);
	});

	test('counts fractions of a minute', async () => {
		expect(await minutes('day', '2026-03-03T08:59:00Z', '2026-03-03T09:00:00.000006Z')).toBe(1e-7);
	});

	test('of a time that is repeated begins and ends with its first reading', async () => {
		// From the first 01:30 to the only 02:00, the repeated hour between them.
		const [from, to] = ['2026-11-01T04:00:00Z', '2026-11-02T00:00:00Z'];
		expect(await minutes('one or two', from, to)).toBe(90);
		expect(await minutes('one or two', from, '2026-11-01T05:31:00Z')).toBe(1);
	});

	test('has no minute that the clock on the wall skips', async () => {
		const skipped = ['2026-03-08T05:00:00Z', '2026-03-08T12:00:00Z'] as const;
		expect(await minutes('in the gap', ...skipped)).toBe(0);
		expect(await minutes('out of the gap', ...skipped)).toBe(60);
	});

	test('follows the calendar as it was on each day', async () => {
		expect(await minutes('shorter since May', '2026-04-30T00:00:00Z', '2026-05-01T00:00:00Z')).toBe(
			8 * 60,
		);
		expect(await minutes('shorter since May', '2026-05-01T00:00:00Z', '2026-05-02T00:00:00Z')).toBe(
			3 * 60,
		);
	});

	test('of a calendar that moves to another zone passes once where its days overlap', async () => {
		expect(
			await minutes('moved to Tokyo in May', '2026-04-29T00:00:00Z', '2026-05-03T00:00:00Z'),
		).toBe(4 * 24 * 60);
	});

	test('of a night belongs to the day on which it begins, also into and out of a holiday', async () => {
		const nights = 'nights but Christmas';
		expect(await minutes(nights, '2026-12-25T00:00:00Z', '2026-12-25T12:00:00Z')).toBe(6 * 60);
		expect(await minutes(nights, '2026-12-25T12:00:00Z', '2026-12-26T12:00:00Z')).toBe(0);
	});

	test('on a holiday is what the holiday names', async () => {
		expect(
			await minutes('half of Christmas Eve', '2026-12-24T00:00:00Z', '2026-12-25T00:00:00Z'),
		).toBe(3 * 60);
	});

	test('is there on the first day of the clock, of windows that opened days before', async () => {
		expect(
			await minutes('round the clock from eleven', '2026-01-01T00:00:00Z', '2026-01-01T12:00:00Z'),
		).toBe(12 * 60);
	});
});

describe('a target', () => {
	test('that is used up as business closes is due then, not as it opens again', async () => {
		expect(await due('day', '2026-03-03T16:00:00Z', 60)).toBe('2026-03-03T17:00:00.000Z');
		expect(await due('always', '2026-03-03T23:00:00Z', 60)).toBe('2026-03-04T00:00:00.000Z');
	});

	test('that runs over years of nights is due when they have passed', async () => {
		expect(await due('day', '2026-01-05T09:00:00Z', 100 * 8 * 60 + 1)).toBe(
			'2026-04-15T09:01:00.000Z',
		);
	});

	test('that is used up already is due at once', async () => {
		expect(await due('day', '2026-03-03T20:00:00Z', 0)).toBe('2026-03-03T20:00:00.000Z');
		expect(await due('day', '2026-03-03T20:00:00Z', -5)).toBe('2026-03-03T20:00:00.000Z');
	});

	test.each([
		['the clock ends before it', 'day', '2026-12-30T09:00:00Z'],
		['there never is business', 'closed', '2026-03-03T09:00:00Z'],
		['nobody knows the calendar', 'Mars', '2026-03-03T09:00:00Z'],
		['the clock begins after its start', 'day', '2025-12-30T09:00:00Z'],
	])('is due nobody knows when where %s', async (_, calendar, from) => {
		expect(await due(calendar, from, 40 * 60)).toBeNull();
	});
});

describe('a clock that pauses', () => {
	const run = (from: string, to: string, isRunning: boolean, calendar = 'day') => ({
		clock: 'one',
		calendar,
		from,
		to,
		isRunning,
		target: 120,
	});
	const netOf = async (...runs: ReturnType<typeof run>[]) =>
		(await clock.netClocks(runs)).get('one');

	test('has no due instant while it stands still', async () => {
		expect(await netOf(run('2026-03-03T10:00:00Z', '2026-03-03T11:00:00Z', false))).toEqual({
			net: 60,
			due: null,
		});
	});

	test('keeps the instant at which its target was used up, whatever came after', async () => {
		expect(
			await netOf(
				run('2026-03-03T10:00:00Z', '2026-03-03T13:00:00Z', false),
				run('2026-03-04T10:00:00Z', '2026-03-04T11:00:00Z', true),
			),
		).toEqual({ net: 240, due: '2026-03-03T12:00:00.000Z' });
	});

	test('is due as it pauses when its target is used up just then', async () => {
		expect(await netOf(run('2026-03-03T10:00:00Z', '2026-03-03T12:00:00Z', false))).toEqual({
			net: 120,
			due: '2026-03-03T12:00:00.000Z',
		});
	});

	test('has an unknown time and due instant as soon as one of its runs has', async () => {
		expect(
			await netOf(
				run('2026-03-03T11:00:00Z', '2026-03-03T10:00:00Z', false),
				run('2026-03-04T10:00:00Z', '2026-03-04T11:00:00Z', true),
			),
		).toEqual({ net: null, due: null });
	});
});

describe('to the microsecond, for any instants', () => {
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
				const sums = await clock.session.one(
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
				const sums = await clock.session.one(
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
});
