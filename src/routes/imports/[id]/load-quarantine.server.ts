import { error } from '@sveltejs/kit';
import { parseCsv, type Delimiter } from '#lib/formats/csv.ts';
import type { QuarantinedRow } from '#lib/quarantine.ts';
import { readOpenRows, shownRows } from '#lib/server/quarantine/open-rows.ts';
import type { ImportLogEntry } from '#lib/server/store/import-log.ts';
import type { Ask } from '#lib/server/warehouse/ask.ts';

/** Longer cells are shown cut and kept as they are. */
const longestCell = 2000;
const lastPage = 1_000_000;

/** A row as the page shows it. */
export interface ShownRow extends Omit<QuarantinedRow, 'cells'> {
	/** The cells that it shows, by position: those at fault, or all of an opened row. */
	cells: ShownCell[];
	/** Whether all of its cells are shown. */
	isOpen: boolean;
	/** The text of a row that could not be read, cut. */
	text: string | null;
}

interface ShownCell {
	position: number;
	value: string;
	/** Whether it is cut and cannot be put right here. */
	isCut: boolean;
}

/** The open rows of an import on the page of an address, one of them opened where it names one. */
export async function loadQuarantine(ask: Ask | null, entry: ImportLogEntry, url: URL) {
	const page = Number(url.searchParams.get('page') ?? '1');
	if (!Number.isInteger(page) || page < 1 || page > lastPage) refusePage();
	const offset = (page - 1) * shownRows;
	const { total, rows } = ask
		? await readOpenRows(ask, entry, { limit: shownRows, offset })
		: { total: 0, rows: [] };
	if (rows.length === 0 && page > 1) refusePage();
	const header = entry.layout?.header ?? (rows[0]?.cells ?? []).map(() => '');
	const opened = Number(url.searchParams.get('row'));
	return {
		total,
		header,
		first: offset + 1,
		rows: rows.map((row) => showRow(row, header, row.record === opened)),
		page,
		hasNext: offset + rows.length < total,
	};
}

function refusePage(): never {
	error(404, { message: 'There are not so many rows.', remedy: 'Go back to the first page.' });
}

function showRow(
	{ cells, ...row }: QuarantinedRow,
	header: readonly string[],
	isOpen: boolean,
): ShownRow {
	const isWhole = row.findings.some(({ field }) => field === null);
	const values = isWhole && isOpen ? divide(cells[0] ?? '', header.length) : cells;
	const positions = isOpen
		? values.map((_, position) => position)
		: [...new Set(row.findings.flatMap((finding) => finding.positions))];
	return {
		...row,
		isOpen,
		text: isWhole ? cut(cells[0] ?? '') : null,
		cells: positions.map((position) => {
			const value = values[position] ?? '';
			return { position, value: cut(value), isCut: value.length > longestCell };
		}),
	};
}

function cut(text: string): string {
	return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
}

/** The text of a record that could not be read, in as many cells as the file has columns. */
function divide(text: string, columns: number): string[] {
	const attempts = ([',', ';', '\t', '|'] satisfies Delimiter[]).map((delimiter) => ({
		delimiter,
		cells: parseCsv(text, { delimiter })[0] ?? [''],
	}));
	const distance = ({ cells }: { cells: string[] }) => Math.abs(cells.length - columns);
	const [best] = attempts.toSorted((one, other) => distance(one) - distance(other));
	const { cells, delimiter } = best!;
	// What is too much stays in sight, in the last cell.
	const last = cells.slice(columns - 1).join(delimiter);
	return Array.from({ length: columns }, (_, position) =>
		position === columns - 1 ? last : (cells[position] ?? ''),
	);
}
