/** Local time in London, where the provider works and where its systems write their dates. */

/** Milliseconds since 1970-01-01 00:00 UTC. */
export type Instant = number;
/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const utcMidnight = (day: Day): Instant => Date.parse(`${day}T00:00:00Z`);
const dayOf = (utc: Instant): Day => new Date(utc).toISOString().slice(0, 10);

export const addDays = (day: Day, count: number): Day => dayOf(utcMidnight(day) + count * DAY);
export const daysBetween = (from: Day, to: Day): number =>
	(utcMidnight(to) - utcMidnight(from)) / DAY;
/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: Day): number => new Date(utcMidnight(day)).getUTCDay() || 7;
export const monthOf = (day: Day): string => day.slice(0, 7);

export function eachDay(from: Day, to: Day): Day[] {
	return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
}

export function eachMonth(from: Day, to: Day): string[] {
	return [...new Set(eachDay(from, to).map(monthOf))];
}

export function lastDayOfMonth(month: string): Day {
	const [year, number] = month.split('-').map(Number) as [number, number];
	return dayOf(Date.UTC(year, number, 0));
}

/** Summer time runs from 01:00 UTC on the last Sunday of March to that of October. */
function isSummerTime(instant: Instant): boolean {
	const year = new Date(instant).getUTCFullYear();
	const lastSunday = (month: string): Instant => {
		const end = lastDayOfMonth(`${year}-${month}`);
		return utcMidnight(addDays(end, -(weekdayOf(end) % 7))) + HOUR;
	};
	return instant >= lastSunday('03') && instant < lastSunday('10');
}

/** The instant of a wall-clock time; `minute` counts from midnight and may exceed a day. */
export function london(day: Day, minute: number): Instant {
	const guess = utcMidnight(day) + Math.round(minute) * MINUTE;
	return isSummerTime(guess - HOUR) ? guess - HOUR : guess;
}

interface LocalTime {
	day: Day;
	/** Minutes since local midnight. */
	minute: number;
}

export function localTime(instant: Instant): LocalTime {
	const shifted = instant + (isSummerTime(instant) ? HOUR : 0);
	const day = dayOf(shifted);
	return { day, minute: Math.floor((shifted - utcMidnight(day)) / MINUTE) };
}

export const localDay = (instant: Instant): Day => localTime(instant).day;

/** True when clocks go back over this local time, so that what is written means two instants. */
export const isAmbiguous = (instant: Instant): boolean => {
	const { minute } = localTime(instant);
	return [-HOUR, HOUR].some((shift) => localTime(instant + shift).minute === minute);
};

const pad = (value: number): string => String(value).padStart(2, '0');
const clock = (minute: number): string => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;

/** `30/10/2026` */
export const dayFirst = (day: Day): string => day.split('-').reverse().join('/');
/** `18:00:00` */
export const clockWithSeconds = (minute: number): string => `${clock(minute)}:00`;

/** `3/8/2025 09:05`, as the event log writes it: neither day nor month is padded. */
export function eventLogTime(instant: Instant): string {
	const { day, minute } = localTime(instant);
	const [year, month, date] = day.split('-').map(Number);
	return `${date}/${month}/${year} ${clock(minute)}`;
}

/** `2026-10-30T18:00:00Z` */
export const isoInstant = (instant: Instant): string =>
	new Date(instant).toISOString().replace('.000Z', 'Z');
