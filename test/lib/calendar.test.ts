import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	businessDayAfter,
	compareInstants,
	dayAt,
	daysOfMonth,
	daysOfWeek,
	endOfDay,
	isDay,
	isInstant,
	isWeek,
	isZone,
	monthAt,
	shiftDay,
	shiftInstant,
	shiftMonth,
	shiftWeek,
	weekAt,
} from '#lib/calendar.ts';

const instants = fc.date({
	min: new Date('1990-01-01T00:00:00Z'),
	max: new Date('2090-01-01T00:00:00Z'),
	noInvalidDate: true,
});
const zones = fc.constantFrom('UTC', 'Europe/London', 'America/New_York', 'Pacific/Apia');

describe('an ISO week', () => {
	test.each([
		['the first days of January belong to the old year', '2027-01-03T12:00:00Z', '2026-W53'],
		['the last days of December belong to the new year', '2024-12-30T12:00:00Z', '2025-W01'],
		['a week begins on Monday', '2026-10-26T00:00:00Z', '2026-W44'],
		['a week ends with Sunday', '2026-10-25T23:59:59Z', '2026-W43'],
	])('%s', (_, instant, week) => {
		expect(weekAt(instant, 'UTC')).toBe(week);
	});

	test('is the one of the place, not of Greenwich', () => {
		expect(weekAt('2026-10-26T02:00:00Z', 'America/New_York')).toBe('2026-W43');
		expect(weekAt('2026-10-25T13:00:00Z', 'Pacific/Auckland')).toBe('2026-W44');
	});

	test('53 exists in long years only', () => {
		expect(['2020-W53', '2026-W53', '2032-W53'].map(isWeek)).toEqual([true, true, true]);
		expect(['2021-W53', '2024-W53', '2025-W53'].map(isWeek)).toEqual([false, false, false]);
	});

	test.each(['2026-W00', '2026-W54', '2026-W99', '2026-44', '2026-W4', 'W44', '', '2026-W44 '])(
		'is not called “%s”',
		(text) => {
			expect(isWeek(text)).toBe(false);
		},
	);

	test('53 runs over the turn of the year', () => {
		expect(daysOfWeek('2026-W53')).toEqual({ fromOn: '2026-12-28', toOn: '2027-01-03' });
		expect(daysOfWeek('2027-W01')).toEqual({ fromOn: '2027-01-04', toOn: '2027-01-10' });
	});

	test('holds every day from Monday to Sunday and no other', () => {
		fc.assert(
			fc.property(instants, zones, (date, zone) => {
				const day = dayAt(date.toISOString(), zone);
				const { fromOn, toOn } = daysOfWeek(weekAt(date.toISOString(), zone));
				expect(fromOn <= day && day <= toOn).toBe(true);
				expect(new Date(fromOn).getUTCDay()).toBe(1);
				expect(shiftDay(fromOn, 6)).toBe(toOn);
			}),
		);
	});

	test('is followed by the week of the next Monday', () => {
		fc.assert(
			fc.property(instants, fc.integer({ min: -60, max: 60 }), (date, weeks) => {
				const week = weekAt(date.toISOString(), 'UTC');
				const shifted = shiftWeek(week, weeks);
				expect(daysOfWeek(shifted).fromOn).toBe(shiftDay(daysOfWeek(week).fromOn, 7 * weeks));
				expect(isWeek(shifted)).toBe(true);
				expect(shiftWeek(shifted, -weeks)).toBe(week);
			}),
		);
	});
});

describe('shifting an instant by days', () => {
	test.each([
		['the clocks go back between the two', '2026-10-26T09:00:00Z', '2026-10-19T08:00:00.000Z'],
		['the clocks go forward between the two', '2026-03-30T08:00:00Z', '2026-03-23T09:00:00.000Z'],
		['no clock changes', '2026-07-08T08:00:00Z', '2026-07-01T08:00:00.000Z'],
	])('keeps the time on the wall where %s', (_, instant, shifted) => {
		expect(shiftInstant(instant, 'Europe/London', -7)).toBe(shifted);
	});

	test('takes an hour that the clocks skip as the hour after it', () => {
		// 01:30 in London a week before 5 April 2026 never was.
		expect(shiftInstant('2026-04-05T00:30:00Z', 'Europe/London', -7)).toBe(
			'2026-03-29T01:30:00.000Z',
		);
	});

	test('keeps the milliseconds of the last instant of a day', () => {
		expect(shiftInstant('2026-11-01T23:59:59.999Z', 'Europe/London', -7)).toBe(
			'2026-10-25T23:59:59.999Z',
		);
	});
});

