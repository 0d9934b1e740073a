import { createHash } from 'node:crypto';
import type { ImportReport } from '../import/report.ts';
import { relationNames } from '../import/relations.ts';
import { shippedModel } from '../model/defaults.ts';
import { readImports } from '../store/import-log.ts';
import { readModel } from '../store/model-versions.ts';
import { readSettings } from '../store/settings.ts';
import type { Store } from '../store/store.ts';
import { buildModels, models, type BuiltModels } from './build-models.ts';
import { copyModel } from './copy-model.ts';
import { copyWords, describeWords } from './copy-words.ts';
import type { Session } from './duckdb.ts';
import { inTransaction } from './migrations.ts';
import { readFact } from './statement.ts';

/**
 * Names what the facts are made by. A snapshot that names another recipe was built by another
 * release, whose facts today's metrics may not find.
 */
export function describeRecipe(): string {
	const recipe = createHash('sha256');
	for (const name of models) recipe.update(readFact(name));
	return recipe.update(JSON.stringify(shippedModel)).digest('hex').slice(0, 16);
}

/** Whether the facts that stand were made by this release and with all that people have said. */
export async function areFactsInStep(session: Session, store: Store): Promise<boolean> {
	const [built] = await session
		.all<{ recipe: string; words: string }>('select recipe, words from data_description')
		// There is none before the first build, and the first releases did not name them.
		.catch(() => []);
	return built?.recipe === describeRecipe() && built.words === describeWords(store);
}

/**
 * Builds the facts of the current relations, with what people have said copied in from the store, in
 * one transaction. Facts of tickets of which nothing has changed are kept, unless `isRebuild`; the
 * result is the same.
 */
export async function buildFacts(
	session: Session,
	store: Store,
	{ isRebuild = false }: { isRebuild?: boolean } = {},
): Promise<BuiltModels> {
	// Before they are copied: what is said meanwhile is for the next build, and must not seem built.
	const words = describeWords(store);
	const mayKeep = !isRebuild && (await areFactsInStep(session, store));
	return inTransaction(session, async () => {
		await copyImports(session, store);
		await copyWords(session, store);
		await copyModel(session, readModel(store), {
			years: await findYears(session),
			reportingZone: readSettings(store).reportingZone,
		});
		const built = await buildModels(session, { mayKeep });
		await session.run(`create or replace table field_presence as ${toFieldPresenceSql()}`);
		await describeData(session, store, words);
		return built;
	});
}

async function copyImports(session: Session, store: Store): Promise<void> {
	const imports = readImports(store).filter(({ state }) => state !== 'failed');
	await session.run('delete from import');
	await session.all(
		`insert into import
		select unnest($ids)::integer, unnest($sources), unnest($files), unnest($times)::timestamptz,
			unnest($full)::boolean, unnest($undone)::boolean,
			nullif(unnest($corrects), '')::integer, unnest($places)::integer,
			nullif(unnest($contents), '')`,
		{
			ids: imports.map((entry) => String(entry.import_id)),
			sources: imports.map((entry) => entry.source),
			files: imports.map((entry) => entry.file_name),
			times: imports.map((entry) => entry.started_at),
			full: imports.map((entry) => String(entry.is_full)),
			undone: imports.map((entry) => String(entry.is_undone)),
			corrects: imports.map((entry) => String(entry.corrects ?? '')),
			places: imports.map((entry) => String(entry.place)),
			contents: imports.map(({ confirms, sha256 }) => (confirms === null ? sha256 : '')),
		},
	);
}

/**
 * The years of which anything is told, and those in which a target may run on. Before 1990 a date is
 * a typing error.
 */
async function findYears(session: Session): Promise<[number, number]> {
	const { first, last } = await session.one<{ first: number | null; last: number | null }>(
		`select greatest(1990, year(min(day)) - 1)::integer as first,
			(select year(max(imported_at)) + 3 from import)::integer as last
		from (
			select min(created_at)::date as day from ticket
			union all select min("at")::date from ticket_event
			union all select min(worked_on) from time_entry
		)`,
	);
	return first === null || last === null ? [1, 0] : [first, last];
}

/** Grain: one row per relation, source and field, with the number of rows that have a value. */
function toFieldPresenceSql(): string {
	return relationNames
		.map(
			(name) => `
			select '${name}' as relation, source, field, filled_rows from (
				select source, count(columns('^(.*)$')) as '\\1'
				from (select * exclude (unit_id, record_id, content_hash, content_import_id,
					first_import_id, last_import_id), source as origin from ${name})
				group by source
			) unpivot (filled_rows for field in (columns(* exclude (source))))`,
		)
		.join(' union all ');
}

/** Grain: one row; what every page prints of the data that it shows. */
async function describeData(session: Session, store: Store, words: string): Promise<void> {
	const { reportingZone, asOf } = readSettings(store);
	const { files, rows } = addUpReports(store);
	await session.all(
		`create or replace table data_description as
		select
			coalesce($as_of::timestamptz, (select as_of from ticket_clock)) as as_of,
			(select min(created_at) from ticket) as first_at,
			$zone as reporting_zone,
			(select max(imported_at) from import where not is_undone) as imported_at,
			$recipe as recipe,
			$words as words,
			(select count(distinct (import_id, record_number)) from open_quarantine)::integer
				as quarantined_rows,
			$files::integer as files,
			$read::integer as rows_read,
			$loaded::integer as rows_loaded,
			$set_aside::integer as rows_set_aside,
			$quarantined::integer as rows_quarantined`,
		{
			as_of: asOf,
			zone: reportingZone,
			recipe: describeRecipe(),
			words,
			files,
			read: rows.read,
			loaded: rows.loaded,
			set_aside: rows.setAside,
			quarantined: rows.quarantined,
		},
	);
}

/**
 * What became of the rows of all files in force. Content that was read more than once for a source
 * counts once, as it was read last; an import that was cut off left no report.
 */
function addUpReports(store: Store): { files: number; rows: ImportReport['rows'] } {
	const inForce = readImports(store).filter(
		({ state, is_undone }) => state === 'loaded' && !is_undone,
	);
	const readings = inForce.filter(({ confirms }) => confirms === null);
	// The oldest first, so that of the readings of one file the last stays.
	const last = new Map(
		readings.toReversed().map((entry) => [`${entry.sha256} ${entry.source}`, entry]),
	);
	const reports = [...last.values()].flatMap(({ report }) => (report ? [report] : []));
	const rows = { read: 0, loaded: 0, setAside: 0, quarantined: 0 };
	for (const report of reports) {
		rows.read += report.rows.read;
		rows.loaded += report.rows.loaded;
		rows.setAside += report.rows.setAside;
		rows.quarantined += report.rows.quarantined;
	}
	return { files: reports.length, rows };
}
