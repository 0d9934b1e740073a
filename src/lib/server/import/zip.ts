import {
	type Entry,
	getFileNameLowLevel,
	openPromise,
	validateFileName,
	type ZipFile,
} from 'yauzl';
import { ImportError } from './import-error.ts';

/** An archive made for one table has a handful; reading many more is work that nobody asked for. */
const MOST_ENTRIES = 10_000;
const NAMES_LISTED = 5;
const NAME_CHARACTERS = 80;

const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 0x1 | 0x40;
const MADE_ON_UNIX = 3;
const FILE_KIND = 0o170000;
const SYMBOLIC_LINK = 0o120000;

/** A table in a zip archive, and where its bytes stand. */
export interface ZippedTable {
	/** Its path in the archive. */
	name: string;
	/** Offset in the archive of its first byte. */
	start: number;
	storedBytes: number;
	isDeflated: boolean;
	/** What its bytes have to be once unpacked. */
	bytes: number;
	checksum: number;
}

export function isZip(start: Buffer): boolean {
	return /^PK(\x03\x04|\x05\x06|\x07\x08)/.test(start.toString('latin1', 0, 4));
}

/**
 * Finds the one table of a zip archive. Folders, hidden files and what systems add of their own are
 * passed over, and so is anything beside a table that is none by its name. No path of the archive
 * is ever written to.
 * @param file what errors call the archive
 * @throws {ImportError} when it holds no table or several, is damaged, or asks for what is unsafe
 */
export async function findTable(path: string, file: string): Promise<ZippedTable> {
	try {
		const zip = await openPromise(path, { autoClose: false, decodeStrings: false });
		try {
			const entry = chooseTable(await listFiles(zip, file), file);
			refuseUnreadable(entry, file);
			const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
			return {
				name: readName(entry),
				start: fileDataStart,
				storedBytes: entry.compressedSize,
				isDeflated: entry.compressionMethod === DEFLATED,
				bytes: entry.uncompressedSize,
				checksum: entry.crc32,
			};
		} finally {
			zip.close();
		}
	} catch (error) {
		if (error instanceof ImportError || (error instanceof Error && 'code' in error)) throw error;
		// Central directories that are encrypted themselves are refused by the library.
		throw /encryption/.test(String(error)) ? locked(file) : damagedArchive(file, error);
	}
}

/** The files of an archive that a person put there. */
async function listFiles(zip: ZipFile, file: string): Promise<Entry[]> {
	if (zip.entryCount > MOST_ENTRIES) {
		throw new ImportError(`The archive holds ${zip.entryCount} files`, {
			file,
			expected: 'an archive with one table',
			remedy: 'Extract the table and import it by itself',
		});
	}
	const files: Entry[] = [];
	for await (const entry of zip.eachEntry()) {
		const name = readName(entry);
		if (validateFileName(name) !== null) {
			throw new ImportError('The archive names a file outside itself', {
				file,
				value: name,
				expected: 'paths that lead into the archive only',
				remedy: 'Do not trust this archive; ask for the export as it left its tool',
			});
		}
		if (!name.endsWith('/') && !isAddedBySystem(name)) files.push(entry);
	}
	return files;
}

function readName({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
	return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}

function isAddedBySystem(name: string): boolean {
	return name
		.split('/')
		.some((part) => part.startsWith('.') || /^(__MACOSX|Thumbs\.db|desktop\.ini)$/i.test(part));
}

/** The file that is a table by its name, or the only one, whatever its name. */
function chooseTable(files: readonly Entry[], file: string): Entry {
	if (files.some((entry) => /^(\[Content_Types\]\.xml|mimetype)$/.test(readName(entry)))) {
		throw new ImportError('This is a spreadsheet workbook or another office document', {
			file,
			expected: 'a CSV file',
			remedy: 'Open it in a spreadsheet and save the sheet as CSV UTF-8',
		});
	}
	const named = findNamedTables(files);
	const [table, another] = files.length === 1 ? files : named;
	if (table === undefined) {
		throw new ImportError(`The archive holds no table${listNames(files)}`, {
			file,
			expected: 'an archive with one CSV file',
			remedy: 'Put the CSV file in the archive, or import it as it is',
		});
	}
	if (another !== undefined) {
		throw new ImportError(`The archive holds ${named.length} tables${listNames(named)}`, {
			file,
			expected: 'an archive with one table',
			remedy: 'Extract it and import the tables one at a time',
		});
	}
	return table;
}

/** Tables by their names. A text file is one only beside none that says so more plainly. */
function findNamedTables(files: readonly Entry[]): Entry[] {
	const ofKind = (ending: RegExp) => files.filter((entry) => ending.test(readName(entry)));
	const tables = ofKind(/\.(csv|tsv|tab)$/i);
	if (tables.length > 0) return tables;
	return ofKind(/\.txt$/i).filter(
		(entry) => !/(^|\/)(read.?me|licen[cs]e|notice|copying|changelog)[^/]*$/i.test(readName(entry)),
	);
}

function listNames(files: readonly Entry[]): string {
	if (files.length === 0) return '';
	const names = files.slice(0, NAMES_LISTED).map((entry) => {
		const name = readName(entry);
		return name.length > NAME_CHARACTERS ? `${name.slice(0, NAME_CHARACTERS - 1)}…` : name;
	});
	const more = files.length > NAMES_LISTED ? ` and ${files.length - NAMES_LISTED} more` : '';
	return `: ${names.join(', ')}${more}`;
}

function refuseUnreadable(entry: Entry, file: string): void {
	if (entry.generalPurposeBitFlag & ENCRYPTED) throw locked(file);
	const isLink =
		entry.versionMadeBy >>> 8 === MADE_ON_UNIX &&
		((entry.externalFileAttributes >>> 16) & FILE_KIND) === SYMBOLIC_LINK;
	if (isLink) {
		throw new ImportError('The archive holds a link in place of a file', {
			file,
			value: readName(entry),
			expected: 'the CSV file itself',
			remedy: 'Make the archive again from the file that the link leads to',
		});
	}
	if (![STORED, DEFLATED].includes(entry.compressionMethod)) {
		throw new ImportError(
			`The archive is compressed in a way that is not read here (method ${entry.compressionMethod})`,
			{
				file,
				expected: 'a zip archive of the usual kind (deflate)',
				remedy: 'Extract the file and import it as it is',
			},
		);
	}
}

function locked(file: string): ImportError {
	return new ImportError('The archive is locked with a password', {
		file,
		expected: 'an archive that opens without one',
		remedy: 'Extract the file and import it as it is',
	});
}

/** What to say of bytes that cannot be unpacked, or are not those that their archive promises. */
export function damagedArchive(file: string, cause?: unknown): ImportError {
	return new ImportError(
		'The compressed file is damaged or cut short',
		{ file, expected: 'a whole archive', remedy: 'Copy or download it again' },
		{ cause },
	);
}
