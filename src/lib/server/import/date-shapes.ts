import type { Session } from '../warehouse/duckdb.ts';
import { dateTextMacros, isIso, isoOffset, plainOffset, readSeparator } from './date-text.ts';

export interface DateColumn {
	/** What errors call it by. */
	name: string;
	/** SQL over `file` for its text. */
	sql: string;
	/** Where it stands in the file, if it is one of its columns. */
	position?: number;
	/** Whether its header says that its times are UTC; they are read as if each said so itself. */
	isUtc?: boolean;
}

/** A cell, and the record of the file that holds it, from 1. */
export interface Sighting {
	cell: string;
	record: number;
	/** The physical line on which the record begins, from 1, where it was looked up. */
	line?: number;
}

/** Cells of one column that are alike but for the values of their digits. */
export interface DateShape {
	/** Position among the columns that are looked at. */
	position: number;
	cells: number;
	/** The first of them as it stands in the file. */
	example: Sighting;
	/** The same in plain form, without its offset. */
	plain: string;
	isIso: boolean;
	/** Whether its plain form without an offset differs from what was written. */
	isWorded: boolean;
	hasTime: boolean;
	hasOffset: boolean;
	/** The mark between the numbers of a date that is neither ISO nor names its month. */
	separator: string | null;
	/** The first cell that is possible day first only, month first only, and either way. */
	dmy: Sighting | null;
	mdy: Sighting | null;
	either: Sighting | null;
	/** The first cell such as 26-07-13, whose year may stand first or last. */
	dayOrYear: Sighting | null;
	/** How many cells are possible in one of the two orders only. */
	dmyCells: number;
	mdyCells: number;
	dayOrYearCells: number;
}

export type NumericShape = DateShape & { separator: string };

interface Counted {
	position: number;
	/** Which of the usual shapes, from 1; 0: another one. */
	kind: number;
	shape: string | null;
	cells: number;
	first_record: number;
	/** The first records whose date is possible day first only, month first only, and either way. */
	dmy_record: number | null;
	mdy_record: number | null;
	either_record: number | null;
	day_or_year_record: number | null;
	dmy_cells: number;
	mdy_cells: number;
	day_or_year_cells: number;
}

/** More shapes than any way of writing dates has; a column with more holds something else. */
const shapesPerColumn = 1000;

/** The shapes of the date columns of a file, each with an example and what shows its order. */
export async function findDateShapes(
	session: Session,
	columns: readonly DateColumn[],
): Promise<DateShape[]> {
	await session.run(dateTextMacros);
	if (columns.length === 0) return [];
	const counted = await session.all<Counted>(toShapesSql(columns));
	const wanted = counted.flatMap(({ position, ...records }) =>
		[
			...[records.first_record, records.dmy_record, records.mdy_record],
			...[records.either_record, records.day_or_year_record],
		]
			.filter((record) => record !== null)
			.map((record) => ({ position, record })),
	);
	const found = await session.all<{
		position: number;
		record: number;
		cell: string;
		plain: string;
	}>(toExamplesSql(columns, wanted));
	const byPlace = new Map(found.map((each) => [`${each.position} ${each.record}`, each]));
	return counted.map(({ position, kind, cells, first_record, ...numeric }) => {
		const example = byPlace.get(`${position} ${first_record}`)!;
		const sight = (record: number | null): Sighting | null =>
			record === null ? null : { record, cell: byPlace.get(`${position} ${record}`)!.cell };
		const usual = usualShapes[kind - 1];
		const seen = { position, cells, example: { record: first_record, cell: example.cell } };
		if (usual) return { ...seen, ...toUsual(usual, example.cell) };
		const iso = isIso(example.cell);
		const plain = example.plain.replace(plainOffset, '$1');
		return {
			...seen,
			plain,
			isIso: iso || isIso(plain),
			isWorded: !iso && plain !== example.cell,
			hasTime: /\d:\d/.test(example.cell),
			hasOffset: isoOffset.test(example.cell) || plainOffset.test(example.plain),
			separator: iso ? null : readSeparator(plain),
			dmy: sight(numeric.dmy_record),
			mdy: sight(numeric.mdy_record),
			either: sight(numeric.either_record),
			dayOrYear: sight(numeric.day_or_year_record),
			dmyCells: numeric.dmy_cells,
			mdyCells: numeric.mdy_cells,
			dayOrYearCells: numeric.day_or_year_cells,
		};
	});
}

