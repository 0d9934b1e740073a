import { definePreset, type FileColumns } from '../preset.ts';

/**
 * Zammad's time accounting, saved as CSV. Its `Time Units` have no unit, and each provider counts in
 * its own; a person who knows it writes it into the header, `Time Units (hours)` or
 * `Time Units (minutes)`. Without that no row has hours, and each is set apart with its value.
 */
export const zammadTime = definePreset({
	system: 'zammad',
	name: 'Zammad time accounting',
	isVerified: false,
	marks: [['Ticket#'], ['Time Units'], ['Agent - Name', 'Agent - Login']],
	knows: ['Customer - Name', 'Title'],
	feeds: () => [
		{
			relation: 'time_entry',
			fields: {
				ticket_id: ['Ticket#'],
				client: ['Organization', 'Customer - Name'],
				person: ['Agent - Name', 'Agent - Login'],
				worked_on: ['Created at'],
				actual_hours: toHours,
				time_category: ['Activity Type'],
				entered_at: ['Created at'],
			},
		},
	],
});

function toHours(file: FileColumns): string {
	const units = file.column('Time Units');
	const unit = file.header.suffix('Time Units')?.toLowerCase();
	if (unit === 'hours') return `as_hours(${units})`;
	if (unit === 'minutes') return `as_hours(${units}, unit_seconds := 60)`;
	return `without_unit(clean(${units}))`;
}
