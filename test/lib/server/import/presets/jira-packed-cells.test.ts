import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { setUndone } from '#lib/server/store/import-log.ts';
import { followImportsInForce } from '#lib/server/warehouse/current-state.ts';
import { shareWriter } from '../share-writer.ts';
import { loadGolden } from './golden.ts';

const shared = shareWriter();

const fixture = 'jira/worklogs-and-comments.csv';
const text = readFileSync(`test/fixtures/${fixture}`, 'utf8');

/** The counts of each relation that an import fed: new, changed, unchanged, replaced. */
async function load(table: string) {
	const { report } = await shared.import('jira', table);
	return Object.fromEntries(
		report.relations.map(({ relation, new: added, changed, unchanged, replaced }) => [
			relation,
			[added, changed, unchanged, replaced],
		]),
	);
}

const header = 'Summary,Issue key,Status,Created';
const row = 'Printer,SUP-1,Open,14/Jun/21 9:00 AM';

describe('what Jira packs into cells', () => {
	test('becomes time entries and events beside the tickets', async () => {
		const { preset, problems, ticket, time_entry, ticket_event } = await loadGolden(
			shared,
			fixture,
		);
		expect({ preset, problems }).toEqual({ preset: 'Jira issues', problems: [] });
		expect(ticket?.map(({ ticket_id }) => ticket_id)).toEqual(['OPS-1', 'OPS-2']);
		const entry = { ticket_id: 'OPS-1', project: 'Operations' };
		expect(time_entry).toEqual([
			{
				...entry,
				person: '557058:tom',
				worked_on: '2021-06-15',
				started_at: '2021-06-15T08:05:00.000Z',
				actual_hours: '1.5000',
				note: 'Swapped the disk; sda, not sdb;\nthen a "full" run',
			},
			{
				...entry,
				person: 'Ada Hall',
				worked_on: '2021-06-14',
				started_at: '2021-06-14T13:13:00.000Z',
				actual_hours: '9.0000',
				note: 'Looked at the log',
			},
			{
				...entry,
				person: 'Ada Hall',
				worked_on: '2021-06-15',
				started_at: '2021-06-15T17:00:00.000Z',
				actual_hours: '0.2500',
			},
		]);
		// Nothing in a cell says whether a client could read it.
		const event = { ticket_id: 'OPS-1', kind: 'comment' };
		expect(ticket_event).toEqual([
			{
				...event,
				at: '2021-06-14T13:15:00.000Z',
				actor: 'Ada Hall',
				ordinal: 2,
				note: 'Escaped \\; and &quot;quoted&quot;',
			},
			{
				...event,
				at: '2021-06-14T13:15:00.000Z',
				actor: 'Eve Lund',
				ordinal: 1,
				note: 'It failed again; see *log*:\n{noformat}\ndisk full; "sda"\n{noformat}',
			},
			{ ...event, at: '2021-06-15T08:00:00.000Z', actor: '557058:tom', ordinal: 1 },
		]);
	});

	test('points at the row of its ticket', async () => {
		await shared.importFile(`test/fixtures/${fixture}`);
		for (const relation of ['time_entry', 'ticket_event']) {
			const rows = await shared.all(
				`select distinct record_number from ${relation}_version where source = $source`,
			);
			expect(rows).toEqual([{ record_number: 1 }]);
		}
	});

	test('is not kept beside the ticket once more, and the accounts are', async () => {
		await shared.importFile(`test/fixtures/${fixture}`);
		const kept = await shared.all(
			`select content from unmapped join ticket using (record_id)
			where source = $source and ticket_id = 'OPS-1'`,
		);
		expect(JSON.parse(String(kept[0]?.['content']))).toEqual({
			'Issue id': '10001',
			'Assignee Id': '557058:ada',
			'Reporter Id': '557058:eve',
			'Project key': 'OPS',
			'Time Spent': '38700',
		});
	});

	test('is unchanged when it comes again', async () => {
		await load(text);
		expect(await load(text)).toEqual({
			ticket: [0, 0, 2, 0],
			time_entry: [0, 0, 3, 0],
			ticket_event: [0, 0, 3, 0],
		});
	});

	test('is in the language of the export', async () => {
		const german = [
			'Zusammenfassung,Vorgangsschlüssel,Status,Erstellt,Arbeit protokollieren,Kommentar',
			'Drucker,SUP-1,Offen,03/Mai/24 9:53 AM,Papier;03/Dez/25 9:53 AM;ada;3600,16/Mär/24 1:00 PM;ada;Läuft',
		].join('\n');
		await load(german);
		expect(await shared.current('time_entry', 'worked_on, note, actual_hours')).toEqual([
			['2025-12-03', 'Papier', '1.0000'],
		]);
		expect(await shared.current('ticket_event', '"at", note')).toEqual([
			['2024-03-16T13:00:00.000Z', 'Läuft'],
		]);
	});

	test('of a custom field that is named like it is left to the ticket', async () => {
		await load(`${header},Custom field (Comment)\n${row},Call first`);
		expect(await shared.current('ticket_event', 'kind')).toEqual([]);
	});
});

