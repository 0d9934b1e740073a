import type { Header } from './header.ts';
import type { RelationName } from './relations.ts';

/** How presets speak of the columns of the file that is being loaded. */
export interface FileColumns {
	header: Header;
	/** SQL for the text of the column with one of these headers, `null` without one. */
	column(...spellings: string[]): string;
	/** The same for headers that may repeat: all their values, joined by `, `. */
	joined(...spellings: string[]): string;
}

/** Where a field comes from: the spellings of a header, or SQL over the columns. */
export type FieldSource = readonly string[] | ((file: FileColumns) => string);

/** What a file holds of one relation. */
export interface Feed {
	relation: RelationName;
	fields: Record<string, FieldSource>;
	/** SQL for the rows, where they are not simply those of `file`; must keep `record_number`. */
	rows?: (file: FileColumns) => string;
	/** Required fields that this kind of export never carries. */
	lacks?: readonly string[];
}

/** One kind of export: how to know it and what it holds. */
export interface Preset {
	/** The source that its records belong to unless the person names another. */
	system: string;
	name: string;
	/** Seen in a real file or header, or known from source code and documentation only. */
	isVerified: boolean;
	/** 0: not this kind; the highest of all presets wins. */
	score: (header: Header) => number;
	feeds: (header: Header) => readonly Feed[];
	/** Columns that hold dates, where a field's source is SQL and cannot be asked. */
	dates?: readonly string[];
}

/** A score of the share of the file's columns that a preset knows, or 0 when a mark is missing. */
export function scoreByMarks(header: Header, marks: readonly (readonly string[])[]): number {
	return marks.every((spellings) => header.has(...spellings))
		? marks.length + marks.length / Math.max(header.keys.length, marks.length)
		: 0;
}
