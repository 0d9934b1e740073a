import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/**
 * People's words and settings, beside the warehouse. Every stored word has its actor and its time;
 * what figures need of it is copied into the warehouse at each build.
 */
export type Store = DatabaseSync;

/** Who acts until there are accounts. */
export const localActor = 'local';

/** Forward-only: a new step is appended, an old one never edited. */
const migrations: readonly string[] = [
	`create table setting (
		name text not null, value text not null, actor text not null, at text not null
	) strict;
	create table alias (
		source text not null, kind text not null, value text not null, canonical_id text not null,
		actor text not null, at text not null
	) strict;
	create table import_log (
		import_id integer primary key, source text not null, preset text not null,
		file_name text not null, sha256 text not null, original text not null,
		options text not null, is_full integer not null, is_undone integer not null default 0,
		state text not null, report text, problem text,
		actor text not null, started_at text not null, ended_at text
	) strict;`,
	`create table value_mapping (
		source text not null, kind text not null, value text not null, canonical text not null,
		actor text not null, at text not null
	) strict;
	create table import_profile (
		profile_id integer primary key, source text not null, preset text not null,
		header text not null, options text not null, actor text not null, at text not null
	) strict;
	alter table import_log add column corrects integer;`,
	`create table job (
		job_id integer primary key, file_name text not null, path text not null,
		options text not null, inbox text, queue text not null, state text not null,
		import_id integer, failure text,
		actor text not null, queued_at text not null, started_at text, ended_at text
	) strict;`,
	`create table closed_month (
		month text primary key, figures text not null, import_id integer, as_of text not null,
		version integer not null, at text not null
	) strict;
	create table restatement (
		restatement_id integer primary key, month text not null, figure text not null,
		before text not null, after text not null, gained text not null, lost text not null,
		causes text not null, version integer not null, at text not null
	) strict;
	create table compared_version (version integer primary key, at text not null) strict;`,
	`alter table import_log add column layout text;
	alter table import_log add column confirms integer;
	alter table job add column task text not null default 'import';`,
	`create table model_version (
		version integer primary key, document text not null, reason text not null,
		actor text not null, at text not null
	) strict;`,
];

/** Opens the store of a data folder, brought forward to the newest migration. */
export function openStore(path: string): Store {
	const store = new DatabaseSync(path, { timeout: 5000 });
	store.exec('pragma journal_mode = wal');
	store.exec('begin immediate');
	const { user_version: applied } = store.prepare('pragma user_version').get() as {
		user_version: number;
	};
	for (const step of migrations.slice(applied)) store.exec(step);
	store.exec(`pragma user_version = ${migrations.length}`);
	store.exec('commit');
	return store;
}

/** Writes what a store holds at this moment into a new file; nothing where there is no store yet. */
export function copyStore(path: string, target: string): void {
	if (!existsSync(path)) return;
	const store = new DatabaseSync(path, { timeout: 5000 });
	try {
		store.prepare('vacuum into ?').run(target);
	} finally {
		store.close();
	}
}

/** Runs `work` all or nothing. */
export function inStoreTransaction(store: Store, work: () => void): void {
	store.exec('begin immediate');
	try {
		work();
		store.exec('commit');
	} catch (error) {
		store.exec('rollback');
		throw error;
	}
}
