import fc from 'fast-check';
import { expect, test } from 'vitest';
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

type Row = { cells: string[]; isFaulty: boolean };

/** Two exports of one source, the later one without faults. */
const toExports = (header: string, row: fc.Arbitrary<Row>) =>
	fc.record({
		header: fc.constant(header),
		first: fc.array(row, { minLength: 1, maxLength: 4 }),
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
};

const columns = {
	ticket: 'ticket_id, title',
	time_entry: 'person, worked_on, actual_hours::varchar',
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