function toUsual(shape: string, plain: string): Omit<DateShape, 'position' | 'cells' | 'example'> {
	return {
		plain,
		isIso: true,
		isWorded: false,
		hasTime: shape.includes(':'),
		hasOffset: shape.endsWith('Z'),
		separator: null,
		dmy: null,
		mdy: null,
		either: null,
		dayOrYear: null,
		dmyCells: 0,
		mdyCells: 0,
		dayOrYearCells: 0,
	};
}

/**
 * The usual shapes of ISO are known without a look at their characters one by one, which would be
 * most of the time that a clean file takes here.
 */
const usualShapes = [
	'____-__-__ __:__:__',
	'____-__-__',
	'____-__-__T__:__:__Z',
	'____-__-__ __:__',
];

function toShapesSql(columns: readonly DateColumn[]): string {
	const usual = usualShapes.map((shape, at) => `when cell like '${shape}' then ${at + 1}`);
	const isUsual = usualShapes.map((shape) => `cell like '${shape}'`).join(' or ');
	const isAfterTwelve = 'first between 13 and 31 and second between 1 and 12';
	// Nothing but a last number that is no day shows where the year of 26-07-13 stands.
	const isDayOrYear = `${isAfterTwelve} and coalesce(third between 1 and 31, false)`;
	const isDmy = `${isAfterTwelve} and not coalesce(third between 1 and 31, false)`;
	const isMdy = 'first between 1 and 12 and second between 13 and 31';
	const isEither = 'first between 1 and 12 and second between 1 and 12';
	const firstRecord = (test: string) => `(min(record) filter (where ${test}))::integer`;
	const countCells = (test: string) => `coalesce(sum(cells) filter (where ${test}), 0)::integer`;
	const numberAt = (start: string) =>
		`try_cast(nullif(regexp_extract(head, '^${start}([0-9]{1,2})([-/.]|$)', 1), '') as integer)`;
	const branches = columns.map(
		({ sql }, position) => `
			select ${position} as position, kind, null as shape, count(*)::integer as cells,
				min(record_number)::integer as first_record,
				null as dmy_record, null as mdy_record, null as either_record,
				null as day_or_year_record,
				0 as dmy_cells, 0 as mdy_cells, 0 as day_or_year_cells
			from (
				select record_number, case ${usual.join(' ')} end as kind
				from (select record_number, ${sql} as cell from file)
			)
			where kind is not null
			group by kind
			union all
			select ${position}, 0, shape, sum(cells)::integer, min(record)::integer,
				${[isDmy, isMdy, isEither, isDayOrYear].map(firstRecord).join(', ')},
				${[isDmy, isMdy, isDayOrYear].map(countCells).join(', ')}
			from (
				select *, ${numberAt('')} as first, ${numberAt('[0-9]{1,2}[-/.]')} as second,
					case when regexp_matches(shape, '^99[-/.]99[-/.]99([^9]|$)')
						then try_cast(head[7:8] as integer) end as third
				from (
					select translate(cell, '0123456789', '9999999999') as shape, left(cell, 8) as head,
						count(*) as cells, min(record_number) as record
					from (
						select record_number, trim(cell) as cell
						from (select record_number, ${sql} as cell from file)
						where not (${isUsual})
					)
					where cell <> ''
					group by shape, head
				)
			)
			group by shape`,
	);
	return `
		select * from (${branches.join(' union all ')})
		qualify row_number() over (partition by position order by cells desc) <= ${shapesPerColumn}
		order by position, first_record`;
}

function toExamplesSql(
	columns: readonly DateColumn[],
	wanted: readonly { position: number; record: number }[],
): string {
	if (wanted.length === 0)
		return `select 0 as position, 0 as record, '' as cell, '' as plain limit 0`;
	const branches = columns.map(({ sql }, position) => {
		const records = wanted.filter((each) => each.position === position).map((each) => each.record);
		return records.length === 0
			? []
			: [
					`
				select ${position} as position, record_number as record, trim(${sql}) as cell
				from file where record_number in (select unnest([${records.join(', ')}]))`,
				];
	});
	return `select *, plain_date(cell) as plain from (${branches.flat().join(' union all ')})`;
}
