import { formatCountOf } from '../../format.ts';
import type { Session } from '../warehouse/duckdb.ts';
import type { NumberColumn } from './number-formats.ts';

/** How many cells of a column say more than the four decimals that the warehouse keeps. */
export interface RoundedColumn {
	name: string;
	cells: number;
	/** The first record that holds such a cell, from 1, and the cell. */
	record: number;
	cell: string;
}

/** A number, perhaps with a currency or a unit, that has a digit after its fourth decimal. */
const roundedNumber = '^[^0-9]*[0-9]*[.,][0-9]{4,}[1-9]0*[^0-9]*$';

/** Finds the columns of the staged file whose numbers lose decimals, as the file has them. */
export async function findRounded(
	session: Session,
	columns: readonly NumberColumn[],
): Promise<RoundedColumn[]> {
	const fractions = columns.filter(({ isCount }) => !isCount);
	if (fractions.length === 0) return [];
	const looks = fractions.map(
		({ position }) => `
		select ${position} as position, count(*)::integer as cells,
			min(record_number)::integer as record, arg_min(trim(c${position}), record_number) as cell
		from file
		where length(c${position}) > 5 and regexp_matches(c${position}, '${roundedNumber}')`,
	);
	const found = await session.all<RoundedColumn & { position: number }>(
		`select * from (${looks.join(' union all ')}) where cells > 0 order by position`,
	);
	return found.map(({ position, ...rest }) => ({
		...rest,
		name: fractions.find((column) => column.position === position)!.name,
	}));
}

/** What a person has to know of them, with the physical line of the first of each column. */
export async function describeRounded(
	columns: readonly RoundedColumn[],
	linesOf: (records: readonly number[]) => Promise<Map<number, number>>,
): Promise<string[]> {
	if (columns.length === 0) return [];
	const lines = await linesOf(columns.map(({ record }) => record));
	return columns.map(({ name, cells, record, cell }) => {
		const [have, are] = cells === 1 ? ['has', 'is'] : ['have', 'are'];
		return `${formatCountOf(cells, 'number')} of ${name} ${have} more than four decimals and ${are} rounded, first ${cell} on line ${lines.get(record) ?? record + 1}`;
	});
}
