import type { SqlParameters } from '#lib/server/warehouse/duckdb.ts';
import type { Reader } from '#lib/server/warehouse/reader.ts';

/** A table and those of its columns that a query needs. */
export interface ColumnsRead {
	table: string;
	columns: string[];
}

interface PlanNode {
	name: string;
	children: PlanNode[];
	/** Lists of one come as text. */
	extra_info: Record<string, string | string[]>;
}

/**
 * The tables and columns that DuckDB's own plan of a query reads: what its scans hand on, and what
 * they only filter by. A column that is scanned twice counts once.
 */
export async function findColumnsRead(
	reader: Reader,
	query: { version: number; sql: string; parameters: SqlParameters },
): Promise<ColumnsRead[]> {
	const [explained] = await reader.query(
		query.version,
		`explain (format json) ${query.sql}`,
		query.parameters,
	);
	const plan = JSON.parse(String(explained!['explain_value'])) as PlanNode[];
	const reads = new Map<string, Set<string>>();
	for (const { extra_info: scan } of listScans(plan)) {
		const table = String(scan['Table']);
		const { columns } = await reader.prepare(`select * from ${table}`);
		const projected = toList(scan['Projections']);
		// Filters come as SQL text: `from_at<='2026-01-01'::TIMESTAMP`.
		const filters = toList(scan['Filters'])
			.join(' ')
			.replaceAll(/'[^']*'/g, '');
		const known = reads.get(table) ?? new Set();
		for (const word of [...projected, ...(filters.match(/\w+/g) ?? [])]) {
			if (word in columns) known.add(word);
		}
		reads.set(table, known);
	}
	return [...reads].map(([table, columns]) => ({ table, columns: [...columns].sort() }));
}

/** One pass over those columns that looks at every value and keeps none. */
export function toFloorSql(reads: readonly ColumnsRead[]): string {
	const passes = reads.map(({ table, columns }, place) => {
		const hashed = columns.map((column) => `"${column}"`).join(', ');
		const sum = columns.length > 0 ? `sum(hash(${hashed}))` : 'count(*)';
		return `(select ${sum}::double from ${table}) as pass_${place}`;
	});
	return `select ${passes.join(', ')}`;
}

function listScans(nodes: readonly PlanNode[]): PlanNode[] {
	return nodes.flatMap((node) => [
		...('Table' in node.extra_info ? [node] : []),
		...listScans(node.children),
	]);
}

function toList(value: string | string[] | undefined): string[] {
	return value === undefined ? [] : [value].flat();
}
