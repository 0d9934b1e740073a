import fc from 'fast-check';
import { expect, test } from 'vitest';
import { setUndone } from '#lib/server/store/import-log.ts';
import { followImportsInForce } from '#lib/server/warehouse/current-state.ts';
import { shareWriter } from './share-writer.ts';

const shared = shareWriter();

/** A row of a file, and whether the first export of it has a fault in its last cell. */
const ticket = fc.record({
	id: fc.constantFrom('1', '2', '3'),
	title: fc.constantFrom('Printer', 'Mailbox'),
	isFaulty: fc.boolean(),
});
const entry = fc.record({
	person: fc.constantFrom('Ada', 'Ben'),
	day: fc.constantFrom('2026-03-02', '2026-03-03'),
	hours: fc.constantFrom('0.5', '1'),
	isFaulty: fc.boolean(),
});

const line = fc.record({
	invoice: fc.constantFrom('I1', 'I2'),
	description: fc.constantFrom('Support', 'Licence'),
	amount: fc.constantFrom('1', '2'),
	isFaulty: fc.boolean(),
});

type Row = { cells: string[]; isFaulty: boolean };

/**
 * Two exports of one source, the later one without faults, and what the rows of the first are taken
 * for by mistake.
 */
const toExports = (header: string, row: fc.Arbitrary<Row>) =>
	fc.record({
		header: fc.constant(header),
		first: fc.array(row, { minLength: 1, maxLength: 4 }),
		mistaken: fc.array(row, { minLength: 4, maxLength: 4 }),
		later: fc.array(row, { minLength: 1, maxLength: 3 }),
	});

const exports = {
	ticket: toExports(
		'ticket_id,title,status,created_at',
		ticket.map(({ id, title, isFaulty }) => ({
			cells: [id, title, 'Open', '2026-03-02'],
			isFaulty,
		})),
	),
	time_entry: toExports(
		'person,worked_on,actual_hours',
		entry.map(({ person, day, hours, isFaulty }) => ({ cells: [person, day, hours], isFaulty })),
	),
	invoice_line: toExports(
		'invoice_number,description,amount',
		line.map(({ invoice, description, amount, isFaulty }) => ({
			cells: [invoice, description, amount],
			isFaulty,
		})),
	),
};

const columns = {
	ticket: 'ticket_id, title',
	time_entry: 'person, worked_on, actual_hours::varchar',
	invoice_line: 'invoice_number, description, amount::varchar',
};

const toTable = (header: string, rows: readonly string[][]) =>
	[header, ...rows.map((cells) => cells.join(','))].join('\n');

test.each(['ticket', 'time_entry'] as const)(
	'a %s file put right after a newer one equals one that was right at first',
	async (relation) => {
		await fc.assert(
			fc.asyncProperty(exports[relation], fc.uuid(), async ({ header, first, later }, world) => {
				fc.pre(first.some(({ isFaulty }) => !isFaulty) && first.some(({ isFaulty }) => isFaulty));
				const right = first.map(({ cells }) => cells);
				const next = toTable(
					header,
					later.map(({ cells }) => cells),
				);
				const faulty = first.map(({ cells, isFaulty }) =>
					isFaulty ? cells.with(-1, 'soon') : cells,
				);

				shared.source = `${world}-late`;
				const text = toTable(header, faulty);
				const { importId } = await shared.import(relation, text);
				await shared.import(relation, next);
				const records = right.map((cells, index) => ({ record: index + 1, cells }));
				await shared.import(relation, text, { corrects: { importId, records } });
				const late = await shared.current(relation, columns[relation]);

				shared.source = `${world}-first`;
				await shared.import(relation, toTable(header, right));
				await shared.import(relation, next);
				expect(late).toEqual(await shared.current(relation, columns[relation]));
			}),
			{ numRuns: 5 },
		);
	},
);

async function setForce(importId: number, isUndone: boolean): Promise<void> {
	const { session, store } = shared.writer;
	expect(setUndone(store, importId, isUndone)).toBe(true);
	await followImportsInForce(session, store);
}

test.each(['ticket', 'time_entry', 'invoice_line'] as const)(
	'a %s file put right twice equals one that was right at first, also after undo and redo',
	async (relation) => {
		await fc.assert(
			fc.asyncProperty(exports[relation], fc.uuid(), async (files, world) => {
				const { header, first, mistaken, later } = files;
				fc.pre(first.some(({ isFaulty }) => !isFaulty) && first.some(({ isFaulty }) => isFaulty));
				const right = first.map(({ cells }) => cells);
				const wrong = first.map(({ cells, isFaulty }, index) =>
					isFaulty ? mistaken[index]!.cells : cells,
				);
				const faulty = first.map(({ cells, isFaulty }) =>
					isFaulty ? cells.with(-1, 'soon') : cells,
				);
				const before = toTable(
					header,
					later.map(({ cells }) => cells),
				);
				const current = () => shared.current(relation, columns[relation]);
				const readOnce = async (name: string, rows: string[][]) => {
					shared.source = `${world}-${name}`;
					await shared.import(relation, before);
					await shared.import(relation, toTable(header, rows));
					return current();
				};
				const [asWrong, asRight] = [await readOnce('wrong', wrong), await readOnce('right', right)];

				shared.source = `${world}-twice`;
				const text = toTable(header, faulty);
				await shared.import(relation, before);
				const { importId } = await shared.import(relation, text);
				const correct = (rows: string[][]) =>
					shared.import(relation, text, {
						corrects: {
							importId,
							records: rows.map((cells, index) => ({ record: index + 1, cells })),
						},
					});
				await correct(wrong);
				expect(await current()).toEqual(asWrong);
				const last = await correct(right);
				expect(await current()).toEqual(asRight);
				await setForce(last.importId, true);
				expect(await current()).toEqual(asWrong);
				await setForce(last.importId, false);
				expect(await current()).toEqual(asRight);
			}),
			{ numRuns: 3 },
		);
	},
);
