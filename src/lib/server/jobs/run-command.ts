import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { DataFolder } from '../warehouse/data-folder.ts';
import { findPackageRoot } from '../warehouse/sql-files.ts';

export interface CommandResult {
	output: string;
	problems: string;
	/** `null` when a signal ended it. */
	code: number | null;
	signal: NodeJS.Signals | null;
}

interface CommandOptions {
	/** Hears what the command says while it runs. */
	onMessage?: (message: unknown) => void;
	/** Asks the command to end; whether and how it does is its own affair. */
	signal?: AbortSignal;
	/** How many MiB its JavaScript may take; what DuckDB takes comes on top. */
	heapMegabytes?: number;
}

/**
 * Runs the command line on a data folder in a process of its own: the server only reads, and a
 * writer that runs out of memory takes nothing else down.
 */
export async function runCommand(
	folder: DataFolder,
	args: readonly string[],
	{ onMessage, signal, heapMegabytes }: CommandOptions = {},
): Promise<CommandResult> {
	const root = findPackageRoot();
	const limits = heapMegabytes ? [`--max-old-space-size=${heapMegabytes}`] : [];
	const program = join(root, 'src', 'cli', 'waybill.js');
	const child = spawn(process.execPath, [...limits, program, ...args], {
		cwd: root,
		env: { ...process.env, WAYBILL_DATA: folder.root },
		// The channel also tells the child when this process is gone.
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
	});
	const end = () => child.kill('SIGTERM');
	signal?.addEventListener('abort', end);
	if (signal?.aborted) end();
	if (onMessage) child.on('message', onMessage);
	try {
		const [output, problems, [code, endedBy]] = await Promise.all([
			readAll(child.stdout!),
			readAll(child.stderr!),
			new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
				child.once('error', reject);
				child.once('exit', (...ending) => resolve(ending));
			}),
		]);
		return { output, problems, code, signal: endedBy };
	} finally {
		signal?.removeEventListener('abort', end);
	}
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}
