import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseCsv } from '#lib/formats/csv.ts';
import { Header } from '#lib/server/import/header.ts';
import { ImportError } from '#lib/server/import/import-error.ts';
import { presets } from '#lib/server/import/presets.ts';
import type { RelationFields } from '#lib/server/import/presets/waybill.ts';
import { recognise, toMappedPreset, type Mapping } from '#lib/server/import/recognise.ts';
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

describe('a real header', () => {
	const headerOf = (file: string) => {
		const text = readFileSync(join(headers, file), 'utf8');
		return parseCsv(text.replace('\u{feff}', ''), { delimiter: ',' })[0] ?? [];
	};

	const known: Record<string, string> = {
		'jira-cloud.csv': 'Jira issues',
		'jira-cloud-logwork-379cols.csv': 'Jira issues',
		'clockify-detailed.csv': 'Clockify detailed report',
		'xero-sales-invoices-export.csv': 'Xero sales invoices',
	};

	test.each(Object.entries(known))('%s is known as that of %s', (file, name) => {
		expect(recogniseAs(headerOf(file))).toBe(name);
	});

	test.each(
		readdirSync(headers).filter((file) => file.endsWith('.csv') && !/^(jira|cl|xero)/.test(file)),
	)('%s is taken for none of these', (file) => {
		expect(Object.values(known)).not.toContain(recogniseAs(headerOf(file)));
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
	expect(error.expected).toContain('Jira issues');
	expect(error.remedy).toContain('--map');
});

describe('a mapping of a person’s own', () => {
	const header = new Header(['Ref', 'Subject', 'State', 'Opened']);
	const ticket = { ticket_id: 'Ref', title: 'Subject', status: 'State', created_at: 'Opened' };
	const map = (mapping: Mapping) => toMappedPreset('export.csv', header, mapping, fields);

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
