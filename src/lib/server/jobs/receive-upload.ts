import { createWriteStream, mkdtempSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';

export interface Upload {
	/** A folder of its own, which the receiver removes. */
	folder: string;
	/** The file in it, under the name that it was sent with; `null` when none was chosen. */
	path: string | null;
	fields: Record<string, string>;
}

/**
 * Streams a multipart form to disk, so that the size of a file is never the size of our memory.
 * @param temporary the folder below which the upload gets its own
 */
export async function receiveUpload(request: Request, temporary: string): Promise<Upload> {
	const upload: Upload = {
		folder: mkdtempSync(join(temporary, 'upload-')),
		path: null,
		fields: {},
	};
	const writes: Promise<void>[] = [];
	const parser = busboy({ headers: Object.fromEntries(request.headers), limits: { files: 1 } });
	parser.on('field', (name, value) => {
		upload.fields[name] = value;
	});
	parser.on('file', (_, stream, { filename }) => {
		if (!filename) {
			stream.resume();
			return;
		}
		// Only the last part of the name, or it could name a place outside the folder.
		upload.path = join(upload.folder, basename(filename.replaceAll('\\', '/')));
		writes.push(pipeline(stream, createWriteStream(upload.path)));
	});
	await pipeline(Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]), parser);
	await Promise.all(writes);
	return upload;
}
