import { defineQueryModule } from '../../query-module.server.ts';
import { ticketBreakdowns } from '../ticket-breakdowns.server.ts';

export const attainment = defineQueryModule({
	name: 'service_levels/attainment',
	title: 'Service level attainment',
	definition:
		'Met ÷ (met + missed), over the promises decided in the period: a promise is met when the ticket ' +
		'was done in time and missed as soon as it was due, even while it is still open. Open tickets not ' +
		'yet due are pending. On the basis "source" the verdict is the source system’s own, on ' +
		'"source_due" it is ours, by the source’s due date. Withdrawn and merged tickets and tickets ' +
		'without a verdict or due date are not counted, and their number is shown.',
	grain: 'client',
	level: 'L1',
	needs: [
		{ relation: 'ticket', field: 'created_at', words: 'tickets with the time they were created' },
		{
			relation: 'ticket',
			field: 'source_resolution_met',
			words: 'tickets with the source’s own verdict (met or missed)',
			when: { parameter: 'basis', value: 'source' },
		},
		{
			relation: 'ticket',
			field: 'due_at',
			words: 'tickets with a due date',
			when: { parameter: 'basis', value: 'source_due' },
		},
		{
			relation: 'sla_policy',
			field: 'target_minutes',
			words: 'service level policies in the service model',
			when: { parameter: 'basis', value: 'policy' },
		},
	],
	parameters: {
		basis: {
			type: 'varchar',
			description: 'whose word on met and missed counts',
			options: ['source', 'source_due', 'policy'],
		},
	},
	by: ticketBreakdowns,
	drill: ['outcome'],
	columns: {
		group_value: { label: 'Group', unit: 'text', audience: 'client', isOptional: true },
		is_total: { label: 'Total', unit: 'flag', audience: 'client' },
		met_count: { label: 'Met', unit: 'count', audience: 'client' },
		missed_count: { label: 'Missed', unit: 'count', audience: 'client' },
		decided_count: { label: 'Decided', unit: 'count', audience: 'client' },
		attainment_share: { label: 'Attainment', unit: 'share', audience: 'client', isOptional: true },
		pending_count: { label: 'Pending', unit: 'count', audience: 'client' },
		excluded_count: { label: 'Not counted', unit: 'count', audience: 'client' },
		unknown_count: { label: 'Unknown', unit: 'count', audience: 'client' },
	},
});
