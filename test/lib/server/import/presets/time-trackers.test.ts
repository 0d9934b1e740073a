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
		problems: ['2: actual_hours “1.5” has no unit', '3: actual_hours “2” has no unit'],
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

test('Tempo: worklogs beside the issues that they are about', async () => {
	await shared.import(
		'tempo',
		[
			'Issue Key,Issue summary,Hours,Work date,Username,Full name,Account Customer,Project Name,Work Description,Billed Hours',
			'SUP-7,Printer,1.25,2024-01-15 00:00,ada,Ada Hall,Ashdown,Support,Swapped the fuser,1',
		].join('\n'),
	);
	expect(
		await shared.current(
			'time_entry',
			'ticket_id, person, worked_on, actual_hours, billable_hours, client, project, note',
		),
	).toEqual([
		[
			'SUP-7',
			'Ada Hall',
			'2024-01-15',
			'1.2500',
			'1.0000',
			'Ashdown',
			'Support',
			'Swapped the fuser',
		],
	]);
});

test('a system without a preset: time entries by common names, with an id where there is one', async () => {
	const rows = ['Ada,2026-03-02,Ashdown,1:30,Patching', 'Ada,2026-03-02,Ashdown,1:30,Patching'];
	const { preset } = await shared.import(
		'entries',
		['Employee,Date,Client,Duration,Notes', ...rows].join('\n'),
	);
	expect(preset).toBe('time entries by common column names');
	expect(await shared.current('time_entry', 'entry_id, person, actual_hours')).toEqual([
		[null, 'Ada', '1.5000'],
		[null, 'Ada', '1.5000'],
	]);
	await shared.import(
		'entries',
		['Entry ID,Employee,Date,Hours', '7,Ben,2026-03-02,0.5', '8,Ben,2026-03-02,0.5'].join('\n'),
	);
	expect(
		await shared.all(
			`select entry_id, actual_hours from time_entry where source = $source and person = 'Ben' order by 1`,
		),
	).toEqual([
		{ entry_id: '7', actual_hours: '0.5000' },
		{ entry_id: '8', actual_hours: '0.5000' },
	]);
});

test('a bare number under a name without a unit is never taken for hours', async () => {
	const { report } = await shared.import(
		'entries',
		['Employee,Date,Duration', 'Ada,2026-03-02,90'].join('\n'),
	);
	expect(report.quarantined.map(({ value }) => value)).toEqual(['90']);
	await shared.import('entries', ['Employee,Date,Duration (h)', 'Ada,2026-03-02,1.5'].join('\n'));
	expect(await shared.current('time_entry', 'actual_hours')).toEqual([['1.5000']]);
});

test('a bare number beside durations that name their units is shown as it is written', async () => {
	const { report } = await shared.import(
		'time.csv',
		`Employee,Client,Project,Date,Duration,Notes,Billable
		Ann,Acme,Move,2026-03-02,1:30,a,yes
		Ann,Acme,Move,2026-03-03,"7,5",b,yes
		Ann,Acme,Move,2026-03-04,2h 15m,c,yes`,
	);
	expect(report.quarantined).toMatchObject([{ line: 3, value: '7,5', reason: 'has no unit' }]);
});
