import type { ImportFailure } from '../import/import-error.ts';
import type { ImportOptions } from '../import/import-options.ts';
import { localActor, type Store } from './store.ts';

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** What a server may be asked for: an import, or something about one that is there. */
export type JobTask = 'import' | 'undo' | 'redo' | 'confirm_missing';

/** What a server was asked for, kept so that it outlives that server. */
export interface Job {
	job_id: number;
	task: JobTask;
	/** The file's name as the person knows it. */
	file_name: string;
	/** Where the file lies until the job has ended; '' where none is to be imported. */
	path: string;
	options: ImportOptions;
	/** The inbox that the file was dropped in; `null` when it was sent. */
	inbox: string | null;
	/** The queue that has it in hand. */
	queue: string;
	state: JobState;
	/** The number in the log of the import that it is about; one to be made has none at first. */
	import_id: number | null;
	/** Why it failed. */
	failure: ImportFailure | null;
	actor: string;
	queued_at: string;
	started_at: string | null;
	ended_at: string | null;
}

type NewJob = Pick<Job, 'file_name' | 'path' | 'options' | 'inbox' | 'queue'> &
	Partial<Pick<Job, 'task' | 'import_id'>>;

/** Opens a job, in state `queued`, and returns its id. */
export function addJob(store: Store, job: NewJob, actor = localActor): number {
	const { lastInsertRowid } = store
		.prepare(
			`insert into job
				(task, file_name, path, options, inbox, queue, import_id, state, actor, queued_at)
			values (?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?)`,
		)
		.run(
			job.task ?? 'import',
			job.file_name,
			job.path,
			JSON.stringify(job.options),
			job.inbox,
			job.queue,
			job.import_id ?? null,
			actor,
			new Date().toISOString(),
		);
	return Number(lastInsertRowid);
}

/** Says which import of the log the job became. */
export function setJobImport(store: Store, jobId: number, importId: number): void {
	store.prepare('update job set import_id = ? where job_id = ?').run(importId, jobId);
}

/** Takes back a job that came to nothing before it was a job at all. */
export function removeJob(store: Store, jobId: number): void {
	store.prepare('delete from job where job_id = ?').run(jobId);
}

/** Starts a job, unless it was cancelled meanwhile or another queue has taken it. */
export function startJob(store: Store, { job_id, queue }: Job): boolean {
	const { changes } = store
		.prepare(
			`update job set state = 'running', started_at = ?
			where job_id = ? and queue = ? and state = 'queued'`,
		)
		.run(new Date().toISOString(), job_id, queue);
	return changes > 0;
}

/** Ends a job. */
export function endJob(
	store: Store,
	jobId: number,
	end: { state: 'done' | 'failed' | 'cancelled'; failure?: ImportFailure | null },
): void {
	store
		.prepare('update job set state = ?, failure = ?, ended_at = ? where job_id = ?')
		.run(
			end.state,
			end.failure ? JSON.stringify(end.failure) : null,
			new Date().toISOString(),
			jobId,
		);
}

/**
 * Takes over what another queue had in hand, to be begun anew.
 * @returns the ids of the jobs
 */
export function adoptJobs(store: Store, from: string, to: string): number[] {
	return store
		.prepare(
			`update job set queue = ?, state = 'queued'
			where queue = ? and state in ('queued', 'running')
			returning job_id`,
		)
		.all(to, from)
		.map((row) => Number(row['job_id']));
}

/** One job, or `null` when there is none of that number. */
export function readJob(store: Store, jobId: number): Job | null {
	const [row] = store.prepare('select * from job where job_id = ?').all(jobId);
	return row ? toJob(row) : null;
}

/** The jobs that have not ended, the oldest first. */
export function readOpenJobs(store: Store): Job[] {
	return store
		.prepare(`select * from job where state in ('queued', 'running') order by job_id`)
		.all()
		.map(toJob);
}

function toJob(row: Record<string, unknown>): Job {
	return {
		...(row as unknown as Job),
		options: JSON.parse(String(row['options'])) as ImportOptions,
		failure: row['failure'] === null ? null : (JSON.parse(String(row['failure'])) as ImportFailure),
	};
}
