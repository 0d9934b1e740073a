import { expect, test } from 'vitest';
import { writeValueMappings } from '#lib/server/store/value-mappings.ts';
import type { Tables } from '../../support/warehouse.ts';
import { openWarehouse } from '../../support/warehouse.ts';
import type { Writer } from '#lib/server/warehouse/writer.ts';

const tickets: Tables = {
	ticket: `
		ticket_id,title,status,priority,created_at,closed_at,billing_code
		1,Printer,Parked,Yellow,2026-03-02T09:00:00Z,,Flat
		2,Scanner,Archived,High,2026-03-02T09:00:00Z,2026-03-03T09:00:00Z,Project delivery
		3,Mailbox,Open,Yellow,2026-03-02T09:00:00Z,,`,
};

const place = ({ store }: Writer) =>
	writeValueMappings(store, [
		{ source: 'test', kind: 'status', value: 'Archived', canonical: 'Closed' },
		{ source: 'test', kind: 'status', value: 'Open', canonical: 'Client review' },
		{ source: 'test', kind: 'priority', value: 'Yellow', canonical: 'Medium' },
		{ source: 'test', kind: 'billing_code', value: 'Flat', canonical: 'included' },
		{ source: 'other', kind: 'status', value: 'Parked', canonical: 'Closed' },
	]);

async function ask(sql: string, prepare?: (writer: Writer) => void) {
	const reader = await openWarehouse(tickets, { prepare });
	const data = await reader.describe();
	return reader.query(data!.dataVersion, sql, {});
}

const facts =
	'select ticket_id, status, status_class, held_by, priority from ticket_fact order by 1';

test('a person’s word on a status or priority decides before the service model', async () => {
	expect(await ask(facts, place)).toEqual([
		{ ticket_id: '1', status: null, status_class: 'open', held_by: null, priority: 'Medium' },
		{ ticket_id: '2', status: 'Closed', status_class: 'done', held_by: null, priority: 'High' },
		{
			ticket_id: '3',
			status: 'Client review',
			status_class: 'open',
			held_by: 'client',
			priority: 'Medium',
		},
	]);
});

test('a value that nobody has placed keeps its spelling, and its ticket stays open', async () => {
	const [parked, archived] = await ask(facts);
	expect(parked).toMatchObject({ status: null, status_class: 'open', priority: 'Yellow' });
	expect(archived).toMatchObject({ status: null, status_class: 'open' });
});

test('a billing code has the class that a person or the model gave it, else none', async () => {
	const classes = 'select code, class from code_class order by code';
	expect(await ask(classes, place)).toEqual([
		{ code: 'Flat', class: 'included' },
		{ code: 'Project delivery', class: 'project' },
	]);
	expect(await ask(classes)).toContainEqual({ code: 'Flat', class: null });
});
