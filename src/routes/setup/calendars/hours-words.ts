import { formatDay } from '#lib/format.ts';
import type { DayOff } from '#lib/server/model/days-off.ts';
import type { Hours } from '#lib/server/model/model-schema.ts';

export const weekdays = [
	['mon', 'Mon'],
	['tue', 'Tue'],
	['wed', 'Wed'],
	['thu', 'Thu'],
	['fri', 'Fri'],
	['sat', 'Sat'],
	['sun', 'Sun'],
] as const;

interface Window extends Hours {
	days: readonly string[];
}

/** "Mon to Fri 09:00 to 17:00", "Fri, Sat 22:00 to 06:00 of the next day". */
export function sayWindow({ days, opens, closes }: Window): string {
	const places = days
		.map((day) => weekdays.findIndex(([name]) => name === day))
		.sort((one, other) => one - other);
	const [first = 0, last = 0] = [places[0], places.at(-1)];
	const names = places.map((place) => weekdays[place]?.[1] ?? '?');
	const isRun = places.length > 2 && last - first === places.length - 1;
	const words = isRun ? `${names[0]} to ${names.at(-1)}` : names.join(', ');
	return `${words} ${opens} to ${closes}${closes <= opens ? ' of the next day' : ''}`;
}

/** "09:00 to 12:00" */
export function sayHours({ opens, closes }: Hours): string {
	return `${opens} to ${closes}`;
}

/** "Fri 25 Dec 2026 Christmas Day" */
export function sayHoliday({ holiday_on, name, hours }: DayOff): string {
	const words = hours.length === 0 ? '' : ` (${hours.map(sayHours).join(', ')})`;
	return `${formatDay(holiday_on)} ${name}${words}`;
}
