import { expect, test } from 'vitest';
import { writeAliases } from '#lib/server/store/aliases.ts';
import type { SqlRow } from '#lib/server/warehouse/duckdb.ts';
import { select } from '../../support/questions.ts';
import { openWarehouse, type Tables } from '../../support/warehouse.ts';

async function facts(tables: Tables, columns: string): Promise<SqlRow[]> {
	const reader = await openWarehouse(tables);
	return select(reader, `select ticket_id, ${columns} from ticket_fact order by ticket_id`);
}

test('a ticket is done when it was last closed, and not while it is open again', async () => {
	expect(
		await facts(
			{
				ticket: `
					ticket_id,title,status,created_at
					1,Closed twice,Closed,2026-03-02T09:00:00Z
					2,Open again,In progress,2026-03-02T09:00:00Z`,
				ticket_event: `
					ticket_id,at,kind,from_value,to_value
					1,2026-03-03T09:00:00Z,status,New,Closed
					1,2026-03-04T09:00:00Z,status,Closed,In progress
					1,2026-03-05T09:00:00Z,status,In progress,Closed
					2,2026-03-03T09:00:00Z,status,New,Closed
					2,2026-03-04T09:00:00Z,status,Closed,In progress`,
			},
			'done_at, status_class',
		),
	).toEqual([
		{ ticket_id: '1', done_at: '2026-03-05T09:00:00.000Z', status_class: 'done' },
		{ ticket_id: '2', done_at: null, status_class: 'open' },
	]);
});

test('a ticket reopened at the very instant of its creation is done when it was closed last', async () => {
	expect(
		await facts(
			{
				ticket: `
					ticket_id,title,status,created_at
					1,Logged late,Closed,2026-03-02T09:00:00Z`,
				ticket_event: `
					ticket_id,at,kind,from_value,to_value,ordinal
					1,2026-03-02T09:00:00Z,status,,Resolved,1
					1,2026-03-02T09:00:00Z,status,Resolved,In progress,2
					1,2026-03-05T09:00:00Z,status,In progress,Closed,1`,
			},
			'done_at',
		),
	).toEqual([{ ticket_id: '1', done_at: '2026-03-05T09:00:00.000Z' }]);
});

test('a ticket that ended without a usable time has an unknown end', async () => {
	expect(
		await facts(
			{
				ticket: `
					ticket_id,title,status,created_at,closed_at
					1,No time,Closed,2026-03-02T09:00:00Z,
					2,Closed before it was created,Closed,2026-03-02T09:00:00Z,2026-03-01T09:00:00Z
					3,Withdrawn without a time,Cancelled,2026-03-02T09:00:00Z,
					4,The log stops before the end,Closed,2026-03-02T09:00:00Z,
					5,Known,Closed,2026-03-02T09:00:00Z,2026-03-03T09:00:00Z
					6,Open,New,2026-03-02T09:00:00Z,`,
				ticket_event: `
					ticket_id,at,kind,from_value,to_value
					4,2026-03-03T09:00:00Z,status,New,In progress`,
			},
			'is_end_unknown, done_at is null as is_undone',
		),
	).toEqual([
		{ ticket_id: '1', is_end_unknown: true, is_undone: true },
		{ ticket_id: '2', is_end_unknown: true, is_undone: true },
		{ ticket_id: '3', is_end_unknown: true, is_undone: true },
		{ ticket_id: '4', is_end_unknown: true, is_undone: true },
		{ ticket_id: '5', is_end_unknown: false, is_undone: false },
		{ ticket_id: '6', is_end_unknown: false, is_undone: true },
	]);
});

test('the history level is the best that the ticket itself has', async () => {
	expect(
		await facts(
			{
				ticket: `
					ticket_id,title,status,created_at,resolved_at,closed_at
					1,State only,New,2026-03-02T09:00:00Z,,
					2,Resolved,Resolved,2026-03-02T09:00:00Z,2026-03-03T09:00:00Z,
					3,Closed,Closed,2026-03-02T09:00:00Z,,2026-03-03T09:00:00Z
					4,Logged,Closed,2026-03-02T09:00:00Z,,2026-03-03T09:00:00Z
					5,Only replied to,New,2026-03-02T09:00:00Z,,`,
				ticket_event: `
					ticket_id,at,kind,from_value,to_value
					4,2026-03-03T09:00:00Z,status,New,Closed
					5,2026-03-03T09:00:00Z,public_reply,,`,
			},
			'history_level',
		),
	).toEqual([
		{ ticket_id: '1', history_level: 'L0' },
		{ ticket_id: '2', history_level: 'L1' },
		{ ticket_id: '3', history_level: 'L1' },
		{ ticket_id: '4', history_level: 'L2' },
		{ ticket_id: '5', history_level: 'L0' },
	]);
});

test('a ticket merged into another is marked so', async () => {
	expect(
		await facts(
			{
				ticket: `
					ticket_id,title,status,created_at,merged_into
					1,Survivor,New,2026-03-02T09:00:00Z,
					2,Twin,Closed,2026-03-02T09:00:00Z,1`,
			},
			'is_merged',
		),
	).toEqual([
		{ ticket_id: '1', is_merged: false },
		{ ticket_id: '2', is_merged: true },
	]);
});

test('a ticket belongs to the team of the person whom its assignee stands for', async () => {
	const reader = await openWarehouse(
		{
			person: `
				person,team
				Amara Osei,Service Desk
				Jodie Marsh,Infrastructure`,
			ticket: `
				ticket_id,title,status,created_at,assignee
				1,Printer,New,2026-03-02T09:00:00Z,a.osei
				2,Server,New,2026-03-02T09:00:00Z,Jodie Marsh
				3,Cable,New,2026-03-02T09:00:00Z,Somebody else
				4,Mouse,New,2026-03-02T09:00:00Z,`,
		},
		{
			prepare: ({ store }) =>
				writeAliases(store, [
					{ source: 'test', kind: 'person', value: 'a.osei', canonical_id: 'Amara Osei' },
				]),
		},
	);
	expect(
		await select(reader, 'select ticket_id, assignee, team from ticket_fact order by ticket_id'),
	).toEqual([
		{ ticket_id: '1', assignee: 'Amara Osei', team: 'Service Desk' },
		{ ticket_id: '2', assignee: 'Jodie Marsh', team: 'Infrastructure' },
		{ ticket_id: '3', assignee: 'Somebody else', team: null },
		{ ticket_id: '4', assignee: null, team: null },
	]);
});
