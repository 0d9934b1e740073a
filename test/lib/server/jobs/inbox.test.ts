import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Inbox } from '#lib/server/jobs/inbox.ts';
import { readImports } from '#lib/server/store/import-log.ts';
import { readJob } from '#lib/server/store/jobs.ts';
import type { DataFolder } from '#lib/server/warehouse/data-folder.ts';
import { runWaybill } from '../../../cli/run-waybill.ts';
import { writeBiggish } from '../../../support/biggish.ts';
import { openQueue } from '../../../support/open-queue.ts';
import { makeDataFolder } from '../../../support/warehouse.ts';

const tickets = (...ids: number[]) =>
	[
		'ticket_id,title,status,created_at',
		...ids.map((id) => `${id},Printer,Open,2026-03-02T09:00:00Z`),
	].join('\n') + '\n';

function drop(folder: DataFolder, path: string, text: string): void {
	const target = join(folder.inbox, path);
	mkdirSync(join(target, '..'), { recursive: true });
	writeFileSync(target, text);
}

function openInbox(folder: DataFolder) {
	const { queue, store } = openQueue(folder);
	const inbox = new Inbox(folder.inbox, queue);
	/** Looks twice, and waits until what was found has ended. */
	const importAll = async () => {
		inbox.look();
		const { jobs, problems } = inbox.look();
		for (const id of jobs) await queue.untilEnd(id);
		return { jobs, problems };
	};
	return { inbox, queue, store, importAll };
}

const read = (folder: DataFolder, path: string) => readFileSync(join(folder.inbox, path), 'utf8');
const list = (folder: DataFolder, path: string) => readdirSync(join(folder.inbox, path)).toSorted();

test('a file that was loaded goes to done, with a report beside it', async () => {
	const folder = makeDataFolder();
	const { importAll } = openInbox(folder);
	drop(folder, 'tickets.csv', tickets(1, 2));
	await importAll();
	expect(read(folder, 'done/tickets.csv')).toBe(tickets(1, 2));
	expect(read(folder, 'done/tickets.csv.report.txt')).toMatch(/2\srows read = 2 loaded/);
	expect(JSON.parse(read(folder, 'done/tickets.csv.report.json'))).toMatchObject({
		state: 'done',
		imported: { importId: 1, report: { rows: { loaded: 2 } } },
	});
	expect(list(folder, '.')).toEqual(['.importing', 'done']);
	expect(list(folder, '.importing')).toEqual([]);
});

test('a file that cannot be used goes to failed, and its report says what to do', async () => {
	const folder = makeDataFolder();
	const { importAll } = openInbox(folder);
	drop(folder, 'weather.csv', 'Day,Rain\nMonday,much\n');
	await importAll();
	expect(read(folder, 'failed/weather.csv')).toContain('Monday');
	expect(read(folder, 'failed/weather.csv.report.txt')).toMatch(
		/weather\.csv, line 1.*map it by hand/s,
	);
	expect(existsSync(join(folder.inbox, 'weather.csv'))).toBe(false);
});

test('a folder names the source of its files, and keeps them apart afterwards', async () => {
	const folder = makeDataFolder();
	const { importAll, store } = openInbox(folder);
	drop(folder, 'north/tickets.csv', tickets(1));
	drop(folder, 'south/tickets.csv', tickets(1));
	await importAll();
	expect(
		readImports(store)
			.map(({ source }) => source)
			.toSorted(),
	).toEqual(['north', 'south']);
	expect(existsSync(join(folder.inbox, 'done/north/tickets.csv'))).toBe(true);
	expect(existsSync(join(folder.inbox, 'done/south/tickets.csv.report.txt'))).toBe(true);
});

test('a file of the same name writes over neither the earlier one nor its report', async () => {
	const folder = makeDataFolder();
	const { importAll } = openInbox(folder);
	for (const id of [1, 2, 3]) {
		drop(folder, 'tickets.csv', tickets(id));
		await importAll();
	}
	const files = list(folder, 'done').filter((name) => name.endsWith('.csv'));
	expect(files).toHaveLength(3);
	expect(files).toContain('tickets.csv');
	expect(files.map((name) => read(folder, `done/${name}`)).toSorted()).toEqual(
		[1, 2, 3].map((id) => tickets(id)),
	);
	expect(list(folder, 'done')).toHaveLength(9);
});

test('a file that still grows is left alone until it does not', async () => {
	const folder = makeDataFolder();
	const { inbox } = openInbox(folder);
	drop(folder, 'tickets.csv', tickets(1));
	expect(inbox.look().jobs).toEqual([]);
	drop(folder, 'tickets.csv', tickets(1, 2));
	expect(inbox.look().jobs).toEqual([]);
	expect(inbox.look().jobs).toHaveLength(1);
});

