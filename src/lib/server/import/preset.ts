import { Header, toHeaderKey } from './header.ts';
import type { RelationName } from './relations.ts';

/** How presets speak of the columns of the file that is being loaded. */
export interface FileColumns {
	header: Header;
	/** SQL for the text of the column with one of these headers, `null` without one. */
	column(...spellings: string[]): string;
	/** The same for headers that may repeat: all their values, joined by `, `. */
	joined(...spellings: string[]): string;
	/** The same as a list with one SQL for each column. */
	each(...spellings: string[]): string[];
}

/** Where a field comes from: the spellings of a header, or SQL over the columns. */
export type FieldSource = readonly string[] | ((file: FileColumns) => string);

/** What a file holds of one relation. */
export interface Feed {
	relation: RelationName;
	fields: Record<string, FieldSource>;
	/** SQL for the rows, where they are not simply those of `file`; must keep `record_number`. */
	rows?: (file: FileColumns) => string;
	/**
	 * The relation of an earlier feed whose records these rows are parts of: each record of the file
	 * comes with all its parts, which replace those that it had.
	 */
	partOf?: RelationName;
	/** Required fields that this kind of export never carries. */
	lacks?: readonly string[];
}

/** A date that a file does not have in one column, such as a day and a time beside it. */
export interface DateText {
	/** What errors call it by. */
	name: string;
	/** One text, or one for each of the columns that repeat. */
	sql: (file: FileColumns) => string | string[];
}

/** One kind of export: how to know it and what it holds. */
export interface Preset {
	/** The source that its records belong to unless the person names another. */
	system: string;
	name: string;
	/** Seen in a real file or header, or known from source code and documentation only. */
	isVerified: boolean;
	/** Whether it stands in only where no other preset fits. */
	isFallback?: boolean;
	/** Columns without which a file is not of this kind, each by any of its spellings. */
	marks: readonly Spellings[];
	/** 0: not this kind; the highest of all presets wins. */
	score: (header: Header) => number;
	feeds: (header: Header) => readonly Feed[];
	/**
	 * SQL for `record_number` and `reason` of rows that are records of a kind which none of the feeds
	 * takes, all of which then make `rows` of their own. The reason is a noun phrase in the plural.
	 */
	others?: (file: FileColumns) => string;
	/** Headers and texts over `file` that hold dates, where a field's source is SQL of its own. */
	dates?: readonly (string | DateText)[];
	/** Headers that hold numbers which the SQL for a feed's rows reads, and no field does. */
	numbers?: readonly string[];
}

/** A column by any of its spellings: languages, versions, or names that mean the same. */
export type Spellings = readonly string[];

/** What a preset is known by, beside the columns that its feeds read. */
export interface Recognition {
	/**
	 * Columns without which a file is not of this kind. A spelling with a unit in brackets is met by
	 * that unit only.
	 */
	marks: readonly Spellings[];
	/** Columns that this kind never has and a kind near to it always has. */
	never?: Spellings;
	/** Further columns that exports of this kind are known to have. */
	knows?: readonly string[];
}

/** A preset that scores itself by its marks and by all columns that it knows. */
export function definePreset(preset: Omit<Preset, 'score'> & Recognition): Preset {
	const { marks, never = [], knows = [], ...rest } = preset;
	const columns = mergeColumns([
		...marks,
		...knows.map((name) => [name]),
		...readColumns(preset.feeds(new Header([]))),
	]);
	const isMet = (header: Header, spelling: string) =>
		spelling.endsWith(')') ? header.hasExactly(spelling) : header.has(spelling);
	return {
		...rest,
		marks,
		score: (header) => {
			const isKind =
				marks.every((spellings) => spellings.some((spelling) => isMet(header, spelling))) &&
				!never.some((spelling) => isMet(header, spelling));
			return isKind ? scoreOverlap(header, columns) : 0;
		},
	};
}

/**
 * How well the columns of a file and those of a preset cover each other, from 0 to 1: the harmonic
 * mean of the share of the file's columns that the preset knows and of the preset's that the file
 * has. So a preset of few columns does not win a wide file, nor a wide one a file of few.
 */
function scoreOverlap(header: Header, columns: readonly ReadonlySet<string>[]): number {
	const inFile = new Set(header.keys);
	const known = header.keys.filter((key) => columns.some((keys) => keys.has(key))).length;
	const found = columns.filter((keys) => !keys.isDisjointFrom(inFile)).length;
	return known === 0 ? 0 : 2 / (inFile.size / known + columns.length / found);
}

/** The columns that feeds ask a file for, by name or within their SQL. */
function readColumns(feeds: readonly Feed[]): Spellings[] {
	const asked: Spellings[] = [];
	const note = (...spellings: string[]) => {
		asked.push(spellings);
		return 'null';
	};
	const file: FileColumns = {
		header: new Header([]),
		column: note,
		joined: note,
		each: (...spellings) => [note(...spellings)],
	};
	for (const { fields, rows } of feeds) {
		rows?.(file);
		for (const source of Object.values(fields)) {
			if (typeof source === 'function') source(file);
			else asked.push(source);
		}
	}
	return asked;
}

/** The header keys of each column; spellings that share one are about the same column. */
function mergeColumns(columns: readonly Spellings[]): ReadonlySet<string>[] {
	return columns.reduce<ReadonlySet<string>[]>((merged, spellings) => {
		const keys = new Set(spellings.map(toHeaderKey));
		const apart = merged.filter((other) => other.isDisjointFrom(keys));
		const same = merged.filter((other) => !other.isDisjointFrom(keys));
		return [...apart, same.reduce<ReadonlySet<string>>((all, other) => all.union(other), keys)];
	}, []);
}
