import { billingCodes, timeCategories } from '../../model/defaults.ts';
import { scoreByMarks, type FileColumns, type Feed, type Preset } from '../preset.ts';

/** A key such as INC0012345, T20260430.0046 or SUP-17, wherever it stands in the text. */
const ticketKey = `'\\b([A-Z]{1,10}-?[0-9][0-9.]*[0-9])\\b'`;

const startOf = (file: FileColumns) =>
	`concat_ws(' ', ${file.column('Start Date')}, ${file.column('Start Time')})`;
const endOf = (file: FileColumns) =>
	`concat_ws(' ', ${file.column('End Date')}, ${file.column('End Time')})`;

/** The first tag that is one of these names; tags are the only place Clockify has for either. */
const tagAmong = (file: FileColumns, names: readonly string[]) => {
	const known = names.map((name) => `'${name.toLowerCase().replaceAll("'", "''")}'`).join(', ');
	return `list_filter(string_split(${file.column('Tags')}, ', '), lambda tag: lower(trim(tag)) in (${known}))[1]`;
};

/** Clockify's detailed report: one row per entry, without an id; the currency is in a header. */
export const clockify: Preset = {
	system: 'clockify',
	name: 'Clockify detailed report',
	isVerified: true,
	score: (header) =>
		// Toggl's report has the same columns but for the unit of this one.
		header.suffix('Duration (decimal)') === 'decimal'
			? scoreByMarks(header, [
					['User'],
					['Start Date'],
					['Start Time'],
					['End Date'],
					['Duration (decimal)'],
				])
			: 0,
	dates: ['Start Date', 'End Date', 'Date of creation'],
	feeds: (header): Feed[] => [
		{
			relation: 'time_entry',
			fields: {
				ticket_id: (file) =>
					`nullif(regexp_extract(coalesce(${file.column('Task')}, ''), ${ticketKey}, 1), '')`,
				client: ['Client'],
				person: ['User'],
				worked_on: ['Start Date'],
				started_at: startOf,
				ended_at: endOf,
				actual_hours: ['Duration (decimal)'],
				billable_hours: (file) =>
					`case when to_flag(${file.column('Billable')}) then ${file.column('Duration (decimal)')}
					when not to_flag(${file.column('Billable')}) then '0' end`,
				time_category: (file) => tagAmong(file, timeCategories),
				billing_code: (file) => tagAmong(file, billingCodes),
				note: ['Description'],
				entered_at: ['Date of creation'],
				rate: ['Billable Rate'],
				amount: ['Billable Amount'],
				currency: () => {
					const currency = header.suffix('Billable Amount');
					return currency && /^[A-Z]{3}$/.test(currency) ? `'${currency}'` : 'null';
				},
				project: ['Project'],
			},
		},
	],
};
