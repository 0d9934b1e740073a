import type { ServiceModel } from '../model/model-schema.ts';
import { readAliases } from '../store/aliases.ts';
import { readModel } from '../store/model-versions.ts';
import type { Store } from '../store/store.ts';
import { readValueMappings } from '../store/value-mappings.ts';
import type { Session } from './duckdb.ts';
import { writeTable } from './write-table.ts';

/** Copies what people have said of names and values, beside what the service model says of them. */
export async function copyWords(session: Session, store: Store): Promise<void> {
	await session.run(
		String.raw`create or replace temp macro to_spelling(word) as
			lower(regexp_replace(word, '[^\p{L}\p{N}]', '', 'g'))`,
	);
	await copyAliases(session, store);
	await copyValueMappings(session, store);
	await copySpellings(session, readModel(store).model);
}

/** Says which of people's words the facts were built with: a count of each kind, since none is lost. */
export function describeWords(store: Store): string {
	const kinds = ['model_version', 'value_mapping', 'alias', 'setting'];
	const counts = kinds.map(
		(kind) => store.prepare(`select count(*) as words from ${kind}`).get()!['words'],
	);
	return counts.join('.');
}

async function copyAliases(session: Session, store: Store): Promise<void> {
	const aliases = readAliases(store);
	await session.all(
		`create or replace table alias as
		select unnest($sources) as source, unnest($kinds) as kind, unnest($values) as value,
			unnest($ids) as canonical_id`,
		{
			sources: aliases.map((alias) => alias.source),
			kinds: aliases.map((alias) => alias.kind),
			values: aliases.map((alias) => alias.value),
			ids: aliases.map((alias) => alias.canonical_id),
		},
	);
}

async function copyValueMappings(session: Session, store: Store): Promise<void> {
	const mappings = readValueMappings(store);
	await session.all(
		`create or replace table value_mapping as
		select unnest($sources) as source, unnest($kinds) as kind, unnest($values) as value,
			unnest($canonicals) as canonical`,
		{
			sources: mappings.map((mapping) => mapping.source),
			kinds: mappings.map((mapping) => mapping.kind),
			values: mappings.map((mapping) => mapping.value),
			canonicals: mappings.map((mapping) => mapping.canonical),
		},
	);
}

/** What the service model says of the words of all sources. */
async function copySpellings(
	session: Session,
	{ statuses, priorities, levels, billing_codes }: ServiceModel,
): Promise<void> {
	await writeSpellings(
		session,
		'status_map',
		{ spelling: 'varchar', status: 'varchar', class: 'varchar', holder: 'varchar' },
		statuses.flatMap(({ status, class: meaning, held_by, spellings }) =>
			[status, ...spellings].map((spelling) => ({
				spelling,
				status,
				class: meaning,
				holder: held_by,
			})),
		),
	);
	await writeSpellings(
		session,
		'priority_map',
		{ spelling: 'varchar', priority: 'varchar' },
		priorities.flatMap(({ priority, spellings }) =>
			[priority, ...spellings].map((spelling) => ({ spelling, priority })),
		),
	);
	await writeSpellings(
		session,
		'level_map',
		{ spelling: 'varchar', level: 'varchar' },
		levels.flatMap(({ level, spellings }) =>
			[level, ...spellings].map((spelling) => ({ spelling, level })),
		),
	);
	await writeSpellings(
		session,
		'code_map',
		{ spelling: 'varchar', class: 'varchar' },
		billing_codes.flatMap(({ name, class: meaning, spellings }) =>
			[name, ...spellings].map((spelling) => ({ spelling, class: meaning })),
		),
	);
}

/** A map by the letters and digits of words, each once: several words of one meaning may share them. */
async function writeSpellings(...[session, name, ...table]: Parameters<typeof writeTable>) {
	await writeTable(session, name, ...table);
	await session.run(
		`create or replace table ${name} as
		select distinct * replace (to_spelling(spelling) as spelling) from ${name}`,
	);
}
