import { formatCsv, guardFormula } from '#lib/formats/csv.ts';
import { nameColumn, sayFinding, type QuarantinedRow } from '#lib/quarantine.ts';
import { quarantineColumns } from '../import/corrected-file.ts';
import type { ImportLogEntry } from '../store/import-log.ts';
import type { Ask } from '../warehouse/ask.ts';
import { readOpenRows } from './open-rows.ts';

const rowsAtOnce = 2000;

/**
 * The open rows of an import as CSV, a part at a time: the columns of its file and every cell as it
 * came, then what makes the file known when its rows come back put right. Cells that a spreadsheet
 * would run are guarded with an apostrophe, which is taken off again; the byte order mark lets it
 * keep the file in UTF-8.
 */
export async function* writeQuarantineCsv(
	ask: Ask,
	entry: Pick<ImportLogEntry, 'import_id' | 'layout'>,
): AsyncGenerator<string> {
	let after = 0;
	for (;;) {
		const { rows } = await readOpenRows(ask, entry, { limit: rowsAtOnce, after });
		const header =
			entry.layout?.header ?? (rows[0]?.cells ?? []).map((_, position) => nameColumn([], position));
		if (after === 0) {
			yield `\ufeff${formatCsv([[...header.map(guardFormula), ...quarantineColumns]])}`;
		}
		if (rows.length === 0) return;
		yield formatCsv(rows.map((row) => toRecord(row, entry.import_id, header)));
		after = rows.at(-1)!.record;
	}
}

function toRecord(
	{ line, cells, findings }: QuarantinedRow,
	importId: number,
	header: readonly string[],
): string[] {
	const reason = findings.map((finding) => sayFinding(finding, header)).join(' ');
	return [...cells.map(guardFormula), String(importId), String(line), guardFormula(reason)];
}
