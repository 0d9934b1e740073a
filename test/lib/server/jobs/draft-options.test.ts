import { describe, expect, test } from 'vitest';
import type { ImportOptions } from '#lib/server/import/import-options.ts';
import { inspectFile } from '#lib/server/import/inspect-file.ts';
import type { Inspection } from '#lib/server/import/inspection.ts';
import { describeMapping, listConstants, listQuestions } from '#lib/server/jobs/draft-mapping.ts';
import { acceptSuggestions, dropUnasked, readDraftForm } from '#lib/server/jobs/draft-options.ts';
import { fillWarehouse, makeDataFolder, writeTable } from '../../../support/warehouse.ts';

const tickets = `Ticket Id,Subject,Status,Created,Client,Priority,Estimate,Floor,Labels,Labels
	1,Printer,Open,2026-03-02 09:00,ACME Ltd.,Yellow,90,3,a,b
	2,Scanner,Parked,2026-03-03 09:00,Initech,High,30,,,`;

const inspect = (text = tickets, options?: ImportOptions): Promise<Inspection> =>
	inspectFile(makeDataFolder(), writeTable('tickets.csv', text), options);

/** The form as the page sends it when nothing was changed on it. */
function toForm(inspection: Inspection, stated: ImportOptions = {}): FormData {
	const options = { ...inspection.options, ...stated };
	const form = new FormData();
	const kind = options.map ? Object.keys(options.map)[0] : inspection.preset?.name;
	form.set('as', `${options.map ? 'relation' : 'preset'} ${kind}`);
	form.set('source', (options.map ? options.source : inspection.source) ?? '');
	form.set('is_full', 'partial');
	form.set('is_profile', 'on');
	for (const { position, targets } of describeMapping(inspection, options).columns) {
		form.set(`was.${position}`, JSON.stringify(targets));
		for (const target of targets) form.append(`column.${position}`, target);
	}
	for (const { field, value } of listConstants(inspection, options)) {
		form.set(`constant.${field}`, value);
	}
	return form;
}

/** What is read of the page's form after these fields of it were changed. */
function readChanged(
	inspection: Inspection,
	changes: Record<string, string>,
	stated: ImportOptions = {},
): ImportOptions {
	const form = toForm(inspection, stated);
	for (const [name, value] of Object.entries(changes)) form.set(name, value);
	return readDraftForm(form, { inspection, stated });
}

