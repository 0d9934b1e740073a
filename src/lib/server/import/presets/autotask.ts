import { definePreset } from '../preset.ts';
import { firstFilled, hours, read } from '../preset-fields.ts';

/**
 * Autotask tickets "in import template format": headers say what is required, user-defined fields
 * carry a number, tags are divided by `|`, people are written `Last, First`.
 */
export const autotask = definePreset({
	system: 'autotask',
	name: 'Autotask tickets (import template)',
	isVerified: false,
	marks: [['Autotask Ticket Number'], ['Title'], ['Company'], ['Status']],
	knows: [
		'Location',
		'Role',
		'Division > Line of Business',
		'Work Type',
		'Configuration Item ID',
		'Configuration Item Serial Number',
		'Configuration Item Reference Number',
		'Configuration Item Reference Name',
		'Service Level Agreement',
		'Created By Resource',
		'Created By Contact',
		'First Response Initiating Resource',
		'Completed By',
		'Co-managed Visibility',
		'Ticket Category',
		'Additional Information',
	],
	feeds: () => [
		{
			relation: 'ticket',
			fields: {
				ticket_id: firstFilled(['Autotask Ticket Number'], ['External (Legacy) Ticket ID']),
				client: ['Company'],
				title: ['Title'],
				description: ['Description'],
				type: ['Ticket Type'],
				status: ['Status'],
				priority: ['Priority'],
				category: ['Issue Type'],
				subcategory: ['Sub-Issue Type'],
				related_system: ['Configuration Item Name'],
				queue: ['Queue'],
				assignee: read('given_name_first', 'Primary Resource'),
				contact: read('given_name_first', 'Contact'),
				channel: ['Source'],
				created_at: ['Create Date/Time'],
				first_response_at: ['First Response Date/Time'],
				closed_at: ['Complete Date/Time'],
				due_at: ['Due Date/Time'],
				resolution_note: ['Resolution'],
				estimate_hours: hours('Estimated Hours'),
				tags: (file) =>
					`regexp_replace(${file.column('Tags (separate with |)')}, '\\s*\\|\\s*', ', ', 'g')`,
				agreement: ['Contract Name'],
			},
		},
	],
});
