import Papa from 'papaparse';

/** The separators that CSV exports use in practice. */
export type Delimiter = ',' | ';' | '\t' | '|';

/** How one file writes its records; quotes are always `"`, doubled inside a quoted field. */
export interface CsvDialect {
	delimiter: Delimiter;
}

/**
 * Splits CSV text into records of verbatim cells, the header among them. Blank lines
 * and lines with one empty cell are not records; a record keeps the number of cells it has. Broken
 * quotes never throw: the cell ends where the parser can make sense of it. Outside quotes the text
 * must end its lines in one way throughout, which is guessed.
 */
export function parseCsv(text: string, dialect: CsvDialect): string[][] {
	return Papa.parse<string[]>(text, {
		delimiter: dialect.delimiter,
		quoteChar: '"',
		escapeChar: '"',
		skipEmptyLines: true,
	}).data;
}

/** The first records of a text, as its own commas or semicolons divide them. */
export interface CsvPreview {
	delimiter: string;
	/** Verbatim cells; the header is among them. */
	records: string[][];
}

/**
 * Divides the head of a file by the delimiter that it seems to have, for a person to look at. The
 * text may end anywhere; a record that is cut off is left out.
 * @param options.isWhole whether the text is the whole file
 * @param options.records how many records at most
 */
export function previewCsv(
	text: string,
	{ isWhole, records }: { isWhole: boolean; records: number },
): CsvPreview {
	const { data, meta } = Papa.parse<string[]>(text, {
		preview: records + (isWhole ? 0 : 1),
		skipEmptyLines: 'greedy',
		delimitersToGuess: [',', ';', '\t', '|'],
	});
	const isCut = !isWhole && !meta.truncated;
	return {
		delimiter: meta.delimiter,
		records: (isCut ? data.slice(0, -1) : data).slice(0, records),
	};
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
