import { expect, test } from 'vitest';
import {
	formatChangedRows,
	formatFigure,
	isSameValue,
	newestFirst,
	type MovedFigure,
} from '#lib/moved-figures.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('a count reads as a count', () => {
	expect(formatFigure('arrivals', { value: 1234 })).toBe('1,234');
});

test('a share names its cases, and is its cases alone where they are few', () => {
	const many = { value: 0.91, numerator: 182, denominator: 200 };
	expect(plain(formatFigure('attainment', many))).toBe('91 % (182 of 200)');
	const few = { value: 7 / 9, numerator: 7, denominator: 9 };
	expect(plain(formatFigure('attainment', few))).toBe('7 of 9');
});

test('what is not available is not said to be zero, and neither is a share of nothing', () => {
	expect(formatFigure('closures', { value: null, needs: 'an import of tickets' })).toBe(
		'not available',
	);
	expect(formatFigure('attainment', { value: null, numerator: 0, denominator: 0 })).toBe(
		'none decided',
	);
});

test('the same share of other cases has moved; what a metric lacks is no part of its value', () => {
	const half = { value: 0.5, numerator: 1, denominator: 2 };
	expect(isSameValue(half, { value: 0.5, numerator: 2, denominator: 4 })).toBe(false);
	expect(isSameValue({ value: null, needs: 'this' }, { value: null, needs: 'that' })).toBe(true);
	expect(isSameValue({ value: null }, { value: 0 })).toBe(false);
});

test('changed rows are counted, and the first of them named with what they were counted as', () => {
	const row = (ticket_id: string, counted_as: string | null = null) => ({
		source: 'desk',
		ticket_id,
		counted_as,
	});
	expect(formatChangedRows({ count: 0, rows: [] })).toBe('');
	expect(plain(formatChangedRows({ count: 1, rows: [row('7', 'missed')] }))).toBe(
		'1 row: 7 (missed)',
	);
	expect(plain(formatChangedRows({ count: 120, rows: [row('7'), row('8'), row('9')] }, 2))).toBe(
		'120 rows: 7, 8 …',
	);
});

test('the newest month is shown first, and its figures in their order', () => {
	const moved = [
		{ month: '2026-01', figure: 'closures' },
		{ month: '2026-02', figure: 'open' },
		{ month: '2026-01', figure: 'arrivals' },
	] as MovedFigure[];
	expect(newestFirst(moved).map(({ month, figure }) => `${month} ${figure}`)).toEqual([
		'2026-02 open',
		'2026-01 arrivals',
		'2026-01 closures',
	]);
});
