import type { Session } from '../warehouse/duckdb.ts';
import type { DateColumn } from './date-shapes.ts';

/** Cells of a column that hold something which stands for nothing. */
export interface MissingCount {
	column: string;
	/** Words such as `?`, `-`, `null` or `N/A`. */
	tokens: number;
	/** Dates such as 1900-01-01, the beginning of 1970, or one after 2098. */
	sentinels: number;
}

/** Those of `clean` in `queries/staging/values.sql`. */
const tokens = ['?', '-', '--', 'null', 'NULL', 'N/A', 'n/a']
	.map((token) => `'${token}'`)
	.join(', ');

/**
 * Counts what was read as missing although its cell is not empty. Columns without any are left out.
 * The macros that read cells must be defined.
 */
export async function countMissing(
	session: Session,
	{
		columns,
		dates,
	}: { columns: readonly DateColumn[]; dates: readonly (DateColumn & { isIso: boolean })[] },
): Promise<MissingCount[]> {
	const found = new Map<string, MissingCount>();
	const note = (column: string, kind: 'tokens' | 'sentinels', count: number) => {
		if (count === 0) return;
		const known = found.get(column) ?? { column, tokens: 0, sentinels: 0 };
		found.set(column, { ...known, [kind]: known[kind] + count });
	};
	const words = await countEach(session, columns, ({ sql }) => `${sql} in (${tokens})`);
	for (const [at, { name }] of columns.entries()) note(name, 'tokens', words[at]!);
	// Few columns hold any, so that most are spared the reading of each cell.
	const candidates = await countEach(session, dates, ({ sql, isIso }) =>
		isIso
			? `${sql} < '1901' or ${sql} >= '2099' or ${sql} like '1970-01-01%'`
			: `regexp_matches(${sql}, '0001|1899|1900|1970|2099|9999')`,
	);
	const suspects = dates.filter((_, at) => candidates[at]! > 0);
	const sentinels = await countEach(
		session,
		suspects,
		({ sql }) => `is_sentinel(parse_local(${sql})) or is_sentinel(parse_instant(${sql}))`,
	);
	for (const [at, { name }] of suspects.entries()) note(name, 'sentinels', sentinels[at]!);
	return [...found.values()];
}

async function countEach<C extends DateColumn>(
	session: Session,
	columns: readonly C[],
	test: (column: C) => string,
): Promise<number[]> {
	if (columns.length === 0) return [];
	const counts = columns.map(
		(column, at) => `(count(*) filter (where ${test(column)}))::integer as count_${at}`,
	);
	const row = await session.one(`select ${counts.join(', ')} from file`);
	return columns.map((_, at) => Number(row[`count_${at}`]));
}
