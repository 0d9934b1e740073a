import { statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describeDamage } from './damaged-utf8.ts';
import { decodeFile } from './decode.ts';
import { findDialect, type Dialect } from './dialect.ts';
import { Header } from './header.ts';
import { ImportError } from './import-error.ts';
import type { OnProgress } from './import-options.ts';
import { mendRecords, type RefusedRecord } from './mend-records.ts';
import { findLines, scanRecords, type Scan } from './scan.ts';

/** How many records a file may have that cannot be read, before it is the dialect that is wrong. */
const mostRefused = { count: 20, share: 0.5 };

/** A file that has been read through, before anything of it is loaded. */
export interface ReadFile {
	name: string;
	/** Its text in UTF-8, all records of which are well formed. */
	path: string;
	sha256: string;
	encoding: string;
	dialect: Dialect;
	header: Header;
	scan: Scan;
	/** Physical lines of the records that only a second look could read. */
	mended: number[];
	/** Records that could not be read; in the text their first cell holds them as they came. */
	refused: RefusedRecord[];
	/** What a person has to know of how it was read. */
	warnings: string[];
}

/**
 * Decodes a file, finds out how it is written, counts its records and mends those that are not well
 * formed.
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
	const tell = (bytes: number) => onProgress({ step: 'scan', done: { bytes, of: textSize } });
	const scan = await scanRecords(text, dialect, tell);
	const file = {
		name,
		path: text,
		sha256: decoded.sha256,
		encoding: decoded.encoding,
		dialect,
		header: new Header(dialect.header, dialect.headerLine),
		scan,
		mended: [],
		refused: [],
		warnings: decoded.damage ? [describeDamage(decoded.damage)] : [],
	};
	return scan.odd > 0 || scan.hasMixedEndings ? mend(file, tell) : file;
}

async function mend(file: ReadFile, tell: (bytes: number) => void): Promise<ReadFile> {
	const path = join(dirname(file.path), '.mended');
	const { headerBytes, mended, refused } = await mendRecords(file.path, path, file.dialect, tell);
	const dialect = { ...file.dialect, headerBytes };
	const scan = await scanRecords(path, dialect, tell);
	const isWrong = refused.length > Math.max(mostRefused.count, mostRefused.share * scan.records);
	const [first] = refused;
	if (isWrong && first) {
		const line = (await findLines(path, dialect, [first.record])).get(first.record);
		throw new ImportError(
			`${refused.length} of ${scan.records} rows cannot be read: the first one ${first.reason}`,
			{
				file: file.name,
				line,
				expected: `${dialect.header.length} fields in every row, as in the header`,
				remedy: 'put quotes around cells that hold the delimiter, or export the file again',
			},
		);
	}
	return { ...file, path, dialect, scan, mended, refused };
}

/**
 * Refuses a file whose header can be read and looked at, but which has nothing to load.
 * @throws {ImportError} when it has no record
 */
export function refuseEmpty({ name, dialect, scan }: ReadFile): void {
	if (scan.records > 0) return;
	throw new ImportError('the file has a header and no rows', {
		file: name,
		line: dialect.headerLine,
		expected: 'at least one row',
		remedy: 'check the filter of the export',
	});
}
