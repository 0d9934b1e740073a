import type { AgingRow } from '#lib/charts/aging-buckets.ts';
import { formatInterval, namePriority, type AttainmentRow } from '#lib/charts/attainment.ts';
import type { OwnerByAge } from '#lib/charts/owners-by-age.ts';
import type { TableColumn } from '#lib/components/table-columns.ts';
import { formatCell, formatCount, formatShare, isTooFewForShare, unknown } from '#lib/format.ts';

function sayHolder({ held_by }: { held_by: string }): string {
	return held_by === 'unknown' ? unknown : held_by;
}

export const agingColumns: TableColumn<AgingRow>[] = [
	{ name: 'bucket', label: 'Age in days', unit: 'text' },
	{ name: 'held_by', label: 'Held by', unit: 'text', words: sayHolder },
	{ name: 'open_count', label: 'Open', unit: 'count' },
];

interface OldTicket {
	ticket_id: string;
	title: string | null;
	client: string | null;
	status: string;
	held_by: string;
	assignee: string | null;
	age_days: number;
}

/** The oldest open tickets, with whom they are and whose they are. */
export const oldestColumns: TableColumn<OldTicket>[] = [
	{ name: 'ticket_id', label: 'Ticket', unit: 'text' },
	{ name: 'title', label: 'Title', unit: 'text', isLong: true },
	{ name: 'client', label: 'Client', unit: 'text', words: (row) => row.client ?? '(no client)' },
	{ name: 'status', label: 'Status', unit: 'text' },
	{ name: 'held_by', label: 'Held by', unit: 'text', words: sayHolder },
	{
		name: 'assignee',
		label: 'Owner now',
		unit: 'text',
		words: (row) => row.assignee ?? 'unassigned',
	},
	{
		name: 'age_days',
		label: 'Age',
		unit: 'days',
		words: (row) => formatCount(Math.floor(row.age_days)),
	},
];

export const ownerColumns: TableColumn<OwnerByAge>[] = [
	{ name: 'owner', label: 'Owner now', unit: 'text' },
	{ name: 'young_count', label: '<10 days', unit: 'count' },
	{ name: 'middle_count', label: '10–30 days', unit: 'count' },
	{ name: 'old_count', label: '>30 days', unit: 'count' },
	{ name: 'open_count', label: 'Open', unit: 'count' },
	{ name: 'client_count', label: 'With the client', unit: 'count' },
];

interface AttainmentTableRow extends AttainmentRow {
	excluded_count: number;
	unknown_count: number;
	pending_count: number;
}

/** Attainment by priority: what was decided, how sure the share is, and what it leaves out. */
export const attainmentColumns: TableColumn<AttainmentTableRow>[] = [
	{ name: 'group_value', label: 'Priority', unit: 'text', words: namePriority },
	{ name: 'met_count', label: 'Kept', unit: 'count' },
	{ name: 'decided_count', label: 'Decided', unit: 'count' },
	{
		name: 'attainment_share',
		label: 'Share',
		unit: 'share',
		words: (row) =>
			row.attainment_share !== null && isTooFewForShare(row.decided_count)
				? formatShare(row.attainment_share, {
						numerator: row.met_count,
						denominator: row.decided_count,
					})
				: formatCell(row.attainment_share, 'share'),
	},
	{
		name: 'decided_count',
		label: '95 % interval',
		unit: 'share',
		words: (row) => formatInterval(row) ?? unknown,
	},
	{ name: 'excluded_count', label: 'Excluded', unit: 'count' },
	{ name: 'unknown_count', label: 'Not known', unit: 'count' },
	{ name: 'pending_count', label: 'Pending', unit: 'count' },
];
