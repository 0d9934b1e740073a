import { defineQueryModule } from '../../query-module.server.ts';
import { ticketBreakdowns } from '../ticket-breakdowns.server.ts';

export const arrivalsAndClosures = defineQueryModule({
	name: 'flow/arrivals_and_closures',
	title: 'Arrivals and closures',
	definition:
		'Arrivals are tickets created plus tickets reopened, each in the bucket in which that happened. ' +
		'Closures are changes from open to done; a ticket that is resolved and later closed for the ' +
		'record is one closure. Withdrawn tickets (cancelled, spam) are counted apart. Net flow is ' +
		'arrivals less closures less withdrawn: what the backlog grew by. A ticket that ended without a ' +
		'time at which it did is no closure of any bucket; their number is shown.',
	grain: 'client',
	level: 'L1',
	needs: [
		{ relation: 'ticket', field: 'created_at', words: 'tickets with the time they were created' },
	],
	parameters: {
		every: {
			type: 'varchar',
			description: 'the length of a bucket; weeks begin on Monday',
			options: ['week', 'day', 'month', 'period'],
		},
	},
	by: ticketBreakdowns,
	drill: ['measure', 'period_start_on'],
	columns: {
		period_start_on: { label: 'From', unit: 'day', audience: 'client' },
		group_value: { label: 'Group', unit: 'text', audience: 'client', isOptional: true },
		is_total: { label: 'Total', unit: 'flag', audience: 'client' },
		arrivals: { label: 'Arrivals', unit: 'count', audience: 'client' },
		reopened: { label: 'of which reopened', unit: 'count', audience: 'client' },
		closures: { label: 'Closures', unit: 'count', audience: 'client' },
		withdrawn: { label: 'Withdrawn', unit: 'count', audience: 'client' },
		net_flow: { label: 'Net flow', unit: 'count', audience: 'client' },
	},
});
