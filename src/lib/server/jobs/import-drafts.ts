import { basename } from 'node:path';
import type { PlainDryRun } from '../history/dry-run.ts';
import { Estimate, type Standing } from '../import/estimate.ts';
import { checkOptions } from '../import/check-options.ts';
import type { ImportOptions, Progress } from '../import/import-options.ts';
import type { Inspection } from '../import/inspection.ts';
import { checkMeanings } from '../import/keep-words.ts';
import type { Store } from '../store/store.ts';
import type { DataFolder } from '../warehouse/data-folder.ts';
import { describeEnd } from './describe-end.ts';
import { DraftFolder } from './draft-folder.ts';
import { dropUnasked } from './draft-options.ts';
import { runCommand } from './run-command.ts';

/** What came of looking at a file or of trying it: an answer, or why there is none. */
export type Outcome<T> = { answer: T } | { failure: string };

/** A file that waits for a person to say how it is to be imported, as pages see it. */
export interface DraftView {
	id: string;
	fileName: string;
	/** What the person has said so far. */
	stated: ImportOptions;
	/** What the file would be taken for; `null` while it is looked at. */
	inspection: Outcome<Inspection> | null;
	/** What loading it would do; `null` until it was tried as it is understood now. */
	trial: Outcome<PlainDryRun> | null;
	/** What is being done with the file right now. */
	task: { kind: TaskKind; progress: Standing | null } | null;
}

type TaskKind = 'inspect' | 'try';

interface Task {
	kind: TaskKind;
	estimate: Estimate;
	cancel: AbortController;
	ended: Promise<void>;
}

interface Record {
	fileName: string;
	stated: ImportOptions;
}

/** What is said of a file before a person says anything. */
const firstWords: ImportOptions = { isProfile: true };
/** How long a draft is kept that nobody came back to. */
const keptMilliseconds = 24 * 3_600_000;
/** What the JavaScript of a look at a file may take; what it guards is the server beside it. */
const heapMegabytes = 1024;
/** Options that say nothing of how the file is read. */
const words = ['isFull', 'isProfile', 'values', 'aliases'];

/**
 * Files that were sent and are not in the queue yet. Each has a folder of its own, by a name that
 * nobody can guess, with what was said of the file and what was found out; so a draft outlives the
 * server, and goes whole. Files are looked at and tried in processes of their own, as imports are.
 */
export class ImportDrafts {
	readonly #data: DataFolder;
	readonly #folder: DraftFolder;
	readonly #store: Store;
	readonly #tasks = new Map<string, Task>();
	/** The trials that were asked for; one at a time, since each needs the memory of an import. */
	#trials: Promise<unknown> = Promise.resolve();

	constructor(data: DataFolder, store: Store) {
		this.#data = data;
		this.#store = store;
		this.#folder = new DraftFolder(data.drafts);
	}

	/**
	 * Takes a file away from where it is, and begins to look at it.
	 * @returns the draft's id
	 */
	add(file: string): string {
		const id = this.#folder.take(file);
		const record: Record = { fileName: basename(file), stated: firstWords };
		this.#folder.write(id, 'draft', record);
		this.#inspect(id);
		return id;
	}

	/** A draft as it stands, or `null` when there is none of that id. */
	find(id: string): DraftView | null {
		const record = this.#folder.read<Record>(id, 'draft');
		if (!record) return null;
		const inspection = this.#folder.read<Outcome<Inspection>>(id, 'inspection');
		const task = this.#tasks.get(id);
		// A server that ended while it looked at the file left nothing behind.
		if (!inspection && !task) this.#inspect(id);
		const { kind, estimate } = this.#tasks.get(id) ?? { kind: null, estimate: null };
		return {
			id,
			...record,
			inspection,
			trial: this.#folder.read<Outcome<PlainDryRun>>(id, 'trial'),
			task: kind === null ? null : { kind, progress: estimate.stand() },
		};
	}

