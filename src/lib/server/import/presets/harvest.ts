import { definePreset } from '../preset.ts';
import { billableHours, fullName, hours, money, read } from '../preset-fields.ts';

/**
 * Harvest's detailed time report. A person's name stands in two columns, days have no times, and an
 * account with a decimal comma writes `"7,5"`.
 */
export const harvest = definePreset({
	system: 'harvest',
	name: 'Harvest detailed time report',
	isVerified: true,
	marks: [['Date'], ['Hours'], ['Project'], ['First Name'], ['Last Name']],
	knows: [
		'Project Code',
		'Hours Rounded',
		'Invoiced?',
		'Approved?',
		'Department',
		'Employee Id',
		'Employee?',
		'Roles',
		'Cost Amount',
		'External Reference URL',
	],
	feeds: () => [
		{
			relation: 'time_entry',
			fields: {
				client: ['Client'],
				person: fullName('First Name', 'Last Name'),
				worked_on: ['Date'],
				actual_hours: hours('Hours'),
				billable_hours: billableHours('Billable?', hours('Hours')),
				time_category: ['Task'],
				note: ['Notes'],
				rate: money('Billable Rate'),
				amount: money('Billable Amount'),
				cost_rate: money('Cost Rate'),
				currency: read('as_currency', 'Currency'),
				project: ['Project'],
			},
		},
	],
});
