import type { Alias } from '../store/aliases.ts';
import type { ValueMapping } from '../store/value-mappings.ts';
import type { DateOrder } from './date-formats.ts';
import type { DecimalMark } from './number-formats.ts';
import type { Mapping } from './recognise.ts';
import type { RelationName } from './relations.ts';

/** How the bare numbers of a column are to be read, where the person knows better than the preset. */
export type Reading = 'text' | 'hours' | 'minutes' | 'seconds' | 'money';

/** Where a field comes from by a person's word: a column, a column read in a way, or nowhere. */
export type FieldOverride = string | { column: string; as: Reading } | null;

/** A record of the file as a person put it right: its number, from 1, and all of its cells. */
export interface Correction {
	record: number;
	cells: readonly string[];
}

/** What a person may say about a file; all of it is optional. It is kept with the import as it is. */
export interface ImportOptions {
	/** The source that the records belong to; absent: the system that the file was recognised as. */
	source?: string;
	/** The IANA zone of times without an offset; absent: UTC, with a warning. */
	zone?: string;
	dateOrder?: DateOrder;
	/** What stands before fractions, for the numbers that do not show it. */
	decimalMark?: DecimalMark;
	/** The name of the preset that it is read by; absent: the one that fits its header best. */
	as?: string;
	/** Relation → field → column, instead of recognising the file. */
	map?: Mapping;
	/** Relation → field → column, over what the file was recognised as. */
	overrides?: Partial<Record<RelationName, Record<string, FieldOverride>>>;
	/** Relation-independent values of fields that the file does not bring, such as its one client. */
	constants?: Record<string, string>;
	/** What values mean that no mapping covers; kept for the source once the file is loaded. */
	values?: readonly Omit<ValueMapping, 'source'>[];
	/** Whom names stand for; kept for the source once the file is loaded. */
	aliases?: readonly Omit<Alias, 'source'>[];
	/** Whether the file holds all records of its source, or only some. */
	isFull?: boolean;
	/** Whether to keep all this for the next file of the same source and kind. */
	isProfile?: boolean;
	/**
	 * The import whose quarantined records this one puts right, and how; `null` where it is an import
	 * of its own that takes over what was put right in the same content before.
	 */
	corrects?: { importId: number | null; records: readonly Correction[] };
}

/** How far an import has come. Rows are records of the file. */
export interface Progress {
	step: 'wait' | 'decode' | 'scan' | 'stage' | 'load' | 'facts' | 'publish';
	/** How much of the step is done; `null` while nobody can say. */
	done: { rows: number; of: number } | { bytes: number; of: number } | null;
	/** Its number in the log, once it has one. */
	importId?: number;
}

export type OnProgress = (progress: Progress) => void;
