import { countOpen, type AgingRow } from '#lib/charts/aging-buckets.ts';
import type { FlowRow } from '#lib/charts/arrivals-and-closures.ts';
import type { AttainmentRow } from '#lib/charts/attainment.ts';
import type { OwnerRow } from '#lib/charts/owners-by-age.ts';
import {
	formatCount,
	formatCountOf,
	formatDayOfYear,
	formatKOfN,
	formatShare,
	isTooFewForShare,
} from '#lib/format.ts';

/**
 * The sentences that panels have as titles: what their rows say, with the figure. Each takes the
 * rows that the panel shows, so that title, chart and table cannot disagree.
 */

/** "The backlog grew by 12 in the week from 26 Oct so far: 41 tickets arrived, 29 left". */
export function findFlow(rows: FlowRow[]): string {
	const last = rows.at(-1);
	if (!last) return 'No week to show';
	const { arrivals, closures, net_flow } = last;
	const week = `the week from ${formatDayOfYear(last.period_start_on)}${last.is_partial ? ' so far' : ''}`;
	const size = formatCount(Math.abs(net_flow));
	const backlog =
		net_flow === 0
			? `The backlog stood still in ${week}`
			: `The backlog ${net_flow > 0 ? 'grew' : 'shrank'} by ${size} in ${week}`;
	const withdrawn = arrivals - closures - net_flow;
	const leaving = withdrawn > 0 ? ` and ${formatCount(withdrawn)} withdrawn` : '';
	return `${backlog}: ${formatCountOf(arrivals, 'ticket')} arrived, ${formatCount(closures)} closed${leaving}`;
}

/** How to read the end of the lines while the week lasts. */
export function explainPartialWeek(rows: FlowRow[]): string | null {
	return rows.at(-1)?.is_partial ? 'Dashed: the last week is not over.' : null;
}

/** "12 of 74 open tickets are over 30 days old, 8 of them with the client". */
export function findAging(rows: AgingRow[]): string {
	const open = countOpen(rows);
	const old = countOpen(rows, { bucket: '>30' });
	const oldWithClient = countOpen(rows, { bucket: '>30', held_by: 'client' });
	if (open === 0) return 'No ticket is open';
	if (old === 0) return `None of ${formatCountOf(open, 'open ticket')} is over 30 days old`;
	const tickets = `${formatKOfN(old, open)} open tickets ${old === 1 ? 'is' : 'are'} over 30 days old`;
	return `${tickets}, ${sayPart(oldWithClient, old)}with the client`;
}

/** "8 of them ", "none of them ", "all of them "; of one alone only whether: "not " or "". */
function sayPart(part: number, whole: number): string {
	if (whole === 1) return part === 1 ? '' : 'not ';
	if (part === 0) return 'none of them ';
	return part === whole ? 'all of them ' : `${formatCount(part)} of them `;
}

/** "The oldest open ticket is 94 days old and with the client". */
export function findOldest(rows: { age_days: number; held_by: string }[]): string {
	const [oldest] = rows;
	if (!oldest) return 'No ticket is open';
	const age = formatCountOf(Math.floor(oldest.age_days), 'day');
	const holder = oldest.held_by === 'unknown' ? '' : ` and with the ${oldest.held_by}`;
	return `The oldest open ticket is ${age} old${holder}`;
}

/** "4 of 74 open tickets have no owner". */
export function findOwners(rows: OwnerRow[]): string {
	const open = countOpen(rows);
	const orphans = countOpen(rows.filter((row) => row.group_value === null));
	if (open === 0) return 'No ticket is open';
	if (orphans === 0) return `Each of ${formatCountOf(open, 'open ticket')} has an owner`;
	return `${formatKOfN(orphans, open)} open tickets ${orphans === 1 ? 'has' : 'have'} no owner`;
}

/** "We kept 178 of 201 promises (89 %)"; under 20 without the percentage. */
export function findAttainment(rows: AttainmentRow[]): string {
	const total = rows.find((row) => row.is_total);
	if (!total || total.decided_count === 0 || total.attainment_share === null) {
		return 'No promise was decided in this period';
	}
	const kept = `We kept ${formatKOfN(total.met_count, total.decided_count)} promises`;
	return isTooFewForShare(total.decided_count)
		? kept
		: `${kept} (${formatShare(total.attainment_share)})`;
}

interface Undecided {
	is_total: boolean;
	excluded_count: number;
	unknown_count: number;
	pending_count: number;
}

/** What the share leaves out: "By the source's own verdict; 12 excluded, 3 not known, 9 pending." */
export function explainAttainment(rows: Undecided[], basis: string): string {
	const total = rows.find((row) => row.is_total);
	const leftOut = total
		? [
				`${formatCount(total.excluded_count)} excluded`,
				`${formatCount(total.unknown_count)} not known`,
				`${formatCount(total.pending_count)} pending`,
			].join(', ')
		: 'what was left out is not known';
	return `By ${basis}; ${leftOut}. The line is the 95\u00a0% interval.`;
}
