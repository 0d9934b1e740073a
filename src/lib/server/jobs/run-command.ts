import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { DataFolder } from '../warehouse/data-folder.ts';
import { findPackageRoot } from '../warehouse/sql-files.ts';

export interface CommandResult {
	output: string;
	problems: string;
	/** `null` when a signal ended it. */
	code: number | null;
}

/**
 * Runs the command line on a data folder in a process of its own: the server only reads, and a
 * writer that runs out of memory takes nothing else down.
 */
export async function runCommand(
	folder: DataFolder,
	args: readonly string[],
): Promise<CommandResult> {
	const root = findPackageRoot();
	const child = spawn(process.execPath, [join(root, 'src', 'cli', 'waybill.js'), ...args], {
		cwd: root,
		env: { ...process.env, WAYBILL_DATA: folder.root },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const [output, problems, code] = await Promise.all([
		readAll(child.stdout),
		readAll(child.stderr),
		new Promise<number | null>((resolve, reject) => {
			child.once('error', reject);
			child.once('exit', resolve);
		}),
	]);
	return { output, problems, code };
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}
