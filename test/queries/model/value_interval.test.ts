import { expect, test } from 'vitest';
import { writeAliases } from '#lib/server/store/aliases.ts';
import type { Reader } from '#lib/server/warehouse/reader.ts';
import { select } from '../../support/questions.ts';
import {
	importInto,
	makeDataFolder,
	openReader,
	openWarehouse,
	writeTable,
} from '../../support/warehouse.ts';

/** Every stay of a kind as `basis value from – to`, in the order of the ticket's history. */
async function staysOf(reader: Reader, kind: string): Promise<string[]> {
	const rows = await select(
		reader,
		`select basis || ' ' || coalesce(value, 'none') || ' ' || strftime(from_at, '%m-%d %H')
			|| ' – ' || coalesce(strftime(to_at, '%m-%d %H'), '') as stay
		from value_interval where kind = '${kind}' order by ticket_key, place`,
	);
	return rows.map((row) => String(row['stay']).trim());
}

const ticket = `
	ticket_id,title,status,priority,assignee,queue,created_at
	1,Printer,Open,P2,Ben,Second line,2026-03-02T09:00:00Z`;
const log = (...rows: string[]) =>
	['ticket_id,at,kind,from_value,to_value', ...rows.map((row) => `1,${row}`)].join('\n');

test('a logged ticket has each value from one change to the next, the first from its creation', async () => {
	const reader = await openWarehouse({
		ticket,
		ticket_event: log(
			'2026-03-03T10:00:00Z,priority,P3,1 - Critical',
			'2026-03-04T11:00:00Z,priority,1 - Critical,P2',
		),
	});
	expect(await staysOf(reader, 'priority')).toEqual([
		'log Medium 03-02 09 – 03-03 10',
		'log Critical 03-03 10 – 03-04 11',
		'log High 03-04 11 –',
	]);
});

test('a ticket that was taken later had nobody before', async () => {
	const reader = await openWarehouse({
		ticket,
		ticket_event: log(
			'2026-03-03T10:00:00Z,assignee,,Ada',
			'2026-03-04T10:00:00Z,assignee,Ada,',
			'2026-03-05T10:00:00Z,assignee,,Ben',
		),
	});
	expect(await staysOf(reader, 'assignee')).toEqual([
		'log none 03-02 09 – 03-03 10',
		'log Ada 03-03 10 – 03-04 10',
		'log none 03-04 10 – 03-05 10',
		'log Ben 03-05 10 –',
	]);
});

test('a log that begins with the creation leaves no time before it', async () => {
	const reader = await openWarehouse({
		ticket,
		ticket_event: log('2026-03-02T09:00:00Z,queue,,First line'),
	});
	expect(await staysOf(reader, 'queue')).toEqual(['log First line 03-02 09 –']);
});

test('without a log or a second export the present value is all that is known', async () => {
	const reader = await openWarehouse({ ticket });
	expect(await staysOf(reader, 'queue')).toEqual(['present Second line 03-02 09 –']);
});

test('changes that two exports show make stays', async () => {
	const folder = makeDataFolder();
	const file = (rest: string) =>
		writeTable(
			'tickets.csv',
			`ticket_id,title,status,created_at,updated_at,assignee\n1,Printer,Open,2026-03-02T09:00:00Z,${rest}`,
		);
	await importInto(folder, file('2026-03-03T09:00:00Z,Ada'), { source: 'desk' });
	await importInto(folder, file('2026-03-05T09:00:00Z,Ben'), { source: 'desk' });
	expect(await staysOf(await openReader(folder), 'assignee')).toEqual([
		'observed Ada 03-02 09 – 03-05 09',
		'observed Ben 03-05 09 –',
	]);
});

test('a person that only the log names is known by an alias too', async () => {
	const reader = await openWarehouse(
		{ ticket, ticket_event: log('2026-03-03T10:00:00Z,assignee,ada@x,Ben') },
		{
			prepare: ({ store }) =>
				writeAliases(store, [
					{ source: 'test', kind: 'person', value: 'ada@x', canonical_id: 'Ada' },
				]),
		},
	);
	expect(await staysOf(reader, 'assignee')).toEqual([
		'log Ada 03-02 09 – 03-03 10',
		'log Ben 03-03 10 –',
	]);
});
