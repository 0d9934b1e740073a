import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** Seconds since an instant of `performance.now()`. */
export function secondsSince(started: number): number {
	return (performance.now() - started) / 1000;
}

/** The most memory that this process has held at once until now, in MiB, DuckDB's included. */
export function peakMebibytes(): number {
	return process.resourceUsage().maxRSS / 1024;
}

/** The middle value, or the mean of the two middle ones. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length / 2;
	return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

/**
 * Runs a script of this folder in a fresh process, so that its peak memory is its own and it
 * inherits no warm cache, and returns the JSON that it prints.
 * @throws {Error} when the process fails
 */
export async function runApart<Result>(script: string, task: object): Promise<Result> {
	const path = `${import.meta.dirname}/${script}`;
	const child = spawn(process.execPath, [path, JSON.stringify(task)], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const closed = once(child, 'close');
	const output = await text(child.stdout);
	const [code] = (await closed) as [number | null];
	if (code !== 0) throw new Error(`${script} ended with ${code ?? 'a signal'}`);
	return JSON.parse(output) as Result;
}

/** What `runApart` gave this process to do. */
export function readTask<Task>(): Task {
	return JSON.parse(process.argv[2]!) as Task;
}
