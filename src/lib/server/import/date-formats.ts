import type { Session } from '../warehouse/duckdb.ts';
import { ImportError } from './import-error.ts';

/** Which of day and month a numeric date writes first. */
export type DateOrder = 'dmy' | 'mdy';

export interface DateReading {
	/** `null`: no date of the file depends on it. */
	order: DateOrder | null;
	/** strptime formats of the dates that are not ISO. */
	formats: string[];
	/** Whether any date carries its own offset. */
	hasOffsets: boolean;
	/** Whether any has a time of day and no offset, so that a zone has to be known. */
	hasLocalTimes: boolean;
}

interface DateColumn {
	/** What errors call it by. */
	name: string;
	/** SQL over `file` for its text. */
	sql: string;
	/** Whether its header says that its times are UTC; they are read as if each said so itself. */
	isUtc?: boolean;
}

interface Shape {
	/** Position among the columns that are looked at. */
	position: number;
	/** Its first cell in the file, and the record that holds it. */
	example: string;
	record_number: number;
	/** The first cell that can be day first only, and the first that can be month first only. */
	dmy_cell: string | null;
	dmy_record: number | null;
	mdy_cell: string | null;
	mdy_record: number | null;
}

/** A date that can be read in one order only. */
interface Evidence {
	order: DateOrder;
	position: number;
	cell: string;
	record: number;
}

const numericDate = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)$/;
const namedMonth = /^(\d{1,2})([-/. ])([A-Za-z]{3})\2(\d{4}|\d{2})(?!\d)(.*)$/;
/** Also as SQL, so without anything that RE2 does not know. */
const offset = /:\d{2}(\.\d+)?(Z| UTC|[+-]\d{2}(:?\d{2})?)$/;
const timeOfDay = /^([ T]|, )\d{1,2}:\d{2}(:\d{2})?( [AaPp][Mm])?$/;

/**
 * Decides how the dates of a file are written, from every cell of its date columns. Cells whose
 * digits are the same but for their values share a shape; a first or second number above twelve shows
 * which of them is the day.
 * @param options.file names the file in errors
 * @param options.stated the order that the person stated, which wins unless the file contradicts it
 * @throws {ImportError} when every date could be either order and nothing was stated, or when the
 *   file holds dates of both orders
 */
export async function readDateFormats(
	session: Session,
	options: {
		file: string;
		columns: readonly DateColumn[];
		stated: DateOrder | null;
		/** The physical line of a record, for errors. */
		lineOf: (record: number) => Promise<number>;
	},
): Promise<DateReading> {
	const { file, columns, stated, lineOf } = options;
	if (columns.length === 0) {
		return { order: stated, formats: [], hasOffsets: false, hasLocalTimes: false };
	}
	const shapes = await session.all<Shape>(toShapesSql(columns));
	const ambiguous = shapes.filter((shape) => numericDate.test(shape.example));
	const nameAt = (position: number) => columns[position]!.name;

	const evidence = ambiguous.flatMap(toEvidence);
	const [seen] = evidence;
	const other = evidence.find(({ order }) => order !== (stated ?? seen?.order));
	if (seen && other) {
		throw new ImportError(
			stated
				? `the dates contradict the stated order (${stated})`
				: 'the file holds dates of both orders',
			{
				file,
				column: nameAt(other.position),
				line: await lineOf(other.record),
				value: other.cell,
				expected: `every date in one order, day first (dmy) or month first (mdy)`,
				remedy: stated
					? 'leave the date order out, or state the other one'
					: 'export the file again with one date format',
			},
		);
	}
	const [first] = ambiguous;
	const order = stated ?? seen?.order ?? null;
	if (first && order === null) {
		throw new ImportError('every date in this file could be day first or month first', {
			file,
			column: nameAt(first.position),
			line: await lineOf(first.record_number),
			value: first.example,
			expected: 'at least one day after the 12th, or a stated order',
			remedy: 'state it: --date-order dmy (31/12/2026) or --date-order mdy (12/31/2026)',
		});
	}
	const formats = shapes.map((shape) => toFormat(shape.example, order ?? 'dmy'));
	return {
		order,
		// Reversed, since %Y takes 26 for the year 26 and %y has to be tried before it.
		formats: [...new Set(formats.filter((format) => format !== null))].sort().reverse(),
		hasOffsets:
			columns.some(({ isUtc }) => isUtc) || shapes.some(({ example }) => offset.test(example)),
		hasLocalTimes: shapes.some(
			({ position, example }) =>
				!columns[position]!.isUtc && /\d:\d/.test(example) && !offset.test(example),
		),
	};
}

