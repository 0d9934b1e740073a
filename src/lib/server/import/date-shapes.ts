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
	/** Whether its plain form differs from what was written. */
	isWorded: boolean;
	hasTime: boolean;
	hasOffset: boolean;
	/** The mark between the numbers of a date that is neither ISO nor names its month. */
	separator: string | null;
	dmy: Sighting | null;
	mdy: Sighting | null;
}

export type NumericShape = DateShape & { separator: string };

interface Counted {
	position: number;
	/** Which of the usual shapes, from 1; 0: another one. */
	kind: number;
	shape: string | null;
	cells: number;
	first_record: number;
	/** The first records whose two characters from the first, third or fourth on are above 12. */
	record_at_1: number | null;
	record_at_3: number | null;
	record_at_4: number | null;
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
	const evidence = counted.map(findEvidence);
	const wanted = counted.flatMap(({ position, first_record }, at) =>
		[first_record, evidence[at]!.dmy, evidence[at]!.mdy]
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
	return counted.map(({ position, kind, cells, first_record }, at) => {
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
			isWorded: !iso && example.plain !== example.cell,
			hasTime: /\d:\d/.test(example.cell),
			hasOffset: isoOffset.test(example.cell) || plainOffset.test(example.plain),
			separator: iso ? null : readSeparator(plain),
			dmy: sight(evidence[at]!.dmy),
			mdy: sight(evidence[at]!.mdy),
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
	};
}

/** Where in a shape the first and the second number stand, and what they show. */
function findEvidence(counted: Counted): { dmy: number | null; mdy: number | null } {
	const [, first = '', , second = ''] = /^(9+)([-/.])(9+)\2/.exec(counted.shape ?? '') ?? [];
	const ofSecond = first.length === 1 ? counted.record_at_3 : counted.record_at_4;
	return {
		dmy: first.length === 2 ? counted.record_at_1 : null,
		mdy: second.length === 2 ? ofSecond : null,
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
	const firstAbove12 = (at: number) => `
		min(record_number) filter (where substr(cell, ${at}, 2) > '12')::integer as record_at_${at}`;
	const branches = columns.map(
		({ sql }, position) => `
			select ${position} as position, kind, null as shape, count(*)::integer as cells,
				min(record_number)::integer as first_record,
				null as record_at_1, null as record_at_3, null as record_at_4
			from (
				select record_number, case ${usual.join(' ')} end as kind
				from (select record_number, ${sql} as cell from file)
			)
			where kind is not null
			group by kind
			union all
			select ${position}, 0, translate(cell, '0123456789', '9999999999') as shape,
				count(*)::integer, min(record_number)::integer, ${[1, 3, 4].map(firstAbove12).join(', ')}
			from (
				select record_number, trim(cell) as cell
				from (select record_number, ${sql} as cell from file)
				where not (${isUsual})
			)
			where cell <> ''
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