describe('the form of a draft', () => {
	test('says nothing new where nothing was changed', async () => {
		const inspection = await inspect();
		expect(readChanged(inspection, {})).toEqual({
			isFull: false,
			isProfile: true,
			constants: {},
			values: [],
			aliases: [],
			overrides: {},
		});
	});

	test('sends a column to another field, and keeps beside the row the one that was there', async () => {
		const inspection = await inspect();
		const { overrides } = readChanged(inspection, { 'column.7': 'ticket.title', 'column.1': '' });
		expect(overrides).toEqual({ ticket: { title: 'Floor' } });
		const again = await inspect(tickets, { overrides });
		expect(again.columns[1]?.fields).toEqual([]);
		expect(again.columns[7]?.fields).toEqual([{ relation: 'ticket', field: 'title' }]);
	});

	test('leaves a field unknown whose column goes nowhere', async () => {
		const { overrides } = readChanged(await inspect(), { 'column.5': '' });
		expect(overrides).toEqual({ ticket: { priority: null } });
	});

	test('takes columns of one name as one: none of them goes alone', async () => {
		const stated = { overrides: { ticket: { tags: 'Labels' } } };
		const inspection = await inspect(tickets, stated);
		expect(inspection.columns[9]?.fields).toEqual([{ relation: 'ticket', field: 'tags' }]);
		expect(readChanged(inspection, { 'column.9': '' }, stated).overrides).toEqual(stated.overrides);
		const gone = readChanged(inspection, { 'column.8': '', 'column.9': '' }, stated);
		expect(gone.overrides).toEqual({ ticket: { tags: null } });
	});

	test('says what bare numbers count, and takes it back', async () => {
		const stated = { overrides: { ticket: { estimate_hours: 'Estimate' } } };
		const inspection = await inspect(tickets, stated);
		const minutes = { 'reading.6.ticket.estimate_hours': 'minutes' };
		const said = readChanged(inspection, minutes, stated);
		expect(said.overrides?.ticket?.['estimate_hours']).toEqual({
			column: 'Estimate',
			as: 'minutes',
		});
		const again = await inspect(tickets, said);
		const [ticket] = describeMapping(again, said).fields;
		expect(ticket?.fields.find(({ field }) => field === 'estimate_hours')).toMatchObject({
			isComputed: false,
			reading: 'minutes',
		});
		const back = readChanged(again, { 'reading.6.ticket.estimate_hours': '' }, said);
		expect(back.overrides).toEqual(stated.overrides);
	});

	test('maps by hand what is understood already, once it is said what each row is', async () => {
		const inspection = await inspect();
		const { map, as } = readChanged(inspection, { as: 'relation ticket' });
		expect(as).toBeUndefined();
		expect(map?.ticket).toMatchObject({ ticket_id: 'Ticket Id', title: 'Subject' });
		const again = await inspect(tickets, { map });
		const moved = readChanged(again, { 'column.1': '', 'column.7': 'ticket.title' }, { map });
		expect(moved.map?.ticket?.['title']).toBe('Floor');
		const kind = { as: `preset ${inspection.preset?.name}` };
		expect(readChanged(again, kind, { map })).toMatchObject({
			as: 'tickets by common column names',
			map: undefined,
		});
	});

	test('keeps the source unsaid where it is the one that goes along with the kind', async () => {
		const inspection = await inspect();
		expect(readChanged(inspection, {}).source).toBeUndefined();
		expect(readChanged(inspection, { source: 'desk' }).source).toBe('desk');
	});

	test('says what values mean, and keeps what was said of those that it does not show now', async () => {
		const stated = {
			values: [
				{ kind: 'status' as const, value: 'Parked', canonical: 'Scheduled' },
				{ kind: 'priority' as const, value: 'Yellow', canonical: 'Low' },
			],
		};
		const { values } = readChanged(
			await inspect(),
			{ 'value.["priority","Yellow"]': 'Medium', 'value.["status","Open"]': '' },
			stated,
		);
		expect(values).toEqual([stated.values[0], { ...stated.values[1], canonical: 'Medium' }]);
	});

	test('hands on words on that only which the file still asks about', async () => {
		const inspection = await inspect();
		const parked = { kind: 'status' as const, value: 'Parked', canonical: 'Scheduled' };
		const gone = { ...parked, value: 'Asleep' };
		expect(dropUnasked({ values: [parked, gone] }, inspection).values).toEqual([parked]);
	});

	test('confirms whom names resemble, but for those that a person has placed', async () => {
		const folder = makeDataFolder();
		await fillWarehouse(folder, { client: 'client_id,name\nacme,Acme\ninitec,Initec' });
		const inspection = await inspectFile(folder, writeTable('tickets.csv', tickets));
		const placed = { kind: 'client' as const, value: 'Initech', canonical_id: 'other' };
		expect(acceptSuggestions({ aliases: [placed] }, inspection).aliases).toEqual([
			placed,
			{ kind: 'client', value: 'ACME Ltd.', canonical_id: 'acme' },
		]);
	});
});

describe('before a file can be loaded it is asked', () => {
	const ask = async (text: string, options: ImportOptions = {}) =>
		listQuestions(await inspect(text, options), options).map(({ section }) => section);

	test('nothing where all is understood', async () => {
		expect(await ask(tickets)).toEqual([]);
	});

	test('nothing of quarantined rows that were put right, whatever their columns are', async () => {
		const text = 'colour,Waybill import,Waybill line,Waybill reason\nred,1,3,is not known';
		expect(await ask(text)).toEqual([]);
		expect((await inspect(text)).isCorrected).toBe(true);
	});

	test('what each row is, of a file that nobody knows; then the source and the columns', async () => {
		const strange = 'colour,shape\nred,round';
		expect(listQuestions(await inspect(strange), {})).toEqual([
			{
				words:
					'This is no kind of file that Waybill knows. Say what each of its rows is and which column holds which field, to map it by hand.',
				section: 'kind',
			},
		]);
		const options = { map: { ticket: { title: 'shape' } } };
		expect(await ask(strange, options)).toEqual(['kind', 'columns']);
		const [, columns] = listQuestions(await inspect(strange, options), options);
		expect(columns?.words).toContain('ticket id, status and created at');
	});

	test('which of day and month comes first, where nothing shows it', async () => {
		const ambiguous = tickets.replaceAll(/2026-03-0(\d)/g, '03/0$1/2026');
		expect(await ask(ambiguous)).toEqual(['reading']);
		expect(await ask(ambiguous, { dateOrder: 'dmy' })).toEqual([]);
	});

	test('to put right what is wrong, with its place and the remedy', async () => {
		const [question] = listQuestions(await inspect(tickets.replace('Floor', 'Ticket Id')), {});
		expect(question?.words).toMatch(
			/^The header repeats the column that names a record, in line 1, .* Rename or remove one/,
		);
	});

	test('for a column that no row can do without, or one value for all rows', async () => {
		const overrides = { ticket: { status: null } };
		expect(await ask(tickets, { overrides })).toEqual(['columns']);
		expect(await ask(tickets, { overrides, constants: { status: 'Open' } })).toEqual([]);
	});
});
