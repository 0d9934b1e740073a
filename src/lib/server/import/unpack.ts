import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { crc32, createGunzip, createInflateRaw, type Gunzip, type InflateRaw } from 'node:zlib';
import { damagedArchive, findTable, isZip, type ZippedTable } from './zip.ts';

const CHUNK_BYTES = 1024 ** 2;

export type Chunks = AsyncIterable<Buffer>;

/** A file as it was received, and the way to the bytes of its text. */
export interface PackedFile {
	packing: 'gzip' | 'zip' | null;
	/** Its path within the archive. */
	entry: string | null;
	/** Streams the unpacked bytes; `onStored` hears how many bytes of the file have been read. */
	read: (onStored?: (bytes: number) => void) => Chunks;
}

/**
 * Finds out how a file is packed: not at all, with gzip, or in a zip archive as its one table. The
 * bytes are streamed with flat memory, and what an archive says of their number is proved, never
 * relied on.
 * @param file what errors call it
 * @throws {ImportError} when no table can be told in the archive; from `read`, when it is damaged
 * @throws the errors of the file system and of zlib
 */
export async function openPacked(path: string, file: string): Promise<PackedFile> {
	const start = await readStart(path);
	if (isZip(start)) {
		const table = await findTable(path, file);
		const read: PackedFile['read'] = (onStored) =>
			prove(readTable(path, table, onStored), table, file);
		return { packing: 'zip', entry: table.name, read };
	}
	if (start[0] === 0x1f && start[1] === 0x8b) {
		const read: PackedFile['read'] = (onStored) =>
			unpack(readStored(path, { onStored }), createGunzip({ chunkSize: CHUNK_BYTES }));
		return { packing: 'gzip', entry: null, read };
	}
	return { packing: null, entry: null, read: (onStored) => readStored(path, { onStored }) };
}

async function readStart(path: string): Promise<Buffer> {
	const handle = await open(path);
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await handle.close();
	}
}

interface StoredRange {
	start?: number;
	/** Offset of the last byte. */
	end?: number;
	onStored: ((bytes: number) => void) | undefined;
}

async function* readStored(path: string, { onStored, ...range }: StoredRange): Chunks {
	let bytes = 0;
	const stored = createReadStream(path, { ...range, highWaterMark: CHUNK_BYTES });
	for await (const chunk of stored as AsyncIterable<Buffer>) {
		bytes += chunk.length;
		onStored?.(bytes);
		yield chunk;
	}
}

async function* readTable(
	path: string,
	{ start, storedBytes, isDeflated }: ZippedTable,
	onStored?: (bytes: number) => void,
): Chunks {
	// A stream cannot be told to read nothing.
	if (storedBytes === 0) return;
	const stored = readStored(path, { start, end: start + storedBytes - 1, onStored });
	yield* isDeflated ? unpack(stored, createInflateRaw({ chunkSize: CHUNK_BYTES })) : stored;
}

/** An error of either side ends both, and is thrown to who reads. */
function unpack(stored: Chunks, unpacker: Gunzip | InflateRaw): Chunks {
	return pipeline(stored, unpacker, () => undefined);
}

async function* prove(unpacked: Chunks, table: ZippedTable, file: string): Chunks {
	let bytes = 0;
	let checksum = 0;
	for await (const chunk of unpacked) {
		bytes += chunk.length;
		checksum = crc32(chunk, checksum);
		yield chunk;
	}
	if (bytes !== table.bytes || checksum !== table.checksum) throw damagedArchive(file);
}
