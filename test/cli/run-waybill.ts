import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, vi } from 'vitest';
import { describeFailure } from '../../src/cli/failure.ts';

export interface Outcome {
	code: number | null;
	stdout: string;
	stderr: string;
}

/** Runs the real program, as a terminal would, on a data folder of its own. */
export async function runWaybill(dataFolder: string, ...args: string[]): Promise<Outcome> {
	const child = spawn(process.execPath, ['src/cli/waybill.js', ...args], {
		env: { ...process.env, WAYBILL_DATA: dataFolder },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const ended = new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
	return { code, stdout, stderr };
}

/**
 * What the terminal prints of a command that refuses, by running the command in this process, which
 * is ten times as fast as the whole program.
 */
export async function refusalOf(
	run: (args: string[]) => Promise<number>,
	dataFolder: string,
	args: string[],
): Promise<string> {
	vi.stubEnv('WAYBILL_DATA', dataFolder);
	onTestFinished(() => void vi.unstubAllEnvs());
	const error: unknown = await run(args).catch((reason: unknown) => reason);
	expect(error).toBeInstanceOf(Error);
	const sentence = describeFailure(error);
	expect(hasStack(sentence)).toBe(false);
	return sentence;
}

/** Whether a text shows where in the program something was thrown. */
export const hasStack = (output: string) => /^\s+at .+:\d+:\d+\)?$/m.test(output);
