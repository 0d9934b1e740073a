/**
 * What a query module declares beside its SQL. The `.server` in this file's name keeps every
 * module, and with it all SQL, out of the browser: SvelteKit refuses such an import.
 */

/** How a figure is to be read; `src/lib/format.ts` words each. Shares run from 0 to 1. */
export type Unit =
	'text' | 'count' | 'share' | 'days' | 'hours' | 'minutes' | 'money' | 'day' | 'instant' | 'flag';

/** Who may see a column: a client sees only `client`, the team also `team`, finance everything. */
export type Audience = 'client' | 'team' | 'finance';

/** What a source must have kept: L0 current state, L1 milestones, L2 a full change log. */
export type HistoryLevel = 'L0' | 'L1' | 'L2';

export interface Column {
	label: string;
	unit: Unit;
	audience: Audience;
	/** Whether a cell may be unknown. */
	isOptional?: boolean;
}

/** A parameter beyond the scope that every module takes. */
export interface Parameter {
	/** The DuckDB type that the SQL casts it to. */
	type: 'varchar' | 'integer' | 'date';
	description: string;
	/** Allowed values, the first being the default; absent: any value, `null` by default. */
	options?: readonly string[];
}

/** A field without which a metric has no answer. */
export interface Need {
	relation: string;
	field: string;
	/** Completes the sentence "not available: needs …". */
	words: string;
	/** Only when this parameter has this value. */
	when?: { parameter: string; value: string };
}

export interface QueryModule<
	Columns extends Record<string, Column> = Record<string, Column>,
	Parameters extends Record<string, Parameter> = Record<string, Parameter>,
> {
	/** `subject/name`, which is also the path of its SQL below `queries/metrics`. */
	name: string;
	title: string;
	/** The definition in words, as every page shows it. */
	definition: string;
	/** `provider` modules mix clients beyond separation and are kept from viewers of one client. */
	grain: 'client' | 'provider';
	level: HistoryLevel;
	needs: readonly Need[];
	parameters: Parameters;
	/** Columns that an answer can be broken down by. */
	by: readonly string[];
	/** Columns of `counted`, beyond its `by` value, that a drill-through can be narrowed by. */
	drill: readonly string[];
	columns: Columns;
}

type Value<U extends Unit> = U extends 'text' | 'day' | 'instant'
	? string
	: U extends 'flag'
		? boolean
		: number;

/** One row of a module's answer. */
export type Row<M extends QueryModule> = {
	-readonly [Name in keyof M['columns']]:
		| Value<M['columns'][Name]['unit']>
		| (M['columns'][Name] extends { isOptional: true } ? null : never);
};

/** Declares a module; only fixes its types. */
export function defineQueryModule<
	const Columns extends Record<string, Column>,
	const Parameters extends Record<string, Parameter>,
>(module: QueryModule<Columns, Parameters>): QueryModule<Columns, Parameters> {
	return module;
}
