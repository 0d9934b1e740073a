import { expect, test } from 'vitest';
import { shareWriter } from '../share-writer.ts';
import { loadGolden } from './golden.ts';

const shared = shareWriter();

test('osTicket: semicolons, guarded cells, a date of its own before that of the plan', async () => {
	expect(await loadGolden(shared, 'osticket/tickets.csv')).toEqual({
		preset: 'osTicket tickets',
		problems: [],
		ticket: [
			{
				ticket_id: '000042',
				title: '-5 degrees in the server room',
				status: 'Closed',
				priority: 'High',
				category: 'Access',
				queue: 'Support',
				assignee: 'Ada',
				contact: '=Eva',
				channel: 'Email',
				created_at: '2026-03-02T09:00:00.000Z',
				closed_at: '2026-03-03T10:00:00.000Z',
				updated_at: '2026-03-03T10:00:00.000Z',
				due_at: '2026-03-02T17:00:00.000Z',
				reopen_count: 1,
				attachment_count: 2,
			},
			{
				ticket_id: '000043',
				title: "'tis slow",
				status: 'Open',
				priority: 'Low',
				contact: 'Ivo',
				created_at: '2026-03-04T11:00:00.000Z',
				due_at: '2026-03-05T11:00:00.000Z',
				reopen_count: 0,
			},
		],
	});
});

test('OTRS: the owner by name, minutes and the margins of targets', async () => {
	expect(await loadGolden(shared, 'otrs/tickets.csv')).toEqual({
		preset: 'OTRS, Znuny or OTOBO tickets',
		problems: [],
		ticket: [
			{
				ticket_id: '2026030210000017',
				client: 'ashdown',
				title: 'Mailbox full',
				status: 'closed successful',
				priority: '3 normal',
				queue: 'Desk',
				assignee: 'Ada Lovelace',
				contact: 'Eva',
				created_at: '2026-03-02T09:00:00.000Z',
				first_response_at: '2026-03-02T09:30:00.000Z',
				closed_at: '2026-03-02T12:00:00.000Z',
				source_response_met: true,
				source_resolution_met: false,
				source_response_minutes: '30.0000',
				source_resolution_minutes: '180.0000',
			},
			{
				ticket_id: '2026030310000025',
				client: 'bright',
				title: 'No sound',
				status: 'open',
				priority: '4 high',
				queue: 'Desk',
				assignee: 'root@localhost',
				created_at: '2026-03-03T10:00:00.000Z',
			},
		],
	});
});

test('Spiceworks: inner quotes and a byte order mark', async () => {
	expect(await loadGolden(shared, 'spiceworks/tickets.csv')).toEqual({
		preset: 'Spiceworks tickets',
		problems: [],
		ticket: [
			{
				ticket_id: '17',
				title: 'Toner',
				description: 'Second "floor"',
				status: 'closed',
				priority: 'High',
				assignee: 'Ada',
				created_at: '2026-03-02T09:00:00.000Z',
				closed_at: '2026-03-02T11:00:00.000Z',
			},
			{
				ticket_id: '18',
				title: 'Keyboard',
				status: 'open',
				priority: 'Low',
				created_at: '2026-03-03T09:00:00.000Z',
			},
		],
	});
});

test('Zendesk: a dash for no value, calendar minutes and not those of business hours', async () => {
	expect(await loadGolden(shared, 'zendesk/tickets.csv')).toEqual({
		preset: 'Zendesk tickets',
		problems: [],
		ticket: [
			{
				ticket_id: '35',
				client: 'Ashdown',
				title: 'Phones',
				type: 'Incident',
				status: 'Solved',
				priority: 'High',
				queue: 'Support',
				assignee: 'Ada',
				contact: 'Eva',
				channel: 'Mail',
				created_at: '2026-03-02T09:00:00.000Z',
				resolved_at: '2026-03-02T15:00:00.000Z',
				updated_at: '2026-03-03T09:00:00.000Z',
				source_response_minutes: '12.0000',
				source_resolution_minutes: '360.0000',
				reopen_count: 1,
				tags: 'voice vip',
			},
			{
				ticket_id: '36',
				title: 'Toner',
				status: 'Open',
				contact: 'Ivo',
				channel: 'Web',
				created_at: '2026-03-13T10:00:00.000Z',
				updated_at: '2026-03-13T10:00:00.000Z',
				reopen_count: 0,
			},
		],
	});
});

test('Freshdesk: hours as HH:MM:SS, beyond a day or negative, one column twice', async () => {
	expect(await loadGolden(shared, 'freshdesk/tickets.csv')).toEqual({
		preset: 'Freshdesk tickets',
		problems: [],
		ticket: [
			{
				ticket_id: '101',
				title: 'Phones',
				type: 'Incident',
				status: 'Closed',
				priority: 'High',
				queue: 'Desk',
				assignee: 'Ada',
				channel: 'Email',
				created_at: '2026-03-02T09:00:00.000Z',
				first_response_at: '2026-03-02T09:44:05.000Z',
				resolved_at: '2026-03-03T12:15:00.000Z',
				closed_at: '2026-03-04T09:00:00.000Z',
				updated_at: '2026-03-04T09:00:00.000Z',
				due_at: '2026-03-03T09:00:00.000Z',
				source_response_met: true,
				source_resolution_met: false,
				source_response_minutes: '44.0833',
				source_resolution_minutes: '1635.0000',
				tags: 'voice',
			},
			{
				ticket_id: '102',
				title: 'Toner',
				status: 'Open',
				priority: 'Low',
				created_at: '2026-03-05T09:00:00.000Z',
				updated_at: '2026-03-05T09:00:00.000Z',
				source_response_minutes: '-90.0000',
			},
		],
	});
});

test('Freshservice: its own columns, capitals, and a repeated one', async () => {
	expect(await loadGolden(shared, 'freshservice/tickets.csv')).toEqual({
		preset: 'Freshservice tickets',
		problems: [],
		ticket: [
			{
				ticket_id: 'INC-77',
				client: 'Ashdown',
				title: 'VPN',
				description: 'No VPN',
				type: 'Incident',
				status: 'Resolved',
				priority: 'Medium',
				impact: 'Low',
				urgency: 'High',
				category: 'Network',
				subcategory: 'VPN',
				queue: 'Network',
				assignee: 'Ada',
				contact: 'Eva',
				channel: 'Portal',
				created_at: '2026-03-02T09:00:00.000Z',
				first_response_at: '2026-03-02T09:10:00.000Z',
				resolved_at: '2026-03-02T11:00:00.000Z',
				updated_at: '2026-03-02T11:00:00.000Z',
				due_at: '2026-03-02T17:00:00.000Z',
				source_response_met: true,
				source_resolution_met: true,
				source_response_minutes: '10.0000',
				source_resolution_minutes: '120.0000',
				resolution_note: 'New profile',
				approval_status: 'Not Requested',
			},
		],
	});
});
