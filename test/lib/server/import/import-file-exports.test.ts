import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type facts from '../../../../data/demo/facts.json';
import { parseCsv } from '#lib/formats/csv.ts';
import { relationNames } from '#lib/server/import/relations.ts';
import { shareWriter, writeBytes } from './share-writer.ts';

const shared = shareWriter();

const fixture = (path: string) => join('test/fixtures', path);
const readText = (path: string) => readFileSync(path, 'utf8');
const demoFacts = JSON.parse(readText('data/demo/facts.json')) as typeof facts;

/** The records of a CSV file by header; of a repeated header the first column. */
function readRecords(path: string): Record<string, string>[] {
	const [header = [], ...rows] = parseCsv(readText(path), { delimiter: ',' });
	return rows.map((row) =>
		Object.fromEntries(header.map((name, at) => [name, row[at] ?? '']).reverse()),
	);
}

describe('the ServiceNow event log', () => {
	const dashed = fixture('servicenow-uci/incident_event_log.dd-mm-yyyy.first2000.csv');
	const slashed = fixture('servicenow-uci/incident_event_log.d-m-yyyy.first198.csv');
	const firstLines = (path: string, lines: number) =>
		readText(path).split('\n').slice(0, lines).join('\n') + '\n';

	const contentOf = async (relation: string) => {
		const rows = await shared.all(
			`select * exclude (source, unit_id, record_id, content_import_id, first_import_id, last_import_id)
			from ${relation} where source = $source order by all`,
		);
		return rows;
	};

	test('gives the same tickets and events in both of its spellings', async () => {
		await shared.importFile(slashed);
		const fromSlashes = [await contentOf('ticket'), await contentOf('ticket_event')];
		shared.source = `${shared.source} again`;
		await shared.importFile(writeBytes('log.csv', firstLines(dashed, 199)));
		const fromDashes = [await contentOf('ticket'), await contentOf('ticket_event')];
		expect(fromDashes).toEqual(fromSlashes);
		expect(fromSlashes.map((rows) => rows.length > 20)).toEqual([true, true]);
	});

	test('has one ticket per incident, in the state of its last row in time', async () => {
		const imported = await shared.importFile(dashed);
		expect(imported).toMatchObject({ preset: 'ServiceNow incident event log', encoding: 'utf-8' });
		expect(imported.report.rows).toEqual({ read: 2000, loaded: 2000, setAside: 0, quarantined: 0 });

		const states = new Map<string, { order: [string, number]; status: string }>();
		for (const row of readRecords(dashed)) {
			const [date = '', time = ''] = row['sys_updated_at']!.split(' ');
			const order: [string, number] = [
				`${date.split('-').reverse().join('-')} ${time}`,
				Number(row['sys_mod_count']),
			];
			const last = states.get(row['number']!);
			const isLater =
				!last ||
				order[0] > last.order[0] ||
				(order[0] === last.order[0] && order[1] >= last.order[1]);
			if (isLater) states.set(row['number']!, { order, status: row['incident_state']! });
		}
		expect(await shared.current('ticket', 'ticket_id, status')).toEqual(
			[...states].map(([id, { status }]) => [id, status]).sort(),
		);
	});

	test('has an event for each value that differs from the row before', async () => {
		await shared.importFile(dashed);
		const rows = await shared.current(
			'ticket_event',
			'"at", kind, from_value, to_value, actor',
			'"at", ordinal, kind',
		);
		const ofFirst = await shared.all(
			`select "at", kind, from_value, to_value, actor from ticket_event
			where source = $source and ticket_id = 'INC0000045' order by "at", kind`,
		);
		expect(ofFirst.map((row) => Object.values(row))).toEqual([
			['2016-02-29T01:23:00.000Z', 'priority', null, '3 - Moderate', 'Updated by 21'],
			['2016-02-29T01:23:00.000Z', 'queue', null, 'Group 56', 'Updated by 21'],
			['2016-02-29T01:23:00.000Z', 'status', null, 'New', 'Updated by 21'],
			['2016-02-29T08:53:00.000Z', 'status', 'New', 'Resolved', 'Updated by 642'],
			['2016-03-05T12:00:00.000Z', 'status', 'Resolved', 'Closed', 'Updated by 908'],
		]);
		// No event repeats the value before it.
		expect(rows.filter(([, , from, to]) => from === to)).toEqual([]);
	});

	test('knows when an incident lost its assignee', async () => {
		await shared.import(
			'log',
			`number,incident_state,sys_mod_count,sys_updated_at,opened_at,assigned_to
			INC1,New,0,2026-03-02 09:00,2026-03-02 09:00,?
			INC1,Active,1,2026-03-02 10:00,2026-03-02 09:00,Ada
			INC1,Active,2,2026-03-02 11:00,2026-03-02 09:00,?
			INC1,Active,3,2026-03-02 12:00,2026-03-02 09:00,Ben`,
		);
		const events = await shared.all(
			`select from_value, to_value from ticket_event
			where source = $source and kind = 'assignee' order by "at"`,
		);
		expect(events.map((event) => Object.values(event))).toEqual([
			[null, 'Ada'],
			['Ada', null],
			[null, 'Ben'],
		]);
	});

	test('of a whole year loses no row', async () => {
		const { report } = await shared.importFile(fixture('incidents/incident_event_log.csv.gz'));
		expect(report.rows).toEqual({ read: 141_712, loaded: 141_712, setAside: 0, quarantined: 0 });
		expect(report.relations[0]).toMatchObject({ relation: 'ticket', new: 24_918 });
		const [counted] = await shared.all(
			`select
				(select count(*) filter (where source_resolution_met) from ticket where source = $source)::integer as met,
				(select count(distinct record_number) from ticket_event_version where source = $source)::integer as changing_rows`,
		);
		// In the order of time 29,360 rows change neither state, priority, assignee nor group.
		expect(counted).toEqual({ met: 15_803, changing_rows: 141_712 - 29_360 });
	});
});

