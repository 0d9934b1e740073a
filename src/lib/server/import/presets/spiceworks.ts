import { definePreset } from '../preset.ts';

/** Spiceworks' ticket export. */
export const spiceworks = definePreset({
	system: 'spiceworks',
	name: 'Spiceworks tickets',
	isVerified: false,
	marks: [['Ticket Number'], ['Summary'], ['Status'], ['Created On']],
	feeds: () => [
		{
			relation: 'ticket',
			fields: {
				ticket_id: ['Ticket Number'],
				client: ['Organization'],
				title: ['Summary'],
				description: ['Description'],
				status: ['Status'],
				priority: ['Priority'],
				category: ['Category'],
				assignee: ['Assigned To', 'Assignee'],
				contact: ['Created By', 'Creator'],
				created_at: ['Created On'],
				closed_at: ['Closed On'],
				updated_at: ['Updated On'],
				due_at: ['Due On'],
			},
		},
	],
});
