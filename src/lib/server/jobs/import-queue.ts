import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Estimate, type Standing } from '../import/estimate.ts';
import type { ImportOptions } from '../import/import-options.ts';
import type { ImportLogEntry } from '../store/import-log.ts';
import * as jobs from '../store/jobs.ts';
import type { Job } from '../store/jobs.ts';
import type { Store } from '../store/store.ts';
import { tryLock } from '../store/writer-lock.ts';
import type { DataFolder } from '../warehouse/data-folder.ts';
import { fileAway } from './inbox-files.ts';
import { runImport, type Ending } from './run-import.ts';
import { runTask, type ImportTask } from './run-task.ts';

/** A job as pages and programs see it. */
export type JobView = Pick<
	Job,
	'task' | 'state' | 'failure' | 'queued_at' | 'started_at' | 'ended_at'
> & {
	id: number;
	fileName: string;
	importId: number | null;
	/** The import whose rows it puts right. */
	corrects: number | null;
	/** How far it is; `null` unless this process runs it. */
	progress: Standing | null;
	/** How many imports are to end before it begins. */
	ahead: number;
};

export interface ImportRequest {
	/** The file, which the queue takes away from here; its name is the one that people know. */
	file: string;
	options: ImportOptions;
	/** The inbox that it was found in, to be told there how it ended. */
	inbox?: string;
}

interface RunningJob {
	id: number;
	estimate: Estimate;
	cancel: AbortController;
}

/** Where files of an inbox lie while they are imported; the dot keeps them from being taken again. */
const claims = '.importing';

/**
 * The imports that one process was asked for: one at a time, in order, each in a process of its own.
 * They are kept in the store with their files, so that the next process goes on with what one left.
 */
export class ImportQueue {
	readonly #folder: DataFolder;
	readonly #store: Store;
	/** Held as long as the process lives: a queue whose lock is free is a dead one's. */
	readonly #id = randomUUID();
	readonly #lock;
	readonly #waiting = new Map<number, PromiseWithResolvers<JobView>>();
	#running: RunningJob | null = null;
	#work: Promise<void> = Promise.resolve();
	#isStopped = false;

	constructor(folder: DataFolder, store: Store) {
		this.#folder = folder;
		this.#store = store;
		this.#lock = tryLock(this.#lockOf(this.#id));
	}

	/**
	 * Takes a file and queues its import.
	 * @returns the job's id
	 * @throws the file system's error when the file cannot be taken; then there is no job
	 */
	add({ file, options, inbox }: ImportRequest): number {
		// Within the inbox, since only a rename on one file system takes a file from all rivals at once.
		const kept = inbox === undefined ? this.#folder.uploads : join(inbox, claims);
		const place = join(kept, randomUUID());
		const name = basename(file);
		const path = join(place, name);
		const id = jobs.addJob(this.#store, {
			file_name: name,
			path,
			options,
			inbox: inbox ?? null,
			queue: this.#id,
		});
		try {
			mkdirSync(place, { recursive: true });
			renameSync(file, path);
		} catch (error) {
			jobs.removeJob(this.#store, id);
			rmSync(place, { recursive: true, force: true });
			throw error;
		}
		this.#advance();
		return id;
	}

