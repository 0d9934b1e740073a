import { Temporal } from 'temporal-polyfill';

/** A span of local days, both included, ISO. */
export interface Days {
	fromOn: string;
	toOn: string;
}

/** The ISO week in which an instant falls in a zone: "2026-W44". */
export function weekAt(instant: string, zone: string): string {
	const day = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate();
	return `${day.yearOfWeek}-W${String(day.weekOfYear).padStart(2, '0')}`;
}

/** Whether a text names an ISO week that exists. */
export function isWeek(text: string): boolean {
	return (
		/^\d{4}-W\d{2}$/.test(text) && weekAt(`${daysOfWeek(text).fromOn}T12:00:00Z`, 'UTC') === text
	);
}

/** Monday to Sunday of an ISO week. */
export function daysOfWeek(week: string): Days {
	const [year, number] = week.split('-W').map(Number) as [number, number];
	// The fourth of January is always in week 1.
	const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 });
	const monday = fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: number - 1 });
	return { fromOn: monday.toString(), toOn: monday.add({ days: 6 }).toString() };
}

/** The week so many weeks later, earlier when negative. */
export function shiftWeek(week: string, weeks: number): string {
	return weekAt(`${shiftDay(daysOfWeek(week).fromOn, weeks * 7)}T12:00:00Z`, 'UTC');
}

/** The day so many days later, earlier when negative. */
export function shiftDay(day: string, days: number): string {
	return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** The instant that reads the same on the wall so many days later, whatever the clocks did since. */
export function shiftInstant(instant: string, zone: string, days: number): string {
	const shifted = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).add({ days });
	return shifted.toInstant().toString({ smallestUnit: 'millisecond' });
}

/** The last millisecond of a local day. */
export function endOfDay(day: string, zone: string): string {
	const next = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone);
	return next.toInstant().subtract({ milliseconds: 1 }).toString({ smallestUnit: 'millisecond' });
}

/** The month in which an instant falls in a zone: "2026-10". */
export function monthAt(instant: string, zone: string): string {
	return dayAt(instant, zone).slice(0, '2026-10'.length);
}

/** First to last day of a month. */
export function daysOfMonth(month: string): Days {
	const { daysInMonth } = Temporal.PlainYearMonth.from(month);
	return { fromOn: `${month}-01`, toOn: `${month}-${daysInMonth}` };
}

/** The month so many months later, earlier when negative. */
export function shiftMonth(month: string, months: number): string {
	return Temporal.PlainYearMonth.from(month).add({ months }).toString();
}

/** The so many-th business day after a day; Monday to Friday are business days. */
export function businessDayAfter(day: string, count: number): string {
	let reached = Temporal.PlainDate.from(day);
	for (let left = count; left > 0;) {
		reached = reached.add({ days: 1 });
		if (reached.dayOfWeek <= 5) left--;
	}
	return reached.toString();
}

/** The local day of an instant. */
export function dayAt(instant: string, zone: string): string {
	return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** Whether a text is an ISO day that exists. */
export function isDay(text: string): boolean {
	return /^\d{4}-\d{2}-\d{2}$/.test(text) && succeeds(() => Temporal.PlainDate.from(text));
}

/** Whether a text is an ISO instant, with Z or an offset. */
export function isInstant(text: string): boolean {
	return succeeds(() => Temporal.Instant.from(text));
}

/** Whether a text is the name of a zone; an offset is none. */
export function isZone(text: string): boolean {
	return (
		!/^[+-]/.test(text) &&
		succeeds(() => Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text))
	);
}

function succeeds(work: () => unknown): boolean {
	try {
		work();
		return true;
	} catch {
		return false;
	}
}

/** Negative when the first instant is the earlier one. */
export function compareInstants(one: string, other: string): number {
	return Temporal.Instant.compare(Temporal.Instant.from(one), Temporal.Instant.from(other));
}
