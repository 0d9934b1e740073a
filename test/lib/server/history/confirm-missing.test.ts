import fc from 'fast-check';
import { expect, test } from 'vitest';
import { confirmMissing } from '#lib/server/history/confirm-missing.ts';
import { readMissing } from '#lib/server/history/missing-records.ts';
import { readImport, setUndone } from '#lib/server/store/import-log.ts';
import { followImportsInForce } from '#lib/server/warehouse/current-state.ts';
import { shareWriter } from '../import/share-writer.ts';

const shared = shareWriter();

const tickets = (...rows: string[]) =>
	['ticket_id,title,status,created_at', ...rows.map((row) => `${row},Open,2026-03-02`)].join('\n');

const importTickets = async (rows: string[], isFull = false): Promise<number> =>
	(await shared.import('ticket', tickets(...rows), { isFull })).importId;

const ids = async () => (await shared.current('ticket', 'ticket_id')).flat();

async function listMissing(importId: number): Promise<string[]> {
	const { session } = shared.writer;
	const ask = session.all.bind(session);
	return (await readMissing(ask, { importId, relations: ['ticket'] })).map(({ id }) => id);
}

async function setForce(importId: number, isUndone: boolean): Promise<void> {
	const { session, store } = shared.writer;
	expect(setUndone(store, importId, isUndone)).toBe(true);
	await followImportsInForce(session, store);
}

test('what a full export lacks stays until a person confirms that it went, and is not deleted', async () => {
	await importTickets(['1,Printer', '2,Mailbox', '3,Scanner']);
	const full = await importTickets(['1,Printer'], true);
	expect(await listMissing(full)).toEqual(['2', '3']);
	expect(await ids()).toEqual(['1', '2', '3']);
	const { gone } = await confirmMissing(shared.writer, full);
	expect(gone).toEqual([{ relation: 'ticket', count: 2 }]);
	expect(await ids()).toEqual(['1']);
	expect(await shared.countVersions('ticket')).toBe(3);
	expect(await listMissing(full)).toEqual([]);
});

test('a later import that brings a record again makes it current again', async () => {
	await importTickets(['1,Printer', '2,Mailbox']);
	const full = await importTickets(['1,Printer'], true);
	await confirmMissing(shared.writer, full);
	await importTickets(['2,Mailbox']);
	expect(await ids()).toEqual(['1', '2']);
});

test('what a later import brought is not missing from an earlier full one', async () => {
	await importTickets(['1,Printer', '2,Mailbox']);
	const full = await importTickets(['1,Printer'], true);
	await importTickets(['2,Mailbox', '3,Scanner']);
	expect(await listMissing(full)).toEqual([]);
});

test('a record that stands in a quarantined row of the export is not missing', async () => {
	await importTickets(['1,Printer', '2,Mailbox']);
	const full = await importTickets(['1,Printer', '2,'], true);
	expect(await listMissing(full)).toEqual([]);
});

test('undoing the export brings back what was confirmed to be missing from it', async () => {
	await importTickets(['1,Printer', '2,Mailbox']);
	const full = await importTickets(['1,Printer'], true);
	const { importId } = await confirmMissing(shared.writer, full);
	await setForce(full, true);
	expect(await ids()).toEqual(['1', '2']);
	expect(readImport(shared.writer.store, importId)).toMatchObject({ undone_with: full });
	await setForce(full, false);
	expect(await ids()).toEqual(['1']);
});

test('a row put right in the export brings its record back after all', async () => {
	await importTickets(['1,Printer', '2,Mailbox']);
	// The quarantined row does not say which ticket it is.
	const file = tickets('1,Printer', ',Mailbox');
	const { importId } = await shared.import('ticket', file, { isFull: true });
	await confirmMissing(shared.writer, importId);
	expect(await ids()).toEqual(['1']);
	const records = [{ record: 2, cells: ['2', 'Mailbox', 'Open', '2026-03-02'] }];
	await shared.import('ticket', file, { corrects: { importId, records } });
	expect(await ids()).toEqual(['1', '2']);
});

test('an old file that is put right brings nothing back that has gone since', async () => {
	const old = tickets('1,Printer', '2,Mailbox', '3,');
	const { importId } = await shared.import('ticket', old);
	const full = await importTickets(['1,Printer'], true);
	await confirmMissing(shared.writer, full);
	const records = [{ record: 3, cells: ['3', 'Scanner', 'Open', '2026-03-02'] }];
	await shared.import('ticket', old, { corrects: { importId, records } });
	expect(await ids()).toEqual(['1', '3']);
	expect(await listMissing(full)).toEqual(['3']);
});

test.each([
	['was not declared full', async () => importTickets(['1,Printer'])],
	['lacks nothing', async () => importTickets(['1,Printer'], true)],
	['does not exist', () => Promise.resolve(4711)],
])('nothing can be confirmed of an import that %s', async (_, arrange) => {
	const importId = await arrange();
	await expect(confirmMissing(shared.writer, importId)).rejects.toMatchObject({
		name: 'ParameterError',
	});
});

const ticket = fc.record({
	id: fc.constantFrom('1', '2', '3', '4'),
	title: fc.constantFrom('Printer', 'Mailbox'),
});
const file = fc
	.uniqueArray(ticket, { minLength: 1, maxLength: 4, selector: ({ id }) => id })
	.map((rows) => rows.map(({ id, title }) => `${id},${title}`));

test('confirming and undoing it equals never having confirmed, whatever comes before and after', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(file, { minLength: 1, maxLength: 2 }),
			file,
			fc.array(file, { maxLength: 2 }),
			fc.uuid(),
			async (before, full, after, world) => {
				shared.source = `${world}-undone`;
				for (const rows of before) await importTickets(rows);
				const importId = await importTickets(full, true);
				fc.pre((await listMissing(importId)).length > 0);
				const confirmed = await confirmMissing(shared.writer, importId);
				for (const rows of after) await importTickets(rows);
				await setForce(confirmed.importId, true);
				const undone = await shared.current('ticket', 'ticket_id, title');

				shared.source = `${world}-never`;
				for (const rows of before) await importTickets(rows);
				await importTickets(full, true);
				for (const rows of after) await importTickets(rows);
				expect(undone).toEqual(await shared.current('ticket', 'ticket_id, title'));
			},
		),
		{ numRuns: 8 },
	);
});
