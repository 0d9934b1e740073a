import type { QuarantinedRow, QuarantineFinding } from '#lib/quarantine.ts';
import { toCells } from '../import/corrected-file.ts';
import type { ImportLogEntry } from '../store/import-log.ts';
import type { Ask } from '../warehouse/ask.ts';

/** How many rows of the quarantine a page shows. */
export const shownRows = 100;

export interface OpenRows {
	/** How many rows of the import are open in quarantine. */
	total: number;
	rows: QuarantinedRow[];
}

/** Which of them: some by their number in the file, or a stretch of all. */
export type RowChoice =
	{ records: readonly number[] } | { limit: number; after?: number; offset?: number };

/**
 * Rows of an import that could not be used and that nobody has put right, in the order of the file.
 * The count and the rows are of one statement.
 */
export async function readOpenRows(
	ask: Ask,
	{ import_id, layout }: Pick<ImportLogEntry, 'import_id' | 'layout'>,
	choice: RowChoice,
): Promise<OpenRows> {
	const chosen = 'records' in choice ? choice.records : [];
	const { limit = chosen.length, after = 0, offset = 0 } = 'records' in choice ? {} : choice;
	const rows = await ask(
		`with open_row as (
			select record_number, min(line_number) as line_number, any_value(content) as content,
				list({
					'relation': relation, 'field': column_name, 'value': value, 'reason': reason
				} order by relation, column_name) as findings
			from open_quarantine
			where import_id = $import::integer
			group by record_number
		)
		select record_number, line_number, content, to_json(findings)::varchar as findings,
			(select count(*) from open_row)::integer as total
		from open_row
		where record_number > $after::integer
			and (len($records) = 0 or record_number in (select unnest($records)::integer))
		order by record_number
		limit $limit::bigint offset $offset::bigint`,
		{ import: import_id, records: chosen.map(String), after, limit, offset },
	);
	return {
		total: (rows[0]?.['total'] as number | undefined) ?? 0,
		rows: rows.map((row) => ({
			record: row['record_number'] as number,
			line: row['line_number'] as number,
			cells: toCells(row['content'] as string),
			findings: (JSON.parse(row['findings'] as string) as RawFinding[]).map((finding) =>
				placeFinding(finding, layout),
			),
		})),
	};
}

type RawFinding = Omit<QuarantineFinding, 'positions' | 'relation' | 'field'> & {
	relation: string | null;
	field: string | null;
};

/** A finding without a field is about the row as a whole. */
function placeFinding(
	{ relation, field, value, reason }: RawFinding,
	layout: ImportLogEntry['layout'],
): QuarantineFinding {
	const positions = layout?.fields[relation ?? '']?.[field ?? ''] ?? [];
	return { relation: relation || null, field: field || null, value, reason, positions };
}
