import { readImport, readImports } from '../store/import-log.ts';
import type { Job, JobTask } from '../store/jobs.ts';
import type { Store } from '../store/store.ts';
import type { DataFolder } from '../warehouse/data-folder.ts';
import { runCommand } from './run-command.ts';
import type { Ending } from './run-import.ts';

/** What may be done with an import that is there. */
export type ImportTask = Exclude<JobTask, 'import'>;

const commands: Record<ImportTask, (importId: string) => string[]> = {
	undo: (importId) => ['undo', importId],
	redo: (importId) => ['redo', importId],
	confirm_missing: (importId) => ['missing', importId, '--confirm'],
};

/**
 * Does what a job asks of an import that is there, as the command line does, in a process of its
 * own. It is not ended on its way: what is half undone would be finished by the next writer anyway.
 */
export async function runTask(
	job: Pick<Job, 'import_id'> & { task: ImportTask },
	{ folder, store }: { folder: DataFolder; store: Store },
): Promise<Ending> {
	const importId = job.import_id ?? 0;
	const { code, problems } = await runCommand(folder, commands[job.task](String(importId)));
	// A job that is begun anew may find that the process before it had done it.
	if (code === 0 || isDone(job.task, importId, store)) {
		return { state: 'done', importId, imported: null };
	}
	return { state: 'failed', failure: { name: 'TaskFailed', message: problems.trim() } };
}

function isDone(task: ImportTask, importId: number, store: Store): boolean {
	if (task === 'confirm_missing') {
		return readImports(store).some(
			({ confirms, state, is_undone }) => confirms === importId && state === 'loaded' && !is_undone,
		);
	}
	const entry = readImport(store, importId);
	return entry?.state === 'loaded' && entry.is_undone === (task === 'undo');
}
