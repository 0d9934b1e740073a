import { definePreset } from '../preset.ts';

/** Incident records of the BPI Challenge 2014; incidents have no title there. */
export const bpi2014 = definePreset({
	system: 'bpi-2014',
	name: 'BPI Challenge 2014 incidents',
	isVerified: false,
	marks: [['Incident ID'], ['Status'], ['Open Time'], ['Close Time']],
	knows: [
		'CI Type (aff)',
		'CI Subtype (aff)',
		'Service Component WBS (aff)',
		'ServiceComp WBS (CBy)',
		'KM number',
		'Alert Status',
		'Reopen Time',
		'Handle Time (Hours)',
		'# Related Interactions',
		'Related Interaction',
		'# Related Incidents',
		'# Related Changes',
		'Related Change',
	],
	feeds: () => [
		{
			relation: 'ticket',
			lacks: ['title'],
			fields: {
				ticket_id: ['Incident ID'],
				type: ['Category'],
				status: ['Status'],
				priority: ['Priority'],
				impact: ['Impact'],
				urgency: ['Urgency'],
				category: ['Closure Code'],
				related_system: ['CI Name (aff)'],
				created_at: ['Open Time'],
				resolved_at: ['Resolved Time'],
				closed_at: ['Close Time'],
				reassignment_count: ['# Reassignments'],
			},
		},
	],
});
