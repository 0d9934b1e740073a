import { definePreset } from '../preset.ts';
import {
	billableHours,
	currencyInHeader,
	dayAndTime,
	fromTags,
	hours,
	money,
	ticketKeyIn,
} from '../preset-fields.ts';

const startOf = dayAndTime('Start date', 'Start time');
const endOf = dayAndTime('End date', 'End time');

/** Toggl Track's detailed report; where no currency is set, the header says `Amount ()`. */
export const toggl = definePreset({
	system: 'toggl',
	name: 'Toggl detailed report',
	isVerified: true,
	marks: [['User'], ['Start date'], ['Start time'], ['End date'], ['Duration']],
	// Clockify's report has the same columns, and its duration twice.
	never: ['Duration (decimal)', 'Duration (h)'],
	knows: ['Email'],
	dates: [
		'Start date',
		'End date',
		{ name: 'Start date and Start time', sql: startOf },
		{ name: 'End date and End time', sql: endOf },
	],
	feeds: (header) => [
		{
			relation: 'time_entry',
			fields: {
				ticket_id: ticketKeyIn('Task'),
				client: ['Client'],
				person: ['User'],
				worked_on: ['Start date'],
				started_at: startOf,
				ended_at: endOf,
				actual_hours: hours('Duration'),
				billable_hours: billableHours('Billable', hours('Duration')),
				...fromTags,
				note: ['Description'],
				amount: money('Amount'),
				currency: currencyInHeader(header, 'Amount'),
				project: ['Project'],
			},
		},
	],
});
