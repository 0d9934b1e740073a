import type { DateFinding, DateFindings } from './date-formats.ts';
import type { ImportErrorDetails } from './import-error.ts';
import type { FieldOverride, ImportOptions } from './import-options.ts';
import type { NumberFinding } from './number-formats.ts';
import type { Mapping } from './recognise.ts';
import type { RelationName } from './relations.ts';

/** One kind of export that a file may be. */
export interface InspectedPreset {
	name: string;
	system: string;
	/** Known from a real file or header; else from source code or documentation only. */
	isVerified: boolean;
	relations: RelationName[];
}

/** One column of the file, by its position. */
export interface InspectedColumn {
	/** From 0. */
	position: number;
	/** As the file spells it; may be empty, and may repeat. */
	name: string;
	/** Rows that have a value in it. */
	filled: number;
	/** Up to three values that differ, in the order of the file, each cut after 120 characters. */
	samples: string[];
	/** Whether its header says that its times are UTC. */
	isUtc: boolean;
	/** The fields that read it; none: it is kept as JSON beside the row. */
	fields: { relation: RelationName; field: string }[];
	/** The relations whose records are worked out with it, beside any field that reads it. */
	rowsOf: RelationName[];
}

/** One field of a relation, and where it comes from. */
export interface InspectedField {
	field: string;
	/** How the warehouse keeps it. */
	type: 'text' | 'instant' | 'day' | 'number' | 'count' | 'flag';
	isRequired: boolean;
	/** Positions of the columns that it is read from; none: the file does not bring it. */
	positions: number[];
	/** Whether the preset works it out in a way of its own and does not just read a column. */
	isComputed: boolean;
	/** A value for all rows that the person gave. */
	constant: string | null;
	/** The person's word on it, where there is one. */
	override: FieldOverride | undefined;
}

/** A value of the file that no mapping covers. */
export interface UnknownValue {
	kind: 'status' | 'priority' | 'billing_code';
	value: string;
	rows: number;
}

/** A client or person of the file that stands for nobody known yet. */
export interface UnknownName {
	kind: 'client' | 'person';
	value: string;
	rows: number;
	/** The known one that it resembles, to be confirmed by the person. */
	suggestion: { id: string; name: string; isSameName: boolean } | null;
}

/** What can be said of a file before any of it is loaded, and what has to be asked. */
export interface Inspection {
	file: string;
	encoding: string;
	delimiter: string;
	headerLine: number;
	records: number;
	/** What it is taken for; `null`: it is no kind that Waybill knows and has to be mapped. */
	preset: InspectedPreset | null;
	/** Every kind that fits, the best first. */
	candidates: InspectedPreset[];
	/** The source its records would belong to. */
	source: string | null;
	/** The options as they would be used, those of the source's profile included. */
	options: ImportOptions;
	/** When the profile that was applied was settled; `null` without one. */
	profileFrom: string | null;
	columns: InspectedColumn[];
	/** For each relation that it feeds, every field there is; for one that it does not, absent. */
	fields: Partial<Record<RelationName, InspectedField[]>>;
	/** Every relation with its fields, for a mapping by hand. */
	relations: Record<RelationName, { required: string[]; fields: string[] }>;
	/** For each relation the columns that its fields may come from by their names, to begin with. */
	suggested: Mapping;
	dates: {
		/** The order of day and month: stated or shown by the file; `null`: no date depends on it. */
		order: 'dmy' | 'mdy' | null;
		/** Whether any time lacks an offset, so that a zone has to be known. */
		hasLocalTimes: boolean;
		/** For each column of numeric dates, what its cells show and the order that follows. */
		orders: DateFinding[];
		/** Cells of date columns that are no date in any form that is known. */
		unread: DateFindings['unread'];
	};
	/** For each column of numbers that are not all plain digits, its decimal mark and what shows it. */
	numbers: NumberFinding[];
	/** Whether it is one of quarantined rows put right, which go to the import that they are of. */
	isCorrected: boolean;
	/** Why the file cannot be loaded as it is understood so far, such as dates of unknown order. */
	problem: (ImportErrorDetails & { problem: string; message: string }) | null;
	unknownValues: UnknownValue[];
	unknownNames: UnknownName[];
	/** What may be chosen for unknown values and names. */
	choices: {
		statuses: string[];
		priorities: string[];
		codeClasses: { id: string; name: string }[];
		clients: { id: string; name: string }[];
		persons: string[];
		zones: string[];
	};
	warnings: string[];
}
