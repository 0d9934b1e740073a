import { definePreset, type Feed, type FileColumns } from '../preset.ts';

const changedAt = (file: FileColumns) => `to_instant(clean(${file.column('Change Date+Time')}))`;
const request = (file: FileColumns) => `clean(${file.column('SR Number')})`;

/** The last change of a request, which carries its newest state, with the time of its first. */
const lastOfEach = (file: FileColumns) => `
	select *, first_value(${file.column('Change Date+Time')}) over log as first_change
	from file
	window log as (partition by ${request(file)} order by ${changedAt(file)}, record_number)
	qualify row_number() over (
		partition by ${request(file)} order by ${changedAt(file)} desc nulls last, record_number desc
	) = 1`;

/**
 * The incident log of the BPI Challenge 2013: one row per change of a service request. It has no
 * titles, and the first change is the only trace of when a request was opened.
 */
export const bpi2013 = definePreset({
	system: 'bpi-2013',
	name: 'BPI Challenge 2013 incident log',
	isVerified: false,
	marks: [['SR Number'], ['Change Date+Time'], ['Status']],
	knows: ['Involved ST Function Div', 'Involved Org line 3', 'Country', 'Owner Country'],
	dates: ['Change Date+Time'],
	feeds: (): Feed[] => [
		{
			relation: 'ticket',
			lacks: ['title'],
			rows: lastOfEach,
			fields: {
				ticket_id: ['SR Number'],
				status: ['Status'],
				impact: ['SR Latest Impact'],
				category: ['Product'],
				queue: ['Involved ST'],
				assignee: ['Owner First Name'],
				created_at: () => 'first_change',
				updated_at: ['Change Date+Time'],
				pause_reason: ['Sub Status'],
			},
		},
		{
			relation: 'ticket_event',
			rows: (file) => `
				select *, clean(${file.column('Status')}) as new_status,
					lag(clean(${file.column('Status')})) over log as old_status
				from file
				window log as (partition by ${request(file)} order by ${changedAt(file)}, record_number)
				qualify new_status is distinct from old_status or ${changedAt(file)} is null`,
			fields: {
				ticket_id: ['SR Number'],
				at: ['Change Date+Time'],
				kind: () => `'status'`,
				from_value: () => 'old_status',
				to_value: () => 'new_status',
				actor: ['Owner First Name'],
			},
		},
	],
});
