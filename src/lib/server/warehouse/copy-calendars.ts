import { listDaysOff } from '../model/days-off.ts';
import { weekdays, type Calendar } from '../model/model-schema.ts';
import type { Session } from './duckdb.ts';
import { writeTable } from './write-table.ts';

/** What calendars depend on beside themselves. */
export interface CalendarContext {
	/** The first and last year in which public holidays may matter. */
	years: readonly [number, number];
	/** Stands in where a calendar names no zone. */
	reportingZone: string;
}

/**
 * `calendar`: one row per calendar and version of it. `calendar_window`: one per version, weekday
 * (1 is Monday) and window; one whose `closes` is not after its `opens` ends on the next day.
 * `holiday`: one per calendar, local day without its weekday's hours, and window of its own; one
 * without hours where it has none.
 */
export async function copyCalendars(
	session: Session,
	calendars: readonly Calendar[],
	{ years, reportingZone }: CalendarContext,
): Promise<void> {
	await writeTable(
		session,
		'calendar',
		{ calendar: 'varchar', time_zone: 'varchar', valid_from: 'date' },
		calendars.flatMap(({ calendar, versions }) =>
			versions.map(({ time_zone, valid_from }) => ({
				calendar,
				time_zone: time_zone ?? reportingZone,
				valid_from,
			})),
		),
	);
	await writeTable(
		session,
		'calendar_window',
		{
			...{ calendar: 'varchar', valid_from: 'date', weekday: 'integer' },
			...{ opens: 'time', closes: 'time' },
		},
		calendars.flatMap(({ calendar, versions }) =>
			versions.flatMap(({ valid_from, windows }) =>
				windows.flatMap(({ days, opens, closes }) =>
					[...new Set(days)].map((day) => ({
						calendar,
						valid_from,
						weekday: weekdays.indexOf(day) + 1,
						opens: toTime(opens),
						closes: toTime(closes),
					})),
				),
			),
		),
	);
	await writeTable(
		session,
		'holiday',
		{
			...{ calendar: 'varchar', holiday_on: 'date', name: 'varchar' },
			...{ opens: 'time', closes: 'time' },
		},
		calendars
			.flatMap((calendar) => listDaysOff(calendar, years))
			.flatMap(({ hours, ...day }) =>
				(hours.length > 0 ? hours : [null]).map((window) => ({
					...day,
					opens: window && toTime(window.opens),
					closes: window && toTime(window.closes),
				})),
			),
	);
}

/** The end of a day is the beginning of the next, and there is no time 24:00. */
function toTime(time: string): string {
	return time === '24:00' ? '00:00:00' : `${time}:00`;
}
