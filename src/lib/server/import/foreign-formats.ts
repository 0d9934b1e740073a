import { ImportError } from './import-error.ts';

const SAVE_AS_CSV = 'Open it in a spreadsheet and save the sheet as CSV UTF-8';
const EXPORT_AS_CSV = 'Export the data as CSV';

/** Formats that people upload in place of CSV, the more specific ones first. */
const FOREIGN_FORMATS: readonly { name: string; pattern: RegExp; remedy: string }[] = [
	{
		name: 'a spreadsheet workbook',
		pattern: /^PK\x03\x04[^]*(\[Content_Types\]|xl\/|opendocument\.spreadsheet)/,
		remedy: SAVE_AS_CSV,
	},
	{
		name: 'an old Excel workbook',
		pattern: /^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/,
		remedy: SAVE_AS_CSV,
	},
	{
		name: 'an archive within another',
		pattern: /^(PK(\x03\x04|\x05\x06)|\x1f\x8b)/,
		remedy: 'Extract the inner one and import that',
	},
	{ name: 'a PDF document', pattern: /^%PDF-/, remedy: EXPORT_AS_CSV },
	{ name: 'a SQLite database', pattern: /^SQLite format 3\0/, remedy: EXPORT_AS_CSV },
	{ name: 'a Parquet file', pattern: /^PAR1/, remedy: EXPORT_AS_CSV },
	{
		name: 'a web page',
		// Some tools call an HTML table an Excel export; an expired session downloads a sign-in page.
		pattern: /^(\xef\xbb\xbf)?\s*<(!doctype html|html|table)\b/i,
		remedy: 'Sign in to the source again and export the data as CSV',
	},
];

/**
 * @param head the first bytes of a file, once unpacked
 * @throws {ImportError} when they are those of another format than CSV
 */
export function refuseForeignFormat(head: Buffer, file: string): void {
	const text = head.toString('latin1');
	const format = FOREIGN_FORMATS.find(({ pattern }) => pattern.test(text));
	if (format === undefined) return;
	throw new ImportError(`This is ${format.name}`, {
		file,
		expected: 'a CSV file',
		remedy: format.remedy,
	});
}