describe('the Jira export', () => {
	const path = fixture('jira/jira-cloud-export.anonymised.csv');

	test('gives one ticket per issue, repeated columns and cells of many lines notwithstanding', async () => {
		const imported = await shared.importFile(path);
		expect(imported.preset).toBe('Jira issues');
		expect(imported.report.rows).toEqual({ read: 22, loaded: 22, setAside: 0, quarantined: 0 });
		expect(imported.report.unreadableCount).toBe(0);
		const missing = (cell: string | undefined) => (cell === '' ? null : (cell?.trim() ?? null));
		expect(
			await shared.current(
				'ticket',
				'ticket_id, title, status, type, priority, assignee, contact, queue, description',
			),
		).toEqual(
			readRecords(path)
				.map((issue) => [
					issue['Issue key'],
					issue['Summary']!.trim(),
					issue['Status'],
					issue['Issue Type'],
					missing(issue['Priority']),
					missing(issue['Assignee']),
					missing(issue['Reporter']),
					issue['Project name'],
					missing(issue['Description']),
				])
				.sort(([one = ''], [other = '']) => (String(one) < String(other) ? -1 : 1)),
		);
	});

	test('has its times in the zone of the person who exported it', async () => {
		await shared.importFile(path, { zone: 'America/Chicago' });
		const rows = await shared.all(
			`select ticket_id, created_at, updated_at, resolved_at, due_at from ticket
			where source = $source and ticket_id in ('TES-13', 'TES-25') order by ticket_id`,
		);
		expect(rows).toEqual([
			{
				ticket_id: 'TES-13',
				created_at: '2025-08-28T18:49:00.000Z',
				updated_at: '2025-09-19T14:03:00.000Z',
				resolved_at: '2025-09-19T14:03:00.000Z',
				due_at: '2025-09-18T05:00:00.000Z',
			},
			{
				ticket_id: 'TES-25',
				created_at: '2025-09-22T14:26:00.000Z',
				updated_at: '2025-09-22T14:26:00.000Z',
				resolved_at: null,
				due_at: null,
			},
		]);
	});
});