	/** The drafts that wait, the newest first, each with the instant since when. */
	list(): { id: string; fileName: string; since: string }[] {
		return this.#folder.list().flatMap(({ id, since }) => {
			const record = this.#folder.read<Record>(id, 'draft');
			return record ? [{ id, fileName: record.fileName, since: since.toISOString() }] : [];
		});
	}

	/**
	 * Keeps what a person says of the file, and looks at it again where that changes how it is read.
	 * @throws {ParameterError} when an option is of another shape than it can have, or a value is to mean
	 *   what the service model does not know
	 */
	state(id: string, options: ImportOptions): void {
		const record = this.#readRecord(id);
		const stated = checkOptions(record.fileName, options);
		checkMeanings(this.#store, stated);
		const inspection = this.#folder.read<Outcome<Inspection>>(id, 'inspection');
		const found = inspection && 'answer' in inspection ? inspection.answer.options : {};
		const toReading = (said: ImportOptions) => omitWords({ ...found, ...said });
		const isReadAlike = isSame(toReading(record.stated), toReading(stated));
		if (!isSame(record.stated, stated)) this.#dropTrial(id);
		this.#folder.write(id, 'draft', { ...record, stated } satisfies Record);
		if (!isReadAlike) this.#inspect(id);
	}

	/** Forgets what was said of the file, and looks at it as at first. */
	restart(id: string): void {
		const { fileName } = this.#readRecord(id);
		this.#folder.write(id, 'draft', { fileName, stated: firstWords } satisfies Record);
		this.#folder.drop(id, 'inspection');
		this.#inspect(id);
	}

	/** Works out what loading the file would do. */
	try(id: string): void {
		this.#folder.drop(id, 'trial');
		this.#start<PlainDryRun>(id, { kind: 'try', name: 'trial' }, (path, options) => [
			...['import', path, '--dry-run', '--json', '--options', options],
		]);
	}

	/** Waits until the file has been looked at as it is understood now, or for a time. */
	async untilInspected(id: string, milliseconds?: number): Promise<void> {
		const task = this.#tasks.get(id);
		if (task?.kind !== 'inspect') return;
		const late = Promise.withResolvers<null>();
		const timer =
			milliseconds === undefined ? null : setTimeout(() => late.resolve(null), milliseconds);
		await Promise.race([task.ended, late.promise]);
		if (timer) clearTimeout(timer);
	}

	/** Ends what is being done with the file; what was found out before stays. */
	async cancel(id: string): Promise<void> {
		const task = this.#tasks.get(id);
		task?.cancel.abort();
		await task?.ended;
	}

	/** Where the file lies and what was said of it, for the queue, which takes it from there. */
	toRequest(id: string): { file: string; options: ImportOptions } {
		const { fileName, stated } = this.#readRecord(id);
		const inspection = this.#folder.read<Outcome<Inspection>>(id, 'inspection');
		const options =
			inspection && 'answer' in inspection ? dropUnasked(stated, inspection.answer) : stated;
		return { file: this.#folder.fileOf(id, fileName), options };
	}

	/** Lets a draft go with all that belongs to it. */
	async remove(id: string): Promise<void> {
		await this.cancel(id);
		this.#folder.remove(id);
	}

	/** Lets the drafts go that nobody came back to for a day. */
	async sweep(): Promise<void> {
		for (const id of this.#folder.listOlderThan(keptMilliseconds)) await this.remove(id);
	}

	/** Ends all that is being done; drafts stay for the next server. */
	stop(): void {
		for (const { cancel } of this.#tasks.values()) cancel.abort();
	}

	#dropTrial(id: string): void {
		const task = this.#tasks.get(id);
		if (task?.kind === 'try') task.cancel.abort();
		this.#folder.drop(id, 'trial');
	}

	#inspect(id: string): void {
		this.#dropTrial(id);
		this.#start<Inspection>(id, { kind: 'inspect', name: 'inspection' }, (path, options) => [
			...['inspect', path, '--options', options],
		]);
	}

	/** Runs a command that answers in JSON, in place of whatever is being done with the file. */
	#start<T>(
		id: string,
		{ kind, name }: { kind: TaskKind; name: 'inspection' | 'trial' },
		toArgs: (path: string, options: string) => string[],
	): void {
		const { file, options } = this.toRequest(id);
		const before = this.#tasks.get(id);
		before?.cancel.abort();
		const turn = kind === 'try' ? this.#trials : undefined;
		const estimate = new Estimate();
		const cancel = new AbortController();
		const run = async () => {
			await before?.ended;
			await Promise.race([turn, untilAborted(cancel.signal)]);
			if (cancel.signal.aborted) return;
			this.#folder.write(id, `options-${kind}`, options);
			const args = toArgs(file, this.#folder.pathOf(id, `options-${kind}`));
			const result = await runCommand(this.#data, args, {
				onMessage: (message) => estimate.follow(message as Progress),
				signal: cancel.signal,
				heapMegabytes,
			});
			if (cancel.signal.aborted) return;
			const answer = parse<T>(result.output);
			const outcome: Outcome<T> = answer ? { answer } : { failure: describeEnd(result) };
			this.#folder.write(id, name, outcome);
		};
		const ended = run()
			.catch((error: Error) => this.#folder.write(id, name, { failure: error.message }))
			.finally(() => {
				if (this.#tasks.get(id) === task) this.#tasks.delete(id);
			});
		const task: Task = { kind, estimate, cancel, ended };
		this.#tasks.set(id, task);
		if (kind === 'try') this.#trials = Promise.all([this.#trials, ended]);
	}

	#readRecord(id: string): Record {
		const record = this.#folder.read<Record>(id, 'draft');
		if (!record) throw new Error(`there is no draft ${id}`);
		return record;
	}
}

function untilAborted(signal: AbortSignal): Promise<unknown> {
	return new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

function parse<T>(output: string): T | null {
	try {
		return JSON.parse(output) as T;
	} catch {
		return null;
	}
}

/** What decides how the file is read. */
function omitWords(options: ImportOptions): object {
	return Object.fromEntries(Object.entries(options).filter(([name]) => !words.includes(name)));
}

function isSame(one: object, other: object): boolean {
	return JSON.stringify(listSaid(one)) === JSON.stringify(listSaid(other));
}

/** What options say, in the order of their names; an empty list or mapping says nothing. */
function listSaid(options: object): [string, unknown][] {
	return Object.entries(options)
		.filter(([, value]) => value !== undefined && !/^(\{\}|\[\])$/.test(JSON.stringify(value)))
		.sort(([one], [other]) => (one < other ? -1 : 1));
}
