import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { decodeFile } from './decode.ts';
import { findDialect, type Dialect } from './dialect.ts';
import { Header } from './header.ts';
import { ImportError } from './import-error.ts';
import type { OnProgress } from './import-options.ts';
import { scanRecords, type Scan } from './scan.ts';

/** A file that has been read through, before anything of it is loaded. */
export interface ReadFile {
	name: string;
	/** Its text in UTF-8. */
	path: string;
	sha256: string;
	encoding: string;
	dialect: Dialect;
	header: Header;
	scan: Scan;
}

/**
 * Decodes a file, finds out how it is written and counts its records.
 * @param work the folder that takes its text
 * @param onProgress hears of the steps `decode` and `scan`; what it throws ends the reading
 * @throws {ImportError} when it is no table that can be read
 */
export async function readFile(
	path: string,
	work: string,
	onProgress: OnProgress = () => undefined,
): Promise<ReadFile> {
	const name = basename(path);
	// The decoded text keeps the file's name, which is what errors call it by.
	const text = join(work, name);
	const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
	const decoded = await decodeFile(path, text, {
		onBytes: (bytes) => onProgress({ step: 'decode', done: { bytes, of: size } }),
	});
	const dialect = await findDialect(text);
	const { size: textSize } = statSync(text);
	const scan = await scanRecords(text, dialect, (bytes) =>
		onProgress({ step: 'scan', done: { bytes, of: textSize } }),
	);
	refuseBrokenRecords(name, dialect, scan);
	return {
		name,
		path: text,
		sha256: decoded.sha256,
		encoding: decoded.encoding,
		dialect,
		header: new Header(dialect.header, dialect.headerLine),
		scan,
	};
}

function refuseBrokenRecords(file: string, dialect: Dialect, scan: Scan): void {
	if (scan.unterminatedQuote) {
		throw new ImportError('a quoted cell is never closed', {
			file,
			line: scan.unterminatedQuote.line,
			expected: 'a closing quote before the end of the file',
			remedy: 'mend the quote on that line, or export the file again',
		});
	}
	const [first] = scan.ragged;
	if (first) {
		const others = scan.raggedCount > 1 ? ` and in ${scan.raggedCount - 1} more rows` : '';
		throw new ImportError(`a row has ${first.fields} fields${others}`, {
			file,
			line: first.line,
			value: first.text,
			expected: `${dialect.header.length} fields in every row, as in the header`,
			remedy: 'put quotes around cells that hold the delimiter, or export the file again',
		});
	}
	if (scan.records === 0) {
		throw new ImportError('the file has a header and no rows', {
			file,
			line: dialect.headerLine,
			expected: 'at least one row',
			remedy: 'check the filter of the export',
		});
	}
}
