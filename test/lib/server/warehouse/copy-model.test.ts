import { expect, test } from 'vitest';
import { refreshFacts } from '#lib/server/warehouse/writer.ts';
import type { ServiceModel } from '#lib/server/model/model-schema.ts';
import { readModel, saveModel } from '#lib/server/store/model-versions.ts';
import { openStore, type Store } from '#lib/server/store/store.ts';
import { writeValueMappings } from '#lib/server/store/value-mappings.ts';
import { makeModel } from '../../../support/service-model.ts';
import {
	fillWarehouse,
	makeDataFolder,
	openReader,
	shareTables,
} from '../../../support/warehouse.ts';

const tables = {
	ticket: `
		ticket_id,title,status,priority,created_at
		1,Printer,Parkiert,High,2026-03-02T09:00:00Z
		2,Scanner,Open,Low,2026-03-02T09:00:00Z`,
};

function save(store: Store, model: ServiceModel): void {
	saveModel(store, { model, basedOn: readModel(store).version, reason: 'Test' });
}

const ours = makeModel((model) => {
	const [status, , waiting] = model.statuses;
	status!.spellings.push('Parkiert', 'par-kiert');
	waiting!.clock = 'runs';
	model.thresholds.recurring_days = 60;
	model.calendars.push({
		calendar: 'Night',
		versions: [
			{
				...{ valid_from: null, time_zone: 'Europe/London', holidays: null },
				windows: [{ days: ['fri', 'sat'], opens: '22:00', closes: '06:00' }],
			},
			{
				...{ valid_from: '2026-05-01', time_zone: 'Europe/Berlin' },
				windows: [{ days: ['sun'], opens: '00:00', closes: '24:00' }],
				holidays: { country: 'GB', region: 'ENG' },
			},
		],
		own_days: [
			...[{ date: '2026-05-25', name: 'Open house', hours: [], is_worked: true }],
			...[
				{
					date: '2026-08-31',
					name: 'Half',
					hours: [{ opens: '09:00', closes: '12:00' }],
					is_worked: false,
				},
			],
			...[{ date: '2026-04-06', name: 'Ours', hours: [], is_worked: false }],
		],
	});
	model.policies[0]!.versions.push({
		...{ valid_from: '2026-06-01', priority_change: 'carried_over' },
		pauses: { first_response: ['Scheduled'] },
		targets: [
			{
				...{ measure: 'resolution', priority: 'High', minutes: 480 },
				...{ business_days: null, clock: 'calendar' },
			},
		],
	});
});

const shared = shareTables(tables, ({ store }) => save(store, ours));

async function ask(sql: string, { reader } = shared) {
	const data = await reader.describe();
	return reader.query(data!.dataVersion, sql, {});
}

test('the facts are built by the model in force, which the warehouse names', async () => {
	expect(await ask('select version, reason, default_policy from service_model')).toEqual([
		{ version: 1, reason: 'Test', default_policy: 'Standard' },
	]);
	expect(await ask('select ticket_id, status from ticket_fact order by 1')).toEqual([
		{ ticket_id: '1', status: 'New' },
		{ ticket_id: '2', status: 'New' },
	]);
});

test('a threshold is a column of one row, with its type', async () => {
	expect(
		await ask('select recurring_days, alert_lead_share, reopen_returns_to_pending from threshold'),
	).toEqual([{ recurring_days: 60, alert_lead_share: 0.25, reopen_returns_to_pending: true }]);
});

test('a calendar has a row for each version, and its hours by weekday', async () => {
	expect(
		await ask(`select calendar_window.valid_from::varchar as valid_from, time_zone, weekday,
				opens::varchar as opens, closes::varchar as closes
			from calendar join calendar_window
				on calendar_window.calendar = calendar.calendar
				and calendar_window.valid_from is not distinct from calendar.valid_from
			where calendar.calendar = 'Night' order by valid_from nulls first, weekday`),
	).toEqual([
		...[5, 6].map((weekday) => ({
			...{ valid_from: null, time_zone: 'Europe/London', weekday },
			...{ opens: '22:00:00', closes: '06:00:00' },
		})),
		{
			...{ valid_from: '2026-05-01', time_zone: 'Europe/Berlin', weekday: 7 },
			...{ opens: '00:00:00', closes: '00:00:00' },
		},
	]);
});

test('public holidays are those of the version of the day, and own days go before them', async () => {
	const days = await ask(
		`select holiday_on::varchar as day, name, opens::varchar as opens from holiday
		where calendar = 'Night' and holiday_on between '2026-01-01' and '2026-12-25' order by 1`,
	);
	expect(days).toEqual([
		{ day: '2026-04-06', name: 'Ours', opens: null },
		{ day: '2026-05-04', name: 'Early May bank holiday', opens: null },
		{ day: '2026-08-31', name: 'Half', opens: '09:00:00' },
		{ day: '2026-12-25', name: 'Christmas Day', opens: null },
	]);
});

test('targets stand by policy and version, with what pauses them', async () => {
	expect(
		await ask(`select policy, valid_from::varchar as valid_from, measure, priority, minutes,
			business_days, clock from sla_target where valid_from is not null`),
	).toEqual([
		{
			...{ policy: 'Standard', valid_from: '2026-06-01', measure: 'resolution', priority: 'High' },
			...{ minutes: 480, business_days: null, clock: 'calendar' },
		},
	]);
	const pauses = await ask(`select measure, status from sla_pause
		where valid_from is not null order by measure, status`);
	// The policy's own word, else the statuses whose clock pauses.
	expect(pauses).toEqual([
		{ measure: 'first_response', status: 'Scheduled' },
		{ measure: 'plan', status: 'Client review' },
		{ measure: 'resolution', status: 'Client review' },
	]);
});

test('facts are built anew when people have said more, and only then', async () => {
	const folder = makeDataFolder();
	await fillWarehouse(folder, tables);
	expect(await refreshFacts(folder)).toBe(false);
	const store = openStore(folder.store);
	save(store, ours);
	expect(await refreshFacts(folder)).toBe(true);
	const mapping = { source: 'test', kind: 'status', value: 'Open', canonical: 'Closed' } as const;
	writeValueMappings(store, [mapping]);
	store.close();
	expect(await refreshFacts(folder)).toBe(true);
	expect(await refreshFacts(folder)).toBe(false);
	const reader = await openReader(folder);
	expect(
		await ask('select status from ticket_fact order by ticket_id', { folder, reader }),
	).toEqual([{ status: 'New' }, { status: 'Closed' }]);
});
