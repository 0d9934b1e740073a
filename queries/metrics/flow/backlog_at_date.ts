import { defineQueryModule } from '../../query-module.server.ts';
import { ticketBreakdowns } from '../ticket-breakdowns.server.ts';

export const backlogAtDate = defineQueryModule({
	name: 'flow/backlog_at_date',
	title: 'Open tickets at a date',
	definition:
		'Tickets created at or before the instant shown and neither done nor withdrawn at it, by the ' +
		'state they were in then. Age runs in calendar days from creation, and a reopened ticket keeps ' +
		'its first creation.',
	grain: 'client',
	level: 'L1',
	needs: [
		{ relation: 'ticket', field: 'created_at', words: 'tickets with the time they were created' },
	],
	parameters: {},
	by: ticketBreakdowns,
	drill: ['is_over_30_days'],
	columns: {
		group_value: { label: 'Group', unit: 'text', audience: 'client', isOptional: true },
		is_total: { label: 'Total', unit: 'flag', audience: 'client' },
		open_count: { label: 'Open', unit: 'count', audience: 'client' },
		over_30_days_count: { label: 'Over 30 days', unit: 'count', audience: 'client' },
		excluded_count: { label: 'Not counted', unit: 'count', audience: 'client' },
		oldest_age_days: { label: 'Oldest', unit: 'days', audience: 'client', isOptional: true },
	},
});
