import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import type { ImportReport } from '#lib/server/import/report.ts';
import { readImports, setUndone } from '#lib/server/store/import-log.ts';
import { followImportsInForce } from '#lib/server/warehouse/current-state.ts';
import { shareWriter, writeBytes } from './share-writer.ts';

const shared = shareWriter();

const tickets = (...rows: string[]) => ['ticket_id,title,status,created_at', ...rows].join('\n');
const entries = (...rows: string[]) => ['person,worked_on,actual_hours,note', ...rows].join('\n');

/** What became of the rows of the only relation of a file. */
function countOf({ relations: [count] }: ImportReport) {
	if (!count) throw new Error('the file fed no relation');
	const { new: added, changed, unchanged, replaced } = count;
	return { new: added, changed, unchanged, replaced };
}

async function load(name: string, text: string, source = shared.source) {
	const { report, importId } = await shared.import(name, text, { source });
	return { count: countOf(report), rows: report.rows, importId };
}

/** The whole current state of a relation but for who saw it last. */
const stateOf = (relation: string) =>
	shared.all(
		`select * exclude (last_import_id) from ${relation} where source = $source order by record_id`,
	);

describe('loading the same file twice', () => {
	test.each([
		['keyed records', 'tickets', 'ticket', tickets('1,a,Open,2026-03-02', '2,b,Open,2026-03-02')],
		[
			'replaced records',
			'entries',
			'time_entry',
			entries('Ada,2026-03-02,1,x', 'Ada,2026-03-02,1,x', 'Ben,2026-03-03,2,y'),
		],
	])('changes nothing of %s', async (_, name, relation, text) => {
		const first = await load(name, text);
		const before = await stateOf(relation);
		const second = await load(name, text);
		expect(second.count).toEqual({
			new: 0,
			changed: 0,
			unchanged: first.count.new,
			replaced: 0,
		});
		expect(await stateOf(relation)).toEqual(before);
		expect(await shared.countVersions(relation)).toBe(before.length);
	});

	test.each([
		['servicenow-uci/incident_event_log.d-m-yyyy.first198.csv', ['ticket', 'ticket_event']],
		['jira/jira-cloud-export.anonymised.csv', ['ticket']],
		['accounting/xero_csv.csv', ['invoice', 'invoice_line']],
	])('changes nothing of %s', async (file, fed) => {
		const first = await shared.importFile(`test/fixtures/${file}`);
		const before = await Promise.all(fed.map(stateOf));
		const second = await shared.importFile(`test/fixtures/${file}`);
		expect(second.report.relations).toEqual(
			first.report.relations.map(({ relation, new: added }) => ({
				relation,
				new: 0,
				changed: 0,
				unchanged: added,
				replaced: 0,
				setAside: 0,
				quarantined: 0,
			})),
		);
		expect(second.report.rows).toEqual(first.report.rows);
		expect(await Promise.all(fed.map(stateOf))).toEqual(before);
	});

	test('shows in each record as the import that saw it last', async () => {
		const first = await load('tickets', tickets('1,a,Open,2026-03-02'));
		const second = await load('tickets', tickets('1,a,Open,2026-03-02'));
		expect(
			await shared.current('ticket', 'content_import_id, first_import_id, last_import_id'),
		).toEqual([[first.importId, first.importId, second.importId]]);
	});

	test('keeps the original once', async () => {
		const table = tickets(`1,${shared.source},Open,2026-03-02`);
		const imports = [await load('tickets', table), await load('tickets', table)];
		const { store } = shared.writer;
		const kept = readImports(store)
			.filter(({ import_id }) => imports.some(({ importId }) => importId === import_id))
			.map(({ original }) => original);
		expect(kept[0]).toBe(kept[1]);
		const original = `${shared.writer.folder.originals}/${kept[0]}`;
		expect(readFileSync(original, 'utf8')).toBe(`${table}\n`);
	});
});

