import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCsv } from '#lib/formats/csv.ts';
import { Header } from '#lib/server/import/header.ts';
import { ImportError } from '#lib/server/import/import-error.ts';
import { presets } from '#lib/server/import/presets.ts';
import type { RelationFields } from '#lib/server/import/presets/waybill.ts';
import {
	rankPresets,
	recognise,
	toMappedPreset,
	type Mapping,
} from '#lib/server/import/recognise.ts';
import { relationNames, relations } from '#lib/server/import/relations.ts';

/** Every relation with the fields that it needs, and those of a ticket that these tests name. */
const fields = Object.fromEntries(
	relationNames.map((name) => [name, [...relations[name].required]]),
) as RelationFields;
fields.ticket.push('priority', 'client');
fields.person.push('team');

function recogniseAs(names: readonly string[]): string | null {
	try {
		return recognise('file.csv', new Header(names), fields).name;
	} catch (error) {
		if (error instanceof ImportError) return null;
		throw error;
	}
}

function refusalOf(work: () => unknown): ImportError {
	try {
		work();
	} catch (error) {
		if (error instanceof ImportError) return error;
	}
	throw new Error('expected an ImportError');
}

const headers = 'test/fixtures/headers';

/** Which preset each real header is of. */
const presetOf: Record<string, string> = {
	'alga-psa-tickets.csv': 'Alga PSA tickets',
	'autotask-ticket-import-format.csv': 'Autotask tickets (import template)',
	'bpi2013-incidents.csv': 'BPI Challenge 2013 incident log',
	'bpi2014-incident.csv': 'BPI Challenge 2014 incidents',
	'clockify-detailed.csv': 'Clockify detailed report',
	'connectwise-v_rpt_agreementlist.csv': 'ConnectWise agreements (v_rpt_agreementlist)',
	'connectwise-v_rpt_invoices.csv': 'ConnectWise invoices (v_rpt_invoices)',
	'connectwise-v_rpt_service.csv': 'ConnectWise service tickets (v_rpt_service)',
	'connectwise-v_rpt_time.csv': 'ConnectWise time entries (v_rpt_time)',
	'freshbooks-invoices.csv': 'FreshBooks invoices',
	'freshdesk-tickets.csv': 'Freshdesk tickets',
	'freshservice-tickets.csv': 'Freshservice tickets',
	'glpi-pt.csv': 'GLPI tickets',
	'glpi10-pt-trailing-empty.csv': 'GLPI tickets',
	'halopsa-import.csv': 'HaloPSA tickets (import layout)',
	'harvest-detailed-2015-fi.csv': 'Harvest detailed time report',
	'harvest-detailed-2026.csv': 'Harvest detailed time report',
	'invoiceninja-v4-export.csv': 'Invoice Ninja 4 invoices',
	'itflow-invoices.csv': 'ITFlow invoices',
	'itflow-tickets.csv': 'ITFlow tickets',
	'jira-cloud-logwork-379cols.csv': 'Jira issues',
	'jira-cloud.csv': 'Jira issues',
	'jira-service-management-es.csv': 'Jira Service Management requests',
	'kimai-csv-en.csv': 'Kimai timesheet',
	'osticket-tickets.csv': 'osTicket tickets',
	'otobo-otrs-tickets-en.csv': 'OTRS, Znuny or OTOBO tickets',
	'servicenow-fieldnames-custom.csv': 'ServiceNow incidents',
	'servicenow-fieldnames.csv': 'ServiceNow incidents',
	'servicenow-labels-dup-severity.csv': 'ServiceNow incidents',
	'stripe-invoices.csv': 'Stripe invoices',
	'toggl-detailed.csv': 'Toggl detailed report',
	'xero-sales-invoices-export.csv': 'Xero sales invoices',
	'zendesk-full-csv-export.csv': 'Zendesk tickets',
	'zoho-invoices.csv': 'Zoho invoices',
};

const readFixture = (file: string) =>
	readFileSync(join(headers, file), 'utf8').replace('\u{feff}', '');

/** The names in a fixture: one exporter puts a title above them, and two divide them by semicolons. */
function namesIn(file: string): string[] {
	const text = readFixture(file);
	const delimiter = text.split(';').length > text.split(',').length ? ';' : ',';
	const named = (record: string[]) => record.filter((name) => name !== '').length;
	return parseCsv(text, { delimiter }).reduce((best, each) =>
		named(each) > named(best) ? each : best,
	);
}

