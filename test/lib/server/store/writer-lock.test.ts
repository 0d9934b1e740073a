import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { takeWriterLock } from '#lib/server/store/writer-lock.ts';
import { makeFolder } from '../../../support/warehouse.ts';

/** Another process that has taken the lock. */
async function holdElsewhere(path: string) {
	const program = 'test/lib/server/store/hold-writer-lock.ts';
	const child = spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'inherit'] });
	onTestFinished(() => void child.kill('SIGKILL'));
	await once(child.stdout, 'data');
	return child;
}

const lockPath = () => join(makeFolder(), 'writer.lock');

test('a second writer waits for the first, says so once, and then takes its turn', async () => {
	const path = lockPath();
	const order: string[] = [];
	const first = await takeWriterLock(path);
	const onWait = vi.fn(() => order.push('waits'));
	const second = takeWriterLock(path, { onWait }).then((lock) => {
		order.push('second');
		lock.release();
	});
	await vi.waitFor(() => expect(onWait).toHaveBeenCalled());
	order.push('first is done');
	first.release();
	await second;
	expect(order).toEqual(['waits', 'first is done', 'second']);
	expect(onWait).toHaveBeenCalledTimes(1);
});

test('a writer in another process is waited for, and one that was killed is not', async () => {
	const path = lockPath();
	const holder = await holdElsewhere(path);
	const onWait = vi.fn();
	const waiting = takeWriterLock(path, { onWait });
	await vi.waitFor(() => expect(onWait).toHaveBeenCalled());
	holder.kill('SIGKILL');
	const lock = await waiting;
	lock.release();
});

test('a writer that does not end is not waited for without end', async () => {
	const path = lockPath();
	const first = await takeWriterLock(path);
	await expect(takeWriterLock(path, { timeout: 150 })).rejects.toThrow(
		'another import is still running',
	);
	first.release();
});

test('a lock that is free is taken without waiting', async () => {
	const path = lockPath();
	const onWait = vi.fn();
	for (let turn = 0; turn < 3; turn++) (await takeWriterLock(path, { onWait })).release();
	expect(onWait).not.toHaveBeenCalled();
});
