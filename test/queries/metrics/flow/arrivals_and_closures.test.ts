import { describe, expect, test } from 'vitest';
import { arrivalsAndClosures } from '#queries/metrics/flow/arrivals_and_closures.ts';
import { toHistories } from '../../../support/histories.ts';
import { answer, countedOf, rowOf, rowsOf, type Asked } from '../../../support/questions.ts';
import { openWarehouse, shareTables } from '../../../support/warehouse.ts';

type Flow = Asked<typeof arrivalsAndClosures>;

describe('what counts', () => {
	/** What a ticket goes through, and what of it is counted. */
	const cases: Record<string, { statuses: string[]; counted: string[] }> = {
		'a created ticket is an arrival': {
			statuses: ['New'],
			counted: ['created'],
		},
		'a resolved ticket that is later closed is one closure': {
			statuses: ['New', 'Resolved', 'Closed'],
			counted: ['created', 'closed'],
		},
		'a reopened ticket counts as an arrival again and closing it as a closure again': {
			statuses: ['New', 'Resolved', 'In progress', 'Resolved'],
			counted: ['created', 'closed', 'reopened', 'closed'],
		},
		'withdrawn is not a closure': {
			statuses: ['New', 'Cancelled'],
			counted: ['created', 'withdrawn'],
		},
		'cancelling what is closed changes nothing': {
			statuses: ['New', 'Closed', 'Cancelled'],
			counted: ['created', 'closed'],
		},
		'a ticket logged as done from the start is an arrival and a closure': {
			statuses: ['Resolved'],
			counted: ['created', 'closed'],
		},
		'a wait for the client is neither': {
			statuses: ['New', 'Awaiting User Info', 'In progress'],
			counted: ['created'],
		},
	};
	const shared = shareTables(
		toHistories(
			Object.fromEntries(Object.entries(cases).map(([name, { statuses }]) => [name, statuses])),
		),
	);

	test.each(Object.entries(cases))('%s', async (name, { counted }) => {
		const rows = await countedOf(shared.reader, arrivalsAndClosures);
		const own = rows.filter((row) => row.ticket_id === name);
		expect(own.map((row) => row['measure']).sort()).toEqual([...counted].sort());
		expect(own.every((row) => row['is_numerator'])).toBe(true);
	});

	test('reopened is part of the arrivals, and withdrawn leaves the backlog like a closure', async () => {
		const row = await rowOf(shared.reader, arrivalsAndClosures, {
			parameters: { every: 'period' },
		});
		expect(row).toMatchObject({
			arrivals: 8,
			reopened: 1,
			closures: 5,
			withdrawn: 1,
			net_flow: 2,
		});
	});

	test('a merged ticket leaves arrivals and closures, and is shown as not counted', async () => {
		const reader = await openWarehouse({
			ticket: `
				ticket_id,title,status,created_at,closed_at,merged_into
				1,Survivor,New,2026-03-02T09:00:00Z,,
				2,Twin,Closed,2026-03-03T09:00:00Z,2026-03-03T10:00:00Z,1`,
		});
		const { rows, excluded } = await answer(reader, arrivalsAndClosures, {
			parameters: { every: 'period' },
		});
		expect(rows).toMatchObject([{ arrivals: 1, closures: 0 }]);
		expect(excluded).toEqual([{ reason: 'merged into another ticket', count: 2 }]);
	});

	test('a ticket without change log uses its milestones', async () => {
		const reader = await openWarehouse({
			ticket: `
				ticket_id,title,status,created_at,resolved_at,closed_at
				1,Printer,Closed,2026-03-02T09:00:00Z,2026-03-04T09:00:00Z,2026-03-09T09:00:00Z`,
		});
		expect(await countedOf(reader, arrivalsAndClosures)).toMatchObject([
			{ measure: 'created', happened_at: '2026-03-02T09:00:00.000Z' },
			{ measure: 'closed', happened_at: '2026-03-04T09:00:00.000Z' },
		]);
	});

	test('a ticket that ended at an unknown time arrived, and its end is shown as not counted', async () => {
		const reader = await openWarehouse({
			ticket: `
				ticket_id,title,status,created_at,closed_at
				1,No time,Closed,2026-03-02T09:00:00Z,
				2,Closed before it was created,Closed,2026-03-02T09:00:00Z,2026-03-01T09:00:00Z`,
		});
		const { rows, excluded } = await answer(reader, arrivalsAndClosures, {
			parameters: { every: 'period' },
		});
		expect(rows).toMatchObject([{ arrivals: 2, closures: 0 }]);
		expect(excluded).toEqual([{ reason: 'ended at an unknown time', count: 2 }]);
	});
});

