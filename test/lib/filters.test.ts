import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayAt, weekAt } from '#lib/calendar.ts';
import {
	FilterError,
	listWeeks,
	readReviewSearch,
	toPreviousPeriod,
	toReviewPeriod,
	toReviewSearch,
} from '#lib/filters.ts';

const instants = fc
	.date({
		min: new Date('2000-01-01T00:00:00Z'),
		max: new Date('2060-01-01T00:00:00Z'),
		noInvalidDate: true,
	})
	.map((date) => date.toISOString());
const weeks = instants.map((instant) => weekAt(instant, 'UTC'));

describe('the address of a review', () => {
	test('says all of its state, whatever the clients are called', () => {
		fc.assert(
			fc.property(
				fc.option(weeks),
				fc.uniqueArray(fc.string({ unit: 'grapheme' })),
				(week, named) => {
					const state = { week, clients: named.sort() };
					const search = toReviewSearch(state);
					expect(readReviewSearch(new URLSearchParams(search))).toEqual(state);
				},
			),
		);
	});

	test('is empty for the newest week of all clients', () => {
		expect(toReviewSearch({ week: null, clients: [] })).toBe('');
	});

	test('is the same for the same clients in any order and any number', () => {
		const read = (search: string) => readReviewSearch(new URLSearchParams(search));
		expect(read('client=B&client=A&client=B')).toEqual(read('client=A&client=B'));
	});

	test('takes an empty period for none', () => {
		expect(readReviewSearch(new URLSearchParams('period=')).week).toBeNull();
	});

	test('with a week that does not exist is refused in words', () => {
		const read = () => readReviewSearch(new URLSearchParams('period=2025-W53'));
		expect(read).toThrow(FilterError);
		expect(read).toThrow('There is no week called “2025-W53”.');
	});
});

describe('a period', () => {
	test('that the data covers is shown as of its last millisecond', () => {
		expect(toReviewPeriod('2026-W43', '2026-10-30T18:00:00Z', 'Europe/London')).toEqual({
			week: '2026-W43',
			fromOn: '2026-10-19',
			toOn: '2026-10-25',
			asOf: '2026-10-25T23:59:59.999Z',
			isPartial: false,
		});
	});

	test('that the data breaks off in is shown as of the end of the data', () => {
		const period = toReviewPeriod('2026-W44', '2026-10-30T18:00:00Z', 'Europe/London');
		expect(period).toMatchObject({ asOf: '2026-10-30T18:00:00Z', isPartial: true });
	});

	test('is partial until its very last millisecond is in the data', () => {
		const isPartial = (asOf: string) => toReviewPeriod('2026-W43', asOf, 'UTC').isPartial;
		expect(isPartial('2026-10-25T23:59:59.998Z')).toBe(true);
		expect(isPartial('2026-10-25T23:59:59.999Z')).toBe(false);
	});

	test('ends by the clocks of its zone', () => {
		const { asOf } = toReviewPeriod('2026-W43', '2026-12-01T00:00:00Z', 'America/New_York');
		expect(asOf).toBe('2026-10-26T03:59:59.999Z');
	});
});

describe('the period before', () => {
	const before = (week: string, asOf: string, zone = 'Europe/London') =>
		toPreviousPeriod(toReviewPeriod(week, asOf, zone), zone);

	test('is whole where the period is', () => {
		expect(before('2026-W43', '2026-12-01T00:00:00Z')).toEqual({
			week: '2026-W42',
			fromOn: '2026-10-12',
			toOn: '2026-10-18',
			asOf: '2026-10-18T22:59:59.999Z',
			isPartial: false,
		});
	});

	test('ends at the same time on the wall where the period is partial', () => {
		// Friday 18:00 in London, before and after the clocks went back.
		expect(before('2026-W44', '2026-10-30T18:00:00Z')).toMatchObject({
			week: '2026-W43',
			asOf: '2026-10-23T17:00:00.000Z',
			isPartial: true,
		});
	});

	test('of the first week is in the year before', () => {
		expect(before('2027-W01', '2027-06-01T00:00:00Z').week).toBe('2026-W53');
	});

	test('is held up to the same weekday and time, in every zone and over every clock change', () => {
		const zones = fc.constantFrom('UTC', 'Europe/London', 'America/New_York', 'Australia/Sydney');
		const onTheWall = (instant: string, timeZone: string) =>
			new Intl.DateTimeFormat('en', {
				timeZone,
				hour: '2-digit',
				minute: '2-digit',
				weekday: 'short',
				hourCycle: 'h23',
			}).format(new Date(instant));
		// Clocks skip hours of the small hours only, and a skipped hour cannot be kept.
		const isInDaytime = (instant: string, zone: string) =>
			!/ 0[0-3]:/.test(onTheWall(instant, zone));
		fc.assert(
			fc.property(instants, zones, (asOf, zone) => {
				fc.pre(isInDaytime(asOf, zone));
				const period = toReviewPeriod(weekAt(asOf, zone), asOf, zone);
				const previous = toPreviousPeriod(period, zone);
				expect(onTheWall(previous.asOf, zone)).toBe(onTheWall(period.asOf, zone));
				expect(previous.fromOn <= dayAt(previous.asOf, zone)).toBe(true);
				expect(dayAt(previous.asOf, zone) < period.fromOn).toBe(true);
			}),
		);
	});
});

describe('the weeks that data spans', () => {
	test('are listed newest first, both ends included, over the turn of a long year', () => {
		expect(listWeeks('2026-12-21T00:00:00Z', '2027-01-11T00:00:00Z', 'UTC')).toEqual([
			'2027-W02',
			'2027-W01',
			'2026-W53',
			'2026-W52',
		]);
	});

	test('are one where it all happened at once', () => {
		const instant = '2026-10-30T18:00:00Z';
		expect(listWeeks(instant, instant, 'UTC')).toEqual(['2026-W44']);
	});
});
