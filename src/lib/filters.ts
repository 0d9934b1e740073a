import {
	compareInstants,
	daysOfWeek,
	endOfDay,
	isWeek,
	shiftInstant,
	shiftWeek,
	weekAt,
} from './calendar.ts';

/** What the address says of a review: which week, and whose tickets. */
export interface ReviewAddress {
	/** ISO week; `null`: the one that the data ends in. */
	week: string | null;
	/** Client ids; none: all. */
	clients: string[];
}

/** The state of a review as its address. */
export function toReviewSearch({ week, clients }: ReviewAddress): string {
	const search = new URLSearchParams();
	if (week) search.set('period', week);
	for (const client of clients) search.append('client', client);
	return search.size === 0 ? '' : `?${search}`;
}

/**
 * The state that an address stands for.
 * @throws {FilterError} when it names a week that does not exist
 */
export function readReviewSearch(search: URLSearchParams): ReviewAddress {
	const week = search.get('period');
	if (week && !isWeek(week)) throw new FilterError(`There is no week called “${week}”.`);
	return { week: week || null, clients: [...new Set(search.getAll('client'))].sort() };
}

/** An address that asks for something that does not exist. */
export class FilterError extends Error {
	override readonly name = 'FilterError';
}

/** A period and the state that it is shown in. */
export interface ReviewPeriod {
	week: string;
	fromOn: string;
	toOn: string;
	/** The instant whose state is shown: the end of the period, or of the data if that comes first. */
	asOf: string;
	/** Whether the data ends before the period does. */
	isPartial: boolean;
}

/** A week as it stands in the data. */
export function toReviewPeriod(week: string, dataAsOf: string, zone: string): ReviewPeriod {
	const days = daysOfWeek(week);
	const end = endOfDay(days.toOn, zone);
	const isPartial = compareInstants(dataAsOf, end) < 0;
	return { week, ...days, asOf: isPartial ? dataAsOf : end, isPartial };
}

/** The week before, up to the same point of it: a part of a week is held against the same part. */
export function toPreviousPeriod(period: ReviewPeriod, zone: string): ReviewPeriod {
	const week = shiftWeek(period.week, -1);
	return {
		week,
		...daysOfWeek(week),
		asOf: shiftInstant(period.asOf, zone, -7),
		isPartial: period.isPartial,
	};
}

/** The weeks that the data spans, newest first. */
export function listWeeks(firstInstant: string, lastInstant: string, zone: string): string[] {
	const first = weekAt(firstInstant, zone);
	const weeks: string[] = [];
	for (let week = weekAt(lastInstant, zone); week >= first; week = shiftWeek(week, -1)) {
		weeks.push(week);
	}
	return weeks;
}
