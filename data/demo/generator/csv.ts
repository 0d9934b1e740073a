export type Cell = string | number | null;

interface CsvLayout {
	/** Quote every cell, as Clockify does, and not only those that need it. */
	quoteAll?: boolean;
	lineEnd?: '\n' | '\r\n';
}

/** One CSV text: header first, a line end after every row, null as the empty cell. */
export function toCsv(
	header: readonly string[],
	rows: Iterable<readonly Cell[]>,
	{ quoteAll = false, lineEnd = '\n' }: CsvLayout = {},
): string {
	const writeCell = (cell: Cell): string => {
		const text = cell === null ? '' : String(cell);
		return quoteAll || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
	};
	const lines = [header.map(writeCell).join(',')];
	for (const row of rows) {
		if (row.length !== header.length) {
			throw new Error(
				`Row of ${row.length} cells under a header of ${header.length}: ${row.join()}`,
			);
		}
		lines.push(row.map(writeCell).join(','));
	}
	return lines.join(lineEnd) + lineEnd;
}
