/** What every module that counts tickets can be broken down by (`queries/scope/ticket_in_scope.sql`). */
export const ticketBreakdowns = [
	'client',
	'priority',
	'type',
	'category',
	'channel',
	'system',
	'queue',
	'assignee',
	'team',
	'source',
] as const;
