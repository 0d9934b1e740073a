import { defineQueryModule } from '../../query-module.server.ts';
import { ticketBreakdowns } from '../ticket-breakdowns.server.ts';

export const bucketsByOwner = defineQueryModule({
	name: 'aging/buckets_by_owner',
	title: 'Age of open tickets by who holds them',
	definition:
		'Tickets open at the instant shown, by calendar age since creation (under 10 days, 10 to 30, ' +
		'over 30) and by who had to act next then: the team, or the client while the ticket was waiting ' +
		'on the client or in client review. A status without a mapping leaves the holder unknown.',
	grain: 'client',
	level: 'L1',
	needs: [
		{ relation: 'ticket', field: 'created_at', words: 'tickets with the time they were created' },
	],
	parameters: {},
	by: ticketBreakdowns,
	drill: ['bucket', 'held_by'],
	columns: {
		bucket: { label: 'Age in days', unit: 'text', audience: 'client' },
		held_by: { label: 'Held by', unit: 'text', audience: 'client' },
		group_value: { label: 'Group', unit: 'text', audience: 'client', isOptional: true },
		is_total: { label: 'Total', unit: 'flag', audience: 'client' },
		open_count: { label: 'Open', unit: 'count', audience: 'client' },
	},
});
