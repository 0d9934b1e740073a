import { createWriteStream, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import { describeSize, readSizeLimit } from '../import/size-limit.ts';
import type { DataFolder } from '../warehouse/data-folder.ts';
import { makeTemporaryFolder } from '../warehouse/temporary-folder.ts';

export interface Upload {
	/** A folder of its own, which the receiver removes. */
	folder: string;
	/** The file in it, under the name that it was sent with; `null` when none was chosen. */
	path: string | null;
	fields: Record<string, string>;
}

/** A form that did not arrive whole; what had arrived of it is removed. */
export class BrokenUpload extends Error {
	override readonly name = 'BrokenUpload';
	/** The HTTP status that says so. */
	readonly status: 400 | 413;

	constructor(message: string, status: 400 | 413, cause: unknown) {
		super(message, { cause });
		this.status = status;
	}
}

/**
 * Streams a multipart form to disk, so that the size of a file is never the size of our memory.
 * @throws {BrokenUpload} when the form breaks off, is none, is too large, or brings several files
 */
export async function receiveUpload(request: Request, data: DataFolder): Promise<Upload> {
	const folder = makeTemporaryFolder(data, 'upload');
	try {
		return await receiveInto(folder, request);
	} catch (cause) {
		rmSync(folder, { recursive: true, force: true });
		throw toBrokenUpload(cause);
	}
}

function toBrokenUpload(cause: unknown): BrokenUpload {
	if (cause instanceof BrokenUpload) return cause;
	if (cause instanceof Error && 'status' in cause && cause.status === 413) {
		return new BrokenUpload(
			`The file is larger than this server takes (${describeSize(readSizeLimit())}). Export a shorter period, send it as zip or gzip, or start the server with a larger WAYBILL_IMPORT_LIMIT.`,
			413,
			cause,
		);
	}
	return new BrokenUpload('The upload did not arrive whole; send it again.', 400, cause);
}

async function receiveInto(folder: string, request: Request): Promise<Upload> {
	const upload: Upload = { folder, path: null, fields: {} };
	const writes: Promise<void>[] = [];
	const parser = busboy({ headers: Object.fromEntries(request.headers), limits: { files: 1 } });
	parser.on('field', (name, value) => {
		upload.fields[name] = value;
	});
	let isSeveral = false;
	parser.on('filesLimit', () => {
		isSeveral = true;
	});
	parser.on('file', (_, stream, { filename }) => {
		if (!filename) {
			stream.resume();
			return;
		}
		// Only the last part of the name, or it could name a place outside the folder.
		upload.path = join(upload.folder, basename(filename.replaceAll('\\', '/')));
		const write = pipeline(stream, createWriteStream(upload.path));
		// Heard of below; until then a failure must not count as one that nobody handles.
		write.catch(() => undefined);
		writes.push(write);
	});
	if (request.body === null) throw new Error('the request has no body');
	const body = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
	// All have to settle before the folder may go.
	const [arrival] = await Promise.allSettled([pipeline(body, parser)]);
	const stored = await Promise.allSettled(writes);
	for (const step of [arrival, ...stored]) if (step.status === 'rejected') throw step.reason;
	if (isSeveral) throw new BrokenUpload('Send one file at a time.', 400, null);
	return upload;
}
