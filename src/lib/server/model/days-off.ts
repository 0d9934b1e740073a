import { listPublicHolidays } from './holidays.ts';
import type { Calendar, Hours } from './model-schema.ts';

/** A local day that has these hours instead of its weekday's, mostly none. */
export interface DayOff {
	calendar: string;
	/** ISO day. */
	holiday_on: string;
	name: string;
	hours: readonly Hours[];
}

/**
 * Public holidays of the version that holds on the day, then what the provider says of days itself,
 * in the order of the days.
 */
export function listDaysOff(
	{ calendar, versions, own_days }: Calendar,
	years: readonly [number, number],
): DayOff[] {
	const days = new Map<string, Pick<DayOff, 'name' | 'hours'>>();
	versions.forEach(({ holidays, valid_from }, index) => {
		if (holidays === null) return;
		const [from, before] = [valid_from ?? '', versions[index + 1]?.valid_from ?? '9999'];
		for (const { date, name } of listPublicHolidays(holidays, years)) {
			if (date >= from && date < before) days.set(date, { name, hours: [] });
		}
	});
	for (const { date, name, hours, is_worked } of own_days) {
		if (is_worked) days.delete(date);
		else days.set(date, { name, hours });
	}
	return [...days]
		.map(([holiday_on, day]) => ({ calendar, holiday_on, ...day }))
		.sort((one, other) => one.holiday_on.localeCompare(other.holiday_on));
}
