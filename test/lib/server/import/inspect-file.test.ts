import { describe, expect, test } from 'vitest';
import { inspectFile } from '#lib/server/import/inspect-file.ts';
import type { ImportOptions } from '#lib/server/import/import-options.ts';
import type { Inspection } from '#lib/server/import/inspection.ts';
import { listQuestions } from '#lib/server/jobs/draft-mapping.ts';
import { openStore } from '#lib/server/store/store.ts';
import { writeAliases } from '#lib/server/store/aliases.ts';
import { writeValueMappings } from '#lib/server/store/value-mappings.ts';
import { fillWarehouse, makeDataFolder, writeTable } from '../../../support/warehouse.ts';

const tickets = `Ticket Id,Subject,Status,Created,Client,Assignee,Priority,Floor
	1,Printer,Open,2026-03-02 09:00,ACME Ltd.,"Hopper, Grace",Yellow,3
	2,Scanner,Parked,2026-03-03 09:00,Initech,Grace Hopper,High,
	3,Mailbox,Parked,2026-03-04 09:00,Globex,,High,4`;

/** Looks at a file beside a warehouse that knows two clients and a person. */
async function inspect(text: string, options?: ImportOptions): Promise<Inspection> {
	const dataFolder = makeDataFolder();
	await fillWarehouse(dataFolder, {
		client: 'client_id,name\nacme,Acme\nglobex,Globex',
		person: 'person,team\nGrace Hopper,Service desk',
	});
	return inspectFile(dataFolder, writeTable('tickets.csv', text), options);
}