	/**
	 * Queues something that is to be done with an import that is there.
	 * @returns the job's id
	 */
	addTask(task: ImportTask, { import_id, file_name }: ImportLogEntry): number {
		const id = jobs.addJob(this.#store, {
			task,
			import_id,
			file_name,
			path: '',
			options: {},
			inbox: null,
			queue: this.#id,
		});
		this.#advance();
		return id;
	}

	/** A job as it stands, or `null` when there is none of that number. */
	find(id: number): JobView | null {
		const job = jobs.readJob(this.#store, id);
		return job && this.#toView(job);
	}

	/** The jobs that have not ended, in their order. */
	list(): JobView[] {
		return jobs.readOpenJobs(this.#store).map((job) => this.#toView(job));
	}

	/** Waits until a job of this queue has ended, or this process stops, and says how it stands then. */
	async untilEnd(id: number): Promise<JobView> {
		const job = this.find(id);
		if (!job) throw new Error(`there is no job ${id}`);
		if (job.ended_at !== null || this.#isStopped) return job;
		const waiting = this.#waiting.get(id) ?? Promise.withResolvers<JobView>();
		this.#waiting.set(id, waiting);
		return waiting.promise;
	}

	/**
	 * Cancels a job. One that waits is gone at once; one that runs ends as soon as it can, or is
	 * loaded after all when its rows were committed already.
	 * @returns whether there was such a job of this process, not ended yet
	 */
	cancel(id: number): boolean {
		if (this.#running?.id === id) {
			this.#running.cancel.abort();
			return true;
		}
		const job = jobs.readJob(this.#store, id);
		if (job?.state !== 'queued' || job.queue !== this.#id) return false;
		this.#end(job, { state: 'cancelled' });
		return true;
	}

	/**
	 * Goes on with what processes left that have ended since.
	 * @returns the ids of the jobs
	 */
	adopt(): number[] {
		const adopted: number[] = [];
		const others = new Set(jobs.readOpenJobs(this.#store).map(({ queue }) => queue));
		others.delete(this.#id);
		for (const other of others) {
			const lock = tryLock(this.#lockOf(other));
			if (lock === null) continue;
			adopted.push(...jobs.adoptJobs(this.#store, other, this.#id));
			lock.release();
			removeLock(this.#lockOf(other));
		}
		this.#advance();
		return adopted;
	}

	/** Ends what runs, and leaves it and what waits to the next process. */
	stop(): void {
		if (this.#isStopped) return;
		this.#isStopped = true;
		this.#running?.cancel.abort();
		for (const id of this.#waiting.keys()) this.#answer(id);
		if (this.#running === null) this.#release();
	}

	/** Waits until nothing of a stopped queue runs any more. */
	async idle(): Promise<void> {
		await this.#work;
	}

	#advance(): void {
		if (this.#running !== null || this.#isStopped) return;
		const next = jobs
			.readOpenJobs(this.#store)
			.find(({ queue, state }) => queue === this.#id && state === 'queued');
		if (!next) return;
		const running = { id: next.job_id, estimate: new Estimate(), cancel: new AbortController() };
		this.#running = running;
		this.#work = this.#runJob(next, running).finally(() => {
			this.#running = null;
			if (this.#isStopped) this.#release();
			else this.#advance();
		});
	}

	async #runJob(job: Job, running: RunningJob): Promise<void> {
		if (job.task === 'import' && job.started_at === null && !existsSync(job.path))
			return this.#end(job, { state: 'failed', failure: lostFile });
		if (!jobs.startJob(this.#store, job)) return;
		const ending = await this.#run(job, running).catch((error: Error): Ending => ({
			state: 'failed',
			failure: { name: error.name, message: `The work could not be started: ${error.message}` },
		}));
		// Nobody wanted it to end but a process that stops; the next one begins it anew.
		if (this.#isStopped && ending.state !== 'done') return;
		this.#end(job, ending);
	}

	#run(job: Job, { estimate, cancel }: RunningJob): Promise<Ending> {
		const { task } = job;
		const [folder, store] = [this.#folder, this.#store];
		if (task !== 'import') return runTask({ ...job, task }, { folder, store });
		return runImport(job, {
			folder,
			store,
			signal: cancel.signal,
			onProgress: (progress) => {
				estimate.follow(progress);
				if (progress.importId === undefined || progress.importId === job.import_id) return;
				job.import_id = progress.importId;
				jobs.setJobImport(store, job.job_id, progress.importId);
			},
		});
	}

	#end(job: Job, ending: Ending): void {
		const id = job.job_id;
		try {
			if (job.inbox !== null && existsSync(job.path)) fileAway(job, ending);
			if (job.path !== '') rmSync(dirname(job.path), { recursive: true, force: true });
		} catch (error) {
			console.error(`${job.file_name} stays at ${job.path}:`, error);
		}
		if (ending.state === 'done') jobs.setJobImport(this.#store, id, ending.importId);
		const failure = ending.state === 'failed' ? ending.failure : null;
		jobs.endJob(this.#store, id, { state: ending.state, failure });
		this.#answer(id);
	}

	#answer(id: number): void {
		const job = this.find(id);
		if (job) this.#waiting.get(id)?.resolve(job);
		this.#waiting.delete(id);
	}

	#toView(job: Job): JobView {
		const running = this.#running?.id === job.job_id ? this.#running : null;
		return {
			id: job.job_id,
			task: job.task,
			fileName: job.file_name,
			state: job.state,
			importId: job.import_id,
			corrects: job.options.corrects?.importId ?? null,
			failure: job.failure,
			progress: (job.ended_at === null && running?.estimate.stand()) || null,
			ahead:
				job.state === 'queued'
					? jobs.readOpenJobs(this.#store).filter(({ job_id }) => job_id < job.job_id).length
					: 0,
			queued_at: job.queued_at,
			started_at: job.started_at,
			ended_at: job.ended_at,
		};
	}

	#release(): void {
		this.#lock?.release();
		removeLock(this.#lockOf(this.#id));
	}

	#lockOf(queue: string): string {
		return join(this.#folder.queues, `${queue}.lock`);
	}
}

function removeLock(path: string): void {
	for (const file of [path, `${path}-journal`]) rmSync(file, { force: true });
}

const lostFile = {
	name: 'ImportEnded',
	message: 'The file is no longer where it was kept for its import. Send it again.',
};
