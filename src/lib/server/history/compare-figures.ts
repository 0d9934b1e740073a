import { monthAt, shiftMonth } from '#lib/calendar.ts';
import {
	figureNames,
	isSameValue,
	type ChangedRows,
	type FigureName,
	type FigureValue,
	type MovedFigure,
} from '#lib/moved-figures.ts';
import type { Reader } from '../warehouse/reader.ts';
import type { CountedTicket } from '../warehouse/run-query.ts';
import {
	listTicketsBehind,
	readHeadlineFigures,
	type HeadlineFigures,
} from './headline-figures.ts';

/** How many months back figures are compared, the newest included: a year and a quarter. */
export const comparedMonths = 15;

/** How many rows a difference names. */
const namedRows = 100;

/** Two states of the data; `null` stands for none. */
export interface States {
	before: Reader | null;
	after: Reader | null;
}

/** Which headline figures of the last months differ between two states, and by which rows. */
export async function compareFigures({ before, after }: States): Promise<MovedFigure[]> {
	const newest = [await findNewestMonth(before), await findNewestMonth(after)];
	const lastMonth = newest.reduce((one, other) => (one > other ? one : other));
	if (lastMonth === '') return [];
	const months = monthsUpTo(lastMonth);
	const [old, now] = await Promise.all(
		[before, after].map((reader) => reader && readHeadlineFigures(reader, months)),
	);
	const moved = months.flatMap((month) => {
		const isOver = newest.every((other) => other === '' || other > month);
		const changes = findMoved(old?.get(month), now?.get(month));
		return changes.map((change) => ({ month, isOver, ...change }));
	});
	return Promise.all(
		moved.map(async (change) => ({
			...change,
			...(await listChangedRows({ before, after }, change)),
		})),
	);
}

/** The compared months that end with this one, the oldest first. */
export function monthsUpTo(month: string): string[] {
	return Array.from({ length: comparedMonths }, (_, index) =>
		shiftMonth(month, index + 1 - comparedMonths),
	);
}

/** The month of the data's own instant; "" without data. */
export async function findNewestMonth(reader: Reader | null): Promise<string> {
	const data = await reader?.describe();
	return data?.asOf == null ? '' : monthAt(data.asOf, data.reportingZone);
}

const noData: FigureValue = { value: null, needs: 'an import of tickets' };

/** The figures of a month that differ; absent ones stand for a state without data. */
export function findMoved(
	before: Partial<HeadlineFigures> | undefined,
	after: Partial<HeadlineFigures> | undefined,
): Pick<MovedFigure, 'figure' | 'before' | 'after'>[] {
	return figureNames
		.map((figure) => ({
			figure,
			before: before?.[figure] ?? noData,
			after: after?.[figure] ?? noData,
		}))
		.filter((change) => !isSameValue(change.before, change.after));
}

/** The rows behind a figure that are there after and not before, and the other way round. */
export async function listChangedRows(
	{ before, after }: States,
	of: { month: string; figure: FigureName },
): Promise<{ gained: ChangedRows; lost: ChangedRows }> {
	const [old, now] = await Promise.all(
		[before, after].map((reader) => (reader ? listTicketsBehind(reader, of) : [])),
	);
	return { gained: subtract(now!, old!), lost: subtract(old!, now!) };
}

/** What one list has more often than the other. */
function subtract(rows: readonly CountedTicket[], others: readonly CountedTicket[]): ChangedRows {
	const keyOf = (row: CountedTicket) => JSON.stringify([row.source, row.ticket_id, row.counted_as]);
	const spare = new Map<string, number>();
	for (const row of others) spare.set(keyOf(row), (spare.get(keyOf(row)) ?? 0) + 1);
	const left = rows.filter((row) => {
		const known = spare.get(keyOf(row)) ?? 0;
		if (known > 0) spare.set(keyOf(row), known - 1);
		return known === 0;
	});
	const named = left
		.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
		.slice(0, namedRows);
	return { count: left.length, rows: named };
}
