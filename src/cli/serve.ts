import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSizeLimit } from '../lib/server/import/size-limit.ts';
import { openDataFolder } from '../lib/server/warehouse/data-folder.ts';
import { ParameterError } from '../lib/server/warehouse/errors.ts';
import { findPackageRoot } from '../lib/server/warehouse/sql-files.ts';
import { refreshFacts } from '../lib/server/warehouse/writer.ts';
import { describeUsage, readArguments } from './command-line.ts';

/** What a form may bring beside its file: its fields, and the marks between them. */
const formBytes = 1024 ** 2;

const options = {
	port: { type: 'string', value: 'NUMBER', words: 'the port; without it 3000' },
	host: {
		type: 'string',
		value: 'ADDRESS',
		words: 'the address to listen at; without it this machine only',
	},
} as const;

export const usage = describeUsage('serve [options]', options);

/** `waybill serve`: the built pages, bound to loopback unless another host is named. */
export async function run(args: string[]): Promise<number> {
	const { values } = readArguments(args, { usage, options, most: 0 });
	const port = values.port ?? process.env['PORT'] ?? '3000';
	const host = values.host ?? process.env['HOST'] ?? '127.0.0.1';
	const server = join(findPackageRoot(), 'build', 'index.js');
	if (!existsSync(server)) throw new ParameterError('build first: npm run build');
	if (await refreshFacts(openDataFolder())) console.log('Facts rebuilt.');
	return serve(server, { host, port });
}

/**
 * Runs the built server as a child, because the size of libuv's thread pool is read only when a
 * process starts: on its four threads, twenty queries keep a file read waiting for seconds.
 */
function serve(server: string, { host, port }: { host: string; port: string }): Promise<number> {
	const shown = host === '127.0.0.1' ? 'localhost' : host;
	const origin = process.env['ORIGIN'] ?? `http://${shown}:${port}`;
	const child = spawn(process.execPath, [server], {
		stdio: ['ignore', 'inherit', 'inherit'],
		env: {
			...process.env,
			HOST: host,
			PORT: port,
			ORIGIN: origin,
			BODY_SIZE_LIMIT: String(readSizeLimit() + formBytes),
			UV_THREADPOOL_SIZE: process.env['UV_THREADPOOL_SIZE'] ?? '32',
		},
	});
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
	console.log(`Waybill is at ${origin}`);
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code) => resolve(code ?? 0));
	});
}
