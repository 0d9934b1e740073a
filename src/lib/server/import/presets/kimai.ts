import { definePreset, type FileColumns } from '../preset.ts';
import { billableHours, dayAndTime, hours, money, read } from '../preset-fields.ts';

const startOf = dayAndTime('Date', 'From');

/** An entry has one day, that of its start; one that ends earlier than it began ends the day after. */
const endOf = (file: FileColumns) => {
	const end = dayAndTime('Date', 'To')(file);
	return `case when parse_local(${end}) < parse_local(${startOf(file)})
		then strftime(parse_local(${end}) + interval 1 day, '%Y-%m-%d %H:%M:%S') else ${end} end`;
};

/**
 * Kimai's CSV export in English. Durations are `0:06` or decimal by preference; `Billable` is 1, and
 * what it is otherwise was not seen, so that only a 1 is read.
 */
export const kimai = definePreset({
	system: 'kimai',
	name: 'Kimai timesheet',
	isVerified: false,
	marks: [['Date'], ['From'], ['To'], ['Duration'], ['Activity'], ['Customer']],
	knows: [
		'Fixed price',
		'Internal price',
		'E-mail',
		'Staff number',
		'Type',
		'category',
		'Account',
		'Project number',
		'VAT-ID',
		'Order number',
		'Name',
		'Tags',
	],
	dates: [
		'Date',
		{ name: 'Date and From', sql: startOf },
		{ name: 'Date and To', sql: dayAndTime('Date', 'To') },
	],
	feeds: () => [
		{
			relation: 'time_entry',
			fields: {
				client: ['Customer'],
				person: ['User', 'Name'],
				worked_on: ['Date'],
				started_at: startOf,
				ended_at: endOf,
				actual_hours: hours('Duration'),
				billable_hours: billableHours('Billable', hours('Duration')),
				time_category: ['Activity'],
				note: ['Description'],
				rate: money('Hourly price'),
				amount: money('Price'),
				currency: read('as_currency', 'Currency'),
				project: ['Project'],
			},
		},
	],
});
