import { formatDay } from '#lib/format.ts';

export const weekdays = [
	['mon', 'Mon'],
	['tue', 'Tue'],
	['wed', 'Wed'],
	['thu', 'Thu'],
	['fri', 'Fri'],
	['sat', 'Sat'],
	['sun', 'Sun'],
] as const;

interface Window {
	days: readonly string[];
	opens: string;
	closes: string;
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

interface DayOff {
	holiday_on: string;
	name: string;
	opens: string | null;
	closes: string | null;
}

/** "Fri 25 Dec 2026, Christmas Day". */
export function sayHoliday({ holiday_on, name, opens, closes }: DayOff): string {
	const hours = opens === null ? '' : ` (${opens.slice(0, 5)} to ${closes?.slice(0, 5)})`;
	return `${formatDay(holiday_on)} ${name}${hours}`;
}
