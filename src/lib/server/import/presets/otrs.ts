import { definePreset } from '../preset.ts';
import { fullName, read } from '../preset-fields.ts';

const ownerOf = fullName('UserFirstname', 'UserLastname');

/** The search export of OTRS and of its heirs Znuny and OTOBO, in English. */
export const otrs = definePreset({
	system: 'otrs',
	name: 'OTRS, Znuny or OTOBO tickets',
	isVerified: false,
	marks: [['Ticket Number', 'Ticket#'], ['State'], ['Queue'], ['Created'], ['Subject', 'Title']],
	knows: [
		'Age',
		'FirstLock',
		'Lock',
		'AccountedTime',
		'ArticleTree',
		'Customer Name',
		'SolutionDiffInMin',
		'FirstResponseDiffInMin',
	],
	feeds: () => [
		{
			relation: 'ticket',
			fields: {
				ticket_id: ['Ticket Number', 'Ticket#'],
				client: ['CustomerID'],
				title: ['Subject', 'Title'],
				type: ['Type'],
				status: ['State'],
				priority: ['Priority'],
				queue: ['Queue'],
				assignee: (file) => `coalesce(${ownerOf(file)}, ${file.column('Owner')})`,
				contact: ['Customer Name', 'From'],
				created_at: ['Created'],
				first_response_at: ['FirstResponse'],
				closed_at: ['Closed'],
				// The difference to the target, negative where it was missed.
				source_response_met: read('as_kept', 'FirstResponseDiffInMin'),
				source_resolution_met: read('as_kept', 'SolutionDiffInMin'),
				source_response_minutes: ['FirstResponseInMin'],
				source_resolution_minutes: ['SolutionInMin'],
			},
		},
	],
});
