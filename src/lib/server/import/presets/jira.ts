import { scoreByMarks, type Feed, type Preset } from '../preset.ts';

/** Jira and Jira Service Management exports: user-chosen columns, many of them repeated. */
export const jira: Preset = {
	system: 'jira',
	name: 'Jira issues',
	isVerified: true,
	score: (header) => scoreByMarks(header, [['Issue key'], ['Summary'], ['Status'], ['Created']]),
	feeds: (): Feed[] => [
		{
			relation: 'ticket',
			fields: {
				ticket_id: ['Issue key'],
				client: ['Custom field (Organizations)', 'Organizations', 'Organization', 'Customer'],
				title: ['Summary'],
				description: ['Description'],
				type: ['Issue Type'],
				status: ['Status'],
				priority: ['Priority'],
				impact: ['Custom field (Impact)'],
				urgency: ['Custom field (Urgency)'],
				category: ['Custom field (Category)'],
				queue: ['Project name', 'Project key'],
				assignee: ['Assignee'],
				contact: ['Reporter'],
				created_at: ['Created'],
				updated_at: ['Updated'],
				resolved_at: ['Resolved'],
				due_at: ['Due date'],
				estimate_hours: (file) =>
					`(try_cast(${file.column('Original estimate')} as integer) / 3600.0)::varchar`,
				parent_id: ['Parent key', 'Parent'],
				tags: (file) => file.joined('Labels'),
			},
		},
	],
};