describe('when it counts', () => {
	const shared = shareTables({
		ticket: `
			ticket_id,title,status,created_at,closed_at
			1,Last minute of February,New,2026-02-28T23:59:59Z,
			2,First of March,Closed,2026-03-01T00:00:00Z,2026-03-31T11:59:59Z
			3,In the middle,Closed,2026-03-11T09:00:00Z,2026-03-31T12:00:00Z
			4,A moment too late,Closed,2026-03-12T09:00:00Z,2026-03-31T12:00:01Z`,
	});
	const march = { fromOn: '2026-03-01', toOn: '2026-03-31' };
	const ask = (asked: Flow) => rowsOf(shared.reader, arrivalsAndClosures, asked);
	const every = (length: string) => ({ parameters: { every: length } });

	test('a period has both its first and its last day', async () => {
		expect(await ask({ fromOn: '2026-03-01', toOn: '2026-03-11', ...every('period') })).toEqual([
			expect.objectContaining({ period_start_on: '2026-03-01', arrivals: 2 }),
		]);
	});

	test('the instant of as_of belongs to the period, and what comes after does not', async () => {
		expect(await ask({ ...march, ...every('period') })).toMatchObject([
			{ arrivals: 3, closures: 2 },
		]);
		expect(
			await ask({ ...march, asOf: '2026-03-31T11:59:59.999Z', ...every('period') }),
		).toMatchObject([{ arrivals: 3, closures: 1 }]);
	});

	test('without a first day the period begins with the first ticket', async () => {
		const rows = await ask(every('month'));
		expect(rows.map((row) => [row.period_start_on, row.arrivals])).toEqual([
			['2026-02-01', 1],
			['2026-03-01', 3],
		]);
	});

	test('a bucket in which nothing happened is there, with zeros', async () => {
		const rows = await ask({ ...march, toOn: '2026-03-29' });
		expect(rows.map((row) => [row.period_start_on, row.arrivals, row.closures])).toEqual([
			['2026-02-23', 1, 0],
			['2026-03-02', 0, 0],
			['2026-03-09', 2, 0],
			['2026-03-16', 0, 0],
			['2026-03-23', 0, 0],
		]);
	});

	test('the last bucket is the one of as_of, even where the period goes on', async () => {
		const rows = await ask({ ...march, asOf: '2026-03-03T10:00:00Z', ...every('day') });
		expect(rows.map((row) => row.period_start_on)).toEqual([
			'2026-03-01',
			'2026-03-02',
			'2026-03-03',
		]);
	});

	test('a period that is still to come has no buckets', async () => {
		expect(await ask({ fromOn: '2026-04-06', toOn: '2026-04-12' })).toEqual([]);
	});

	test('two adjoining periods add up to the whole', async () => {
		const sum = async (fromOn: string, toOn: string) => {
			const [row] = await ask({ fromOn, toOn, ...every('period') });
			return [row?.arrivals ?? 0, row?.closures ?? 0];
		};
		const [first, second] = [
			await sum('2026-02-20', '2026-03-11'),
			await sum('2026-03-12', '2026-03-31'),
		];
		expect([first[0]! + second[0]!, first[1]! + second[1]!]).toEqual(
			await sum('2026-02-20', '2026-03-31'),
		);
		expect(first).toEqual([3, 0]);
	});

	test('the rows behind a bucket are those of the bucket', async () => {
		const rows = await countedOf(shared.reader, arrivalsAndClosures, {
			where: { measure: ['created', 'reopened'], period_start_on: ['2026-03-09'] },
		});
		expect(rows.map((row) => row.ticket_id)).toEqual(['3', '4']);
	});
});

