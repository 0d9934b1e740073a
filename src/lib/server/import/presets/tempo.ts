import { definePreset } from '../preset.ts';

/**
 * Tempo's report of worklogs in Jira. Its header was seen in the documentation of a loader, none of
 * its rows; hours are decimal as far as is known.
 */
export const tempo = definePreset({
	system: 'tempo',
	name: 'Tempo worklogs',
	isVerified: false,
	marks: [['Issue Key'], ['Work date'], ['Hours'], ['Username', 'Full name']],
	knows: [
		'Period',
		'Account Key',
		'Account Lead',
		'Account Category',
		'Activity Name',
		'Component',
		'All Components',
		'Version Name',
		'Issue Type',
		'Issue Status',
		'Project Key',
		'Epic',
		'Epic Link',
		'Parent Key',
		'Reporter',
		'External Hours',
		'Issue Original Estimate',
		'Issue Remaining Estimate',
		'Issue summary',
	],
	feeds: () => [
		{
			relation: 'time_entry',
			fields: {
				ticket_id: ['Issue Key'],
				client: ['Account Customer', 'Account Name'],
				person: ['Full name', 'Username'],
				worked_on: ['Work date'],
				actual_hours: ['Hours'],
				billable_hours: ['Billed Hours'],
				note: ['Work Description'],
				project: ['Project Name'],
			},
		},
	],
});
