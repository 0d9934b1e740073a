import { definePreset } from '../preset.ts';

/** HaloPSA's layout for importing tickets; its own lists have whatever columns a view shows. */
export const halopsa = definePreset({
	system: 'halopsa',
	name: 'HaloPSA tickets (import layout)',
	isVerified: false,
	marks: [['RequestID'], ['Summary'], ['Status'], ['DateOccurred']],
	knows: ['SiteName', 'Category', 'SLA'],
	feeds: () => [
		{
			relation: 'ticket',
			fields: {
				ticket_id: ['RequestID'],
				client: ['ClientName'],
				title: ['Summary'],
				description: ['Details'],
				type: ['RequestType'],
				status: ['Status'],
				priority: ['Priority'],
				impact: ['Impact'],
				urgency: ['Urgency'],
				category: ['Category1', 'Category'],
				subcategory: ['Category2'],
				queue: ['Team'],
				assignee: ['AssignedTo'],
				contact: ['Username'],
				created_at: ['DateOccurred'],
			},
		},
	],
});
