import type { Unit } from '#queries/query-module.server.ts';
import { formatCountOf, formatKOfN, formatValue, isTooFewForShare } from '#lib/format.ts';

/** The headline figures of a month, in the order in which they are shown. */
export const monthFigures = {
	arrivals: { label: 'Arrivals', unit: 'count' },
	reopened: { label: 'of which reopened', unit: 'count' },
	closures: { label: 'Closures', unit: 'count' },
	withdrawn: { label: 'Withdrawn', unit: 'count' },
	open: { label: 'Open at the end', unit: 'count' },
	open_over_30_days: { label: 'Open over 30 days', unit: 'count' },
	attainment: { label: 'Attainment', unit: 'share' },
} as const satisfies Record<string, { label: string; unit: Unit }>;

export type FigureName = keyof typeof monthFigures;

export const figureNames = Object.keys(monthFigures) as FigureName[];

/** One figure; without a value it is not known, or `needs` says what the metric lacks. */
export interface FigureValue {
	value: number | null;
	/** Behind a share: k of n. */
	numerator?: number;
	denominator?: number;
	/** Completes the sentence "not available: needs …". */
	needs?: string;
}

/** The ticket of a row behind a figure, with what it was counted as where the metric says so. */
export interface ChangedRow {
	source: string;
	ticket_id: string;
	counted_as: string | null;
}

export interface ChangedRows {
	count: number;
	/** The first hundred of them. */
	rows: ChangedRow[];
}

/** A headline figure of a month that is one thing in some data and another in other data. */
export interface MovedFigure {
	/** "2026-10" */
	month: string;
	/** Whether the month was over in both; the figures of one that still runs are meant to move. */
	isOver: boolean;
	figure: FigureName;
	before: FigureValue;
	after: FigureValue;
	/** Rows behind the figure after that were not behind it before, and the other way round. */
	gained: ChangedRows;
	lost: ChangedRows;
}

/** What a metric needs is no part of its value: two that are not available are the same. */
export function isSameValue(one: FigureValue, other: FigureValue): boolean {
	return (
		one.value === other.value &&
		one.numerator === other.numerator &&
		one.denominator === other.denominator
	);
}

/** The newest month first, since that is where people look; its figures in their order. */
export function newestFirst(moved: readonly MovedFigure[]): MovedFigure[] {
	return moved.toSorted(
		(one, other) =>
			other.month.localeCompare(one.month) ||
			figureNames.indexOf(one.figure) - figureNames.indexOf(other.figure),
	);
}

/** "1,234", "91 % (182 of 200)", "7 of 9", or "not available". */
export function formatFigure(figure: FigureName, stated: FigureValue): string {
	const { value, numerator, denominator, needs } = stated;
	if (value === null) return needs === undefined ? 'none decided' : 'not available';
	const words = formatValue(value, monthFigures[figure].unit, { numerator, denominator });
	return numerator === undefined || denominator === undefined || isTooFewForShare(denominator)
		? words
		: `${words} (${formatKOfN(numerator, denominator)})`;
}

/** "3 rows: 1042 (missed), 1043, 1044", or "" for none. */
export function formatChangedRows({ count, rows }: ChangedRows, shown = 5): string {
	if (count === 0) return '';
	const names = rows
		.slice(0, shown)
		.map((row) => (row.counted_as ? `${row.ticket_id} (${row.counted_as})` : row.ticket_id));
	const more = count > names.length ? ' …' : '';
	return `${formatCountOf(count, 'row')}: ${names.join(', ')}${more}`;
}