describe('Xero', () => {
	test('in its import layout has the invoice on the first of its lines only', async () => {
		const imported = await shared.importFile(fixture('accounting/xero_csv.csv'));
		expect(imported.preset).toBe('Xero sales invoices');
		expect(imported.report.rows).toEqual({ read: 7, loaded: 7, setAside: 0, quarantined: 0 });
		expect(
			await shared.current('invoice', 'invoice_number, client, issued_on, due_on, currency, total'),
		).toEqual([
			[
				'REVIEW-CONTRACT-3499-xero_csv',
				'Emerald City',
				'2026-09-01',
				'2026-09-30',
				'USD',
				'3238.0000',
			],
		]);
		expect(
			await shared.current(
				'invoice_line',
				'line_number, description, quantity, unit_price, amount',
			),
		).toEqual([
			[1, 'Loyalty 10%', '1.0000', '-405.0000', '-405.0000'],
			[2, 'Manual credit', '1.0000', '-0.9900', '-0.9900'],
			[3, 'Manual fixed discount', '1.0000', '-1.0100', '-1.0100'],
			[4, 'Manual percentage discount', '1.0000', '-405.0000', '-405.0000'],
			[5, 'Miscellaneous charge', '3.0000', '50.0000', '150.0000'],
			[6, 'Recurring support', '1.0000', '1950.0000', '1950.0000'],
			[7, 'Recurring support', '1.0000', '1950.0000', '1950.0000'],
		]);
	});

	test('in its import layout fills down from the nearest invoice above, never from one before', async () => {
		await shared.import(
			'invoices',
			`*ContactName,*InvoiceNumber,*InvoiceDate,*DueDate,Total,*Description,*Quantity,*UnitAmount,Currency
			Ashdown,I-1,2026-09-01,2026-09-30,,Retainer,1,100,GBP
			,,,,,Hours,2,50,
			Bright,I-2,2026-09-02,,,Retainer,1,10,EUR
			,,,,,Hours,3,20,`,
		);
		expect(
			await shared.current('invoice', 'invoice_number, client, due_on, currency, total'),
		).toEqual([
			['I-1', 'Ashdown', '2026-09-30', 'GBP', '200.0000'],
			['I-2', 'Bright', null, 'EUR', '70.0000'],
		]);
	});

	test('in its export repeats the total of the invoice on each line, and it is not summed', async () => {
		const imported = await shared.importFile('data/demo/xero_sales_invoices.csv', {
			dateOrder: 'dmy',
		});
		const { totals } = demoFacts;
		expect(imported.report.rows).toEqual({
			read: totals.invoiceLines,
			loaded: totals.invoiceLines,
			setAside: 0,
			quarantined: 0,
		});
		expect(
			await shared.all(
				`select currency, sum(total)::double as total from invoice
				where source = $source group by currency order by currency`,
			),
		).toEqual([
			{ currency: 'GBP', total: totals.invoicedTotal.GBP },
			{ currency: 'USD', total: totals.invoicedTotal.USD },
		]);
		expect(
			await shared.all(
				`select currency, sum(amount)::double as total
				from invoice_line join invoice using (source, invoice_number)
				where source = $source group by currency order by currency`,
			),
		).toEqual([
			{ currency: 'GBP', total: totals.invoicedNet.GBP },
			{ currency: 'USD', total: totals.invoicedNet.USD },
		]);
		const counted = await shared.all(
			`select count(*)::integer as count from invoice where source = $source`,
		);
		expect(counted).toEqual([{ count: totals.invoices + totals.creditNotes }]);
	});
});