describe('buckets begin in the reporting zone', () => {
	const london = { zone: 'Europe/London' };
	const shared = shareTables({
		ticket: `
			ticket_id,title,status,created_at
			1,Sunday 23:59 on the day the clocks went forward,New,2026-03-29T22:59:00Z
			2,Monday 00:00,New,2026-03-29T23:00:00Z
			3,Sunday 23:59 on the day the clocks went back,New,2026-10-25T23:59:00Z
			4,Monday 00:00,New,2026-10-26T00:00:00Z`,
	});
	const ask = (asked: Flow) => rowsOf(shared.reader, arrivalsAndClosures, asked);

	test('weeks begin on Monday at midnight there, also when the clocks went forward', async () => {
		const rows = await ask({ ...london, fromOn: '2026-03-23', toOn: '2026-03-31' });
		expect(rows.map((row) => [row.period_start_on, row.arrivals])).toEqual([
			['2026-03-23', 1],
			['2026-03-30', 1],
		]);
	});

	test('and when they went back', async () => {
		const asOf = '2026-10-27T12:00:00Z';
		const rows = await ask({ ...london, fromOn: '2026-10-19', toOn: '2026-10-27', asOf });
		expect(rows.map((row) => [row.period_start_on, row.arrivals])).toEqual([
			['2026-10-19', 1],
			['2026-10-26', 1],
		]);
	});

	test('a period begins and ends at midnight there', async () => {
		const arrivalsOn = async (zone: string, day: string) => {
			const period = { fromOn: day, toOn: day, parameters: { every: 'day' } };
			return (await ask({ zone, ...period })).map((row) => row.arrivals);
		};
		const [sunday, monday] = ['2026-03-29', '2026-03-30'];
		expect(await arrivalsOn('Europe/London', sunday)).toEqual([1]);
		expect(await arrivalsOn('Europe/London', monday)).toEqual([1]);
		expect(await arrivalsOn('UTC', sunday)).toEqual([2]);
		expect(await arrivalsOn('Asia/Tokyo', sunday)).toEqual([0]);
		expect(await arrivalsOn('Asia/Tokyo', monday)).toEqual([2]);
	});

	test('the last bucket is that of the local day of as_of', async () => {
		const rows = await ask({
			zone: 'Pacific/Auckland',
			fromOn: '2026-03-30',
			parameters: { every: 'day' },
		});
		expect(rows.at(-1)?.period_start_on).toBe('2026-04-01');
	});
});

describe('whom it is about', () => {
	const shared = shareTables({
		person: `
			person,team
			Amara Osei,Service Desk`,
		ticket: `
			ticket_id,title,status,created_at,client,priority,type,category,channel,related_system,assignee
			1,Printer,New,2026-03-02T09:00:00Z,FEN,2,incident,Printing,phone,Printer,Amara Osei
			2,Server,New,2026-03-10T09:00:00Z,MAR,3,request,Network,email,Switch,Jodie Marsh
			3,Nobody's,New,2026-03-11T09:00:00Z,,,,,,,`,
	});
	const ask = (asked: Flow) => rowsOf(shared.reader, arrivalsAndClosures, asked);
	const period = { parameters: { every: 'period' } };

	test('all clients are all tickets, also those without a client; a list is only its own', async () => {
		expect(await ask(period)).toMatchObject([{ arrivals: 3 }]);
		expect(await ask({ ...period, clients: ['FEN', 'MAR'] })).toMatchObject([{ arrivals: 2 }]);
		expect(await ask({ ...period, clients: ['FEN'] })).toMatchObject([{ arrivals: 1 }]);
	});

	test.each([
		{ teams: ['Service Desk'] },
		{ persons: ['Amara Osei'] },
		{ priorities: ['2'] },
		{ types: ['incident'] },
		{ systems: ['Printer'] },
		{ categories: ['Printing'] },
		{ channels: ['phone'] },
	])('a filter by %o leaves the tickets that have it', async (filters) => {
		const rows = await countedOf(shared.reader, arrivalsAndClosures, { filters });
		expect(rows.map((row) => row.ticket_id)).toEqual(['1']);
	});

	test('a client without tickets has zeros in a period, and no bucket without one', async () => {
		expect(await ask({ clients: ['OAK'], fromOn: '2026-03-02', toOn: '2026-03-08' })).toMatchObject(
			[{ period_start_on: '2026-03-02', is_total: true, arrivals: 0, net_flow: 0 }],
		);
		expect(await ask({ clients: ['OAK'] })).toEqual([]);
	});

	test('each group has every bucket, below the total of all groups', async () => {
		const rows = await ask({ by: 'client', fromOn: '2026-03-02', toOn: '2026-03-15' });
		expect(
			rows.map((row) => [row.period_start_on, row.is_total, row.group_value, row.arrivals]),
		).toEqual([
			['2026-03-02', true, null, 1],
			['2026-03-02', false, 'FEN', 1],
			['2026-03-02', false, 'MAR', 0],
			['2026-03-02', false, null, 0],
			['2026-03-09', true, null, 2],
			['2026-03-09', false, 'FEN', 0],
			['2026-03-09', false, 'MAR', 1],
			['2026-03-09', false, null, 1],
		]);
	});

	test('a group that has nothing in the period is not listed', async () => {
		const rows = await ask({ by: 'client', fromOn: '2026-03-02', toOn: '2026-03-08' });
		expect(rows.map((row) => row.group_value)).toEqual([null, 'FEN']);
	});

	test.each([
		['priority', '2'],
		['type', 'incident'],
		['category', 'Printing'],
		['channel', 'phone'],
		['system', 'Printer'],
		['assignee', 'Amara Osei'],
		['team', 'Service Desk'],
	] as const)('a breakdown by %s has a group for %s', async (by, value) => {
		const rows = await ask({ ...period, by });
		expect(rows.find((row) => row.group_value === value)).toMatchObject({ arrivals: 1 });
	});
});