describe('a record with an id', () => {
	test('that changed is a new version, and the old content stays', async () => {
		const first = await load('tickets', tickets('1,Printer,Open,2026-03-02'));
		const second = await load('tickets', tickets('1,Printer,Closed,2026-03-02'));
		expect(second.count).toEqual({ new: 0, changed: 1, unchanged: 0, replaced: 0 });
		expect(await shared.current('ticket', 'status, first_import_id, content_import_id')).toEqual([
			['Closed', first.importId, second.importId],
		]);
		expect(
			await shared.all(
				`select import_id, status from ticket_version where source = $source order by import_id`,
			),
		).toEqual([
			{ import_id: first.importId, status: 'Open' },
			{ import_id: second.importId, status: 'Closed' },
		]);
	});

	test('that changes back is a version again', async () => {
		await load('tickets', tickets('1,Printer,Open,2026-03-02'));
		await load('tickets', tickets('1,Printer,Closed,2026-03-02'));
		const { count } = await load('tickets', tickets('1,Printer,Open,2026-03-02'));
		expect(count.changed).toBe(1);
		expect(await shared.countVersions('ticket')).toBe(3);
		expect(await shared.current('ticket', 'status')).toEqual([['Open']]);
	});

	test('that a later file does not have stays as it was', async () => {
		await load('tickets', tickets('1,a,Open,2026-03-02', '2,b,Open,2026-03-02'));
		const { count } = await load('tickets', tickets('2,b,Open,2026-03-02', '3,c,Open,2026-03-02'));
		expect(count).toEqual({ new: 1, changed: 0, unchanged: 1, replaced: 0 });
		expect(await shared.current('ticket', 'ticket_id')).toEqual([['1'], ['2'], ['3']]);
	});

	test('is another one in another system', async () => {
		const other = `${shared.source} of another kind`;
		await load('tickets', tickets('1042,Printer,Open,2026-03-02'));
		const { count } = await load('tickets', tickets('1042,Mailbox,Open,2026-03-02'), other);
		expect(count).toMatchObject({ new: 1, changed: 0 });
		const rows = await shared.all(
			`select source, title from ticket where source in ($source, $other) order by title`,
			{ other },
		);
		expect(rows).toEqual([
			{ source: other, title: 'Mailbox' },
			{ source: shared.source, title: 'Printer' },
		]);
	});

	test('keeps its leading zeros and all its digits', async () => {
		await load(
			'tickets',
			tickets(
				'0042,a,Open,2026-03-02',
				'42,b,Open,2026-03-02',
				'1234567890123456788,c,Open,2026-03-02',
				'1234567890123456789,d,Open,2026-03-02',
			),
		);
		expect(await shared.current('ticket', 'ticket_id, title', 'title')).toEqual([
			['0042', 'a'],
			['42', 'b'],
			['1234567890123456788', 'c'],
			['1234567890123456789', 'd'],
		]);
	});

	test('is known by all parts of its key', async () => {
		const agreement = (...rows: string[]) =>
			['agreement_id,client,model,valid_from,fee', ...rows].join('\n');
		await load('agreement', agreement('A,Ashdown,retainer,2025-04-01,100'));
		const { count } = await load(
			'agreement',
			agreement('A,Ashdown,retainer,2025-04-01,110', 'A,Ashdown,retainer,2026-04-01,120'),
		);
		expect(count).toEqual({ new: 1, changed: 1, unchanged: 0, replaced: 0 });
	});

	test('is known by its time, however the file writes it', async () => {
		const event = (at: string) => `ticket_id,at,kind,to_value\n1,${at},status,Open`;
		await load('events', event('2026-03-02T09:00:00Z'));
		const { count } = await load('events', event('2026-03-02 10:00:00+01:00'));
		expect(count).toEqual({ new: 0, changed: 0, unchanged: 1, replaced: 0 });
	});
});

