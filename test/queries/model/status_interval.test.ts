import { expect, test } from 'vitest';
import { select } from '../../support/questions.ts';
import {
	importInto,
	makeDataFolder,
	openReader,
	openWarehouse,
	writeTable,
	type Tables,
} from '../../support/warehouse.ts';
import type { Reader } from '#lib/server/warehouse/reader.ts';

/** Every stay as `status from – to`, in the order of the ticket's history. */
async function staysOf(reader: Reader): Promise<string[]> {
	const rows = await select(
		reader,
		`select coalesce(source_status, 'unknown') || ' ' || strftime(from_at, '%m-%d %H:%M')
			|| ' – ' || coalesce(strftime(to_at, '%m-%d %H:%M'), '') as stay
		from status_interval order by ticket_key, place`,
	);
	return rows.map((row) => String(row['stay']).trim());
}

const stays = async (tables: Tables) => staysOf(await openWarehouse(tables));

test('a ticket with a change log follows it, one stay after the other', async () => {
	expect(
		await stays({
			ticket: `
				ticket_id,title,status,created_at,resolved_at
				1,Printer,Closed,2026-03-02T09:00:00Z,2026-03-02T23:00:00Z`,
			ticket_event: `
				ticket_id,at,kind,from_value,to_value
				1,2026-03-02T09:00:00Z,status,,New
				1,2026-03-03T10:00:00Z,status,New,In progress
				1,2026-03-04T11:00:00Z,status,In progress,Closed`,
		}),
	).toEqual([
		'New 03-02 09:00 – 03-03 10:00',
		'In progress 03-03 10:00 – 03-04 11:00',
		'Closed 03-04 11:00 –',
	]);
});

test('the status before the first logged change holds since the creation', async () => {
	expect(
		await stays({
			ticket: `
				ticket_id,title,status,created_at
				1,Printer,In progress,2026-03-02T09:00:00Z`,
			ticket_event: `
				ticket_id,at,kind,from_value,to_value
				1,2026-03-03T10:00:00Z,status,New,In progress`,
		}),
	).toEqual(['New 03-02 09:00 – 03-03 10:00', 'In progress 03-03 10:00 –']);
});

test('the first logged status holds since the creation when nothing is known from before', async () => {
	expect(
		await stays({
			ticket: `
				ticket_id,title,status,created_at
				1,Printer,Scheduled,2026-03-02T09:00:00Z`,
			ticket_event: `
				ticket_id,at,kind,from_value,to_value
				1,2026-03-02T09:05:00Z,status,,Triage
				1,2026-03-03T10:00:00Z,status,Triage,Scheduled`,
		}),
	).toEqual(['Triage 03-02 09:00 – 03-03 10:00', 'Scheduled 03-03 10:00 –']);
});

test('nothing happens to a ticket before it is created', async () => {
	expect(
		await stays({
			ticket: `
				ticket_id,title,status,created_at
				1,Printer,Triage,2026-03-02T09:00:00Z`,
			ticket_event: `
				ticket_id,at,kind,from_value,to_value
				1,2026-03-02T08:30:00Z,status,,New
				1,2026-03-02T08:45:00Z,status,New,Triage`,
		}),
	).toEqual(['New 03-02 09:00 – 03-02 09:00', 'Triage 03-02 09:00 –']);
});

test('what was before the first change comes before it even when the log begins before the creation', async () => {
	expect(
		await stays({
			ticket: `
				ticket_id,title,status,created_at
				1,Printer,Closed,2026-03-02T09:00:00Z`,
			ticket_event: `
				ticket_id,at,kind,from_value,to_value
				1,2026-03-02T08:59:00Z,status,New,Closed`,
		}),
	).toEqual(['New 03-02 09:00 – 03-02 09:00', 'Closed 03-02 09:00 –']);
});

test('changes at one instant keep the order that their ordinals give them', async () => {
	expect(
		await stays({
			ticket: `
				ticket_id,title,status,created_at
				1,Printer,Closed,2026-03-02T09:00:00Z`,
			ticket_event: `
				ticket_id,at,kind,from_value,to_value,ordinal
				1,2026-03-03T10:00:00Z,status,Triage,Closed,2
				1,2026-03-03T10:00:00Z,status,New,Triage,1`,
		}),
	).toEqual([
		'New 03-02 09:00 – 03-03 10:00',
		'Triage 03-03 10:00 – 03-03 10:00',
		'Closed 03-03 10:00 –',
	]);
});

test('changes at one instant without ordinals follow from one another, in whatever order they came', async () => {
	expect(
		await stays({
			ticket: `
				ticket_id,title,status,created_at
				1,Printer,Closed,2026-03-02T09:00:00Z`,
			ticket_event: `
				ticket_id,at,kind,from_value,to_value
				1,2026-03-03T10:00:00Z,status,Triage,Closed
				1,2026-03-03T10:00:00Z,status,New,Triage`,
		}),
	).toEqual([
		'New 03-02 09:00 – 03-03 10:00',
		'Triage 03-03 10:00 – 03-03 10:00',
		'Closed 03-03 10:00 –',
	]);
});

