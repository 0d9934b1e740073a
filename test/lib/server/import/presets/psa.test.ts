import { expect, test } from 'vitest';
import { shareWriter } from '../share-writer.ts';
import { loadGolden } from './golden.ts';

const shared = shareWriter();

test('Alga PSA: leading zeros, guarded cells, UTC', async () => {
	expect(await loadGolden(shared, 'alga-psa/tickets.csv')).toEqual({
		preset: 'Alga PSA tickets',
		problems: [],
		ticket: [
			{
				ticket_id: '0001042',
				client: 'Ashdown',
				title: '=SUM gone',
				status: 'Closed',
				priority: 'High',
				category: 'Office',
				subcategory: 'Excel',
				queue: 'Desk',
				assignee: 'Ada',
				contact: 'Eva',
				channel: 'email',
				created_at: '2026-03-02T09:00:00.000Z',
				closed_at: '2026-03-02T12:00:00.000Z',
				updated_at: '2026-03-02T12:00:00.000Z',
				due_at: '2026-03-02T13:00:00.000Z',
				tags: 'vip, office',
			},
			{
				ticket_id: '0001043',
				client: 'Bright',
				title: 'A, quoted',
				status: 'New',
				priority: 'Low',
				queue: 'Desk',
				created_at: '2026-03-03T09:00:00.000Z',
			},
		],
	});
});

test('Autotask: notes and numbers within headers, family names first, either of two ids', async () => {
	expect(await loadGolden(shared, 'autotask/tickets.csv')).toEqual({
		preset: 'Autotask tickets (import template)',
		problems: [],
		ticket: [
			{
				ticket_id: '78',
				client: 'Bright',
				title: 'Old one',
				type: 'Incident',
				status: 'New',
				priority: 'Low',
				queue: 'Level I',
				channel: 'Email',
				created_at: '2026-05-13T23:00:00.000Z',
				due_at: '2026-05-14T23:00:00.000Z',
			},
			{
				ticket_id: 'T20260430.0046',
				client: 'Ashdown',
				title: 'Backup failed',
				type: 'Alert',
				status: 'Complete',
				priority: 'High',
				category: 'Backup',
				subcategory: 'Nightly',
				related_system: 'SRV-1',
				queue: 'Level I',
				assignee: 'Grace Hopper',
				contact: 'Eva Stone',
				channel: 'Monitoring',
				created_at: '2026-04-30T06:10:00.000Z',
				first_response_at: '2026-04-30T07:00:00.000Z',
				closed_at: '2026-04-30T14:00:00.000Z',
				due_at: '2026-05-01T06:10:00.000Z',
				resolution_note: 'Disk swapped',
				estimate_hours: '1.5000',
				tags: 'backup, night',
				agreement: 'Managed',
			},
		],
	});
});

test('HaloPSA: its import layout, months first', async () => {
	expect(await loadGolden(shared, 'halopsa/tickets.csv')).toEqual({
		preset: 'HaloPSA tickets (import layout)',
		problems: [],
		ticket: [
			{
				ticket_id: '5001',
				client: 'Ashdown',
				title: 'Phones',
				description: 'No dial tone',
				type: 'Incident',
				status: 'New',
				priority: '2',
				impact: '2',
				urgency: '1',
				category: 'Voice',
				subcategory: 'Desk phone',
				queue: 'Desk',
				assignee: 'Ada',
				contact: 'Eva',
				created_at: '2026-03-02T00:00:00.000Z',
			},
			{
				ticket_id: '5002',
				client: 'Bright',
				title: 'Toner',
				type: 'Request',
				status: 'Closed',
				priority: '4',
				queue: 'Desk',
				created_at: '2026-03-13T00:00:00.000Z',
			},
		],
	});
});

test('ITFlow: no client by default', async () => {
	expect(await loadGolden(shared, 'itflow/tickets.csv')).toEqual({
		preset: 'ITFlow tickets',
		problems: [],
		ticket: [
			{
				ticket_id: 'ITF-1001',
				title: '+1 monitor for Eva',
				status: 'Resolved',
				priority: 'High',
				created_at: '2026-03-02T09:00:00.000Z',
				resolved_at: '2026-03-02T15:00:00.000Z',
			},
			{
				ticket_id: 'ITF-1002',
				title: 'Slow laptop',
				status: 'On Hold',
				priority: 'Low',
				created_at: '2026-03-03T09:00:00.000Z',
			},
		],
	});
});

test('ITFlow: all columns, guarded cells', async () => {
	expect(await loadGolden(shared, 'itflow/tickets-all-columns.csv')).toEqual({
		preset: 'ITFlow tickets',
		problems: [],
		ticket: [
			{
				ticket_id: 'ITF-1003',
				client: '@Home Ltd',
				title: 'Mail rules',
				status: 'Closed',
				priority: 'Medium',
				category: 'Mail',
				assignee: 'Ada',
				contact: 'Eva',
				created_at: '2026-03-04T08:30:00.000Z',
				resolved_at: '2026-03-04T09:00:00.000Z',
				closed_at: '2026-03-05T09:00:00.000Z',
			},
		],
	});
});

test('Syncro: one row per comment gives the newest state and an event for each', async () => {
	expect(await loadGolden(shared, 'syncro/tickets.csv')).toEqual({
		preset: 'Syncro tickets with comments',
		problems: [],
		ticket: [
			{
				ticket_id: '1042',
				client: 'Ashdown',
				title: 'Phones',
				description: 'No tone',
				status: 'Resolved',
				priority: '2 Normal',
				category: 'Voice',
				assignee: 'Ada',
				contact: 'Eva',
				created_at: '2026-03-02T09:00:00.000Z',
			},
			{
				ticket_id: '1043',
				client: 'Bright',
				title: 'Toner',
				status: 'New',
				category: 'Hardware',
				contact: 'Ivo',
				created_at: '2026-03-03T09:00:00.000Z',
			},
		],
		ticket_event: [
			{
				ticket_id: '1042',
				at: '2026-03-02T09:30:00.000Z',
				kind: 'comment',
				actor: 'Ada',
				ordinal: 1,
				note: 'Looking',
			},
			{
				ticket_id: '1042',
				at: '2026-03-02T10:00:00.000Z',
				kind: 'client_reply',
				actor: 'Eva',
				actor_kind: 'client',
				ordinal: 1,
				note: 'Still dead',
			},
			{
				ticket_id: '1042',
				at: '2026-03-02T12:00:00.000Z',
				kind: 'comment',
				actor: 'Ada',
				ordinal: 1,
				note: 'Fixed – new cable',
			},
		],
	});
});