describe('time entries with ids', () => {
	const withIds = (...rows: string[]) =>
		['entry_id,person,worked_on,actual_hours', ...rows].join('\n');

	test('are brought up to date one by one, and none is replaced', async () => {
		await load('entries', withIds('1,Ada,2026-03-02,1', '2,Ada,2026-03-02,2'));
		const { count } = await load('entries', withIds('2,Ada,2026-03-02,2.5', '3,Ada,2026-03-02,3'));
		expect(count).toEqual({ new: 1, changed: 1, unchanged: 0, replaced: 0 });
		expect(await shared.current('time_entry', 'entry_id, actual_hours')).toEqual([
			['1', '1.0000'],
			['2', '2.5000'],
			['3', '3.0000'],
		]);
	});

	test('are quarantined where one lacks its id', async () => {
		const { rows } = await load('entries', withIds('1,Ada,2026-03-02,1', ',Ada,2026-03-02,2'));
		expect(rows).toMatchObject({ loaded: 1, quarantined: 1 });
	});
});

describe('time entries without ids', () => {
	const current = () => shared.current('time_entry', 'person, worked_on, actual_hours, note');

	test('replace those of the days and persons that the file contains, and no others', async () => {
		await load(
			'entries',
			entries(
				'Ada,2026-03-02,1,old',
				'Ada,2026-03-03,1,other day',
				'Ben,2026-03-02,1,other person',
			),
		);
		const { count } = await load('entries', entries('Ada,2026-03-02,2,new'));
		expect(count).toEqual({ new: 1, changed: 0, unchanged: 0, replaced: 1 });
		expect(await current()).toEqual([
			['Ada', '2026-03-02', '2.0000', 'new'],
			['Ada', '2026-03-03', '1.0000', 'other day'],
			['Ben', '2026-03-02', '1.0000', 'other person'],
		]);
	});

	test('empty a day from which a person’s entries were deleted', async () => {
		const week = ['Ada,2026-03-02,1,x', 'Ada,2026-03-03,1,x', 'Ben,2026-03-02,1,x'];
		await load('entries', entries(...week, 'Ben,2026-03-03,7,deleted since'));
		const { count } = await load('entries', entries(...week));
		expect(count).toEqual({ new: 0, changed: 0, unchanged: 3, replaced: 1 });
		expect((await current()).map(([person, day]) => `${person} ${day}`)).toEqual([
			'Ada 2026-03-02',
			'Ada 2026-03-03',
			'Ben 2026-03-02',
		]);
		// What was deleted can still be told.
		expect(await shared.countVersions('time_entry')).toBe(4);
	});

	test('stay as they were on a day whose new entry could not be read', async () => {
		await load('a', entries('Ann,2026-01-01,3,', 'Ann,2026-01-02,3,', 'Ann,2026-01-03,3,'));
		await load(
			'b',
			entries(
				'Ann,2026-01-01,3,',
				'Ann,2026-01-02,three,',
				'Bob,2026-01-02,1,',
				'Bob,2026-01-03,1,',
			),
		);
		expect(await shared.current('time_entry', 'person, worked_on')).toEqual([
			['Ann', '2026-01-01'],
			['Ann', '2026-01-02'],
			['Bob', '2026-01-02'],
			['Bob', '2026-01-03'],
		]);
	});

	test('come back to a day that was emptied', async () => {
		const both = entries('Ada,2026-03-02,1,x', 'Ada,2026-03-03,1,x', 'Ben,2026-03-02,1,x');
		await load('entries', both);
		await load('entries', entries('Ada,2026-03-02,1,x', 'Ben,2026-03-03,1,x'));
		expect((await current()).map(([person, day]) => `${person} ${day}`)).toEqual([
			'Ada 2026-03-02',
			'Ben 2026-03-03',
		]);
		await load('entries', both);
		expect((await current()).map(([person, day]) => `${person} ${day}`)).toEqual([
			'Ada 2026-03-02',
			'Ada 2026-03-03',
			'Ben 2026-03-02',
		]);
	});

	test('that are alike in all things stay as many as there are', async () => {
		const same = 'Ada,2026-03-02,0.25,call';
		expect((await load('entries', entries(same, same))).count.new).toBe(2);
		expect(await current()).toHaveLength(2);
		expect((await load('entries', entries(same, same, same))).count).toEqual({
			new: 1,
			changed: 0,
			unchanged: 2,
			replaced: 0,
		});
		expect((await load('entries', entries(same))).count).toEqual({
			new: 0,
			changed: 0,
			unchanged: 1,
			replaced: 2,
		});
		expect(await current()).toHaveLength(1);
	});

	test('in another order are the same entries', async () => {
		const rows = ['Ada,2026-03-02,1,x', 'Ada,2026-03-02,2,y', 'Ben,2026-03-02,3,z'];
		await load('entries', entries(...rows));
		const { count } = await load('entries', entries(...rows.reverse()));
		expect(count).toEqual({ new: 0, changed: 0, unchanged: 3, replaced: 0 });
	});

	test('do not replace those of another source', async () => {
		await load('entries', entries('Ada,2026-03-02,1,x'), `${shared.source} elsewhere`);
		const { count } = await load('entries', entries('Ada,2026-03-02,2,y'));
		expect(count.replaced).toBe(0);
	});
});

