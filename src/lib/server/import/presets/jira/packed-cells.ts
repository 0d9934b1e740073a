import type { Feed, FileColumns, Spellings } from '../../preset.ts';
import * as labels from './labels.ts';

/**
 * What Jira packs into cells: a column that repeats holds one worklog or comment a cell, its parts
 * divided by semicolons that the text may have too.
 */
export interface PackedCells {
	columns: Spellings;
	/** RE2 for the whole of a cell, with a group for each part. */
	pattern: string;
	parts: readonly string[];
}

/** `comment;date;account;seconds`, where older versions leave out an empty comment. */
export const worklogs: PackedCells = {
	columns: labels.logWork,
	pattern: '(?s)^(?:(.*);)?([^;]*);([^;]*);\\s*([0-9]+)\\s*$',
	parts: ['text', 'date', 'account', 'seconds'],
};

/** `date;account;text`. */
export const comments: PackedCells = {
	columns: labels.comment,
	pattern: '(?s)^([^;]*);([^;]*);(.*)$',
	parts: ['date', 'account', 'text'],
};

/** SQL for the parts of a cell as a struct. One of another shape is taken for a date, to be reported. */
function unpack(cell: string, { pattern, parts }: PackedCells): string {
	const names = parts.map((part) => `'${part}'`).join(', ');
	const unread = parts.map((part) => {
		const isNeeded = part === 'date' || part === 'account';
		return `'${part}': ${isNeeded ? cell : `''`}`;
	});
	return `case when regexp_matches(${cell}, '${pattern}')
		then regexp_extract(${cell}, '${pattern}', [${names}])
		else {${unread.join(', ')}} end`;
}

/** SQL for the date in each of the columns, for the order and language of dates to be found. */
export function datesIn(packed: PackedCells): (file: FileColumns) => string[] {
	return (file) => file.each(...packed.columns).map((cell) => `(${unpack(cell, packed)}).date`);
}

/** The columns of account ids, each with that of the name beside it. */
const accounts = [
	[labels.assigneeId, labels.assignee],
	[labels.reporterId, labels.reporter],
	[labels.creatorId, labels.creator],
] as const;

/**
 * SQL for one row per filled cell: its parts as `entry`, the `person` by the name that stands beside
 * the account elsewhere in the file, and its `place` among the cells of its row that share its date.
 */
function rowsOf(packed: PackedCells): (file: FileColumns) => string {
	return (file) => {
		const named = accounts.map(
			([id, name]) => `
				select clean(${file.column(...id)}) as id, clean(${file.column(...name)}) as name
				from file`,
		);
		return `
			with cell as (
				select *, unnest(list_filter(
					list_zip(cells, range(len(cells))), lambda pair: clean(pair[1]) is not null
				)) as pair
				from (select *, [${file.each(...packed.columns).join(', ')}] as cells from file)
			),
			account as (
				select id, min(name) as name
				from (${named.join(' union all ')})
				where id is not null and name is not null
				group by id
			)
			select cell.*, coalesce(account.name, entry.account) as person,
				row_number() over (partition by record_number, entry.date order by pair[2]) as place
			from (select *, ${unpack('pair[1]', packed)} as entry from cell) as cell
			left join account on account.id = entry.account`;
	};
}

/** The text of a cell, which stands for all that the columns have. */
const textOf = (packed: PackedCells) => (file: FileColumns) =>
	file.each(...packed.columns).length > 0 ? 'entry.text' : 'null';

/** Worklogs as time entries; a ticket comes with all of its own. */
export const worklogFeed: Feed = {
	relation: 'time_entry',
	partOf: 'ticket',
	rows: rowsOf(worklogs),
	fields: {
		ticket_id: labels.key,
		client: labels.client,
		project: labels.project,
		person: () => 'person',
		worked_on: () => 'entry.date',
		started_at: () => 'entry.date',
		actual_hours: () => 'as_hours(entry.seconds, unit_seconds := 1)',
		note: textOf(worklogs),
	},
};

/**
 * Comments as events. Who could read one is not in the cell, so that it is neither a public reply
 * nor a private note. Its text is no part of its key: an edited comment is the same one.
 */
export const commentFeed: Feed = {
	relation: 'ticket_event',
	rows: rowsOf(comments),
	fields: {
		ticket_id: labels.key,
		at: () => 'entry.date',
		kind: () => `'comment'`,
		actor: () => 'person',
		note: textOf(comments),
		ordinal: () => 'place::varchar',
	},
};
