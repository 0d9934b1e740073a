import { daysOfWeek } from './calendar.ts';
import type { ReviewPeriod } from './filters.ts';
import { formatDayOfYear, formatInstant } from './format.ts';

const numberOf = (week: string) => Number(week.split('-W')[1]);

/** "Week 44, 26 Oct to 1 Nov 2026". */
export function wordWeek(week: string): string {
	const { fromOn, toOn } = daysOfWeek(week);
	return `Week ${numberOf(week)}, ${formatDayOfYear(fromOn)} to ${formatDayOfYear(toOn)} ${toOn.slice(0, 4)}`;
}

/** The head of a weekly review: the week, how far it goes, and what it is held against. */
export function wordReviewWeek(period: ReviewPeriod, previous: ReviewPeriod, zone: string): string {
	const reach = period.isPartial ? `, up to ${formatInstant(period.asOf, zone)}` : '';
	return `${wordWeek(period.week)}${reach}, against ${wordWeekBefore(previous)}`;
}

/** "the same days of week 43", or "week 43". */
export function wordWeekBefore(previous: ReviewPeriod): string {
	const week = `week ${numberOf(previous.week)}`;
	return previous.isPartial ? `the same days of ${week}` : week;
}
