import { expect, test } from 'vitest';
import { writeSetting } from '#lib/server/store/settings.ts';
import { openWarehouse, type Tables } from '../../support/warehouse.ts';

const asOf = async (tables: Tables) => (await (await openWarehouse(tables)).describe())?.asOf;

test('the state is that of the newest creation, change or event', async () => {
	const ticket = `
		ticket_id,title,status,created_at,updated_at
		1,Printer,New,2026-03-02T09:00:00Z,2026-03-03T09:00:00Z`;
	expect(await asOf({ ticket })).toBe('2026-03-03T09:00:00.000Z');
	expect(
		await asOf({
			ticket,
			ticket_event: `
				ticket_id,at,kind
				1,2026-03-04T09:00:00Z,public_reply`,
		}),
	).toBe('2026-03-04T09:00:00.000Z');
	expect(await asOf({ ticket: `${ticket}\n2,Later,New,2026-03-05T09:00:00Z,` })).toBe(
		'2026-03-05T09:00:00.000Z',
	);
});

test('the end of a ticket is a thing that happened', async () => {
	expect(
		await asOf({
			ticket: `
				ticket_id,title,status,created_at,closed_at
				1,Printer,Closed,2026-03-02T09:00:00Z,2026-03-12T09:00:00Z
				2,Mailbox,New,2026-03-09T09:00:00Z,`,
		}),
	).toBe('2026-03-12T09:00:00.000Z');
});

test('dates on which something is due or was worked do not move it', async () => {
	expect(
		await asOf({
			ticket: `
				ticket_id,title,status,created_at,due_at,planned_at
				1,Printer,New,2026-03-02T09:00:00Z,2026-06-01T09:00:00Z,2026-05-01T09:00:00Z`,
			time_entry: `
				person,worked_on,actual_hours
				Amara Osei,2026-04-01,2`,
		}),
	).toBe('2026-03-02T09:00:00.000Z');
});

test('a date in the future does not carry it beyond the import', async () => {
	const reader = await openWarehouse({
		ticket: `
			ticket_id,title,status,created_at
			1,Typo in the year,New,2062-03-02T09:00:00Z`,
	});
	const data = await reader.describe();
	expect(data?.asOf).toBe(data?.importedAt);
});

test('a person may fix it', async () => {
	const reader = await openWarehouse(
		{
			ticket: `
				ticket_id,title,status,created_at
				1,Printer,New,2026-03-02T09:00:00Z`,
		},
		{ prepare: ({ store }) => writeSetting(store, 'asOf', '2026-02-28T17:00:00Z') },
	);
	expect((await reader.describe())?.asOf).toBe('2026-02-28T17:00:00.000Z');
});
