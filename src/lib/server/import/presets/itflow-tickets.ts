import { definePreset } from '../preset.ts';
import { unguarded } from '../preset-fields.ts';

/** ITFlow's ticket export; by default it says neither whose ticket it is nor who works on it. */
export const itflowTickets = definePreset({
	system: 'itflow',
	name: 'ITFlow tickets',
	isVerified: false,
	marks: [['Ticket Number'], ['Subject'], ['Status'], ['Date Opened']],
	knows: ['Billable'],
	feeds: () => [
		{
			relation: 'ticket',
			fields: {
				ticket_id: unguarded('Ticket Number'),
				client: unguarded('Client'),
				title: unguarded('Subject'),
				status: ['Status'],
				priority: ['Priority'],
				category: unguarded('Category'),
				assignee: unguarded('Assigned To'),
				contact: unguarded('Contact'),
				created_at: ['Date Opened'],
				resolved_at: ['Date Resolved'],
				closed_at: ['Date Closed'],
			},
		},
	],
});
