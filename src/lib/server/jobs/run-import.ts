import type { ImportFailure } from '../import/import-error.ts';
import type { ImportedFile } from '../import/import-file.ts';
import type { Progress } from '../import/import-options.ts';
import { readImport } from '../store/import-log.ts';
import { readJob, type Job } from '../store/jobs.ts';
import type { Store } from '../store/store.ts';
import type { DataFolder } from '../warehouse/data-folder.ts';
import { describeEnd } from './describe-end.ts';
import { runCommand } from './run-command.ts';

/**
 * What the JavaScript of an import may take. It streams, so that this is plenty; what it guards is
 * the server beside it.
 */
const heapMegabytes = 1024;

/** What became of a job. */
export type Ending =
	| { state: 'done'; importId: number; imported: ImportedFile | null }
	| { state: 'failed'; failure: ImportFailure }
	| { state: 'cancelled' };

interface RunOptions {
	folder: DataFolder;
	store: Store;
	onProgress: (progress: Progress) => void;
	/** Cancels it. */
	signal: AbortSignal;
}

interface CommandAnswer {
	imported: ImportedFile[];
	failures: ImportFailure[];
}

/** Runs a job as the command line does, in a process of its own, and finds out how it ended. */
export async function runImport(
	job: Job,
	{ folder, store, onProgress, signal }: RunOptions,
): Promise<Ending> {
	const earlier = await findEarlierEnd(job, folder, store);
	if (earlier) return earlier;
	const result = await runCommand(folder, ['import', '--job', String(job.job_id), '--json'], {
		onMessage: (message) => onProgress(message as Progress),
		signal,
		heapMegabytes,
	});
	const answer = parseAnswer(result.output);
	const [imported] = answer?.imported ?? [];
	if (imported) return { state: 'done', importId: imported.importId, imported };
	const [failure] = answer?.failures ?? [];
	if (failure && failure.name !== 'ImportCancelled') return { state: 'failed', failure };
	// It died, or somebody ended it: the log knows what it had got to.
	const loaded = failure ? null : await findEarlierEnd(readJob(store, job.job_id), folder, store);
	if (loaded) return loaded;
	if (signal.aborted) return { state: 'cancelled' };
	return { state: 'failed', failure: { name: 'ImportEnded', message: describeEnd(result) } };
}

/** What the log says of an import that was cut off, once another writer has settled it. */
async function findEarlierEnd(
	job: Job | null,
	folder: DataFolder,
	store: Store,
): Promise<Ending | null> {
	if (job?.started_at == null) return null;
	await runCommand(folder, ['refresh']);
	const entry = job.import_id === null ? null : readImport(store, job.import_id);
	if (entry?.state !== 'loaded') return null;
	return { state: 'done', importId: entry.import_id, imported: null };
}

function parseAnswer(output: string): CommandAnswer | null {
	try {
		return JSON.parse(output) as CommandAnswer;
	} catch {
		return null;
	}
}
