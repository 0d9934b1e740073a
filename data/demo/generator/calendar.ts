import {
	addDays,
	type Day,
	DAY,
	type Instant,
	localTime,
	london,
	MINUTE,
	weekdayOf,
} from './london.ts';

/** Bank holidays in England within the period, and Christmas 2025 as the provider keeps it. */
const BANK_HOLIDAYS = new Set<Day>([
	'2025-08-25',
	'2025-12-25',
	'2025-12-26',
	'2026-01-01',
	'2026-04-03',
	'2026-04-06',
	'2026-05-04',
	'2026-05-25',
	'2026-08-31',
]);

/** Days on which a New York office is closed. */
const NEW_YORK_HOLIDAYS = new Set<Day>([
	'2025-09-01',
	'2025-11-27',
	'2025-11-28',
	'2025-12-25',
	'2026-01-01',
	'2026-01-19',
	'2026-05-25',
	'2026-07-03',
	'2026-09-07',
]);

/** Service hours of the desk, in minutes since local midnight. */
export const OPENS = 8 * 60;
export const CLOSES = 18 * 60;

export const isWeekday = (day: Day): boolean => weekdayOf(day) <= 5;
export const isWorkingDay = (day: Day): boolean => isWeekday(day) && !BANK_HOLIDAYS.has(day);
export const isNewYorkWorkingDay = (day: Day): boolean =>
	isWeekday(day) && !NEW_YORK_HOLIDAYS.has(day);

export function nextWorkingDay(day: Day): Day {
	let next = addDays(day, 1);
	while (!isWorkingDay(next)) next = addDays(next, 1);
	return next;
}

/** The given working day of a month, counted from 1. */
export function workingDayOfMonth(month: string, ordinal: number): Day {
	let day = addDays(`${month}-01`, -1);
	for (let count = 0; count < ordinal; count++) day = nextWorkingDay(day);
	return day;
}

/** Which days a service calendar counts. */
type DayRule = (day: Day) => boolean;

/** The instant at which so many service minutes have passed since `from`. */
export function addServiceMinutes(
	from: Instant,
	minutes: number,
	isOpen: DayRule = isWorkingDay,
): Instant {
	let { day, minute } = localTime(from);
	let left = minutes;
	for (;;) {
		if (isOpen(day)) {
			const start = Math.max(minute, OPENS);
			if (start < CLOSES && start + left <= CLOSES) return london(day, start + left);
			left -= Math.max(0, CLOSES - start);
		}
		day = addDays(day, 1);
		minute = 0;
	}
}

/** Service minutes between two instants. */
export function serviceMinutes(from: Instant, to: Instant, isOpen: DayRule = isWorkingDay): number {
	let total = 0;
	const last = localTime(to).day;
	for (let day = localTime(from).day; day <= last; day = addDays(day, 1)) {
		if (!isOpen(day)) continue;
		const open = Math.max(from, london(day, OPENS));
		const close = Math.min(to, london(day, CLOSES));
		total += Math.max(0, close - open) / MINUTE;
	}
	return total;
}

/** Elapsed days, fractions kept. */
export const elapsedDays = (from: Instant, to: Instant): number => (to - from) / DAY;
