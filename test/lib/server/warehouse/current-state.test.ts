import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RelationName } from '#lib/server/import/relations.ts';
import { shareWriter } from '../import/share-writer.ts';

const shared = shareWriter();

/**
 * The current state worked out from nothing but versions and sightings: of each unit the rows of
 * the newest import that brought or emptied it.
 */
const recompute = (relation: RelationName) => `
	with seen as (
		select unit_id, record_id, import_id, import_id as content_import_id
		from ${relation}_version
		where source = $source
		union all
		select unit_id, record_id, import_id, content_import_id
		from sighting
		where relation = '${relation}'
			and unit_id in (select unit_id from ${relation}_version where source = $source)
	),
	newest as (
		select unit_id, max(import_id) as import_id from seen group by unit_id
	)
	select
		version.* exclude (import_id, record_number, is_current, first_import_id, last_import_id),
		seen.content_import_id,
		seen.import_id as last_import_id
	from seen
	join newest on newest.unit_id = seen.unit_id and newest.import_id = seen.import_id
	join ${relation}_version as version
		on version.record_id = seen.record_id and version.import_id = seen.content_import_id
	order by all`;

const incremental = (relation: RelationName) => `
	select * exclude (first_import_id, last_import_id, content_import_id), content_import_id, last_import_id
	from ${relation}
	where source = $source
	order by all`;

interface Entry {
	person: string;
	day: string;
	hours: string;
}

const people = fc.constantFrom('Ada', 'Ben', 'Cem');
const days = fc.constantFrom('2026-03-02', '2026-03-03', '2026-03-04');
const hours = fc.constantFrom('0.5', '1', '2');
const entry = fc.record<Entry>({ person: people, day: days, hours });
const ticket = fc.record({
	id: fc.constantFrom('1', '2', '3'),
	title: fc.constantFrom('Printer', 'Mailbox', ''),
});

const files = fc.oneof(
	fc.record({
		relation: fc.constant('ticket' as const),
		rows: fc.array(ticket, { minLength: 1, maxLength: 4 }),
	}),
	fc.record({
		relation: fc.constant('time_entry' as const),
		rows: fc.array(entry, { minLength: 1, maxLength: 6 }),
	}),
);
type File = typeof files extends fc.Arbitrary<infer Value> ? Value : never;

function toTable(file: File): string {
	const lines =
		file.relation === 'ticket'
			? [
					'ticket_id,title,status,created_at',
					...file.rows.map(({ id, title }) => `${id},${title},Open,2026-03-02`),
				]
			: [
					'person,worked_on,actual_hours',
					...file.rows.map(({ person, day, hours }) => `${person},${day},${hours}`),
				];
	return lines.join('\n');
}

/** What a person would say is in force: the last word on each ticket, the last file on each day. */
class Expected {
	readonly tickets = new Map<string, string>();
	entries: Entry[] = [];

	apply(file: File): void {
		if (file.relation === 'ticket') {
			for (const { id, title } of file.rows) if (title !== '') this.tickets.set(id, title);
			return;
		}
		const persons = new Set(file.rows.map(({ person }) => person));
		const covered = new Set(file.rows.map(({ day }) => day));
		const others = this.entries.filter(
			({ person, day }) => !persons.has(person) || !covered.has(day),
		);
		this.entries = [...others, ...file.rows];
	}
}

test('after any imports it is what recomputing it from the versions gives, and what they say', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(files, { minLength: 1, maxLength: 6 }),
			fc.uuid(),
			async (sequence, source) => {
				shared.source = source;
				const expected = new Expected();
				for (const file of sequence) {
					await shared.import(file.relation, toTable(file));
					expected.apply(file);
				}
				for (const relation of ['ticket', 'time_entry'] as const) {
					expect(await shared.all(incremental(relation))).toEqual(
						await shared.all(recompute(relation)),
					);
				}
				expect(
					new Map((await shared.current('ticket', 'ticket_id, title')) as [string, string][]),
				).toEqual(expected.tickets);
				expect(
					await shared.current('time_entry', 'person, worked_on, actual_hours::double'),
				).toEqual(
					expected.entries
						.map(({ person, day, hours }) => [person, day, Number(hours)])
						.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
				);
			},
		),
		{ numRuns: 15 },
	);
});

test('it is so too where entries with ids and without come from one source', async () => {
	const withIds = 'entry_id,person,worked_on,actual_hours\n';
	const without = 'person,worked_on,actual_hours\n';
	await shared.import('entries', `${withIds}1,Ada,2026-03-02,1\n2,Ada,2026-03-03,2`);
	await shared.import('entries', `${without}Ada,2026-03-02,3`);
	await shared.import('entries', `${withIds}1,Ada,2026-03-02,1`);
	await shared.import('entries', `${without}Ada,2026-03-02,4`);
	expect(await shared.all(incremental('time_entry'))).toEqual(
		await shared.all(recompute('time_entry')),
	);
	expect(await shared.current('time_entry', 'worked_on, actual_hours')).toEqual([
		['2026-03-02', '4.0000'],
		['2026-03-03', '2.0000'],
	]);
});
