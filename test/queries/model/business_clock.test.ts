import { expect, test } from 'vitest';
import { writeSetting } from '#lib/server/store/settings.ts';
import type { Reader } from '#lib/server/warehouse/reader.ts';
import { includeSteps } from '#lib/server/warehouse/statement.ts';
import { write } from '#lib/server/warehouse/writer.ts';
import { select } from '../../support/questions.ts';
import {
	fillWarehouse,
	makeDataFolder,
	openReader,
	openWarehouse,
	type Tables,
} from '../../support/warehouse.ts';

const ticket = `
	ticket_id,title,status,created_at
	1,Printer,New,2026-03-02T09:00:00Z`;

const minutesOf = async (reader: Reader, calendar: string, from: string, to: string) => {
	const [row] = await select(
		reader,
		includeSteps(`
			with span as (
				select $calendar::varchar as calendar, $from::timestamptz as from_at,
					$to::timestamptz as to_at
			),
			timed as ({{business_time}})
			select business_minutes from timed`),
		{ calendar, from, to },
	);
	return row!['business_minutes'];
};

async function spanOf(tables: Tables) {
	const [span] = await select(
		await openWarehouse(tables),
		`select starts_on, (ends_on - (select max(imported_at) from import)::date)::integer as days_left,
			(select min(from_at) = starts_on and max(to_at) = ends_on from business_clock) as is_covered
		from clock_span`,
	);
	return span;
}

test('every build keeps the clocks of the calendars that the service model ships with', async () => {
	const reader = await openWarehouse({ ticket });
	const weekend = ['2026-03-06T12:00:00Z', '2026-03-09T12:00:00Z'] as const;
	expect(await minutesOf(reader, 'Business hours', ...weekend)).toBe(8 * 60);
	expect(await minutesOf(reader, '24x7', ...weekend)).toBe(72 * 60);
});

test('a calendar without a zone of its own keeps the hours of the reporting zone', async () => {
	const reader = await openWarehouse(
		{ ticket },
		{ prepare: ({ store }) => writeSetting(store, 'reportingZone', 'America/New_York') },
	);
	const morning = ['2026-03-03T09:00:00Z', '2026-03-03T15:00:00Z'] as const;
	expect(await minutesOf(reader, 'Business hours', ...morning)).toBe(60);
});

test('clocks run from the first ticket, event or time entry to two years after the import', async () => {
	expect(await spanOf({ ticket })).toEqual({
		starts_on: '2026-03-01',
		days_left: 730,
		is_covered: true,
	});
	const ticket_event = `
		ticket_id,at,kind
		1,2026-02-20T09:00:00Z,public_reply`;
	expect(await spanOf({ ticket, ticket_event })).toMatchObject({ starts_on: '2026-02-19' });
	const time_entry = `
		person,worked_on,actual_hours
		Amara Osei,2026-01-12,2`;
	expect(await spanOf({ ticket, ticket_event, time_entry })).toMatchObject({
		starts_on: '2026-01-11',
	});
});

test('a typing error in a year does not make a clock of a century', async () => {
	expect(await spanOf({ ticket: `${ticket}\n2,Typo,New,1906-03-02T09:00:00Z` })).toMatchObject({
		starts_on: '1990-01-01',
	});
	expect(await spanOf({ ticket: `${ticket}\n2,Typo,New,2062-03-02T09:00:00Z` })).toMatchObject({
		days_left: 730,
	});
});

test('building anew gives the same clocks', async () => {
	const folder = makeDataFolder();
	await fillWarehouse(folder, { ticket });
	const read = async () => {
		const reader = await openReader(folder);
		return Promise.all(
			['business_window', 'business_clock', 'business_clock_inverse'].map((table) =>
				select(reader, `select * from ${table} order by all limit 2000`),
			),
		);
	};
	const first = await read();
	await write(folder, async (writer) => {
		writer.hasChanged = true;
	});
	expect(first.map((rows) => rows.length > 500)).toEqual([true, true, true]);
	expect(await read()).toEqual(first);
});
