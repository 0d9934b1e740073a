import { definePreset, type FileColumns } from '../preset.ts';

const person = [
	'Person',
	'User',
	'User Name',
	'Username',
	'Full name',
	'Member',
	'Team member',
	'Employee',
	'Resource',
	'Resource Name',
	'Technician',
	'Agent',
	'Name',
];
const day = ['Date', 'Work date', 'Worked on', 'Entry date', 'Day', 'Date worked', 'Start date'];
const id = ['Entry ID', 'Time Entry ID', 'Time Entry Number'];
/** Columns that say what they count, and those whose bare numbers could count anything. */
const inHours = [
	'Hours',
	'Hrs',
	'Hours Worked',
	'Actual Hours',
	'Duration (decimal)',
	'Time (decimal)',
];
const inSomeUnit = ['Duration', 'Time', 'Time spent', 'Total time'];

function toHours(file: FileColumns): string {
	if (inHours.some((name) => file.header.hasExactly(name)))
		return `as_hours(${file.column(...inHours)})`;
	const cell = `clean(${file.column(...inSomeUnit)})`;
	const unit = inSomeUnit.map((name) => file.header.suffix(name)).find((found) => found !== null);
	return /^(h|hrs?|hours|decimal)$/i.test(unit ?? '')
		? `as_hours(${cell})`
		: `if(regexp_matches(${cell}, '^[0-9.,]+$'), without_unit(${cell}), as_hours(${cell}))`;
}

/**
 * Time entries of a system without a preset, by names that columns often have. It stands in only
 * where nothing else fits. A bare number has a unit only where its header says so.
 */
export const genericTimeEntries = definePreset({
	system: 'time-entries',
	name: 'time entries by common column names',
	isVerified: false,
	isFallback: true,
	marks: [person, day, [...inHours, ...inSomeUnit]],
	// What has a title and a state is a ticket with its time.
	never: ['Status', 'State', 'Subject', 'Summary'],
	feeds: (header) => [
		{
			relation: 'time_entry',
			fields: {
				...(header.has(...id) && { entry_id: id }),
				ticket_id: ['Ticket', 'Ticket ID', 'Ticket Number', 'Ticket #', 'Issue Key', 'Issue'],
				client: ['Client', 'Client Name', 'Customer', 'Company', 'Account', 'Organization'],
				person,
				worked_on: day,
				actual_hours: toHours,
				billable_hours: ['Billable Hours', 'Hours to Bill', 'Billed Hours'],
				time_category: ['Category', 'Activity', 'Work Type'],
				billing_code: ['Billing Code'],
				note: ['Notes', 'Note', 'Description', 'Summary Notes', 'Comment'],
				currency: ['Currency'],
				project: ['Project', 'Project Name'],
			},
		},
	],
});
