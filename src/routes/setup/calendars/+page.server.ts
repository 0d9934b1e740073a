import { dayAt } from '#lib/calendar.ts';
import { listDaysOff } from '#lib/server/model/days-off.ts';
import { listHolidayRegions } from '#lib/server/model/holidays.ts';
import { addCalendar, editHours, editOwnDays } from '#lib/server/setup/edit-hours.ts';
import { editDefaults } from '#lib/server/setup/edit-thresholds.ts';
import { findUnplaced } from '../place-values.server.ts';
import { saveEdit } from '../save-model.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ depends, parent }) => {
	depends('waybill:data');
	const { model, zone } = await parent();
	const today = dayAt(new Date().toISOString(), zone);
	const year = Number(today.slice(0, 4));
	return {
		today,
		unplaced: await findUnplaced('calendar'),
		daysOff: Object.fromEntries(
			model.calendars.map((calendar) => [
				calendar.calendar,
				listDaysOff(calendar, [year, year + 1])
					.filter(({ holiday_on }) => holiday_on >= today)
					.slice(0, 12),
			]),
		),
		zones: Intl.supportedValuesOf('timeZone'),
		regions: listHolidayRegions().map(({ country, region, name }) => ({
			code: region === null ? country : `${country}-${region}`,
			name,
		})),
	};
};

export const actions: Actions = {
	hours: saveEdit(editHours),
	days: saveEdit(editOwnDays),
	add: saveEdit(addCalendar),
	choose: saveEdit(editDefaults),
};