test('changes of anything but the status leave no stay', async () => {
	expect(
		await stays({
			ticket: `
				ticket_id,title,status,created_at
				1,Printer,New,2026-03-02T09:00:00Z`,
			ticket_event: `
				ticket_id,at,kind,from_value,to_value
				1,2026-03-02T10:00:00Z,priority,4,3
				1,2026-03-02T11:00:00Z,public_reply,,`,
		}),
	).toEqual(['New 03-02 09:00 –']);
});

test('a ticket with milestones only has an unknown status until it was done', async () => {
	expect(
		await stays({
			ticket: `
				ticket_id,title,status,created_at,closed_at
				1,Printer,Closed,2026-03-02T09:00:00Z,2026-03-04T11:00:00Z`,
		}),
	).toEqual(['unknown 03-02 09:00 – 03-04 11:00', 'Closed 03-04 11:00 –']);
});

test('of two milestones the resolution ends the work, not the later closing for the record', async () => {
	expect(
		await stays({
			ticket: `
				ticket_id,title,status,created_at,resolved_at,closed_at
				1,Printer,Closed,2026-03-02T09:00:00Z,2026-03-03T10:00:00Z,2026-03-08T10:00:00Z`,
		}),
	).toEqual(['unknown 03-02 09:00 – 03-03 10:00', 'Closed 03-03 10:00 –']);
});

test('an open ticket without change log has been in its status since it was created', async () => {
	expect(
		await stays({
			ticket: `
				ticket_id,title,status,created_at,resolved_at
				1,Reopened since,Scheduled,2026-03-02T09:00:00Z,2026-03-03T10:00:00Z`,
		}),
	).toEqual(['Scheduled 03-02 09:00 –']);
});

test('a ticket closed before it was created has no known end', async () => {
	expect(
		await stays({
			ticket: `
				ticket_id,title,status,created_at,closed_at
				1,Printer,Closed,2026-03-02T09:00:00Z,2026-03-01T09:00:00Z`,
		}),
	).toEqual(['unknown 03-02 09:00 –']);
});

test('a ticket closed at the instant of its creation has a stay of no length', async () => {
	expect(
		await stays({
			ticket: `
				ticket_id,title,status,created_at,closed_at
				1,Alert,Closed,2026-03-02T09:00:00Z,2026-03-02T09:00:00Z`,
		}),
	).toEqual(['unknown 03-02 09:00 – 03-02 09:00', 'Closed 03-02 09:00 –']);
});

test('the status map gives each stay its meaning, whatever the case and punctuation', async () => {
	const reader = await openWarehouse({
		ticket: `
			ticket_id,title,status,created_at
			1,Waits,AWAITING user-info,2026-03-02T09:00:00Z
			2,Waits for nobody known,Parked with legal,2026-03-02T09:00:00Z
			3,Gone,spam,2026-03-02T09:00:00Z`,
		ticket_event: `
			ticket_id,at,kind,from_value,to_value
			3,2026-03-02T09:00:00Z,status,,spam`,
	});
	expect(
		await select(
			reader,
			`select ticket_id, status_interval.status, status_interval.status_class,
				status_interval.held_by, basis
			from status_interval join ticket_fact using (ticket_key) order by ticket_id`,
		),
	).toEqual([
		{
			ticket_id: '1',
			status: 'Waiting on client',
			status_class: 'open',
			held_by: 'client',
			basis: 'milestones',
		},
		{ ticket_id: '2', status: null, status_class: 'open', held_by: null, basis: 'milestones' },
		{ ticket_id: '3', status: 'Withdrawn', status_class: 'withdrawn', held_by: null, basis: 'log' },
	]);
});

test('tickets of one number in two systems have each their own history', async () => {
	const folder = makeDataFolder();
	for (const source of ['desk', 'other']) {
		const ticket = `
			ticket_id,title,status,created_at
			1,Printer,Triage,2026-03-02T09:00:00Z`;
		await importInto(folder, writeTable('ticket.csv', ticket), { source });
	}
	const event = `
		ticket_id,at,kind,from_value,to_value
		1,2026-03-03T10:00:00Z,status,New,Triage`;
	await importInto(folder, writeTable('ticket_event.csv', event), { source: 'desk' });
	const reader = await openReader(folder);
	expect(
		await select(
			reader,
			`select source, count(*) as stays, min(basis) as basis
			from status_interval join ticket_fact using (ticket_key) group by source order by source`,
		),
	).toEqual([
		{ source: 'desk', stays: 2, basis: 'log' },
		{ source: 'other', stays: 1, basis: 'milestones' },
	]);
});
