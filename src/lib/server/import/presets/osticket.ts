import { definePreset } from '../preset.ts';
import { firstFilled, unguarded } from '../preset-fields.ts';

/**
 * osTicket's queue export in English. One of its two CSV writers guards cells with an apostrophe.
 * `Overdue` says how a ticket stands now, not whether it was answered in time, and is not read.
 */
export const osticket = definePreset({
	system: 'osticket',
	name: 'osTicket tickets',
	isVerified: false,
	marks: [['Ticket Number'], ['Subject'], ['Current Status'], ['Date Created']],
	knows: [
		'From Email',
		'SLA Plan',
		'Overdue',
		'Merged',
		'Linked',
		'Answered',
		'Team Assigned',
		'Thread Count',
		'Task Count',
	],
	dates: ['Due Date', 'SLA Due Date'],
	feeds: () => [
		{
			relation: 'ticket',
			fields: {
				ticket_id: unguarded('Ticket Number'),
				client: unguarded('Organization', 'Company'),
				title: unguarded('Subject'),
				status: ['Current Status'],
				priority: ['Priority'],
				category: unguarded('Help Topic'),
				queue: unguarded('Department'),
				assignee: unguarded('Agent Assigned'),
				contact: unguarded('From'),
				channel: ['Source'],
				created_at: ['Date Created'],
				closed_at: ['Closed Date'],
				updated_at: ['Last Updated'],
				// A date set by hand goes before that of the plan.
				due_at: firstFilled(['Due Date'], ['SLA Due Date']),
				reopen_count: ['Reopen Count'],
				attachment_count: ['Attachment Count'],
			},
		},
	],
});
