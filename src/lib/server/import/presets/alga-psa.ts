import { definePreset } from '../preset.ts';
import { unguarded } from '../preset-fields.ts';

/** Alga PSA's ticket export, which ends at 10,000 rows without saying so. */
export const algaPsa = definePreset({
	system: 'alga-psa',
	name: 'Alga PSA tickets',
	isVerified: false,
	marks: [['Ticket Number'], ['Title'], ['Status'], ['Entered At']],
	knows: ['Is Closed', 'Assigned Team', 'Entered By', 'Updated By', 'Closed By', 'Response State'],
	feeds: () => [
		{
			relation: 'ticket',
			fields: {
				ticket_id: unguarded('Ticket Number'),
				client: unguarded('Client'),
				title: unguarded('Title'),
				status: ['Status'],
				priority: ['Priority'],
				category: unguarded('Category'),
				subcategory: unguarded('Subcategory'),
				queue: unguarded('Board'),
				assignee: unguarded('Assigned To'),
				contact: unguarded('Contact'),
				channel: ['Ticket Origin'],
				created_at: ['Entered At'],
				updated_at: ['Updated At'],
				closed_at: ['Closed At'],
				due_at: ['Due Date'],
				tags: unguarded('Tags'),
			},
		},
	],
});