describe('a real header', () => {
	const cases = Object.entries(presetOf).map(([file, name]) => ({
		file,
		name,
		names: namesIn(file),
	}));

	test('is in the matrix for every system that one was seen of', () => {
		const files = readdirSync(headers).filter((file) => file.endsWith('.csv'));
		expect(Object.keys(presetOf).sort()).toEqual(files.sort());
	});

	test.each(cases)('$file fits one preset and no near one: $name', ({ name, names }) => {
		const ranked = rankPresets(new Header(names), fields);
		expect(
			ranked.filter(({ preset }) => !preset.isFallback).map(({ preset }) => preset.name),
		).toEqual([name]);
		expect(ranked[0]?.score).toBeGreaterThan(0);
		expect(ranked[0]?.score).toBeLessThanOrEqual(1);
	});

	test.each(cases)('$file is known in any order and case', ({ name, names }) => {
		fc.assert(
			fc.property(
				fc.shuffledSubarray(names, { minLength: names.length }),
				fc.constantFrom('toUpperCase', 'toLowerCase', 'toString'),
				(shuffled, spell) => {
					expect(recogniseAs(shuffled.map((column) => column[spell]()))).toBe(name);
				},
			),
			{ numRuns: 15 },
		);
	});

	test.each(cases)('$file is known with columns that nobody knows', ({ name, names }) => {
		const added = names.flatMap((column, position) => [column, `Our own field ${position}`]);
		expect(recogniseAs(added)).toBe(name);
	});

	test.each(cases)('$file is known without any one of its optional columns', ({ name, names }) => {
		const preset = presets.find((candidate) => candidate.name === name);
		const without = names.map((_, position) => names.filter((__, other) => other !== position));
		const stillOfItsKind = without.filter((rest) => preset!.score(new Header(rest)) > 0);
		expect(stillOfItsKind.length).toBeGreaterThanOrEqual(without.length - 6);
		for (const rest of stillOfItsKind) expect(recogniseAs(rest)).toBe(name);
	});

	test('is called verified only where it was read from a real file', () => {
		const confidence = new Map(
			readFixture('headers.tsv')
				.split('\n')
				.map((line) => [line.split('\t')[0], line.split('\t')[1] ?? ''] as const),
		);
		const isReal = (file: string) => /\breal\b/.test(confidence.get(file) ?? '');
		// Two presets rest on a real file of their own instead: `accounting/` and `servicenow-uci/`.
		const elsewhere = [
			'Xero sales invoices',
			'QuickBooks Online invoices (import layout)',
			'ServiceNow incident event log',
		];
		const verified = new Set(cases.filter(({ file }) => isReal(file)).map(({ name }) => name));
		expect(presets.filter(({ isVerified }) => isVerified).map(({ name }) => name)).toEqual(
			presets
				.map(({ name }) => name)
				.filter((name) => verified.has(name) || elsewhere.includes(name)),
		);
	});
});

describe('common column names', () => {
	const generic = 'tickets by common column names';

	test('stand in for a system without a preset', () => {
		expect(recogniseAs(['Ticket ID', 'Subject', 'Client', 'State', 'Date Logged', 'Mood'])).toBe(
			generic,
		);
	});

	test.each(['Ticket ID', 'Subject', 'State', 'Date Logged'])('do not without %s', (missing) => {
		const names = ['Ticket ID', 'Subject', 'State', 'Date Logged', 'Client'];
		expect(recogniseAs(names.filter((name) => name !== missing))).toBeNull();
	});

	test('give way to any preset that fits, whatever it scores', () => {
		const names = namesIn('servicenow-fieldnames.csv');
		const ranked = rankPresets(new Header(names), fields).map(({ preset }) => preset.name);
		expect(ranked).toEqual(['ServiceNow incidents', generic]);
	});
});

describe('an export that adds records up', () => {
	test.each([
		['Clockify’s summary report', 'User,Time (h),Time (decimal),Amount (USD)', 'Detailed'],
		[
			'Clockify’s summary report',
			'Date,Task,Project,Client,Description,Time (h),Time (decimal)',
			'Detailed',
		],
		['a summary of time entries', 'Client,Project,Registered time,Amount ()', 'detailed report'],
		['a summary of time entries', 'User,Hours,Billable amount', 'detailed report'],
		[
			'a QuickBooks report of postings',
			',Transaction date,Transaction type,Num,Name,Description,Split,Amount,Balance',
			'Invoice List by Date',
		],
		[
			'a QuickBooks report of postings',
			'Date,Transaction Type,Num,Name,Memo/Description,Account,Debit,Credit',
			'Invoice List by Date',
		],
	])('is refused as %s (%s), with the export to take instead', (name, header, instead) => {
		const error = refusalOf(() => recognise('file.csv', new Header(header.split(',')), fields));
		expect(error.problem).toContain(`this is ${name}`);
		expect(error.remedy).toContain(instead);
	});

	test('is not what a detailed report is taken for', () => {
		expect(recogniseAs(namesIn('clockify-detailed.csv'))).toBe('Clockify detailed report');
		expect(recogniseAs(['User', 'Date', 'Project', 'Hours'])).toBe(
			'time entries by common column names',
		);
	});
});

