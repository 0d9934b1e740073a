import { findUsualWidth, previewCsv } from './formats/csv.ts';

/** The beginning of a file as a table, before any of it is sent. */
export interface FilePreview {
	delimiter: string;
	/** The names of the columns, as the file spells them. */
	names: string[];
	/** The first rows, each with as many cells as it has. */
	rows: string[][];
}

/** How much of a file is looked at: enough for rows with long texts, read in no time. */
const headBytes = 256 * 1024;
const shownRows = 5;
/** Reports put a handful of lines above their table, not more. */
const titleRecords = 20;

/**
 * Reads the head of a file in the browser.
 * @returns `null` for an archive or anything else that only the server can open
 */
export async function previewFile(file: Blob): Promise<FilePreview | null> {
	const head = await readHead(file);
	if (head === null) return null;
	const text = decodeHead(head.bytes);
	if (text.includes('\0')) return null;
	const { delimiter, records } = previewCsv(text, {
		isWhole: head.isWhole,
		records: titleRecords + shownRows,
	});
	// The first record that is as wide as most: what stands above it is a title.
	const width = findUsualWidth(records);
	const header = records.findIndex(({ length }) => length === width);
	if (header < 0) return null;
	return {
		delimiter,
		names: records[header]!.map((name) => name.trim()),
		rows: records.slice(header + 1, header + 1 + shownRows),
	};
}

interface Head {
	bytes: Uint8Array;
	isWhole: boolean;
}

/** The first bytes, unpacked where the file is one gzip stream. */
async function readHead(file: Blob): Promise<Head | null> {
	const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
	const isZip = start[0] === 0x50 && start[1] === 0x4b;
	if (isZip) return null;
	const isGzip = start[0] === 0x1f && start[1] === 0x8b;
	if (!isGzip) {
		const bytes = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
		return { bytes, isWhole: file.size <= headBytes };
	}
	const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
	const chunks: Uint8Array[] = [];
	let size = 0;
	let isWhole = false;
	while (size < headBytes && !isWhole) {
		const { done, value } = await reader.read();
		isWhole = done;
		if (value) chunks.push(value);
		size += value?.length ?? 0;
	}
	await reader.cancel().catch(() => undefined);
	const bytes = new Uint8Array(size);
	let offset = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, offset);
		offset += chunk.length;
	}
	return { bytes, isWhole };
}

/** As the server decides it: by the mark at the beginning, else UTF-8 where it is that, else Windows. */
function decodeHead(bytes: Uint8Array): string {
	const [first, second] = bytes;
	if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
	try {
		// The head may end within a character, which is no fault of the file.
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
	} catch {
		return new TextDecoder('windows-1252').decode(bytes);
	}
}
