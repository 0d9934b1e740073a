import { describe, expect, test } from 'vitest';
import {
	decimalsOf,
	formatCell,
	formatCount,
	formatCountOf,
	formatDay,
	formatDayOfYear,
	formatDays,
	formatDecimal,
	formatDuration,
	formatInstant,
	formatMoney,
	formatShare,
	formatSignedCount,
	formatUnit,
	formatValue,
} from '#lib/format.ts';

/** No-break spaces read as plain ones, so that the expectations below can be read. */
function plain(text: string): string {
	return text.replaceAll('\u00a0', ' ');
}

describe('counts', () => {
	test('a count has thousands', () => {
		expect(formatCount(1234567)).toBe('1,234,567');
	});
	test('a negative figure has a true minus', () => {
		expect(formatCount(-5)).toBe('−5');
		expect(formatDecimal(-2.44, 1)).toBe('−2.4');
	});
	test('a figure that rounds to nothing has no sign', () => {
		expect(formatDecimal(-0.4, 0)).toBe('0');
		expect(formatDecimal(-0.04, 1)).toBe('0.0');
	});
	test('a difference always carries its sign, except nothing', () => {
		expect([12, -5, 0].map(formatSignedCount)).toEqual(['+12', '−5', '0']);
	});
	test('one thing is singular, every other number is plural', () => {
		expect([0, 1, 1200].map((count) => plain(formatCountOf(count, 'ticket')))).toEqual([
			'0 tickets',
			'1 ticket',
			'1,200 tickets',
		]);
		expect(plain(formatCountOf(2, 'entry', 'entries'))).toBe('2 entries');
	});
});

describe('shares', () => {
	test('a share is a whole percentage', () => {
		expect(plain(formatShare(0.912))).toBe('91 %');
	});
	test('a share of fewer than 20 cases is said as k of n', () => {
		expect(plain(formatShare(7 / 9, { numerator: 7, denominator: 9 }))).toBe('7 of 9');
		expect(plain(formatShare(0.9, { numerator: 18, denominator: 20 }))).toBe('90 %');
	});
	test('almost all is not all, and almost none is not none', () => {
		expect(plain(formatShare(0.999))).toBe('>99 %');
		expect(plain(formatShare(0.001))).toBe('<1 %');
		expect([0, 1].map((share) => plain(formatShare(share)))).toEqual(['0 %', '100 %']);
	});
});

describe('durations', () => {
	test('minutes are said in hours and minutes', () => {
		expect([0, 45, 60, 200].map((minutes) => plain(formatDuration(minutes)))).toEqual([
			'0 min',
			'45 min',
			'1 h',
			'3 h 20 min',
		]);
	});
	test('the minute that completes the hour is not the 60th', () => {
		expect(plain(formatDuration(119.6))).toBe('2 h');
	});
	test('from 100 hours on minutes are false precision', () => {
		expect(plain(formatDuration(100 * 60 + 20))).toBe('100 h');
	});
	test('a negative duration has one minus in front', () => {
		expect(plain(formatDuration(-200))).toBe('−3 h 20 min');
	});
	test('days have a decimal only while it matters', () => {
		expect([2.44, 1, 0, 9.97, 31.4].map((days) => plain(formatDays(days)))).toEqual([
			'2.4 days',
			'1 day',
			'0 days',
			'10 days',
			'31 days',
		]);
	});
});

describe('days and instants', () => {
	test('a day has its weekday and no comma', () => {
		expect(plain(formatDay('2026-10-30'))).toBe('Fri 30 Oct 2026');
		expect(plain(formatDayOfYear('2026-10-26'))).toBe('26 Oct');
	});
	test('an instant is shown in the zone asked for, with its local day', () => {
		expect(plain(formatInstant('2026-10-30T18:00:00Z', 'Europe/London'))).toBe(
			'Fri 30 Oct 2026, 18:00',
		);
		expect(plain(formatInstant('2026-10-30T18:00:00Z', 'Asia/Tokyo'))).toBe(
			'Sat 31 Oct 2026, 03:00',
		);
	});
	test('summer time is that of the instant, not of today', () => {
		expect(plain(formatInstant('2026-07-01T23:30:00Z', 'Europe/London'))).toBe(
			'Thu 2 Jul 2026, 00:30',
		);
	});
});

describe('values by unit', () => {
	test('what is not known is a dash, never a zero', () => {
		expect([null, undefined, '', NaN].map((value) => formatValue(value, 'count'))).toEqual(
			Array(4).fill('–'),
		);
		expect(formatCell(null, 'share')).toBe('–');
	});
	test('each unit has its own words', () => {
		expect(plain(formatValue(0.5, 'share'))).toBe('50 %');
		expect(plain(formatValue(2.5, 'hours'))).toBe('2 h 30 min');
		expect(plain(formatValue('2026-10-30', 'day'))).toBe('Fri 30 Oct 2026');
		expect(formatValue(true, 'flag')).toBe('yes');
		expect(formatValue('P1', 'text')).toBe('P1');
	});
	test('money carries its currency where that is known', () => {
		expect(formatMoney(1204.5, 'GBP')).toBe('£1,204.50');
		expect(formatMoney(-1204.5)).toBe('−1,204.50');
	});
});

describe('cells of a table', () => {
	test('the unit stands in the head and the figure alone in the cell', () => {
		expect(formatUnit('share')).toBe('%');
		expect(formatCell(0.912, 'share')).toBe('91');
		expect(formatCell(94, 'days')).toBe('94');
		expect(formatUnit('count')).toBe('');
	});
	test('a column has a decimal as soon as one of its figures needs it', () => {
		expect(decimalsOf([3, 2.5, null], 'days')).toBe(1);
		expect(decimalsOf([3, 2, null], 'days')).toBe(0);
		expect(formatCell(3, 'days', { decimals: 1 })).toBe('3.0');
	});
});
