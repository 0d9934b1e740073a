import { expect, test } from 'vitest';
import { writeValueMappings } from '#lib/server/store/value-mappings.ts';
import { shareTables } from '../../support/warehouse.ts';

const shared = shareTables(
	{
		client: `
				client_id,name,calendar
				ASH,Ashdown,Business hours
				FEN,Fenwick,At night`,
		agreement: `
				agreement_id,client,model,valid_from,sla_policy
				A-1,ASH,retainer,2026-01-01,Gold`,
		ticket: `
				ticket_id,title,status,priority,impact,urgency,created_at,billing_code
				1,Printer,Parked,P1,1 - High,Soon,2026-03-02T09:00:00Z,Flat
				2,Scanner,Parked,Yellow,3,Low,2026-03-02T09:00:00Z,Project delivery
				3,Mailbox,open,Yellow,,,2026-03-02T09:00:00Z,`,
		ticket_event: `
				ticket_id,at,kind,from_value,to_value
				1,2026-03-02T10:00:00Z,status,Open,Parked
				1,2026-03-02T10:00:00Z,priority,Green,P1
				1,2026-03-02T11:00:00Z,public_reply,,Parked`,
		time_entry: `
				entry_id,person,worked_on,actual_hours,time_category
				1,Ada,2026-03-02,1,ticket-resolution
				2,Ada,2026-03-02,1,Golf`,
	},
	({ store }) =>
		writeValueMappings(store, [
			{ source: 'test', kind: 'priority', value: 'Yellow', canonical: 'Medium' },
		]),
);

async function ask(kind: string) {
	const data = await shared.reader.describe();
	const rows = await shared.reader.query(
		data!.dataVersion,
		'select value, row_count, meaning from value_in_use where kind = $kind order by value',
		{ kind },
	);
	return rows.map(({ value, row_count, meaning }) => [value, row_count, meaning]);
}

test('a status is counted in tickets and in the changes that name it, and never guessed', async () => {
	expect(await ask('status')).toEqual([
		['Open', 1, 'New'],
		['Parked', 3, null],
		['open', 1, 'New'],
	]);
});

test('a priority that is gone from the tickets is still in use, and a person’s word covers one', async () => {
	expect(await ask('priority')).toEqual([
		['Green', 1, null],
		['P1', 2, 'Critical'],
		['Yellow', 2, 'Medium'],
	]);
});

test.each([
	[
		'level',
		[
			['1 - High', 1, 'High'],
			['3', 1, 'Low'],
			['Low', 1, 'Low'],
			['Soon', 1, null],
		],
	],
	[
		'billing_code',
		[
			['Flat', 1, null],
			['Project delivery', 1, 'project'],
		],
	],
	[
		'time_category',
		[
			['Golf', 1, null],
			['ticket-resolution', 1, 'Ticket resolution'],
		],
	],
	[
		'calendar',
		[
			['At night', 1, null],
			['Business hours', 1, 'Business hours'],
		],
	],
	['policy', [['Gold', 1, null]]],
])('each %s of the data has its rows and its meaning', async (kind, expected) => {
	expect(await ask(kind)).toEqual(expected);
});
