import fc from 'fast-check';
import { expect, test } from 'vitest';
import { setUndone } from '#lib/server/store/import-log.ts';
import { followImportsInForce } from '#lib/server/warehouse/current-state.ts';
import { shareWriter } from '../import/share-writer.ts';

const shared = shareWriter();

async function setInForce(importId: number, isInForce: boolean): Promise<void> {
	const { session, store } = shared.writer;
	expect(setUndone(store, importId, !isInForce)).toBe(true);
	await followImportsInForce(session, store);
}

const ticket = fc.record({
	id: fc.constantFrom('1', '2', '3'),
	title: fc.constantFrom('Printer', 'Mailbox'),
});
const entry = fc.record({
	person: fc.constantFrom('Ada', 'Ben'),
	day: fc.constantFrom('2026-03-02', '2026-03-03'),
	hours: fc.constantFrom('0.5', '1'),
});
const file = fc.oneof(
	fc.record({
		name: fc.constant('ticket' as const),
		text: fc
			.array(ticket, { minLength: 1, maxLength: 3 })
			.map((rows) =>
				[
					'ticket_id,title,status,created_at',
					...rows.map(({ id, title }) => `${id},${title},Open,2026-03-02`),
				].join('\n'),
			),
	}),
	fc.record({
		name: fc.constant('time_entry' as const),
		text: fc
			.array(entry, { minLength: 1, maxLength: 4 })
			.map((rows) =>
				[
					'person,worked_on,actual_hours',
					...rows.map(({ person, day, hours }) => `${person},${day},${hours}`),
				].join('\n'),
			),
	}),
);

/** The current rows without what names the imports, which have other numbers in each world. */
async function readCurrent(): Promise<unknown[]> {
	return [
		await shared.current('ticket', 'ticket_id, title'),
		await shared.current('time_entry', 'person, worked_on, actual_hours::varchar'),
	];
}

test('undoing an import leaves what never having imported it gives, whatever came after', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.record({ file, isKept: fc.boolean() }), { minLength: 2, maxLength: 5 }),
			fc.uuid(),
			async (steps, world) => {
				shared.source = `${world}-undone`;
				const ids: number[] = [];
				for (const { file } of steps) {
					ids.push((await shared.import(file.name, file.text)).importId);
				}
				for (const [index, { isKept }] of steps.entries()) {
					if (!isKept) await setInForce(ids[index]!, false);
				}
				const undone = await readCurrent();

				shared.source = `${world}-never`;
				for (const { file, isKept } of steps) {
					if (isKept) await shared.import(file.name, file.text);
				}
				expect(undone).toEqual(await readCurrent());
			},
		),
		{ numRuns: 8 },
	);
});

test('redoing an undone import leaves no trace of the undoing', async () => {
	await shared.import('ticket', 'ticket_id,title,status,created_at\n1,Printer,Open,2026-03-02');
	const { importId } = await shared.import(
		'ticket',
		'ticket_id,title,status,created_at\n1,Scanner,Open,2026-03-02\n2,Mailbox,Open,2026-03-03',
	);
	const columns = '* exclude (source)';
	const before = await shared.current('ticket', columns, 'ticket_id');
	await setInForce(importId, false);
	expect(await shared.current('ticket', 'ticket_id, title')).toEqual([['1', 'Printer']]);
	await setInForce(importId, true);
	expect(await shared.current('ticket', columns, 'ticket_id')).toEqual(before);
});

test('content that a later import saw again survives the undoing of the one that brought it', async () => {
	const text = 'ticket_id,title,status,created_at\n1,Printer,Open,2026-03-02';
	const first = await shared.import('ticket', text);
	const second = await shared.import('ticket', text);
	await setInForce(first.importId, false);
	expect(await shared.current('ticket', 'title, first_import_id')).toEqual([
		['Printer', second.importId],
	]);
});

test('an undo that was interrupted is finished by the next writer', async () => {
	const { importId } = await shared.import(
		'ticket',
		'ticket_id,title,status,created_at\n1,Printer,Open,2026-03-02',
	);
	// The store has the word; the process died before the warehouse followed.
	setUndone(shared.writer.store, importId, true);
	expect(await followImportsInForce(shared.writer.session, shared.writer.store)).toEqual([
		'ticket',
	]);
	expect(await shared.current('ticket', 'ticket_id')).toEqual([]);
	expect(await followImportsInForce(shared.writer.session, shared.writer.store)).toEqual([]);
});

test('only a loaded import that is in force can be undone', async () => {
	const { store } = shared.writer;
	const { importId } = await shared.import(
		'ticket',
		'ticket_id,title,status,created_at\n1,Printer,Open,2026-03-02',
	);
	expect(setUndone(store, importId + 1000, true)).toBe(false);
	expect(setUndone(store, importId, false)).toBe(false);
});