describe('a file that is looked at before it is loaded', () => {
	test('says what it is, and where each field would come from', async () => {
		const { preset, source, records, columns, fields } = await inspect(tickets);
		expect(preset).toMatchObject({ relations: ['ticket'] });
		expect({ source, records }).toEqual({ source: 'tickets', records: 3 });
		expect(columns[1]).toEqual({
			position: 1,
			name: 'Subject',
			filled: 3,
			samples: ['Printer', 'Scanner', 'Mailbox'],
			isUtc: false,
			fields: [{ relation: 'ticket', field: 'title' }],
			rowsOf: [],
		});
		expect(columns[7]).toMatchObject({ name: 'Floor', filled: 2, fields: [] });
		const created = fields.ticket?.find(({ field }) => field === 'created_at');
		expect(created).toMatchObject({ type: 'instant', isRequired: true, positions: [3] });
	});

	test('says which columns records are worked out with, though no field is theirs', async () => {
		const { columns } = await inspect(`Transaction date,Transaction type,Num,Customer,Amount
			03/31/2026,Invoice,17,Acme,100.00`);
		expect(columns[1]).toMatchObject({ name: 'Transaction type', fields: [] });
		expect(columns[1]?.rowsOf).toContain('invoice');
	});

	test('is shown as it is written, whatever its numbers and dates are read as', async () => {
		const text = `Ticket Id,Subject,Status,Created,Estimate
			1,Printer,Open,31/03/2026 09:00,"1.234,50"`;
		const overrides = { ticket: { estimate_hours: 'Estimate' } };
		const { columns, numbers } = await inspect(text, { overrides });
		expect(numbers).toMatchObject([{ name: 'Estimate', mark: ',' }]);
		expect(columns[3]?.samples).toEqual(['31/03/2026 09:00']);
		expect(columns[4]?.samples).toEqual(['1.234,50']);
	});

	test('shows what stands in a column that is empty for thousands of rows', async () => {
		const rows = Array.from({ length: 2500 }, (_, index) => {
			const floor = { 2200: 'third', 2300: 'fourth', 2400: 'fifth' }[index] ?? '';
			return `${index},Printer,Open,2026-03-02,${floor}`;
		});
		const head = 'Ticket Id,Subject,Status,Created,Floor';
		const { columns } = await inspect([head, ...rows].join('\n'));
		expect(columns[4]).toMatchObject({ filled: 3, samples: ['third', 'fifth'] });
	});

	test('lists the values that nobody has placed, with their rows', async () => {
		const { unknownValues } = await inspect(tickets);
		expect(unknownValues).toEqual([
			{ kind: 'status', value: 'Parked', rows: 2 },
			{ kind: 'priority', value: 'Yellow', rows: 1 },
		]);
	});

	test('suggests whom a name stands for, and says when it is but another spelling', async () => {
		const { unknownNames } = await inspect(tickets);
		expect(unknownNames).toEqual([
			{
				kind: 'client',
				value: 'ACME Ltd.',
				rows: 1,
				suggestion: { id: 'acme', name: 'Acme', isSameName: true },
			},
			{ kind: 'client', value: 'Initech', rows: 1, suggestion: null },
			{
				kind: 'person',
				value: 'Hopper, Grace',
				rows: 1,
				suggestion: { id: 'Grace Hopper', name: 'Grace Hopper', isSameName: true },
			},
		]);
	});

	test('asks no more of what a person has placed', async () => {
		const dataFolder = makeDataFolder();
		const store = openStore(dataFolder.store);
		const source = 'tickets';
		writeValueMappings(store, [
			{ source, kind: 'status', value: 'Parked', canonical: 'Scheduled' },
			{ source, kind: 'priority', value: 'Yellow', canonical: 'Medium' },
		]);
		writeAliases(store, [{ source, kind: 'client', value: 'Initech', canonical_id: 'initech' }]);
		store.close();
		const found = await inspectFile(dataFolder, writeTable('tickets.csv', tickets));
		expect(found.unknownValues).toEqual([]);
		expect(found.unknownNames.map(({ value }) => value)).not.toContain('Initech');
	});

	test('with dates of either order is shown with the question, and all else with it', async () => {
		const ambiguous = tickets.replaceAll(/2026-03-0(\d)/g, '03/0$1/2026');
		const open = await inspect(ambiguous);
		expect(open.problem).toMatchObject({
			column: 'Created',
			line: 2,
			value: '03/02/2026 09:00',
		});
		expect(open.dates.order).toBeNull();
		expect(open.unknownValues).toHaveLength(2);
		const stated = await inspect(ambiguous, { dateOrder: 'mdy' });
		expect(stated.problem).toBeNull();
		expect(stated.dates).toMatchObject({ order: 'mdy', hasLocalTimes: true });
	});

	test('of no known kind shows its columns and says what it could be mapped onto', async () => {
		const found = await inspect('colour,shape\nred,round');
		expect(found.preset).toBeNull();
		expect(found.problem?.problem).toContain('no kind of file');
		expect(found.columns.map(({ name, samples }) => [name, samples])).toEqual([
			['colour', ['red']],
			['shape', ['round']],
		]);
		expect(found.relations.ticket.required).toEqual(['ticket_id', 'title', 'status', 'created_at']);
	});
});

test('both orders of day and month in one column are a question that an answer settles', async () => {
	const text = `Ticket Id,Subject,Status,Created
		1,Printer,Open,13/04/2026
		2,Scanner,Open,04/13/2026`;
	const asked = await inspect(text);
	expect(listQuestions(asked, asked.options)).toMatchObject([
		{ words: expect.stringContaining('a column holds both'), section: 'reading' },
	]);
	const answered = await inspect(text, { dateOrder: 'dmy' });
	expect(listQuestions(answered, answered.options)).toEqual([]);
});

test('a row of totals names no person or client', async () => {
	const { unknownNames } = await inspect(`Client,User,Date,Hours
		Initech,Ada,2026-03-02,2
		Umbrella,Ada,2026-03-03,3
		Summe,Summe,,5`);
	expect(unknownNames.map(({ value }) => value).toSorted()).toEqual(['Ada', 'Initech', 'Umbrella']);
});

test('what shows how dates are written is placed on its line', async () => {
	const { dates } = await inspect(`Ticket Id,Subject,Status,Created
		1,"Printer
		on fire",Open,01/04/2026
		2,Scanner,Open,13/04/2026`);
	expect(dates.orders).toMatchObject([{ dmy: { cell: '13/04/2026', record: 2, line: 4 } }]);
});
