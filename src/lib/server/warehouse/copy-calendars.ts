import type { Calendar } from '../model/defaults.ts';
import type { Session } from './duckdb.ts';

/**
 * Copies the calendars into the tables that business clocks are made of: `calendar` has a row per
 * version, `calendar_window` one per version, weekday and window, `holiday` one per local day and
 * window, or one without hours.
 * @param reportingZone stands in where a calendar names no zone
 */
export async function copyCalendars(
	session: Session,
	calendars: readonly Calendar[],
	reportingZone: string,
): Promise<void> {
	const versions = calendars.flatMap(({ calendar, versions }) =>
		versions.map((version) => ({ ...version, calendar, validFrom: version.validFrom ?? '' })),
	);
	const windows = versions.flatMap(({ windows, ...version }) =>
		windows.flatMap(({ weekdays, ...hours }) =>
			weekdays.map((weekday) => ({ ...version, ...hours, weekday })),
		),
	);
	const holidays = calendars.flatMap(({ calendar, holidays }) =>
		holidays.flatMap(({ hours, ...holiday }) =>
			(hours.length > 0 ? hours : [{ opens: '', closes: '' }]).map((window) => ({
				...holiday,
				...window,
				calendar,
			})),
		),
	);
	await session.all(
		`create or replace table calendar as
		select unnest($calendars) as calendar, nullif(unnest($froms), '')::date as valid_from,
			unnest($zones) as time_zone`,
		{
			calendars: versions.map(({ calendar }) => calendar),
			froms: versions.map(({ validFrom }) => validFrom),
			zones: versions.map(({ timeZone }) => timeZone ?? reportingZone),
		},
	);
	await session.all(
		`create or replace table calendar_window as
		select unnest($calendars) as calendar, nullif(unnest($froms), '')::date as valid_from,
			unnest($weekdays)::integer as weekday, unnest($opens)::time as opens,
			unnest($closes)::time as closes`,
		{
			calendars: windows.map(({ calendar }) => calendar),
			froms: windows.map(({ validFrom }) => validFrom),
			weekdays: windows.map(({ weekday }) => String(weekday)),
			opens: windows.map(({ opens }) => opens),
			closes: windows.map(({ closes }) => closes),
		},
	);
	await session.all(
		`create or replace table holiday as
		select unnest($calendars) as calendar, unnest($days)::date as holiday_on,
			unnest($names) as name, nullif(unnest($opens), '')::time as opens,
			nullif(unnest($closes), '')::time as closes`,
		{
			calendars: holidays.map(({ calendar }) => calendar),
			days: holidays.map(({ holidayOn }) => holidayOn),
			names: holidays.map(({ name }) => name),
			opens: holidays.map(({ opens }) => opens),
			closes: holidays.map(({ closes }) => closes),
		},
	);
}
