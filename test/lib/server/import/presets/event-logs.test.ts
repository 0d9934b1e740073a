import { expect, test } from 'vitest';
import { shareWriter } from '../share-writer.ts';
import { loadGolden } from './golden.ts';

const shared = shareWriter();

test('BPI 2014: latin-1, day first, a row without any value set aside', async () => {
	expect(await loadGolden(shared, 'bpi/2014-incidents.csv')).toEqual({
		preset: 'BPI Challenge 2014 incidents',
		problems: [],
		ticket: [
			{
				ticket_id: 'IM0000004',
				type: 'incident',
				status: 'Closed',
				priority: '4',
				impact: '4',
				urgency: '4',
				category: 'Other',
				related_system: 'SUB000508',
				created_at: '2012-02-05T13:32:57.000Z',
				resolved_at: '2013-11-04T13:50:27.000Z',
				closed_at: '2013-11-04T13:51:17.000Z',
				reassignment_count: 26,
			},
			{
				ticket_id: 'IM0000005',
				type: 'request for information',
				status: 'Closed',
				priority: '5',
				impact: '5',
				urgency: '5 - Very Low',
				category: 'Überprüft',
				related_system: 'WBA000124',
				created_at: '2012-03-22T15:44:40.000Z',
				resolved_at: '2013-12-02T12:36:46.000Z',
				closed_at: '2013-12-02T12:36:50.000Z',
				reassignment_count: 1,
			},
		],
	});
});

test('BPI 2013: the last change is the state, the first one its beginning', async () => {
	expect(await loadGolden(shared, 'bpi/2013-log.csv')).toEqual({
		preset: 'BPI Challenge 2013 incident log',
		problems: [],
		ticket: [
			{
				ticket_id: '1-364285768',
				status: 'Completed',
				impact: 'Medium',
				category: 'PROD582',
				queue: 'V5 3rd',
				assignee: 'Anne Claire',
				created_at: '2010-03-31T14:59:42.000Z',
				updated_at: '2010-04-06T14:44:07.000Z',
				pause_reason: 'Closed',
			},
			{
				ticket_id: '1-467153946',
				status: 'Accepted',
				impact: 'High',
				category: 'PROD1',
				queue: 'N1',
				assignee: 'Åsa',
				created_at: '2011-02-10T08:00:00.000Z',
				updated_at: '2011-02-10T08:00:00.000Z',
				pause_reason: 'In Progress',
			},
		],
		ticket_event: [
			{
				ticket_id: '1-364285768',
				at: '2010-03-31T14:59:42.000Z',
				kind: 'status',
				to_value: 'Accepted',
				actor: 'Frederic',
				ordinal: 1,
			},
			{
				ticket_id: '1-364285768',
				at: '2010-03-31T15:45:48.000Z',
				kind: 'status',
				from_value: 'Accepted',
				to_value: 'Queued',
				actor: 'Anne Claire',
				ordinal: 1,
			},
			{
				ticket_id: '1-364285768',
				at: '2010-04-06T14:44:07.000Z',
				kind: 'status',
				from_value: 'Queued',
				to_value: 'Completed',
				actor: 'Anne Claire',
				ordinal: 1,
			},
			{
				ticket_id: '1-467153946',
				at: '2011-02-10T08:00:00.000Z',
				kind: 'status',
				to_value: 'Accepted',
				actor: 'Åsa',
				ordinal: 1,
			},
		],
	});
});
