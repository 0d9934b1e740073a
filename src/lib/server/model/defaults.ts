import type { CodeClass, ServiceModel } from './model-schema.ts';
import { thresholdNames, thresholds } from './thresholds.ts';

/**
 * The service model that Waybill ships with (data-model.md, "The service model"). Spellings in other
 * languages are those of GLPI's own translations and of the statuses that Jira begins a project
 * with, as exports and their readers have them.
 */
export const shippedModel: ServiceModel = {
	statuses: [
		{
			...{ status: 'New', class: 'open', held_by: 'team', stage: 'intake' },
			...{ activity: 'queue', clock: 'runs' },
			spellings: [
				...['Open', 'To Do', 'Backlog', 'Registered', 'Logged', 'Reopened'],
				...['Neu', 'Nouveau', 'Nuevo', 'Novo'],
				...['Zu erledigen', 'À faire', 'Tareas por hacer', 'Por hacer', 'Tarefas pendentes'],
			],
		},
		{
			...{ status: 'Triage', class: 'open', held_by: 'team', stage: 'intake' },
			...{ activity: 'active', clock: 'runs' },
			spellings: ['Assigned', 'Acknowledged'],
		},
		{
			...{ status: 'Waiting on client', class: 'open', held_by: 'client', stage: 'client' },
			...{ activity: 'wait', clock: 'pauses' },
			spellings: [
				'Awaiting User Info',
				'Awaiting Evidence',
				'Waiting for customer',
				'Waiting on customer',
				'Waiting customer',
				'Awaiting caller',
				'Pending',
				'Client not responding',
				// As GLPI translates its “Pending”.
				...['In der Warteschlange', 'En attente', 'En espera', 'Pendente'],
			],
		},
		{
			...{ status: 'Scheduled', class: 'open', held_by: 'team', stage: 'execution' },
			...{ activity: 'queue', clock: 'runs' },
			spellings: ['Planned'],
		},
		{
			...{ status: 'In progress', class: 'open', held_by: 'team', stage: 'execution' },
			...{ activity: 'active', clock: 'runs' },
			spellings: [
				'Active',
				'Work in progress',
				...['Processing (assigned)', 'Processing (planned)'],
				...['In Arbeit', 'En cours', 'En cours (Attribué)', 'En cours (Planifié)'],
				...['En curso', 'En curso (asignada)', 'En curso (planificada)'],
				...['Em andamento', 'Em atendimento', 'Em atendimento (atribuído)'],
				'Em atendimento (planejado)',
				'In development',
				'Escalated',
				// A wait for a vendor or for another ticket stays the provider's own.
				'Awaiting Vendor',
				'Awaiting Problem',
				'Waiting for support',
				'On hold',
			],
		},
		{
			...{ status: 'Internal review', class: 'open', held_by: 'team', stage: 'review' },
			...{ activity: 'queue', clock: 'runs' },
			spellings: ['In review', 'Peer review', 'QA'],
		},
		{
			...{ status: 'Client review', class: 'open', held_by: 'client', stage: 'client' },
			...{ activity: 'wait', clock: 'pauses' },
			spellings: ['Customer review', 'Awaiting approval', 'UAT'],
		},
		{
			...{ status: 'Closed', class: 'done', held_by: null, stage: null },
			...{ activity: 'done', clock: 'stops' },
			spellings: [
				...['Resolved', 'Solved', 'Done', 'Completed', 'Complete', 'Fixed'],
				...['Gelöst', 'Geschlossen', 'Fertig', 'Résolu', 'Clos', 'Terminé', 'Terminé(e)'],
				...['Resuelto', 'Resueltas', 'Resuelta', 'Cerrado', 'Cerrada', 'Hecho'],
				...['Finalizada', 'Listo', 'Solucionado', 'Fechado', 'Concluído', 'Resolvido'],
			],
		},
		{
			...{ status: 'Withdrawn', class: 'withdrawn', held_by: null, stage: null },
			...{ activity: 'done', clock: 'stops' },
			spellings: ['Canceled', 'Cancelled', 'Spam', 'Merged', 'Duplicate', 'Deleted', "Won't do"],
		},
	],
	priorities: [
		{
			priority: 'Critical',
			spellings: [
				'P1',
				'1',
				'1 - Critical',
				'Urgent',
				'Highest',
				'Blocker',
				'Emergency',
				'Very high',
				...['Kritisch', 'Sehr hoch', 'Très haute', 'Muy alta', 'Muito alta'],
			],
		},
		{
			priority: 'High',
			spellings: [...['P2', '2', '2 - High', 'Major', 'Important'], ...['Hoch', 'Haute', 'Alta']],
		},
		{
			priority: 'Medium',
			spellings: [
				...['P3', '3', '3 - Moderate', 'Moderate', 'Normal', 'Standard', 'Average'],
				...['Mittel', 'Moyenne', 'Media', 'Mediana', 'Média'],
			],
		},
		{
			priority: 'Low',
			spellings: [
				...['P4', '4', '4 - Low', 'Minor', 'P5', '5', '5 - Planning', 'Planning'],
				...['Lowest', 'Trivial', 'Very low'],
				...['Niedrig', 'Sehr niedrig', 'Basse', 'Très basse'],
				...['Baja', 'Muy baja', 'Baixa', 'Muito baixa'],
			],
		},
	],
	levels: [
		{ level: 'High', spellings: ['1', '1 - High', 'Extensive', 'Major'] },
		{ level: 'Medium', spellings: ['2', '2 - Medium', 'Moderate', 'Significant'] },
		{ level: 'Low', spellings: ['3', '3 - Low', 'Minor', 'Limited'] },
	],
	priority_matrix: [
		{ impact: 'High', urgency: 'High', priority: 'Critical' },
		{ impact: 'High', urgency: 'Medium', priority: 'High' },
		{ impact: 'Medium', urgency: 'High', priority: 'High' },
		{ impact: 'High', urgency: 'Low', priority: 'Medium' },
		{ impact: 'Medium', urgency: 'Medium', priority: 'Medium' },
		{ impact: 'Low', urgency: 'High', priority: 'Medium' },
		{ impact: 'Medium', urgency: 'Low', priority: 'Low' },
		{ impact: 'Low', urgency: 'Medium', priority: 'Low' },
		{ impact: 'Low', urgency: 'Low', priority: 'Low' },
	],
	billing_codes: [
		{ class: 'included', name: 'Included managed services', spellings: [] },
		{ class: 'out_of_scope', name: 'Out-of-scope support', spellings: [] },
		{ class: 'project', name: 'Project delivery', spellings: [] },
		{ class: 'advisory', name: 'Strategic advisory', spellings: [] },
		{ class: 'internal', name: 'Internal non-billable', spellings: [] },
	],
	time_categories: [
		'Ticket resolution',
		'Monitoring and maintenance',
		'Client communication',
		'Escalation support',
		'Process improvement',
		'Administrative billing review',
	],
	intake_fields: [
		{ field: 'type', name: 'Request type', asked: 'always' },
		{ field: 'title', name: 'Short description', asked: 'always' },
		{ field: 'business_impact', name: 'Business impact', asked: 'always' },
		{ field: 'desired_timing', name: 'Desired timing', asked: 'always' },
		{
			field: 'related_system',
			name: 'Related system, report, file or process',
			asked: 'always',
		},
		{
			field: 'attachment_count',
			name: 'Screenshots or attachments',
			asked: 'where_relevant',
		},
		{ field: 'contact', name: 'Primary contact', asked: 'always' },
		{ field: 'approval_status', name: 'Approval status', asked: 'where_relevant' },
	],
	closure_elements: [
		'Summary',
		'Actions taken',
		'Systems or files affected',
		'Decisions made',
		'Time spent and billing category',
		'Follow-up items',
	],
	cadences: [
		{ review: 'Daily queue review', every: 'day' },
		{ review: 'Weekly delivery review', every: 'week' },
		{ review: 'Monthly billing review', every: 'month' },
		{ review: 'Monthly client review', every: 'month' },
		{ review: 'Quarterly service review', every: 'quarter' },
	],
	calendars: [
		{
			calendar: 'Business hours',
			versions: [
				{
					valid_from: null,
					time_zone: null,
					windows: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], opens: '09:00', closes: '17:00' }],
					holidays: null,
				},
			],
			own_days: [],
		},
		{
			calendar: '24x7',
			versions: [
				{
					valid_from: null,
					time_zone: null,
					windows: [
						{
							days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
							...{ opens: '00:00', closes: '24:00' },
						},
					],
					holidays: null,
				},
			],
			own_days: [],
		},
	],
	policies: [
		{
			policy: 'Standard',
			versions: [
				{
					valid_from: null,
					priority_change: 'from_creation',
					pauses: {},
					// What is promised beyond triage only the provider knows.
					targets: [
						{
							...{ measure: 'triage', priority: 'Critical', minutes: null },
							...{ business_days: 0, clock: 'business' },
						},
						{
							...{ measure: 'triage', priority: 'Low', minutes: null },
							...{ business_days: 2, clock: 'business' },
						},
					],
				},
			],
		},
	],
	defaults: { calendar: 'Business hours', policy: 'Standard', weekly_hours: null },
	thresholds: Object.fromEntries(
		thresholdNames.map((name) => [name, thresholds[name].default]),
	) as ServiceModel['thresholds'],
};

/** The founding categories of time, which presets know tags by. */
export const timeCategories = shippedModel.time_categories;

/** The founding billing codes, by name, which presets know tags by. */
export const billingCodes = shippedModel.billing_codes.map(({ name }) => name);

/** What a class of billing codes is called in words. */
export const codeClasses: Record<CodeClass, string> = Object.fromEntries(
	shippedModel.billing_codes.map(({ class: name, name: words }) => [name, words]),
) as Record<CodeClass, string>;
