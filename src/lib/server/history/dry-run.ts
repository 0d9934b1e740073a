import { constants, copyFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { MovedFigure } from '#lib/moved-figures.ts';
import type { ImportFailure } from '../import/import-error.ts';
import { importFile, type ImportedFile } from '../import/import-file.ts';
import type { ImportOptions, OnProgress } from '../import/import-options.ts';
import { inspectFile } from '../import/inspect-file.ts';
import { checkMeanings, keepWords } from '../import/keep-words.ts';
import { copyStore } from '../store/store.ts';
import { openDataFolder, type DataFolder } from '../warehouse/data-folder.ts';
import { Reader } from '../warehouse/reader.ts';
import { readCurrent, type Snapshot } from '../warehouse/snapshots.ts';
import { makeTemporaryFolder } from '../warehouse/temporary-folder.ts';
import { write, type Writer } from '../warehouse/writer.ts';
import { compareFigures } from './compare-figures.ts';
import { listMissing, type MissingRecords } from './missing-records.ts';

/** What would come of one file. */
export type TriedFile =
	| (ImportedFile & {
			/** Of a file that was declared full: what earlier imports have and it does not. */
			missing: MissingRecords[];
	  })
	| {
			file: string;
			/** Why it cannot be loaded as it is. */
			failure: unknown;
			/** What it was recognised as all the same; `null` where not even that is known. */
			recognised: { preset: string; relations: string[]; records: number } | null;
	  };

/** What is tried, and who hears of it. */
export interface Trial {
	paths: readonly string[];
	options?: ImportOptions;
	onProgress?: OnProgress;
	/** Ends it; nothing of it is left then either. */
	signal?: AbortSignal;
}

/** What importing files would do, worked out beside the data, which is left as it is. */
export interface DryRun {
	files: TriedFile[];
	/** Headline figures of the last months that would be others. */
	moved: MovedFigure[];
	/** The version that it was compared with; to be repeated where another one is published since. */
	dataVersion: number | null;
}

/** The same as plain data, as a program is told of it. */
export interface PlainDryRun extends Omit<DryRun, 'files'> {
	files: (
		| Extract<TriedFile, ImportedFile>
		| (Omit<Extract<TriedFile, { failure: unknown }>, 'failure'> & { failure: ImportFailure })
	)[];
}

/**
 * Imports files, one after the other, into a copy of the published data, compares the headline
 * figures of both, and throws the copy away. An import that is still at work is not waited for: the
 * version that was compared says on what the answer rests.
 * @throws the signal's reason when it is given meanwhile
 */
export async function dryRun(folder: DataFolder, trial: Trial): Promise<DryRun> {
	const place = makeTemporaryFolder(folder, 'rehearsal');
	try {
		const current = readCurrent(folder);
		const copy = copyData(folder, current, join(place, 'data'));
		const before = current && (await Reader.openAt(folder, current));
		try {
			// Attached now, so that it stays readable whatever is published meanwhile.
			await before?.describe();
			const files = await tryFiles(copy, trial);
			trial.signal?.throwIfAborted();
			const moved = await compareWith(before, copy);
			return { files, moved, dataVersion: current?.version ?? null };
		} finally {
			before?.close();
		}
	} finally {
		rmSync(place, { recursive: true, force: true });
	}
}

/** A data folder of its own that holds what is published and what people have said. */
function copyData(folder: DataFolder, current: Snapshot | null, root: string): DataFolder {
	// A file of corrected rows is read with the original that it puts right.
	const copy = { ...openDataFolder(root), originals: folder.originals };
	if (current) {
		copyFileSync(join(folder.snapshots, current.file), copy.master, constants.COPYFILE_FICLONE);
	}
	copyStore(folder.store, copy.store);
	return copy;
}

async function tryFiles(
	copy: DataFolder,
	{ paths, options = {}, onProgress, signal }: Trial,
): Promise<TriedFile[]> {
	const work = async (writer: Writer) => {
		writer.isRehearsal = true;
		const files: TriedFile[] = [];
		for (const path of paths) {
			try {
				checkMeanings(writer.store, options);
				const imported = await importFile(writer, path, options);
				keepWords(writer.store, imported.source, options);
				const { importId, report } = imported;
				const relations = report.relations.map(({ relation }) => relation);
				const missing = options.isFull
					? await listMissing(writer.session, { importId, relations })
					: [];
				files.push({ ...imported, missing });
			} catch (failure) {
				writer.signal.throwIfAborted();
				files.push(await describeFailure(copy, path, { options, failure }));
			}
		}
		return files;
	};
	const { result } = await write(copy, work, { onProgress, signal });
	return result;
}

/** What a file that cannot be loaded is all the same, so that its question can be answered. */
async function describeFailure(
	copy: DataFolder,
	path: string,
	{ options, failure }: { options: ImportOptions; failure: unknown },
): Promise<TriedFile> {
	const file = basename(path);
	try {
		const { preset, records } = await inspectFile(copy, path, options);
		return {
			file,
			failure,
			recognised: preset && { preset: preset.name, relations: preset.relations, records },
		};
	} catch {
		// It is no table at all, which the failure says already.
		return { file, failure, recognised: null };
	}
}

async function compareWith(before: Reader | null, copy: DataFolder): Promise<MovedFigure[]> {
	const tried = readCurrent(copy);
	if (tried === null) return [];
	const after = await Reader.openAt(copy, tried);
	try {
		return await compareFigures({ before, after });
	} finally {
		after.close();
	}
}
