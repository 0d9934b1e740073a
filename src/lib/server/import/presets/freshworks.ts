import { definePreset, type FieldSource } from '../preset.ts';
import { minutesOfHours } from '../preset-fields.ts';

/** The verdict of a service level target, in the words of both products. */
function verdictOf(spelling: string): FieldSource {
	return (file) => {
		const verdict = file.column(spelling);
		return `case lower(trim(${verdict})) when 'within sla' then 'true' when 'sla violated' then 'false'
			else ${verdict} end`;
	};
}

/** What the exports of both products have; durations "in hrs" are written `HH:MM:SS`. */
const shared: Record<string, FieldSource> = {
	ticket_id: ['Ticket ID'],
	client: ['Company', 'Company Name'],
	title: ['Subject'],
	description: ['Description'],
	type: ['Type'],
	status: ['Status'],
	priority: ['Priority'],
	queue: ['Group'],
	assignee: ['Agent'],
	contact: ['Requester Name', 'Full name', 'Contact'],
	channel: ['Source'],
	created_at: ['Created time'],
	first_response_at: ['Initial response time'],
	resolved_at: ['Resolved time'],
	closed_at: ['Closed time'],
	updated_at: ['Last update time', 'Last Updated Time'],
	due_at: ['Due by Time'],
	source_response_met: verdictOf('First response status'),
	source_resolution_met: verdictOf('Resolution status'),
	source_response_minutes: minutesOfHours('First response time'),
	source_resolution_minutes: minutesOfHours('Resolution time'),
	tags: ['Tags'],
};

const marks = [['Ticket ID'], ['Subject'], ['Status'], ['Created time']];
const knows = [
	'Time tracked',
	'Agent interactions',
	'Customer interactions',
	'Survey results',
	'Survey result',
];
/** Columns of service management, at least one of which Freshservice has and Freshdesk has not. */
const serviceColumns = [
	'Urgency',
	'Impact',
	'Sub-Category',
	'Item',
	'Approval Status',
	'Requester Location',
	'Last Updated Time',
];

export const freshdesk = definePreset({
	system: 'freshdesk',
	name: 'Freshdesk tickets',
	isVerified: false,
	marks,
	never: serviceColumns,
	knows: [...knows, 'Product'],
	feeds: () => [{ relation: 'ticket', fields: shared }],
});

export const freshservice = definePreset({
	system: 'freshservice',
	name: 'Freshservice tickets',
	isVerified: false,
	marks: [...marks, serviceColumns],
	knows: [
		...knows,
		'Item',
		'Experience Score',
		'Association type',
		'Requester Location',
		'Requester VIP',
		'Requester Email',
	],
	feeds: () => [
		{
			relation: 'ticket',
			fields: {
				...shared,
				impact: ['Impact'],
				urgency: ['Urgency'],
				category: ['Category'],
				subcategory: ['Sub-Category'],
				resolution_note: ['Resolution Note'],
				approval_status: ['Approval Status'],
			},
		},
	],
});
