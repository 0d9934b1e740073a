import { billingCodes, timeCategories } from '../model/defaults.ts';
import type { Header } from './header.ts';
import type { FieldSource, FileColumns, Spellings } from './preset.ts';

/** SQL that several presets have in common, over the macros of `queries/staging/values.sql`. */

/** A field whose column a macro has to read first. */
export function read(macro: string, ...spellings: string[]): FieldSource {
	return (file) => `${macro}(${file.column(...spellings)})`;
}

/** Text from an export that guards cells against being taken for formulas. */
export const unguarded = (...spellings: string[]) => read('unguarded', ...spellings);

/** A number of hours, however it is written. */
export const hours = (...spellings: string[]) => read('as_hours', ...spellings);

/** A number of minutes; a bare number counts minutes. */
export const minutes = (...spellings: string[]) => read('as_minutes', ...spellings);

/** A number of minutes whose column counts hours. */
export const minutesOfHours = (...spellings: string[]): FieldSource => {
	return (file) => `as_minutes(${file.column(...spellings)}, unit_seconds := 3600)`;
};

export const money = (...spellings: string[]) => read('as_money', ...spellings);

/** A duration whose bare numbers are seconds. */
export function secondsAs(macro: 'as_hours' | 'as_minutes', ...spellings: string[]): FieldSource {
	return (file) => `${macro}(${file.column(...spellings)}, unit_seconds := 1)`;
}

/** The value of the first of these columns that has one in the row. */
export function firstFilled(...columns: Spellings[]): FieldSource {
	return (file) =>
		`coalesce(${columns.map((names) => `clean(${file.column(...names)})`).join(', ')})`;
}

/** A name that stands in two columns. */
export function fullName(given: string, family: string): (file: FileColumns) => string {
	return (file) =>
		`nullif(concat_ws(' ', clean(${file.column(given)}), clean(${file.column(family)})), '')`;
}

/** A day and a time of day beside it, as one text. */
export function dayAndTime(day: string, time: string): (file: FileColumns) => string {
	return (file) => `concat_ws(' ', ${file.column(day)}, ${file.column(time)})`;
}

/** The hours of an entry when it is billable, none when it is not, nothing when nobody says. */
export function billableHours(flag: string, duration: FieldSource): FieldSource {
	return (file) => {
		const value = typeof duration === 'function' ? duration(file) : file.column(...duration);
		const isBillable = `to_flag(clean(${file.column(flag)}))`;
		return `case when ${isBillable} then ${value} when not ${isBillable} then '0' end`;
	};
}

/** The currency that a header carries in brackets, as a constant. */
export function currencyInHeader(header: Header, spelling: string): FieldSource {
	const currency = header.suffix(spelling)?.toUpperCase() ?? '';
	return () => (/^[A-Z]{3}$/.test(currency) ? `'${currency}'` : 'null');
}

/** A key such as INC0012345, T20260430.0046 or SUP-17, wherever it stands in the text. */
export function ticketKeyIn(...spellings: string[]): FieldSource {
	return (file) =>
		`nullif(regexp_extract(coalesce(${file.column(...spellings)}, ''), '\\b([A-Z]{1,10}-?[0-9][0-9.]*[0-9])\\b', 1), '')`;
}

/** Category and code from the tags, the only place that a time tracker has for either. */
export const fromTags = {
	time_category: tagAmong(timeCategories),
	billing_code: tagAmong(billingCodes),
} satisfies Record<string, FieldSource>;

function tagAmong(names: readonly string[]): FieldSource {
	const known = names.map((name) => `'${name.toLowerCase().replaceAll("'", "''")}'`).join(', ');
	return (file) =>
		`list_filter(string_split(${file.column('Tags')}, ', '), lambda tag: lower(trim(tag)) in (${known}))[1]`;
}

/** The name of each sum over the lines of an invoice, and SQL for what a line adds to it. */
export type Sums = Record<string, (file: FileColumns) => string>;

/**
 * The first row of each invoice of a file that has one row per line, with sums over its lines. A
 * line without a readable amount leaves the sum unknown.
 */
export function firstOfEach(number: Spellings, sums: Sums = {}): (file: FileColumns) => string {
	return (file) => {
		const invoice = `(partition by clean(${file.column(...number)}))`;
		const totals = Object.entries(sums).map(
			([name, amount]) => `,
				case when bool_and((${amount(file)}) is not null) over ${invoice}
					then (sum(${amount(file)}) over ${invoice})::varchar end as ${name}`,
		);
		return `
			select *${totals.join('')}
			from file
			qualify row_number() over (
				partition by clean(${file.column(...number)}) order by record_number
			) = 1`;
	};
}

/** SQL for an amount as a number; a column that is empty adds what `missing` says. */
export function amountOf(spelling: string, missing: '0' | 'null' = 'null') {
	return (file: FileColumns): string => {
		const cell = `clean(${file.column(spelling)})`;
		return `case when ${cell} is null then ${missing} else to_money(${cell}) end`;
	};
}

/** What is left of one amount after another, both on the row. */
export function difference(whole: string, part: string): FieldSource {
	return (file) => `(${amountOf(whole)(file)} - ${amountOf(part, '0')(file)})::varchar`;
}