test('what is hidden, unfinished, a link or filed away is not imported', async () => {
	const folder = makeDataFolder();
	const { importAll } = openInbox(folder);
	const others = ['.hidden.csv', 'a.csv.part', 'b.TMP', '.source/c.csv', 'done/d.csv'];
	for (const path of others) drop(folder, path, tickets(1));
	symlinkSync('/etc/hostname', join(folder.inbox, 'link.csv'));
	expect((await importAll()).jobs).toEqual([]);
	for (const path of others) expect(existsSync(join(folder.inbox, path))).toBe(true);
});

test('two servers on one inbox import a file once', async () => {
	const folder = makeDataFolder();
	const [one, other] = [openInbox(folder), openInbox(folder)];
	drop(folder, 'tickets.csv', tickets(1));
	for (const { inbox } of [one, other]) inbox.look();
	const looks = [one.inbox.look(), other.inbox.look()];
	expect(looks.flatMap(({ jobs }) => jobs)).toHaveLength(1);
	expect(looks.flatMap(({ problems }) => problems)).toEqual([]);
	await one.queue.untilEnd(looks[0]!.jobs[0]!);
	expect(readImports(one.store)).toHaveLength(1);
});

test('a file that cannot be moved is reported once and never imported', async () => {
	const folder = makeDataFolder();
	const { inbox, store } = openInbox(folder);
	drop(folder, 'tickets.csv', tickets(1));
	// Where the claims are to go is a file, so that not even root can move anything there.
	writeFileSync(join(folder.inbox, '.importing'), '');
	const looks = [1, 2, 3, 4].map(() => inbox.look());
	expect(looks.flatMap(({ jobs }) => jobs)).toEqual([]);
	expect(looks.flatMap(({ problems }) => problems)).toEqual([
		expect.stringMatching(/tickets\.csv is not imported, since it cannot be moved/),
	]);
	expect(readJob(store, 1)).toBeNull();
	expect(readImports(store)).toEqual([]);
	expect(read(folder, 'tickets.csv')).toBe(tickets(1));
});

test('a file that cannot be filed away stays out of sight and is not imported again', async () => {
	const folder = makeDataFolder();
	const { importAll, store } = openInbox(folder);
	drop(folder, 'north/tickets.csv', tickets(1));
	// Where it is to go is a file, so that not even root can move anything there.
	drop(folder, 'done/north', '');
	await importAll();
	await importAll();
	expect(readImports(store)).toHaveLength(1);
	expect(readJob(store, 1)).toMatchObject({ state: 'done' });
	expect(existsSync(readJob(store, 1)!.path)).toBe(true);
});

test('a schedule imports what lies there with one command, and its exit code says how it went', async () => {
	const folder = makeDataFolder();
	drop(folder, 'tickets.csv', tickets(1));
	const good = await runWaybill(folder.root, 'inbox');
	expect(good).toMatchObject({ code: 0, stdout: 'tickets.csv: loaded as import 1.\n', stderr: '' });
	drop(folder, 'weather.csv', 'Day,Rain\nMonday,much\n');
	const bad = await runWaybill(folder.root, 'inbox');
	expect(bad.code).toBe(1);
	expect(bad.stdout).toMatch(/^weather\.csv: This is no kind of file/);
	expect(list(folder, '.')).toEqual(['.importing', 'done', 'failed']);
	expect(readdirSync(folder.queues)).toEqual([]);
});

test('what a killed process had in hand is imported by the next one, and filed away', async () => {
	const folder = makeDataFolder();
	mkdirSync(folder.inbox);
	copyFileSync(writeBiggish(), join(folder.inbox, 'biggish.csv'));
	const crashing = spawn(process.execPath, ['src/cli/waybill.js', 'inbox'], {
		env: { ...process.env, WAYBILL_DATA: folder.root },
		stdio: 'ignore',
	});
	onTestFinished(() => void crashing.kill('SIGKILL'));
	const { queue, store } = openQueue(folder);
	await vi.waitFor(() => expect(readJob(store, 1)).toMatchObject({ import_id: 1 }), {
		timeout: 20_000,
		interval: 5,
	});
	crashing.kill('SIGKILL');
	await once(crashing, 'exit');
	expect(queue.adopt()).toEqual([1]);
	expect(await queue.untilEnd(1)).toMatchObject({ state: 'done', importId: 2 });
	expect(readImports(store).map(({ state }) => state)).toEqual(['loaded', 'failed']);
	expect(list(folder, 'done')).toContain('biggish.csv');
	expect(readdirSync(folder.temporary)).toEqual([]);
});
