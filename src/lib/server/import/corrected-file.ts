import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { unguardFormula } from '#lib/formats/csv.ts';
import { readImport, type ImportLogEntry } from '../store/import-log.ts';
import type { Writer } from '../warehouse/writer.ts';
import { toHeaderKey } from './header.ts';
import { ImportError } from './import-error.ts';
import type { Correction, ImportOptions } from './import-options.ts';
import type { ReadFile } from './read-file.ts';
import { findLines } from './scan.ts';
import { stageFile } from './stage.ts';

/**
 * The columns that quarantined rows carry after their own when they are downloaded: which import
 * they are of, where they stand in its file, and what is wrong. They make a file of corrected rows
 * known as such, however it comes in, and are no data.
 */
export const quarantineColumns = ['Waybill import', 'Waybill line', 'Waybill reason'] as const;

/** Quarantined rows that were put right in a file of their own, and where the whole file is kept. */
export interface CorrectedRows {
	/** The kept original under the name that it came with. */
	path: string;
	options: ImportOptions;
}

/** Whether a file is one of quarantined rows that were downloaded. */
export function isCorrectedFile({ header }: Pick<ReadFile, 'header'>): boolean {
	return quarantineColumns.slice(0, 2).every((name) => header.keys.includes(toHeaderKey(name)));
}

/**
 * Reads which rows of which import a file puts right. Rows that are as they were stay out, so that
 * they undo no correction made since.
 * @param work a folder for the kept original
 * @throws {ImportError} when the file does not say it, or says nothing new
 */
export async function readCorrectedFile(
	writer: Writer,
	file: ReadFile,
	work: string,
): Promise<CorrectedRows> {
	const rows = await readRows(writer, file);
	const entry = findImport(writer, file, rows);
	checkHeader(file, entry);
	await refuseRepeated(file, rows);
	const known = await readQuarantined(writer, entry.import_id);
	const records: Correction[] = [];
	for (const { line, cells } of rows) {
		const row = known.get(line);
		if (!row) {
			throw new ImportError(`import ${entry.import_id} has no quarantined row on that line`, {
				file: file.name,
				column: quarantineColumns[1],
				value: line,
				expected: 'the line as it was downloaded',
				remedy: 'download the quarantined rows again and leave the last columns as they are',
			});
		}
		const corrected = correctCells(row.cells, cells);
		if (corrected) records.push({ record: row.record, cells: corrected });
	}
	if (records.length === 0) {
		throw new ImportError('no row was changed', {
			file: file.name,
			expected: 'at least one cell that is not as it was',
			remedy: 'put the cells right that the last column names, then send the file again',
		});
	}
	return {
		path: placeOriginal(writer, entry, work),
		options: { corrects: { importId: entry.import_id, records } },
	};
}

interface FileRow {
	/** Its number among the records of this file, from 1. */
	record: number;
	importId: string;
	line: string;
	/** The cells under the file's own header, unguarded. */
	cells: string[];
}

async function readRows({ session }: Writer, file: ReadFile): Promise<FileRow[]> {
	await stageFile(session, { ...file, corrections: [] });
	const { names } = file.header;
	const [importAt, lineAt] = quarantineColumns.map((name) => positionOf(file, name));
	const own = names.map((_, position) => position).filter((position) => !isOurs(file, position));
	const rows = await session.all<{
		record: number;
		import_id: string;
		line: string;
		cells: string;
	}>(`
		select record_number as record, trim(c${importAt}) as import_id, trim(c${lineAt}) as line,
			to_json([${own.map((position) => `coalesce(c${position}, '')`).join(', ')}])::varchar as cells
		from original_file
		order by record_number`);
	return rows.map(({ record, import_id, line, cells }) => ({
		record,
		importId: import_id,
		line,
		cells: (JSON.parse(cells) as string[]).map(unguardFormula),
	}));
}

function positionOf({ header }: ReadFile, name: string): number {
	return header.names.findIndex((other) => toHeaderKey(other) === toHeaderKey(name));
}

function isOurs(file: ReadFile, position: number): boolean {
	return quarantineColumns.some((name) => positionOf(file, name) === position);
}

