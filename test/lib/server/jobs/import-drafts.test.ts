import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ImportDrafts, type DraftView } from '#lib/server/jobs/import-drafts.ts';
import { openStore } from '#lib/server/store/store.ts';
import type { DataFolder } from '#lib/server/warehouse/data-folder.ts';
import { makeDataFolder, writeTable } from '../../../support/warehouse.ts';

const tickets = `ticket_id,title,status,created_at
	1,Printer,Open,01/02/2026 09:00
	2,Scanner,Parked,02/02/2026 09:00`;

function openDrafts(folder: DataFolder): ImportDrafts {
	const store = openStore(folder.store);
	const drafts = new ImportDrafts(folder, store);
	onTestFinished(() => {
		drafts.stop();
		store.close();
	});
	return drafts;
}

/** A file that waits in a data folder with nothing in it. */
function draft(folder = makeDataFolder()) {
	const drafts = openDrafts(folder);
	const file = writeTable('tickets.csv', tickets, folder.temporary);
	return { folder, drafts, file, id: drafts.add(file) };
}

function answerOf(view: DraftView | null) {
	const { inspection } = view!;
	if (!inspection || 'failure' in inspection) throw new Error(JSON.stringify(inspection));
	return inspection.answer;
}

async function untilIdle(drafts: ImportDrafts, id: string): Promise<DraftView> {
	for (;;) {
		const view = drafts.find(id);
		if (view!.task === null) return view!;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

describe('a file that waits for its import', () => {
	test('is taken away from where it was, and looked at', async () => {
		const { drafts, file, id } = draft();
		expect(existsSync(file)).toBe(false);
		expect(drafts.find(id)).toMatchObject({ inspection: null, task: { kind: 'inspect' } });
		await drafts.untilInspected(id);
		expect(answerOf(drafts.find(id))).toMatchObject({ file: 'tickets.csv', records: 2 });
	});

	test('is listed until it is let go, with the instant since when it waits', async () => {
		const { drafts, id } = draft();
		expect(drafts.list()).toEqual([
			{ id, fileName: 'tickets.csv', since: expect.stringMatching(/^\d{4}-.*Z$/) },
		]);
		await drafts.remove(id);
		expect(drafts.list()).toEqual([]);
	});

	test('is looked at again only when a word changes how it is read', async () => {
		const { drafts, id } = draft();
		await drafts.untilInspected(id);
		const values = [{ kind: 'status' as const, value: 'Parked', canonical: 'Scheduled' }];
		drafts.state(id, { isProfile: true, isFull: true, values, overrides: {}, constants: {} });
		expect(drafts.find(id)?.task).toBeNull();
		drafts.state(id, { isProfile: true, isFull: true, values, dateOrder: 'mdy' });
		expect(drafts.find(id)?.task?.kind).toBe('inspect');
		// What was found before is shown until there is something better.
		expect(answerOf(drafts.find(id)).dates.order).toBeNull();
		await drafts.untilInspected(id);
		expect(answerOf(drafts.find(id)).dates.order).toBe('mdy');
	});

	test('ends with the last of several words', async () => {
		const { drafts, id } = draft();
		for (const dateOrder of ['dmy', 'mdy', 'dmy'] as const) drafts.state(id, { dateOrder });
		await drafts.untilInspected(id);
		expect(answerOf(await untilIdle(drafts, id)).dates.order).toBe('dmy');
	});

	test('keeps what was said before when an option cannot be', async () => {
		const { drafts, id } = draft();
		expect(() => drafts.state(id, { zone: 'Atlantis' })).toThrow('“zone”');
		expect(() => drafts.state(id, { isFull: 'yes' as never })).toThrow('“isFull”');
		expect(drafts.find(id)?.stated).toEqual({ isProfile: true });
	});

	test('may be begun anew, as when the look at it was cut off', async () => {
		const { drafts, id } = draft();
		drafts.state(id, { source: 'desk' });
		await drafts.cancel(id);
		drafts.restart(id);
		await drafts.untilInspected(id);
		expect(answerOf(drafts.find(id)).source).toBe('waybill');
		expect(drafts.find(id)?.stated).toEqual({ isProfile: true });
	});

	test('is tried without a trace in the data, and anew after another word', async () => {
		const { drafts, folder, id } = draft();
		drafts.state(id, { dateOrder: 'dmy', zone: 'UTC' });
		await drafts.untilInspected(id);
		drafts.try(id);
		expect(drafts.find(id)?.task?.kind).toBe('try');
		const { trial } = await untilIdle(drafts, id);
		expect(trial).toMatchObject({
			answer: { files: [{ report: { rows: { read: 2, loaded: 2 } } }], dataVersion: null },
		});
		expect(existsSync(folder.master)).toBe(false);
		drafts.state(id, { dateOrder: 'dmy', zone: 'UTC', isFull: true });
		expect(drafts.find(id)?.trial).toBeNull();
	});

	test('is tried no more once something else was said', async () => {
		const { drafts, id } = draft();
		drafts.state(id, { dateOrder: 'dmy' });
		await drafts.untilInspected(id);
		drafts.try(id);
		drafts.state(id, { dateOrder: 'dmy', isFull: true });
		const { trial } = await untilIdle(drafts, id);
		expect(trial).toBeNull();
	});

	test('is tried after those that were to be tried before, and may be given up meanwhile', async () => {
		const { drafts, folder, id: first } = draft();
		const [second, third] = ['second.csv', 'third.csv'].map((name) =>
			drafts.add(writeTable(name, tickets, folder.temporary)),
		) as [string, string];
		const all = [first, second, third];
		for (const id of all) drafts.state(id, { dateOrder: 'dmy' });
		for (const id of all) await drafts.untilInspected(id);
		for (const id of all) drafts.try(id);
		await drafts.cancel(second);
		expect(drafts.find(second)).toMatchObject({ task: null, trial: null });
		const isBegun = () => existsSync(join(folder.drafts, third, 'options-try.json'));
		while (!isBegun()) await new Promise((resolve) => setTimeout(resolve, 5));
		expect(drafts.find(first)?.trial).toMatchObject({ answer: { files: [{}] } });
		expect((await untilIdle(drafts, third)).trial).toMatchObject({ answer: {} });
	});

	test('goes to the queue with what was said of it', async () => {
		const { drafts, folder, id } = draft();
		const values = [
			{ kind: 'status' as const, value: 'Parked', canonical: 'Scheduled' },
			{ kind: 'status' as const, value: 'Asleep', canonical: 'Scheduled' },
		];
		drafts.state(id, { dateOrder: 'dmy', values });
		await drafts.untilInspected(id);
		expect(drafts.toRequest(id)).toEqual({
			file: join(folder.drafts, id, 'file', 'tickets.csv'),
			options: { dateOrder: 'dmy', values: [values[0]] },
		});
	});

	test('is still there for the next server, which looks at it where the last one did not end', async () => {
		const { drafts, folder, id } = draft();
		drafts.stop();
		await drafts.cancel(id);
		const next = openDrafts(folder);
		expect(next.find(id)?.task?.kind).toBe('inspect');
		await next.untilInspected(id);
		expect(answerOf(next.find(id)).records).toBe(2);
	});

	test('goes whole, also while it is looked at', async () => {
		const { drafts, folder, id } = draft();
		await drafts.remove(id);
		expect(readdirSync(folder.drafts)).toEqual([]);
		expect(drafts.find(id)).toBeNull();
	});

	test('goes after a day on which nobody came back to it', async () => {
		const { drafts, folder, id } = draft();
		await drafts.untilInspected(id);
		const other = drafts.add(writeTable('other.csv', tickets, folder.temporary));
		const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
		utimesSync(join(folder.drafts, id, 'draft.json'), hoursAgo(25), hoursAgo(25));
		utimesSync(join(folder.drafts, other, 'draft.json'), hoursAgo(23), hoursAgo(23));
		await drafts.sweep();
		expect(readdirSync(folder.drafts)).toEqual([other]);
		await drafts.untilInspected(other);
	});
});

test('no other name than that of a draft leads to a place on the disk', () => {
	const { drafts, folder, id } = draft();
	for (const name of ['..', `../drafts/${id}`, dirname(folder.drafts), '', id.toUpperCase()]) {
		expect(drafts.find(name)).toBeNull();
	}
});