describe('time entries of a source whose exports have ids now and then', () => {
	const without = entries('Ada,2026-03-02,1,', 'Ada,2026-03-03,1,', 'Ben,2026-03-04,1,');
	const withIds = [
		'entry_id,person,worked_on,actual_hours',
		'7,Ada,2026-03-02,1',
		'8,Ada,2026-03-03,1',
	].join('\n');
	const current = () => shared.current('time_entry', 'person, worked_on, entry_id');

	test('replace those without ids of the persons and days that the file contains', async () => {
		await load('entries', without);
		const { count, importId } = await load('entries', withIds);
		expect(count).toEqual({ new: 2, changed: 0, unchanged: 0, replaced: 2 });
		expect(await current()).toEqual([
			['Ada', '2026-03-02', '7'],
			['Ada', '2026-03-03', '8'],
			['Ben', '2026-03-04', null],
		]);
		const { session, store } = shared.writer;
		setUndone(store, importId, true);
		await followImportsInForce(session, store);
		expect(await current()).toEqual([
			['Ada', '2026-03-02', null],
			['Ada', '2026-03-03', null],
			['Ben', '2026-03-04', null],
		]);
	});

	test('replace those with ids, and say so', async () => {
		await load('entries', withIds);
		const { report } = await shared.import('entries', without);
		expect(await current()).toEqual([
			['Ada', '2026-03-02', null],
			['Ada', '2026-03-03', null],
			['Ben', '2026-03-04', null],
		]);
		expect(report.warnings).toEqual([
			expect.stringContaining('has no ids, and replaced 2 rows of time_entry that had one'),
		]);
	});
});

describe('an export that replaces rows', () => {
	const header = 'person,worked_on,actual_hours,client,project';
	const warningsOf = async (...rows: string[]) =>
		(await shared.import('entries', [header, ...rows].join('\n'))).report.warnings;

	test.each([
		['client', 'Ada,2026-03-02,1,Beta,Move', 'whose client is not in it (Acme: 2 and Zeta: 1)'],
		['project', 'Ada,2026-03-02,1,Acme,Mail', 'whose project is not in it (Move: 3)'],
	])('of a %s that it lacks says which and how many', async (_, row, words) => {
		await warningsOf(
			'Ada,2026-03-02,1,Acme,Move',
			'Ada,2026-03-02,2,Acme,Move',
			`Ada,2026-03-02,3,${row.includes('Beta') ? 'Zeta' : 'Acme'},Move`,
			'Ada,2026-03-03,3,Other,Other',
		);
		expect(await warningsOf(row)).toEqual([expect.stringContaining(words)]);
	});

	test('says nothing where it has others of the same client', async () => {
		await warningsOf('Ada,2026-03-02,1,Acme,Move', 'Ada,2026-03-02,2,Acme,Move');
		expect(await warningsOf('Ada,2026-03-02,3,Acme,Move')).toEqual([]);
	});
});

