import type { MissingCount } from './missing-values.ts';

/** A cell that could not be used, or a whole row, which has neither relation nor column. */
export interface Finding {
	relation: string;
	/** The physical line of the file on which the row begins, from 1. */
	line: number;
	column: string;
	value: string | null;
	reason: string;
	/** The name of the column in the file, where one column feeds the field. */
	fileColumn?: string;
	/** What to do about it, as a sentence; reports of older releases lack it. */
	remedy?: string;
}

/** What came of the rows of one relation. */
export interface RelationCount {
	relation: string;
	new: number;
	changed: number;
	unchanged: number;
	/** Rows of earlier imports that this file replaced. */
	replaced: number;
	/** Rows that a later row of the file is about again. */
	setAside: number;
	/** Rows of the file that could not be used for this relation. */
	quarantined: number;
}

/**
 * What became of a file: every row that was read is loaded, set aside or quarantined, and counts
 * once. It is loaded where any relation took it.
 */
export interface ImportReport {
	rows: { read: number; loaded: number; setAside: number; quarantined: number };
	relations: RelationCount[];
	/**
	 * Rows that were read and are no records, or that a later row replaces. The lines are those of the
	 * first ones; reports of older releases lack them.
	 */
	setAside: { reason: string; count: number; lines?: number[] }[];
	/**
	 * What could not be used of rows in quarantine, and of such as were loaded without that part. The
	 * warehouse keeps all of it, the report the first hundred.
	 */
	quarantined: Finding[];
	/**
	 * What stands in quarantine beside the records that relations count there: rows that could not be
	 * read and are of no relation, and rows that were loaded without a part. Reports of older releases
	 * lack it.
	 */
	quarantine?: { unread: number; inPart: number };
	/** Cells that could not be read in rows that were loaded; the first hundred. */
	unreadable: Finding[];
	unreadableCount: number;
	/** Rows that only a second look could read; reports of older releases lack them. */
	mended?: { count: number; lines: number[] };
	/** Cells that say in words or by a date that there is no value; reports of older releases lack it. */
	missing?: MissingCount[];
	/** What was assumed for want of a word from the person. */
	warnings: string[];
	/** Seconds by step. */
	seconds: Record<string, number>;
}

/** How many findings of a kind a report carries. */
export const reportedFindings = 100;

/** How many lines a report names where it only counts rows. */
export const reportedLines = 20;
