import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RunningServer {
	url: string;
	stop(): Promise<void>;
}

/** Serves a data folder with the built app on a free port of loopback. */
export async function startServer(
	dataFolder: string,
	env: NodeJS.ProcessEnv = {},
): Promise<RunningServer> {
	const port = await findFreePort();
	const url = `http://localhost:${port}`;
	const child = spawn(process.execPath, ['src/cli/waybill.js', 'serve', '--port', String(port)], {
		env: { ...process.env, WAYBILL_DATA: dataFolder, ...env },
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const deadline = Date.now() + 30_000;
	while (!(await isAnswering(`${url}/metrics`))) {
		if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}`);
		if (Date.now() > deadline) throw new Error('the server did not answer within 30 s');
		await sleep(50);
	}
	return {
		url,
		stop: async () => {
			const ended = once(child, 'exit');
			child.kill('SIGTERM');
			await ended;
		},
	};
}

async function findFreePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const address = probe.address();
	probe.close();
	if (address === null || typeof address === 'string') throw new Error('no port is free');
	return address.port;
}

async function isAnswering(url: string): Promise<boolean> {
	try {
		return (await fetch(url)).ok;
	} catch {
		return false;
	}
}