describe('the end of a local day', () => {
	test.each([
		['of 25 hours', '2026-10-25', 'Europe/London', '2026-10-25T23:59:59.999Z'],
		['of 23 hours', '2026-03-29', 'Europe/London', '2026-03-29T22:59:59.999Z'],
		[
			'before a midnight that is skipped',
			'2026-09-05',
			'America/Santiago',
			'2026-09-06T03:59:59.999Z',
		],
		['far from Greenwich', '2026-05-01', 'Pacific/Auckland', '2026-05-01T11:59:59.999Z'],
	])('%s is the last millisecond before the next day', (_, day, zone, end) => {
		expect(endOfDay(day, zone)).toBe(end);
	});

	test('belongs to that day, and the next millisecond to the next', () => {
		fc.assert(
			fc.property(instants, zones, (date, zone) => {
				const day = dayAt(date.toISOString(), zone);
				const end = endOfDay(day, zone);
				const next = new Date(Date.parse(end) + 1).toISOString();
				expect(dayAt(end, zone)).toBe(day);
				expect(dayAt(next, zone)).not.toBe(day);
			}),
		);
	});
});

describe('a text', () => {
	test.each(['2026-03-02', '2024-02-29'])('such as %s is a day', (text) => {
		expect(isDay(text)).toBe(true);
	});
	test.each(['2026-02-29', '2026-13-01', '2026-3-2', '2026-03-02T09:00', 'today', ''])(
		'such as “%s” is no day',
		(text) => {
			expect(isDay(text)).toBe(false);
		},
	);
	test.each(['2026-03-02T09:00:00Z', '2026-03-02T09:00:00.123+02:00'])(
		'such as %s is an instant',
		(text) => {
			expect(isInstant(text)).toBe(true);
		},
	);
	test.each(['2026-03-02', '2026-03-02T09:00:00', '2026-02-30T09:00:00Z', 'now', ''])(
		'such as “%s” is no instant',
		(text) => {
			expect(isInstant(text)).toBe(false);
		},
	);
	test.each(['UTC', 'Europe/London', 'Asia/Kolkata'])('such as %s is a zone', (text) => {
		expect(isZone(text)).toBe(true);
	});
	test.each(['Europe/Lundon', '+01:00', '-05:00', 'BST please', ''])(
		'such as “%s” is no zone',
		(text) => {
			expect(isZone(text)).toBe(false);
		},
	);
});

test('instants are compared as instants, however they are written', () => {
	expect(compareInstants('2026-03-02T10:00:00+01:00', '2026-03-02T09:00:00Z')).toBe(0);
	expect(compareInstants('2026-03-02T09:59:59Z', '2026-03-02T11:00:00+01:00')).toBe(-1);
});

test('a month is that of the local day', () => {
	expect(monthAt('2026-02-28T23:30:00Z', 'UTC')).toBe('2026-02');
	expect(monthAt('2026-02-28T23:30:00Z', 'Europe/Paris')).toBe('2026-03');
});

test('a month runs from its first to its last day, leap years included', () => {
	expect(daysOfMonth('2026-02')).toEqual({ fromOn: '2026-02-01', toOn: '2026-02-28' });
	expect(daysOfMonth('2028-02').toOn).toBe('2028-02-29');
	expect(shiftMonth('2026-01', -14)).toBe('2024-11');
});

test('business days pass over weekends', () => {
	expect(businessDayAfter('2026-02-28', 5)).toBe('2026-03-06');
	expect(businessDayAfter('2026-04-30', 1)).toBe('2026-05-01');
	expect(businessDayAfter('2026-05-01', 1)).toBe('2026-05-04');
});
