import type { AvailableFace } from '#lib/face.ts';
import type { Unit } from '#queries/query-module.server.ts';

export interface TableColumn<Row> {
	name: keyof Row & string;
	label: string;
	unit: Unit;
	/** A text of any length, which wraps; every other cell stays on one line. */
	isLong?: boolean;
	/** Where a cell says more than its value does. */
	words?: (row: Row) => string;
}

const wordUnits: ReadonlySet<Unit> = new Set(['text', 'day', 'instant', 'flag']);

/** Figures stand right, on the decimal point; words stand left. */
export function isFigure(unit: Unit): boolean {
	return !wordUnits.has(unit);
}

/** The columns of a face as a table shows them: all, or those named, in the order named. */
export function columnsOf<Row>(
	{ columns }: AvailableFace<Row>,
	names = Object.keys(columns) as (keyof Row & string)[],
): TableColumn<Row>[] {
	return names.flatMap((name) => (columns[name] ? [{ name, ...columns[name] }] : []));
}
