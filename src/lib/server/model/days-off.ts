import { listPublicHolidays } from './holidays.ts';
import type { Calendar } from './model-schema.ts';

/** Public holidays of the version that holds on the day, then what the provider says of days itself. */
export function listDaysOff(
	{ calendar, versions, own_days }: Calendar,
	years: readonly [number, number],
) {
	const days = new Map<string, { name: string; opens: string | null; closes: string | null }>();
	versions.forEach(({ holidays, valid_from }, index) => {
		if (holidays === null) return;
		const [from, before] = [valid_from ?? '', versions[index + 1]?.valid_from ?? '9999'];
		for (const { date, name } of listPublicHolidays(holidays, years)) {
			if (date >= from && date < before) days.set(date, { name, opens: null, closes: null });
		}
	});
	for (const { date, name, opens, closes, is_worked } of own_days) {
		if (is_worked) days.delete(date);
		else days.set(date, { name, opens: opens && toTime(opens), closes: closes && toTime(closes) });
	}
	return [...days].map(([holiday_on, day]) => ({ calendar, holiday_on, ...day }));
}

/** The end of a day is the beginning of the next, and there is no time 24:00. */
export function toTime(time: string): string {
	return time === '24:00' ? '00:00:00' : `${time}:00`;
}
