import { definePreset } from '../preset.ts';
import {
	billableHours,
	currencyInHeader,
	dayAndTime,
	fromTags,
	money,
	ticketKeyIn,
} from '../preset-fields.ts';

const startOf = dayAndTime('Start Date', 'Start Time');
const endOf = dayAndTime('End Date', 'End Time');

/** Clockify's detailed report: one row per entry, without an id; the currency is in a header. */
export const clockify = definePreset({
	system: 'clockify',
	name: 'Clockify detailed report',
	isVerified: true,
	// Toggl's report has the same columns but for the unit of this one.
	marks: [['User'], ['Start Date'], ['Start Time'], ['End Date'], ['Duration (decimal)']],
	knows: ['Group', 'Email', 'End Time', 'Duration (h)', 'Cost Rate', 'Cost Amount', 'Profit'],
	dates: [
		'Start Date',
		'End Date',
		'Date of creation',
		{ name: 'Start Date and Start Time', sql: startOf },
		{ name: 'End Date and End Time', sql: endOf },
	],
	feeds: (header) => [
		{
			relation: 'time_entry',
			fields: {
				ticket_id: ticketKeyIn('Task'),
				client: ['Client'],
				person: ['User'],
				worked_on: ['Start Date'],
				started_at: startOf,
				ended_at: endOf,
				actual_hours: ['Duration (decimal)'],
				billable_hours: billableHours('Billable', ['Duration (decimal)']),
				...fromTags,
				note: ['Description'],
				entered_at: ['Date of creation'],
				rate: money('Billable Rate'),
				amount: money('Billable Amount'),
				currency: currencyInHeader(header, 'Billable Amount'),
				project: ['Project'],
			},
		},
	],
});
