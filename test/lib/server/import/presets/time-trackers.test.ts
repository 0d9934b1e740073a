import { expect, test } from 'vitest';
import { shareWriter } from '../share-writer.ts';
import { loadGolden } from './golden.ts';

const shared = shareWriter();

test('Toggl: durations beyond a day and an amount without a currency', async () => {
	expect(await loadGolden(shared, 'toggl/detailed.csv')).toEqual({
		preset: 'Toggl detailed report',
		problems: [],
		time_entry: [
			{
				ticket_id: 'SUP-17',
				client: 'Ashdown',
				person: 'Ada',
				worked_on: '2020-01-01',
				started_at: '2020-01-01T23:50:00.000Z',
				ended_at: '2020-01-02T00:34:05.000Z',
				actual_hours: '0.7347',
				billable_hours: '0.7347',
				time_category: 'Client communication',
				note: 'Wiring',
				project: 'Rollout',
			},
			{
				client: 'Ashdown',
				person: 'Ada',
				worked_on: '2020-01-13',
				started_at: '2020-01-13T09:00:00.000Z',
				ended_at: '2020-01-14T12:15:00.000Z',
				actual_hours: '27.2500',
				billable_hours: '0.0000',
				note: 'Lunch and learn',
			},
		],
	});
});

test('Toggl: a currency in the header', async () => {
	expect(await loadGolden(shared, 'toggl/detailed-usd.csv')).toEqual({
		preset: 'Toggl detailed report',
		problems: [],
		time_entry: [
			{
				client: 'Bright',
				person: 'Ben',
				worked_on: '2020-01-03',
				started_at: '2020-01-03T09:00:00.000Z',
				ended_at: '2020-01-03T10:30:00.000Z',
				actual_hours: '1.5000',
				billable_hours: '1.5000',
				note: 'Call',
				amount: '120.0000',
				currency: 'USD',
				project: 'Retainer',
			},
		],
	});
});

test('Clockify: all quoted, day first, a currency in the header', async () => {
	expect(await loadGolden(shared, 'clockify/detailed.csv')).toEqual({
		preset: 'Clockify detailed report',
		problems: [],
		time_entry: [
			{
				ticket_id: 'SUP-17',
				client: 'Ashdown',
				person: 'Ada',
				worked_on: '2026-01-30',
				started_at: '2026-01-30T09:00:00.000Z',
				ended_at: '2026-01-30T10:30:00.000Z',
				actual_hours: '1.5000',
				billable_hours: '1.5000',
				billing_code: 'Included managed services',
				note: 'Wiring',
				entered_at: '2026-01-30T00:00:00.000Z',
				rate: '80.0000',
				amount: '120.0000',
				currency: 'USD',
				project: 'Rollout',
			},
			{
				client: 'Ashdown',
				person: 'Ben',
				worked_on: '2026-01-30',
				started_at: '2026-01-30T11:00:00.000Z',
				ended_at: '2026-01-30T11:15:00.000Z',
				actual_hours: '0.2500',
				billable_hours: '0.0000',
				note: 'Desk',
				entered_at: '2026-01-31T00:00:00.000Z',
				rate: '0.0000',
				amount: '0.0000',
				currency: 'USD',
			},
		],
	});
});

test('Harvest: names in two columns and currencies in words', async () => {
	expect(await loadGolden(shared, 'harvest/detailed.csv')).toEqual({
		preset: 'Harvest detailed time report',
		problems: [],
		time_entry: [
			{
				client: 'Ashdown',
				person: 'Grace Hopper',
				worked_on: '2026-04-13',
				actual_hours: '1.3300',
				billable_hours: '1.3300',
				time_category: 'Remote support',
				note: 'Phones, again',
				rate: '100.0000',
				amount: '133.0000',
				cost_rate: '40.0000',
				currency: 'USD',
				project: 'Retainer',
			},
			{
				client: 'Bright',
				person: 'Ada',
				worked_on: '2026-04-14',
				actual_hours: '1.0000',
				billable_hours: '0.0000',
				time_category: 'Admin',
				rate: '0.0000',
				amount: '0.0000',
				currency: 'GBP',
				project: 'Internal',
			},
		],
	});
});

test('Harvest: a decimal comma', async () => {
	expect(await loadGolden(shared, 'harvest/detailed-fi.csv')).toEqual({
		preset: 'Harvest detailed time report',
		problems: [],
		time_entry: [
			{
				client: 'Ashdown',
				person: 'Aino Virta',
				worked_on: '2015-01-26',
				actual_hours: '7.5000',
				billable_hours: '7.5000',
				time_category: 'Etätyö',
				project: 'Tuki',
			},
		],
	});
});

test('Kimai: durations in either form, repeated columns, an entry past midnight', async () => {
	expect(await loadGolden(shared, 'kimai/timesheet.csv')).toEqual({
		preset: 'Kimai timesheet',
		problems: [],
		time_entry: [
			{
				client: 'Ashdown',
				person: 'ada',
				worked_on: '2019-06-16',
				started_at: '2019-06-16T12:00:00.000Z',
				ended_at: '2019-06-16T12:06:00.000Z',
				actual_hours: '0.1000',
				billable_hours: '0.1000',
				time_category: 'Remote',
				note: 'Phones',
				rate: '84.0000',
				amount: '8.4000',
				currency: 'EUR',
				project: 'Retainer',
			},
			{
				client: 'Bright',
				person: 'ben',
				worked_on: '2019-06-30',
				started_at: '2019-06-30T23:30:00.000Z',
				ended_at: '2019-07-01T00:30:00.000Z',
				actual_hours: '1.0000',
				time_category: 'Patching',
				amount: '0.0000',
				currency: 'EUR',
				project: 'Night',
			},
		],
	});
});

test('Zammad: units of an unknown length are never taken for hours', async () => {
	expect(await loadGolden(shared, 'zammad/time-accounting.csv')).toEqual({
		preset: 'Zammad time accounting',
		problems: [
			'2: actual_hours “1.5 of an unknown unit” is not a number that can be read for certain',
			'3: actual_hours “2 of an unknown unit” is not a number that can be read for certain',
		],
	});
});

test('Zammad: units whose length the header tells', async () => {
	expect(await loadGolden(shared, 'zammad/time-accounting-minutes.csv')).toEqual({
		preset: 'Zammad time accounting',
		problems: [],
		time_entry: [
			{
				ticket_id: '31001',
				client: 'Ashdown',
				person: 'Ada',
				worked_on: '2026-03-02',
				actual_hours: '1.5000',
				time_category: 'Remote',
				entered_at: '2026-03-02T09:00:00.000Z',
			},
			{
				ticket_id: '31002',
				person: 'Ben',
				worked_on: '2026-03-02',
				actual_hours: '0.2583',
				entered_at: '2026-03-02T10:00:00.000Z',
			},
		],
	});
});
