/** The service model that Waybill ships with (data-model.md, "The service model"). */

/** Who holds a ticket while it is in a status. */
export type Holder = 'team' | 'client';

/** What a status means for the count of open tickets. */
export type StatusClass = 'open' | 'done' | 'withdrawn';

export interface StatusMeaning {
	status: string;
	class: StatusClass;
	holder: Holder | null;
	/** Source spellings that mean it, besides its own name. */
	spellings: readonly string[];
}

export const statuses: readonly StatusMeaning[] = [
	{
		status: 'New',
		class: 'open',
		holder: 'team',
		spellings: ['Open', 'To Do', 'Backlog', 'Registered', 'Logged', 'Reopened'],
	},
	{ status: 'Triage', class: 'open', holder: 'team', spellings: ['Assigned', 'Acknowledged'] },
	{
		status: 'Waiting on client',
		class: 'open',
		holder: 'client',
		spellings: [
			'Awaiting User Info',
			'Awaiting Evidence',
			'Waiting for customer',
			'Waiting on customer',
			'Waiting customer',
			'Awaiting caller',
			'Pending',
			'Client not responding',
		],
	},
	{ status: 'Scheduled', class: 'open', holder: 'team', spellings: ['Planned'] },
	{
		status: 'In progress',
		class: 'open',
		holder: 'team',
		spellings: [
			'Active',
			'Work in progress',
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
		status: 'Internal review',
		class: 'open',
		holder: 'team',
		spellings: ['In review', 'Peer review', 'QA'],
	},
	{
		status: 'Client review',
		class: 'open',
		holder: 'client',
		spellings: ['Customer review', 'Awaiting approval', 'UAT'],
	},
	{
		status: 'Closed',
		class: 'done',
		holder: null,
		spellings: ['Resolved', 'Solved', 'Done', 'Completed', 'Complete', 'Fixed'],
	},
	{
		status: 'Withdrawn',
		class: 'withdrawn',
		holder: null,
		spellings: ['Canceled', 'Cancelled', 'Spam', 'Merged', 'Duplicate', 'Deleted', "Won't do"],
	},
];

export const timeCategories = [
	'Ticket resolution',
	'Monitoring and maintenance',
	'Client communication',
	'Escalation support',
	'Process improvement',
	'Administrative billing review',
] as const;

export const billingCodes = [
	'Included managed services',
	'Out-of-scope support',
	'Project delivery',
	'Strategic advisory',
	'Internal non-billable',
] as const;
