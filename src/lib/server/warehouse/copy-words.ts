import { codeClasses, priorities, statuses } from '../model/defaults.ts';
import { readAliases } from '../store/aliases.ts';
import type { Store } from '../store/store.ts';
import { readValueMappings } from '../store/value-mappings.ts';
import type { Session } from './duckdb.ts';

/** Copies what people have said of names and values, beside what the service model says of them. */
export async function copyWords(session: Session, store: Store): Promise<void> {
	await session.run(
		String.raw`create or replace temp macro to_spelling(word) as
			lower(regexp_replace(word, '[^\p{L}\p{N}]', '', 'g'))`,
	);
	await copyAliases(session, store);
	await copyValueMappings(session, store);
	await copyStatusMap(session);
	await copyPriorityMap(session);
	await copyCodeMap(session);
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

async function copyPriorityMap(session: Session): Promise<void> {
	const rows = priorities.flatMap(({ priority, spellings }) =>
		[priority, ...spellings].map((spelling) => ({ priority, spelling })),
	);
	await session.all(
		`create or replace table priority_map as
		select to_spelling(unnest($spellings)) as spelling, unnest($priorities) as priority`,
		{
			spellings: rows.map(({ spelling }) => spelling),
			priorities: rows.map(({ priority }) => priority),
		},
	);
}

async function copyCodeMap(session: Session): Promise<void> {
	await session.all(
		`create or replace table code_map as
		select to_spelling(unnest($codes)) as spelling, unnest($classes) as class`,
		{ codes: Object.values(codeClasses), classes: Object.keys(codeClasses) },
	);
}

async function copyStatusMap(session: Session): Promise<void> {
	const rows = statuses.flatMap((meaning) =>
		[meaning.status, ...meaning.spellings].map((spelling) => ({ ...meaning, spelling })),
	);
	await session.all(
		`create or replace table status_map as
		select to_spelling(unnest($spellings)) as spelling, unnest($statuses) as status,
			unnest($classes) as class, nullif(unnest($holders), '') as holder`,
		{
			spellings: rows.map((row) => row.spelling),
			statuses: rows.map((row) => row.status),
			classes: rows.map((row) => row.class),
			holders: rows.map((row) => row.holder ?? ''),
		},
	);
}
