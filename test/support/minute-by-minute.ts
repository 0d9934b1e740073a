import { Temporal } from 'temporal-polyfill';
import { weekdays, type Calendar, type Hours } from '#lib/server/model/model-schema.ts';

const dayMinutes = 24 * 60;

function minutesOf(time: string): number {
	const [hours, minutes] = time.split(':').map(Number) as [number, number];
	return hours * 60 + minutes;
}

/** What the clock on the wall shows at each of so many minutes, as local minutes since 1970. */
export function readWall(zone: string, start: string, minutes: number): number[] {
	const first = Temporal.Instant.from(start).epochMilliseconds;
	return Array.from({ length: minutes }, (_, minute) => {
		const local = Temporal.Instant.fromEpochMilliseconds(
			first + minute * 60_000,
		).toZonedDateTimeISO(zone);
		return Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute) / 60_000;
	});
}

/**
 * Whether each minute is business, the slow way: a window is open once the clock on the wall has
 * shown its opening, until it has shown its closing.
 * @param wall what it shows, from at least two days before the first minute that matters
 */
export function markBusiness(wall: readonly number[], calendar: Calendar): boolean[] {
	const windows = listWindows(calendar, Math.min(...wall), Math.max(...wall));
	let furthest = -Infinity;
	return wall.map((shown) => {
		furthest = Math.max(furthest, shown);
		return windows.some(({ opens, closes }) => opens <= furthest && furthest < closes);
	});
}

/** Every window of the local days between two local minutes, in local minutes. */
function listWindows({ versions, own_days }: Calendar, first: number, last: number) {
	const windows: { opens: number; closes: number }[] = [];
	const firstDay = Math.floor(first / dayMinutes) - 1;
	for (let number = firstDay; number * dayMinutes <= last; number++) {
		const day = new Date(number * 86_400_000);
		const date = day.toISOString().slice(0, 10);
		const weekday = weekdays[(day.getUTCDay() + 6) % 7]!;
		const version = versions.findLast(
			({ valid_from }) => valid_from === null || valid_from <= date,
		);
		const holiday = own_days.find((own) => own.date === date);
		const regular = version?.windows.filter(({ days }) => days.includes(weekday)) ?? [];
		for (const hours of holiday?.hours ?? regular) {
			windows.push(place(number * dayMinutes, hours));
		}
	}
	return windows;
}

function place(midnight: number, hours: Hours) {
	const opens = minutesOf(hours.opens);
	const closes = minutesOf(hours.closes);
	return {
		opens: midnight + opens,
		closes: midnight + (closes <= opens ? closes + dayMinutes : closes),
	};
}
