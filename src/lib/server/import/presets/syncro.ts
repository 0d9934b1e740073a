import { definePreset, type Feed, type FileColumns } from '../preset.ts';
import { firstFilled } from '../preset-fields.ts';

const written = (file: FileColumns) => `to_instant(clean(${file.column('timestamp')}))`;

/** The last comment of a ticket, which carries its newest state; comments without a time go first. */
const lastOfEach = (file: FileColumns) => `
	select * from file
	qualify row_number() over (
		partition by clean(${file.column('ticket number')})
		order by ${written(file)} desc nulls last, record_number desc
	) = 1`;

/** Rows that say something, since a ticket without comments has a row too. */
const comments = (file: FileColumns) => `
	select * from file
	where clean(${file.column('ticket response')}) is not null
		or clean(${file.column('email body')}) is not null`;

/** Only what the client wrote is certain: the layout does not say whether the client saw the rest. */
const kindOf = (file: FileColumns) => `
	case
		when lower(trim(${file.column('comment owner')})) = lower(trim(${file.column('end user')}))
			then 'client_reply'
		else 'comment'
	end`;

/** Syncro's layout of tickets with their comments: one row per comment, in lower-case headers. */
export const syncro = definePreset({
	system: 'syncro',
	name: 'Syncro tickets with comments',
	isVerified: false,
	marks: [
		['ticket number'],
		['ticket subject'],
		['ticket status'],
		['ticket created date'],
		['timestamp', 'comment owner', 'ticket response'],
	],
	dates: ['timestamp'],
	feeds: (): Feed[] => [
		{
			relation: 'ticket',
			rows: lastOfEach,
			fields: {
				ticket_id: ['ticket number'],
				client: ['ticket customer'],
				title: ['ticket subject'],
				description: ['ticket description'],
				status: ['ticket status'],
				priority: ['ticket priority'],
				category: ['ticket issue type'],
				assignee: ['tech'],
				contact: ['end user'],
				created_at: ['ticket created date'],
			},
		},
		{
			relation: 'ticket_event',
			rows: comments,
			fields: {
				ticket_id: ['ticket number'],
				at: ['timestamp'],
				kind: kindOf,
				actor: ['comment owner'],
				note: firstFilled(['ticket response'], ['email body']),
				actor_kind: (file) => `case when ${kindOf(file)} = 'client_reply' then 'client' end`,
			},
		},
	],
});
