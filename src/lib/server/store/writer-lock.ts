import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

export interface WriterLock {
	release(): void;
}

interface LockOptions {
	/** Called once when another writer is at work. */
	onWait?: () => void;
	/** How long to wait for the other writer, in ms. */
	timeout?: number;
	/** Ends the waiting. */
	signal?: AbortSignal;
}

/**
 * Waits until no other process writes to the data folder and takes its place. The lock is SQLite's
 * on a file of its own: the operating system drops it with the process, so none is ever stale.
 * @throws {Error} when the other writer is still at work after the timeout, or the signal's reason
 */
export async function takeWriterLock(path: string, options: LockOptions = {}): Promise<WriterLock> {
	const deadline = Date.now() + (options.timeout ?? 30 * 60_000);
	const database = new DatabaseSync(path, { timeout: 0 });
	let hasWaited = false;
	while (!tryTake(database)) {
		if (options.signal?.aborted) {
			database.close();
			throw options.signal.reason;
		}
		if (Date.now() > deadline) {
			database.close();
			throw new Error('another import is still running; try again when it has ended');
		}
		if (!hasWaited) options.onWait?.();
		hasWaited = true;
		await sleep(100);
	}
	return { release: () => database.close() };
}

/** Takes a lock of the same kind on a file of its own, or `null` when another process holds it. */
export function tryLock(path: string): WriterLock | null {
	const database = new DatabaseSync(path, { timeout: 0 });
	if (tryTake(database)) return { release: () => database.close() };
	database.close();
	return null;
}

function tryTake(database: DatabaseSync): boolean {
	try {
		database.exec('begin exclusive');
		return true;
	} catch (error) {
		if (error instanceof Error && error.message.includes('locked')) return false;
		throw error;
	}
}
