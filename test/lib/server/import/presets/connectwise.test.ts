import { expect, test } from 'vitest';
import { shareWriter } from '../share-writer.ts';
import { loadGolden } from './golden.ts';

const shared = shareWriter();

test('tickets: UTC where it stands beside the zone of the server', async () => {
	expect(await loadGolden(shared, 'connectwise/service.csv', { zone: 'America/New_York' })).toEqual(
		{
			preset: 'ConnectWise service tickets (v_rpt_service)',
			problems: [],
			ticket: [
				{
					ticket_id: '104201',
					client: 'Ashdown',
					title: 'Disk full',
					description: 'D: is full',
					status: '>Closed',
					priority: 'Priority 2',
					impact: 'High',
					urgency: 'Medium',
					category: 'Server',
					subcategory: 'Disk',
					queue: 'Desk',
					assignee: 'Grace Hopper',
					contact: 'Eva',
					channel: 'Email',
					created_at: '2026-03-13T13:00:00.000Z',
					resolved_at: '2026-03-13T16:00:00.000Z',
					closed_at: '2026-03-13T17:00:00.000Z',
					updated_at: '2026-03-13T17:00:00.000Z',
					due_at: '2026-03-14T04:00:00.000Z',
					source_resolution_minutes: '180.0000',
					resolution_note: 'Cleaned',
					estimate_hours: '1234.5000',
					agreement: 'Managed',
				},
				{
					ticket_id: '104202',
					client: 'Bright',
					title: 'Toner',
					status: 'New',
					priority: 'Priority 4',
					queue: 'Desk',
					created_at: '2026-03-15T02:30:00.000Z',
					updated_at: '2026-03-15T02:30:00.000Z',
				},
			],
		},
	);
});

test('time entries: a ticket or agreement numbered 0 is none', async () => {
	expect(await loadGolden(shared, 'connectwise/time.csv')).toEqual({
		preset: 'ConnectWise time entries (v_rpt_time)',
		problems: [],
		time_entry: [
			{
				entry_id: '9001',
				ticket_id: '104201',
				client: 'Ashdown',
				person: 'ghopper',
				worked_on: '2026-03-13',
				actual_hours: '1.5000',
				billable_hours: '1.0000',
				covered_hours: '0.5000',
				time_category: 'Remote',
				cost_rate: '40.0000',
				agreement: '12',
			},
			{
				entry_id: '9002',
				client: 'Ashdown',
				person: 'ghopper',
				worked_on: '2026-03-13',
				actual_hours: '0.2500',
				billable_hours: '0.0000',
				covered_hours: '0.0000',
				time_category: 'Admin',
				cost_rate: '40.0000',
				project: 'Rollout',
			},
		],
	});
});

test('invoices: unpaid without a paid date, and an amount that is none set apart', async () => {
	expect(await loadGolden(shared, 'connectwise/invoices.csv')).toEqual({
		preset: 'ConnectWise invoices (v_rpt_invoices)',
		problems: ['3: total “to be agreed” is not a number that can be read for certain'],
		invoice: [
			{
				invoice_number: '0001',
				client: 'Ashdown',
				issued_on: '2026-03-01',
				due_on: '2026-03-31',
				paid_on: '2026-03-20',
				status: 'Paid',
				total: '1200.0000',
			},
			{
				invoice_number: '0003',
				client: 'Bright',
				issued_on: '2026-03-02',
				due_on: '2026-04-01',
				status: 'Unpaid',
				total: '1234.5000',
			},
		],
	});
});

test('agreements: open-ended without an end, an unknown cycle passed on', async () => {
	expect(await loadGolden(shared, 'connectwise/agreements.csv')).toEqual({
		preset: 'ConnectWise agreements (v_rpt_agreementlist)',
		problems: [],
		agreement: [
			{
				agreement_id: '12',
				client: 'Ashdown',
				name: 'Managed',
				model: 'Managed Services',
				valid_from: '2025-01-01',
				period: 'month',
				fee: '1200.0000',
			},
			{
				agreement_id: '13',
				client: 'Bright',
				name: 'Block 20',
				model: 'Block Time',
				valid_from: '2025-06-01',
				valid_to: '2026-05-31',
				period: 'Every 4 weeks',
				fee: '2000.0000',
			},
		],
	});
});
