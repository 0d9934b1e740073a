import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as sources from '../import/recognise-head.ts';
import type { RecognisedHead } from '../import/recognise-head.ts';
import { readRelationFields, type RelationFields } from '../import/presets/waybill.ts';
import { openInstance, Session } from '../warehouse/duckdb.ts';
import { migrate } from '../warehouse/migrations.ts';
import type { DataFolder } from '../warehouse/data-folder.ts';
import { findPackageRoot } from '../warehouse/sql-files.ts';

interface Recogniser {
	recogniseHead: typeof sources.recogniseHead;
	known: RelationFields;
}

let recogniser: Promise<Recogniser> | null = null;

/** What a file with these columns would be taken for, in the time that a person does not notice. */
export async function recogniseHeader(
	folder: DataFolder,
	names: readonly string[],
): Promise<RecognisedHead> {
	recogniser ??= openRecogniser(folder);
	const { recogniseHead, known } = await recogniser;
	return recogniseHead(names, known);
}

async function openRecogniser(folder: DataFolder): Promise<Recogniser> {
	// From its sources, as the command line runs it: a bundle holds no folder of presets to look in.
	const path = join(findPackageRoot(), 'src', 'lib', 'server', 'import', 'recognise-head.ts');
	const { recogniseHead } = (await import(
		/* @vite-ignore */ pathToFileURL(path).href
	)) as Recogniser;
	const instance = await openInstance({
		path: ':memory:',
		allowedDirectories: [],
		temporaryDirectory: folder.temporary,
	});
	const session = await Session.open(instance);
	try {
		await migrate(session);
		return { recogniseHead, known: await readRelationFields(session) };
	} finally {
		session.close();
		instance.closeSync();
	}
}
