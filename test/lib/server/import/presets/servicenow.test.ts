import { expect, test } from 'vitest';
import { shareWriter } from '../share-writer.ts';
import { loadGolden } from './golden.ts';

const shared = shareWriter();

test('incidents by field name: windows-1252, lines within cells, the word null', async () => {
	expect(await loadGolden(shared, 'servicenow/incidents-field-names.csv')).toEqual({
		preset: 'ServiceNow incidents',
		problems: [],
		ticket: [
			{
				ticket_id: 'INC0000000a',
				title: 'Line one\r\nline two',
				status: 'Active',
				priority: '3 - Moderate',
				queue: 'Network',
				created_at: '2018-03-08T09:00:00.000Z',
				updated_at: '2018-03-08T09:30:00.000Z',
			},
			{
				ticket_id: 'INC0010025',
				title: 'Drive D full – server Müller',
				status: 'On Hold',
				priority: '1 - Critical',
				category: 'Hardware',
				queue: 'Servers',
				assignee: 'Ada',
				contact: 'Eva',
				created_at: '2018-03-08T07:49:29.000Z',
				updated_at: '2018-03-09T08:00:00.000Z',
			},
		],
	});
});

test('durations in seconds, plain or with thousands commas, and dates with the month first', async () => {
	expect(await loadGolden(shared, 'servicenow/incidents-durations.csv')).toEqual({
		preset: 'ServiceNow incidents',
		problems: [],
		ticket: [
			{
				ticket_id: 'INC0020001',
				title: 'Till frozen',
				type: 'Incident',
				status: 'Closed',
				priority: '2 - High',
				queue: 'Stores',
				created_at: '2025-03-13T18:08:55.000Z',
				closed_at: '2025-07-16T06:43:26.000Z',
				source_resolution_minutes: '179317.8500',
			},
			{
				ticket_id: 'INC0020002',
				title: 'Scanner',
				type: 'Incident',
				status: 'In Progress',
				priority: '4 - Low',
				created_at: '2025-03-14T09:00:00.000Z',
				source_resolution_minutes: '91845.7667',
			},
		],
	});
});

test('incidents by label: a repeated label is not read, and a list without descriptions is loaded', async () => {
	expect(await loadGolden(shared, 'servicenow/incidents-labels.csv')).toEqual({
		preset: 'ServiceNow incidents',
		problems: [],
		ticket: [
			{
				ticket_id: 'INC0030001',
				status: 'New',
				queue: 'Desk',
				assignee: 'Ada',
				contact: 'Eva',
				created_at: '2025-03-13T18:08:55.000Z',
				updated_at: '2025-03-14T07:00:00.000Z',
			},
		],
	});
});
