import { expect, test } from 'vitest';
import { toPreviousPeriod, toReviewPeriod } from '#lib/filters.ts';
import { wordReviewWeek, wordWeek, wordWeekBefore } from '#lib/period-words.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const asOf = '2026-10-30T18:00:00Z';
const zone = 'Europe/London';

function reviewOf(week: string) {
	const period = toReviewPeriod(week, asOf, zone);
	const previous = toPreviousPeriod(period, zone);
	return { period, previous };
}

test('a week is called by its number and its days', () => {
	expect(plain(wordWeek('2026-W44'))).toBe('Week 44, 26 Oct to 1 Nov 2026');
});

test('a number below ten has no leading zero', () => {
	expect(plain(wordWeek('2026-W02'))).toBe('Week 2, 5 Jan to 11 Jan 2026');
});

test('a week over the turn of the year bears the year in which it ends', () => {
	expect(plain(wordWeek('2026-W53'))).toBe('Week 53, 28 Dec to 3 Jan 2027');
});

test('a whole week is held against the whole week before', () => {
	const { period, previous } = reviewOf('2026-W43');
	expect(plain(wordReviewWeek(period, previous, zone))).toBe(
		'Week 43, 19 Oct to 25 Oct 2026, against week 42',
	);
});

test('a part of a week says how far it goes and is held against the same days', () => {
	const { period, previous } = reviewOf('2026-W44');
	expect(plain(wordReviewWeek(period, previous, zone))).toMatch(
		/^Week 44, 26 Oct to 1 Nov 2026, up to .*30 Oct.*18:00.*, against the same days of week 43$/,
	);
	expect(plain(wordWeekBefore(previous))).toBe('the same days of week 43');
});
