import Papa from 'papaparse';

/** The separators that CSV exports use in practice. */
export type Delimiter = ',' | ';' | '\t' | '|';

/** What stands around cells that hold a delimiter or a line break, doubled inside them. */
export type Quote = '"' | "'";

/** How one file writes its records. */
export interface CsvDialect {
	delimiter: Delimiter;
	/** Absent: `"`. */
	quote?: Quote;
}

/**
 * Splits CSV text into records of verbatim cells, the header among them. Blank lines
 * and lines with one empty cell are not records; a record keeps the number of cells it has. Broken
 * quotes never throw: the cell ends where the parser can make sense of it. Outside quotes the text
 * must end its lines in one way throughout, which is guessed.
 */
export function parseCsv(text: string, { delimiter, quote = '"' }: CsvDialect): string[][] {
	return Papa.parse<string[]>(text, {
		delimiter,
		quoteChar: quote,
		escapeChar: quote,
		skipEmptyLines: true,
	}).data;
}

/** The first records of a text, as its own commas or semicolons divide them. */
export interface CsvPreview extends CsvDialect {
	/** Verbatim cells; the header is among them. */
	records: string[][];
}

const delimiters: readonly Delimiter[] = [',', ';', '\t', '|'];

/**
 * Divides the head of a file by the delimiter that it seems to have, for a person to look at. The
 * text may end anywhere; a record that is cut off is left out.
 * @param options.isWhole whether the text is the whole file
 * @param options.records how many records at most
 */
export function previewCsv(
	text: string,
	{ isWhole, records: limit }: { isWhole: boolean; records: number },
): CsvPreview {
	const divisions = delimiters.map((delimiter) => {
		const { data, meta } = Papa.parse<string[]>(text, {
			delimiter,
			preview: limit + 1,
			skipEmptyLines: 'greedy',
		});
		const isCut = !isWhole && !meta.truncated;
		return { delimiter, records: (isCut ? data.slice(0, -1) : data).slice(0, limit) };
	});
	return divisions.reduce((best, each) => (agreement(each) > agreement(best) ? each : best));
}

/** Records that agree on their width weigh more than width: titles and stray commas have none. */
function agreement({ records }: CsvPreview): number {
	const width = findUsualWidth(records);
	const agreeing = records.filter((record) => record.length === width).length;
	return records.length === 0 ? 0 : (agreeing / records.length) ** 2 * (width - 1);
}

/** The number of cells that most records have. */
export function findUsualWidth(records: readonly (readonly string[])[]): number {
	const counts = new Map<number, number>();
	for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
	return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0])[0];
}

/** What a spreadsheet takes for a formula, and what was guarded before; a number is none. */
const guarded = /^'*(?:[=@\t\r]|[+-](?![\d.,]+$))/;

/** A cell that no spreadsheet runs: one that looks like a formula gets an apostrophe before it. */
export function guardFormula(cell: string): string {
	return guarded.test(cell) ? `'${cell}` : cell;
}

/** What `guardFormula` was given. */
export function unguardFormula(cell: string): string {
	return cell.startsWith("'") && guarded.test(cell) ? cell.slice(1) : cell;
}

/**
 * Reads a text that should be one record, with quotes inside quoted cells taken as text. Returns
 * `null` if it is more than one record, or has a quote that nothing closes.
 */
export function parseRecord(text: string, { delimiter, quote = '"' }: CsvDialect): string[] | null {
	const { data, errors } = Papa.parse<string[]>(text, {
		delimiter,
		quoteChar: quote,
		escapeChar: quote,
	});
	const [cells, ...others] = data;
	const isClosed = errors.every(({ code }) => code !== 'MissingQuotes');
	return cells === undefined || others.length > 0 || !isClosed ? null : cells;
}

/**
 * Writes rows as comma-separated text, one record a line, each line ended by `\n`: the form that
 * diffs, streams and concatenates best, and that spreadsheets read. `null` and `undefined` become
 * empty cells. Cells are written as they are: whoever writes for a spreadsheet guards formulas.
 */
export function formatCsv(rows: readonly (readonly unknown[])[]): string {
	if (rows.length === 0) return '';
	// An empty cell alone on its line would be a blank line, which is no record.
	const hasLoneCells = rows.some((row) => row.length === 1);
	const text = Papa.unparse(rows as unknown[][], {
		delimiter: ',',
		newline: '\n',
		quotes: hasLoneCells,
	});
	return `${text}\n`;
}