function toEvidence({ position, ...shape }: Shape): Evidence[] {
	const { dmy_cell, dmy_record, mdy_cell, mdy_record } = shape;
	const evidence: Evidence[] = [];
	if (dmy_cell !== null && dmy_record !== null) {
		evidence.push({ order: 'dmy', position, cell: dmy_cell, record: dmy_record });
	}
	if (mdy_cell !== null && mdy_record !== null) {
		evidence.push({ order: 'mdy', position, cell: mdy_cell, record: mdy_record });
	}
	return evidence;
}

/** The strptime format of a date that is not ISO, or `null` when it is ISO or no date at all. */
export function toFormat(example: string, order: DateOrder): string | null {
	const numeric = numericDate.exec(example);
	const named = namedMonth.exec(example);
	const [, , mark, , year, rest] = numeric ?? named ?? [];
	if (mark === undefined || year === undefined || rest === undefined) return null;
	const days = numeric ? (order === 'dmy' ? ['%d', '%m'] : ['%m', '%d']) : ['%d', '%b'];
	const date = [...days, year.length === 4 ? '%Y' : '%y'].join(mark);
	if (rest === '') return date;
	const [, gap, seconds, half] = timeOfDay.exec(rest) ?? [];
	if (gap === undefined) return null;
	return `${date}${gap}${half ? '%I' : '%H'}:%M${seconds ? ':%S' : ''}${half ? ' %p' : ''}`;
}

/**
 * SQL macros that read a cell as a local time and as an instant.
 * @param zone the IANA zone of the times that carry no offset
 */
export function toDateMacros(reading: DateReading, zone: string): string {
	const formats = reading.formats.map((format) => `'${format}'`).join(', ');
	const iso = `try_cast(case when cell[5] = '-' then cell end as timestamp)`;
	const local = formats === '' ? iso : `coalesce(${iso}, try_strptime(cell, [${formats}]))`;
	const placed =
		zone === 'UTC'
			? 'make_timestamptz(epoch_us(parse_local(cell)))'
			: `timezone('${zone}', parse_local(cell))`;
	const instant = reading.hasOffsets
		? `case when regexp_matches(cell, '${offset.source}')
			then try_cast(cell as timestamptz) else ${placed} end`
		: placed;
	return `
		create or replace temp macro parse_local(cell) as ${local};
		create or replace temp macro parse_instant(cell) as ${instant};`;
}

function toShapesSql(columns: readonly DateColumn[]): string {
	const branches = columns.map(
		({ sql }, position) => `
			select ${position} as position, trim(${sql}) as cell, record_number
			from file where ${sql} is not null`,
	);
	return `
		with cell as (${branches.join(' union all ')}),
		shaped as (
			select *, translate(cell, '0123456789', '9999999999') as shape,
				regexp_matches(cell, '^[0-9]{1,2}[-/.][0-9]{1,2}[-/.]') as is_numeric_date
			from cell
		),
		numbered as (
			select position, cell, record_number, shape,
				case when is_numeric_date then try_cast(regexp_extract(cell, '^[0-9]+') as integer) end > 12
					as is_dmy,
				case when is_numeric_date then
					try_cast(regexp_extract(cell, '^[0-9]+[-/.]([0-9]+)', 1) as integer) end > 12 as is_mdy
			from shaped
		)
		select position,
			arg_min(cell, record_number) as example,
			min(record_number)::integer as record_number,
			arg_min(cell, record_number) filter (where is_dmy) as dmy_cell,
			min(record_number) filter (where is_dmy)::integer as dmy_record,
			arg_min(cell, record_number) filter (where is_mdy) as mdy_cell,
			min(record_number) filter (where is_mdy)::integer as mdy_record
		from numbered
		group by position, shape
		order by position, shape`;
}