function findImport({ store }: Writer, file: ReadFile, rows: readonly FileRow[]): ImportLogEntry {
	const numbers = [...new Set(rows.map(({ importId }) => importId))];
	const entry = numbers.length === 1 ? readImport(store, Number(numbers[0])) : null;
	if (entry) return entry;
	throw new ImportError('these are not the quarantined rows of one import', {
		file: file.name,
		column: quarantineColumns[0],
		value: numbers.slice(0, 3).join(', '),
		expected: 'the number of one import in every row',
		remedy: 'send the rows of each import in a file of their own',
	});
}

function checkHeader(file: ReadFile, entry: ImportLogEntry): void {
	const own = file.header.names
		.filter((_, position) => !isOurs(file, position))
		.map(unguardFormula);
	const expected = entry.layout?.header ?? own;
	if (own.length === expected.length && own.every((name, place) => name === expected[place])) {
		return;
	}
	throw new ImportError(`the columns are not those of import ${entry.import_id}`, {
		file: file.name,
		line: file.header.line,
		value: own.join(', '),
		expected: `the columns of ${entry.file_name} in their order: ${expected.join(', ')}`,
		remedy: 'download the quarantined rows again and change nothing but cells',
	});
}

/** Of two rows for one line only one could be kept, and nobody can say which. */
async function refuseRepeated(file: ReadFile, rows: readonly FileRow[]): Promise<void> {
	const ofLine = Map.groupBy(rows, ({ line }) => line);
	const [repeated] = [...ofLine].filter(([, { length }]) => length > 1);
	if (!repeated) return;
	const [line, alike] = repeated;
	const records = alike.map(({ record }) => record);
	const lines = [...(await findLines(file.path, file.dialect, records)).values()];
	const places = new Intl.ListFormat('en').format(lines.map(String));
	throw new ImportError(`lines ${places} are about the same quarantined row, line ${line}`, {
		file: file.name,
		column: quarantineColumns[1],
		value: line,
		expected: 'one row for each quarantined row',
		remedy:
			'keep one of them; where one row should become several, give each a line of its own in the source file and import that',
	});
}

/** The quarantined rows of an import as they came, by their line. */
async function readQuarantined({ session }: Writer, importId: number) {
	const rows = await session.all<{ record: number; line: number; content: string }>(
		`select record_number as record, any_value(line_number) as line, any_value(content) as content
		from quarantined_row
		where import_id = $id::integer
		group by record_number`,
		{ id: importId },
	);
	return new Map(
		rows.map(({ record, line, content }) => [String(line), { record, cells: toCells(content) }]),
	);
}

/** The cells of a quarantined row, in the order of the file; an empty one is ''. */
export function toCells(content: string): string[] {
	return Object.values(JSON.parse(content) as Record<string, string | null>).map(
		(cell) => cell ?? '',
	);
}

/**
 * The cells of a row with what a person changed in them; `null` where nothing was changed. Line
 * breaks that a form or a spreadsheet writes in its own way are no change.
 */
export function correctCells(before: readonly string[], after: readonly string[]): string[] | null {
	const plain = (cell: string | undefined) => cell?.replaceAll('\r\n', '\n');
	const isSame = (cell: string, position: number) => plain(cell) === plain(before[position]);
	if (after.length === before.length && after.every(isSame)) return null;
	return after.map((cell, position) => (isSame(cell, position) ? before[position]! : plain(cell)!));
}

/** The kept original, in a place where it has the name that people know. */
function placeOriginal({ folder }: Writer, entry: ImportLogEntry, work: string): string {
	const kept = join(folder.originals, entry.original);
	if (!existsSync(kept)) {
		throw new ImportError(`the file of import ${entry.import_id} is not kept any more`, {
			file: entry.file_name,
			expected: `${entry.original} in ${folder.originals}`,
			remedy: 'put the rows right in the export itself and import that',
		});
	}
	const place = join(work, 'original');
	mkdirSync(place);
	const path = join(place, entry.file_name);
	copyFileSync(kept, path);
	return path;
}