describe('every preset', () => {
	test.each(presets.map((preset) => [preset.name, preset] as const))(
		'%s asks only for relations and fields that exist',
		(_, preset) => {
			for (const feed of preset.feeds(new Header([]))) {
				expect(relationNames).toContain(feed.relation);
				const brought = Object.keys(feed.fields);
				const absent = relations[feed.relation].required.filter(
					(field) => !brought.includes(field) && !feed.lacks?.includes(field),
				);
				expect(absent).toEqual([]);
			}
		},
	);

	test('knows itself by a name of its own', () => {
		const names = presets.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
	});
});

describe('Waybill’s own layout', () => {
	test.each(relationNames.map((name) => [name, `Waybill ${name.replaceAll('_', ' ')}`]))(
		'of %s is known by the fields that it needs',
		(name, preset) => {
			const required: readonly string[] = relations[name as keyof typeof relations].required;
			// One column alone says too little about itself; it is known all the same.
			expect(recogniseAs(required)).toBe(preset);
		},
	);

	test('is known whatever the order and case of its columns', () => {
		expect(recogniseAs(['Created_At', 'STATUS', 'title', 'ticket_id'])).toBe('Waybill ticket');
	});

	test('is not one that has a column too many', () => {
		expect(recogniseAs([...relations.ticket.required, 'mood'])).not.toBe('Waybill ticket');
	});

	test('is not one that lacks a field without which no row can be used', () => {
		expect(recogniseAs(['ticket_id', 'title', 'status'])).not.toBe('Waybill ticket');
	});
});

test('an unknown kind of file is refused with its header, what is known, and the way out', () => {
	const error = refusalOf(() => recognise('weather.csv', new Header(['Day', 'Rain']), fields));
	expect(error).toMatchObject({ file: 'weather.csv', line: 1, value: 'Day,Rain' });
	expect(error.expected).toContain('time entries by common column names');
	expect(error.remedy).toContain('map it by hand');
});

describe('a mapping of a person’s own', () => {
	const header = new Header(['Ref', 'Subject', 'State', 'Opened']);
	const ticket = { ticket_id: 'Ref', title: 'Subject', status: 'State', created_at: 'Opened' };
	const map = (mapping: Mapping) =>
		toMappedPreset({ name: 'export.csv', header, known: fields, constants: {} }, mapping);

	test('names the column of each field', () => {
		expect(map({ ticket }).feeds(header)).toEqual([
			{
				relation: 'ticket',
				fields: {
					ticket_id: ['Ref'],
					title: ['Subject'],
					status: ['State'],
					created_at: ['Opened'],
				},
			},
		]);
	});

	test('that names an unknown relation is refused with those that there are', () => {
		const error = refusalOf(() => map({ tickets: ticket } as Mapping));
		expect(error).toMatchObject({ file: 'export.csv', value: 'tickets' });
		expect(error.expected).toContain('ticket_event');
	});

	test('that names an unknown field is refused with those that there are', () => {
		const error = refusalOf(() => map({ ticket: { ...ticket, mood: 'State' } }));
		expect(error).toMatchObject({ file: 'export.csv', value: 'mood' });
		expect(error.expected).toContain('priority');
	});

	test('that names a column which the file lacks is refused with those that it has', () => {
		const error = refusalOf(() => map({ ticket: { ...ticket, priority: 'Prio' } }));
		expect(error).toMatchObject({
			file: 'export.csv',
			column: 'Prio',
			expected: 'one of Ref, Subject, State, Opened',
		});
	});

	test('that leaves out a field without which no row can be used is refused', () => {
		const error = refusalOf(() => map({ ticket: { ticket_id: 'Ref', title: 'Subject' } }));
		expect(error).toMatchObject({ file: 'export.csv', value: 'status, created_at' });
	});

	test('that maps nothing is refused, since nothing would be loaded', () => {
		expect(refusalOf(() => map({})).file).toBe('export.csv');
	});
});

test('an unknown header is quoted as the file writes it, with what the nearest kinds have besides', () => {
	const header = new Header(['Invoice Number', 'Client', 'Total', 'Weather']);
	const error = refusalOf(() => recognise('a.csv', header, fields, ';'));
	expect(error.value).toBe('Invoice Number;Client;Total;Weather');
	expect(error.expected).toContain('invoices by common column names (Invoice Date)');
	expect(error.expected.split('; ').length).toBeLessThanOrEqual(3);
	expect(error.remedy).toContain('map it by hand');
});