describe('a worklog', () => {
	const columns = `${header},Log Work,Log Work`;
	const paper = 'Paper;14/Jun/21 1:13 PM;ada;3600';
	const toner = 'Toner;14/Jun/21 1:20 PM;ada;1800';
	const hours = () => shared.current('time_entry', 'ticket_id, note, actual_hours');

	test('that was deleted goes with the next export of its ticket, the last one too', async () => {
		await load([columns, `${row},${paper},${toner}`].join('\n'));
		expect((await load([columns, `${row},${toner},`].join('\n')))['time_entry']).toEqual([
			0, 0, 1, 1,
		]);
		expect((await load([columns, `${row},,`].join('\n')))['time_entry']).toEqual([0, 0, 0, 1]);
		expect(await hours()).toEqual([]);
	});

	test('that was deleted is back once the import that told of it is undone', async () => {
		await load([columns, `${row},${paper},`].join('\n'));
		const { importId } = await shared.import('jira', [columns, `${row},,`].join('\n'));
		expect(await hours()).toEqual([]);
		const { session, store } = shared.writer;
		setUndone(store, importId, true);
		await followImportsInForce(session, store);
		expect(await hours()).toEqual([['SUP-1', 'Paper', '1.0000']]);
	});

	test('stays where an export is about other tickets of the same person and day', async () => {
		await load([columns, `${row},${paper},`].join('\n'));
		await load([columns, `${row.replace('SUP-1', 'SUP-2')},${toner},`].join('\n'));
		expect(await hours()).toEqual([
			['SUP-1', 'Paper', '1.0000'],
			['SUP-2', 'Toner', '0.5000'],
		]);
	});

	test('stays where an export has no column of worklogs', async () => {
		await load([columns, `${row},${paper},`].join('\n'));
		await load([header, row].join('\n'));
		expect(await hours()).toHaveLength(1);
	});

	test('counts once where its ticket stands twice in the file', async () => {
		const { report } = await shared.import(
			'jira',
			[columns, `${row},${paper},`, `${row},${paper},`].join('\n'),
		);
		expect(await hours()).toHaveLength(1);
		expect(report.rows).toEqual({ read: 2, loaded: 1, setAside: 1, quarantined: 0 });
	});

	test('that cannot be read is named with its cell, and the others are loaded', async () => {
		const { report } = await shared.import(
			'jira',
			[columns, `${row},${paper},half an hour`].join('\n'),
		);
		expect(report.quarantined).toMatchObject([
			{
				relation: 'time_entry',
				line: 2,
				column: 'worked_on',
				value: 'half an hour',
				reason: 'is not a date that can be read',
			},
		]);
		expect(await hours()).toEqual([['SUP-1', 'Paper', '1.0000']]);
		expect(report.rows).toEqual({ read: 1, loaded: 1, setAside: 0, quarantined: 0 });
		expect(report.quarantine).toEqual({ unread: 0, inPart: 1 });
	});

	test('is in quarantine with its ticket', async () => {
		const { report } = await shared.import(
			'jira',
			[columns, `${row.replace('14/Jun', 'soon')},${paper},`].join('\n'),
		);
		expect(await hours()).toEqual([]);
		expect(report.quarantined.map(({ relation }) => relation)).toEqual(['ticket']);
		expect(report.rows).toEqual({ read: 1, loaded: 0, setAside: 0, quarantined: 1 });
	});
});

describe('a comment', () => {
	const columns = `${header},Comment,Comment`;
	const asked = '14/Jun/21 1:13 PM;eve;Is it paper?';
	const notes = () => shared.current('ticket_event', 'note');

	test('that was edited replaces itself', async () => {
		await load([columns, `${row},${asked},`].join('\n'));
		const counts = await load([columns, `${row},${asked.replace('paper', 'toner')},`].join('\n'));
		expect(counts['ticket_event']).toEqual([0, 1, 0, 0]);
		expect(await notes()).toEqual([['Is it toner?']]);
	});

	test('that was written later is added', async () => {
		await load([columns, `${row},${asked},`].join('\n'));
		const counts = await load([columns, `${row},${asked},14/Jun/21 1:13 PM;ada;Yes`].join('\n'));
		expect(counts['ticket_event']).toEqual([1, 0, 1, 0]);
	});

	test('that cannot be read is named with its cell, and the others are loaded', async () => {
		const { report } = await shared.import('jira', [columns, `${row},${asked},n.b.`].join('\n'));
		expect(report.quarantined).toMatchObject([
			{
				relation: 'ticket_event',
				line: 2,
				column: 'at',
				value: 'n.b.',
				reason: 'is not a date and time that can be read',
			},
		]);
		expect(await notes()).toHaveLength(1);
	});
});
