import type { HistoryLevel, Unit } from '#queries/query-module.server.ts';

export interface FaceColumn {
	label: string;
	unit: Unit;
}

/** What a figure rests on, printed with it wherever it appears. */
export interface Freshness {
	/** The snapshot that answered. */
	dataVersion: number;
	/** The instant whose state is shown, ISO with Z. */
	asOf: string;
	/** When the newest import was loaded, ISO with Z. */
	importedAt: string;
}

/** The time between two exports, within which a change that they show happened. */
export interface Precision {
	/** Of the sources with such changes, the one that is known least exactly. */
	medianMinutes: number;
	largestMinutes: number;
}

interface FaceBase {
	name: string;
	title: string;
	definition: string;
	level: HistoryLevel;
	freshness: Freshness;
}

/** One result as a page shows it: chart, table, definition and the way to its rows. */
export interface AvailableFace<Row> extends FaceBase {
	isAvailable: true;
	columns: Record<string, FaceColumn>;
	rows: Row[];
	sql: string;
	excluded: { reason: string; count: number }[];
	precision: Precision | null;
	/** The page that lists the rows that made it. */
	rowsHref: string;
}

/** A metric that lacks its input: it says what it needs and never shows a zero. */
export interface UnavailableFace extends FaceBase {
	isAvailable: false;
	/** Completes the sentence "not available: needs …". */
	needs: string;
}

export type Face<Row = Record<string, string | number | boolean | null>> =
	AvailableFace<Row> | UnavailableFace;

/** A headline figure with its like-for-like comparison. */
export interface Headline {
	label: string;
	unit: Unit;
	/** `null` where the metric is not available. */
	value: number | null;
	previous: number | null;
	/** Behind a share: k of n. */
	numerator?: number | null;
	denominator?: number | null;
	/** Which direction is the good one; `null` where neither is. */
	better: 'more' | 'fewer' | null;
	/** In place of a value: what the metric needs. */
	needs?: string;
	/** The metric that it comes from. */
	name: string;
	definition: string;
	rowsHref: string;
}