describe('Clockify', () => {
	test('has the ticket in the task, and category and code among the tags', async () => {
		const imported = await shared.importFile('data/demo/clockify_detailed.csv', {
			zone: 'Europe/London',
		});
		const { totals } = demoFacts;
		expect(imported.preset).toBe('Clockify detailed report');
		expect(imported.report.rows).toEqual({
			read: totals.timeEntries,
			loaded: totals.timeEntries,
			setAside: 0,
			quarantined: 0,
		});
		expect(
			await shared.all(
				`select billing_code, sum(actual_hours)::double as hours from time_entry
				where source = $source group by billing_code order by billing_code`,
			),
		).toEqual([
			{ billing_code: 'Included managed services', hours: totals.hoursByCode.included },
			{ billing_code: 'Internal non-billable', hours: totals.hoursByCode.internal },
			{ billing_code: 'Out-of-scope support', hours: totals.hoursByCode.out_of_scope },
			{ billing_code: 'Project delivery', hours: totals.hoursByCode.project },
			{ billing_code: 'Strategic advisory', hours: totals.hoursByCode.advisory },
		]);
		const [linked] = await shared.all(
			`select
				count(*) filter (where ticket_id is not null)::integer as entries,
				count(*) filter (where not regexp_matches(ticket_id, '^INC[0-9]{7}$'))::integer as odd
			from time_entry where source = $source`,
		);
		const tasks = readRecords('data/demo/clockify_detailed.csv').filter(({ Task }) =>
			/INC\d{7}/.test(Task ?? ''),
		);
		expect(linked).toEqual({ entries: tasks.length, odd: 0 });
	});

	test('has start and end on the wall, and the currency in the header', async () => {
		await shared.import(
			'time',
			`Project,Client,Description,Task,User,Tags,Billable,Start Date,Start Time,End Date,End Time,Duration (h),Duration (decimal),Billable Rate (EUR),Billable Amount (EUR)
			P,Ashdown,Call,SUP-17 Phones,Ada,"urgent, Client communication",Yes,28/03/2026,23:30:00,29/03/2026,03:30:00,03:00:00,3.00,80.00,240.00
			P,Ashdown,Call,,Ada,,No,30/03/2026,09:00:00,30/03/2026,10:00:00,01:00:00,1.00,0.00,0.00`,
			{ zone: 'Europe/Berlin' },
		);
		expect(
			await shared.current(
				'time_entry',
				'ticket_id, started_at, ended_at, actual_hours, billable_hours, time_category, rate, amount, currency',
				'worked_on',
			),
		).toEqual([
			[
				'SUP-17',
				'2026-03-28T22:30:00.000Z',
				'2026-03-29T01:30:00.000Z',
				'3.0000',
				'3.0000',
				'Client communication',
				'80.0000',
				'240.0000',
				'EUR',
			],
			[
				null,
				'2026-03-30T07:00:00.000Z',
				'2026-03-30T08:00:00.000Z',
				'1.0000',
				'0.0000',
				null,
				'0.0000',
				'0.0000',
				'EUR',
			],
		]);
	});
});

describe('Waybill’s own layout', () => {
	/** A cell of each type and how it comes back. */
	const samples: Record<string, [string, unknown]> = {
		VARCHAR: ['Some text, with “marks”', 'Some text, with “marks”'],
		DATE: ['2026-03-02', '2026-03-02'],
		'TIMESTAMP WITH TIME ZONE': ['2026-03-02T09:30:00Z', '2026-03-02T09:30:00.000Z'],
		'DECIMAL(18,4)': ['1234.5', '1234.5000'],
		INTEGER: ['7', 7],
		BOOLEAN: ['false', false],
	};
	const bookkeeping =
		'source, unit_id, record_id, content_hash, content_import_id, first_import_id, last_import_id';

	test.each(relationNames)('of %s brings every field back as it was written', async (relation) => {
		const { columns } = await shared.writer.session.describe(
			`select * exclude (${bookkeeping}) from ${relation}`,
		);
		const fields = Object.entries(columns).map(([field, type]) => {
			const sample = samples[type];
			if (!sample) throw new Error(`no sample of ${type}`);
			return { field, cell: sample[0], value: sample[1] };
		});
		const table = [
			fields.map(({ field }) => field).join(','),
			fields.map(({ cell }) => `"${cell}"`).join(','),
		].join('\n');

		const imported = await shared.import(relation, table);

		expect(imported.preset).toBe(`Waybill ${relation.replaceAll('_', ' ')}`);
		expect(imported.report).toMatchObject({
			rows: { read: 1, loaded: 1, setAside: 0, quarantined: 0 },
			unreadableCount: 0,
		});
		expect(
			await shared.all(`select * exclude (${bookkeeping}) from ${relation} where source = $source`),
		).toEqual([Object.fromEntries(fields.map(({ field, value }) => [field, value]))]);
	});

	test.each([
		'absence',
		'agreement',
		'approval',
		'billing_code',
		'client',
		'client_document',
		'client_size',
		'major_incident',
		'onboarding_step',
		'person',
		'scope_rule',
	])('of %s loads the demo’s file whole', async (relation) => {
		const path = `data/demo/${relation}.csv`;
		const rows = readRecords(path).length;
		const { report } = await shared.importFile(path);
		expect(report.rows).toEqual({ read: rows, loaded: rows, setAside: 0, quarantined: 0 });
		expect(report.unreadableCount).toBe(0);
		expect(report.relations).toEqual([
			{ relation, new: rows, changed: 0, unchanged: 0, replaced: 0, setAside: 0, quarantined: 0 },
		]);
	});
});