describe('what a file replaces as a whole', () => {
	test('is, for invoice lines, the invoice, numbered in the order of the file', async () => {
		const lines = (...rows: string[]) => ['invoice_number,description,amount', ...rows].join('\n');
		await load('lines', lines('I-1,Retainer,100', 'I-1,Hours,50', 'I-1,Credit,-5', 'I-2,Disk,80'));
		const { count } = await load('lines', lines('I-1,Hours,50', 'I-1,Retainer,110'));
		expect(count.replaced).toBe(3);
		expect(
			await shared.current('invoice_line', 'invoice_number, line_number, description, amount'),
		).toEqual([
			['I-1', 1, 'Hours', '50.0000'],
			['I-1', 2, 'Retainer', '110.0000'],
			['I-2', 1, 'Disk', '80.0000'],
		]);
	});

	test('is, for scope rules, the agreement', async () => {
		const rules = (...rows: string[]) =>
			['agreement_id,precedence,field,operator,value,coverage', ...rows].join('\n');
		await load('rules', rules('A,1,category,equals,AV,project', 'B,1,type,equals,change,project'));
		await load('rules', rules('A,1,category,equals,Phones,included'));
		expect(await shared.current('scope_rule', 'agreement_id, value')).toEqual([
			['A', 'Phones'],
			['B', 'change'],
		]);
	});

	test('is, for documents, the client', async () => {
		const documents = (...rows: string[]) => ['client,kind,location', ...rows].join('\n');
		await load('documents', documents('A,runbook,here', 'A,runbook,there', 'B,runbook,here'));
		const { count } = await load('documents', documents('A,runbook,there'));
		expect(count).toEqual({ new: 0, changed: 0, unchanged: 1, replaced: 1 });
	});
});

describe('an import that fails on its way', () => {
	const log = readFileSync(
		'test/fixtures/servicenow-uci/incident_event_log.d-m-yyyy.first198.csv',
		'utf8',
	);
	const tables = ['ticket', 'ticket_version', 'ticket_event', 'ticket_event_version'];

	/** Lets the disk fill up just as the second relation is written. */
	function failAt(statement: RegExp) {
		const { session } = shared.writer;
		const run = session.run.bind(session);
		return vi.spyOn(session, 'run').mockImplementation((sql) => {
			if (statement.test(sql)) return Promise.reject(new Error('no space left on device'));
			return run(sql);
		});
	}

	test('leaves nothing of its first relation either', async () => {
		const spy = failAt(/insert into ticket_event_version/);
		const failed = shared.importFile(writeBytes('log.csv', log));
		await expect(failed).rejects.toThrow('no space left');
		spy.mockRestore();
		for (const table of tables) {
			expect(await shared.all(`select * from ${table} where source = $source`)).toEqual([]);
		}
		expect(await shared.all('select * from import where source = $source')).toEqual([]);
	});

	test('is in the log as failed, with the reason', async () => {
		const spy = failAt(/insert into ticket_event_version/);
		await expect(shared.importFile(writeBytes('log.csv', log))).rejects.toThrow();
		spy.mockRestore();
		const [entry] = readImports(shared.writer.store);
		expect(entry).toMatchObject({
			source: shared.source,
			state: 'failed',
			problem: 'no space left on device',
			report: null,
		});
	});

	test('does not stand in the way of the next', async () => {
		const spy = failAt(/insert into ticket_event_version/);
		await expect(shared.importFile(writeBytes('log.csv', log))).rejects.toThrow();
		spy.mockRestore();
		const { report } = await shared.importFile(writeBytes('log.csv', log));
		expect(report.rows).toMatchObject({ read: 198, loaded: 198 });
	});

	test('leaves what an earlier import loaded as it was', async () => {
		await shared.importFile(writeBytes('log.csv', log));
		const before = [await stateOf('ticket'), await stateOf('ticket_event')];
		const spy = failAt(/update ticket_event_version/);
		const changed = log.replaceAll('3 - Moderate', '1 - Critical');
		await expect(shared.importFile(writeBytes('log.csv', changed))).rejects.toThrow();
		spy.mockRestore();
		expect([await stateOf('ticket'), await stateOf('ticket_event')]).toEqual(before);
	});
});
