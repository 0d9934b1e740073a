import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isZone } from '../../calendar.ts';
import { formatCountOf } from '../../format.ts';
import { sayRecords } from '../../import-words.ts';
import { listMissing } from '../history/missing-records.ts';
import {
	beginImport,
	endImport,
	failImport,
	isOriginalInUse,
	type FileLayout,
} from '../store/import-log.ts';
import { readProfiles, saveProfile } from '../store/import-profiles.ts';
import type { Session } from '../warehouse/duckdb.ts';
import { inTransaction } from '../warehouse/migrations.ts';
import { makeTemporaryFolder } from '../warehouse/temporary-folder.ts';
import type { Writer } from '../warehouse/writer.ts';
import { account } from './account.ts';
import { addCorrections, takeOverCorrections } from './add-corrections.ts';
import { applyProfile } from './apply-profile.ts';
import { choosePreset } from './choose-preset.ts';
import { findReadPositions } from './read-positions.ts';
import { isCorrectedFile, readCorrectedFile } from './corrected-file.ts';
import { describeForgotten } from './describe-forgotten.ts';
import { describeReplaced } from './describe-replaced.ts';
import { explainMemory } from './explain-memory.ts';
import type { Header } from './header.ts';
import { ImportError } from './import-error.ts';
import type { ImportOptions, Progress } from './import-options.ts';
import { findUnmapped, keepUnmapped } from './keep-unmapped.ts';
import {
	applyFeed,
	findBase,
	prepareFeed,
	problemTables,
	setAsideOthers,
	type PreparedLoad,
} from './load.ts';
import { describeOlderExport } from './note-export-instant.ts';
import type { Feed, Preset } from './preset.ts';
import { readRelationFields } from './presets/waybill.ts';
import { readFile, refuseEmpty, type ReadFile } from './read-file.ts';
import { rankPresets } from './recognise.ts';
import { reportedLines, type ImportReport, type RelationCount } from './report.ts';
import { setAsideLayout } from './set-aside-layout.ts';
import { settleValues } from './settle-values.ts';
import { stageFile, toFileColumns } from './stage.ts';
import { takePlace } from './take-place.ts';

export interface ImportedFile {
	importId: number;
	file: string;
	preset: string;
	source: string;
	encoding: string;
	report: ImportReport;
}

/**
 * Takes one export from file to committed rows. Either all of its usable rows are in the warehouse
 * afterwards or none.
 * @throws {ImportError} when the file as a whole cannot be used; it says what to do
 * @throws the reason of the writer's signal when it is given before the rows are committed
 */
export async function importFile(
	writer: Writer,
	path: string,
	stated: ImportOptions = {},
): Promise<ImportedFile> {
	const work = makeTemporaryFolder(writer.folder, 'import');
	const seconds: Record<string, number> = {};
	try {
		const file = await timed(seconds, 'read', () =>
			readFile(path, work, (progress) => tell(writer, progress)),
		);
		if (isCorrectedFile(file)) {
			const rows = await readCorrectedFile(writer, file, work);
			return await importFile(writer, rows.path, rows.options);
		}
		refuseEmpty(file);
		const { options: completed, warnings } = await completeOptions(writer, file, stated);
		const { preset, feeds } = await choosePreset(writer.session, file, completed);
		const source = completed.source ?? preset.system;
		const options = takeOverCorrections(writer.store, { ...file, source }, completed);
		if (options !== completed) warnings.push(sayTakenOver(options));
		const zone = checkZone(file.name, options.zone ?? 'UTC');
		const original = keepOriginal(writer, path, file);
		const layout = describeLayout(file.header, feeds);
		const importId = beginImport(writer.store, {
			source,
			preset: preset.name,
			file_name: file.name,
			sha256: file.sha256,
			original,
			options,
			layout,
		});
		try {
			const report = await load(writer, {
				file,
				preset,
				feeds,
				source,
				zone,
				importId,
				layout,
				options,
				warnings,
				seconds,
			});
			if (stated.isProfile) {
				saveProfile(writer.store, {
					source,
					preset: preset.name,
					header: file.header.keys,
					options: { ...options, corrects: undefined, isProfile: undefined },
				});
			}
			endImport(writer.store, importId, report);
			writer.hasChanged = true;
			return {
				importId,
				file: file.name,
				preset: preset.name,
				source,
				encoding: file.encoding,
				report,
			};
		} catch (thrown) {
			const error = explainMemory(thrown, file);
			failImport(writer.store, importId, error instanceof Error ? error.message : String(error));
			if (writer.signal.aborted) dropOriginal(writer, original);
			throw error;
		}
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

/** Says how far the import is; also where it ends once the writer's signal is given. */
function tell({ signal, onProgress }: Writer, progress: Progress): void {
	signal.throwIfAborted();
	onProgress(progress);
}

/** Adds what was settled for the source before to what is said now, and says that it did. */
async function completeOptions(
	{ session, store }: Writer,
	file: ReadFile,
	stated: ImportOptions,
): Promise<{ options: ImportOptions; warnings: string[] }> {
	const { corrects } = stated;
	if (corrects) {
		return { options: addCorrections(store, file, corrects), warnings: [] };
	}
	const { header } = file;
	const [best] = rankPresets(header, await readRelationFields(session));
	const recognisedAs = best?.preset.name ?? null;
	const { options, profile, warning } = applyProfile(
		readProfiles(store),
		{ header, recognisedAs },
		stated,
	);
	const applied = profile
		? `read as was settled for ${profile.source} on ${profile.at.slice(0, 10)}`
		: null;
	return { options, warnings: [warning, applied].filter((words) => words !== null) };
}

function sayTakenOver({ corrects }: ImportOptions): string {
	const rows = formatCountOf(corrects!.records.length, 'row');
	return `${rows} put right when the same file was loaded before: taken over`;
}

/**
 * The name under which DuckDB knows a zone.
 * @throws {ImportError} when there is no such zone
 */
export function checkZone(file: string, zone: string): string {
	// DuckDB knows each zone by the name that Intl gives it.
	if (isZone(zone)) {
		return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
	}
	throw new ImportError('the time zone is unknown', {
		file,
		value: zone,
		expected: 'an IANA zone such as Europe/London or UTC',
		remedy: 'say another zone',
	});
}

function describeLayout(header: Header, feeds: readonly Feed[]): FileLayout {
	const fields: Record<string, Record<string, readonly number[]>> = {};
	for (const feed of feeds) {
		const positions = Object.fromEntries(findReadPositions(feed, header).fields);
		fields[feed.relation] = { ...fields[feed.relation], ...positions };
	}
	return { header: header.names, fields };
}

/** Keeps the bytes as they came, once for each content. */
function keepOriginal(writer: Writer, path: string, file: ReadFile): string {
	const original = `${file.sha256.slice(0, 16)}-${file.name.replace(/[^\w.-]+/g, '_').slice(-100)}`;
	const target = join(writer.folder.originals, original);
	if (!writer.isRehearsal && !existsSync(target)) copyFileSync(path, target);
	return original;
}

/** Lets a kept original go that no other import came from. */
function dropOriginal({ folder, store, isRehearsal }: Writer, original: string): void {
	if (!isRehearsal && !isOriginalInUse(store, original))
		rmSync(join(folder.originals, original), { force: true });
}

interface LoadContext {
	file: ReadFile;
	preset: Preset;
	feeds: readonly Feed[];
	source: string;
	zone: string;
	importId: number;
	layout: FileLayout;
	options: ImportOptions;
	/** What is to be said of the file before it is loaded. */
	warnings: readonly string[];
	seconds: Record<string, number>;
}

async function load(writer: Writer, context: LoadContext): Promise<ImportReport> {
	const { session, signal } = writer;
	const prepared = await session.until(signal, () => prepare(writer, context));
	return inTransaction(session, () =>
		session.until(signal, () => applyAll(writer, context, prepared)),
	);
}

/** The part of the step `load` that checking is; the rest is taking the checked rows in. */
const checkingShare = 0.55;

/** Says how much of a step is done, from 0 to 1, in rows of the file. */
function tellShare(
	writer: Writer,
	{ file, importId }: LoadContext,
	{ step, share }: { step: 'stage' | 'load'; share: number },
): void {
	const { records } = file.scan;
	tell(writer, { step, done: { rows: Math.floor(share * records), of: records }, importId });
}

interface Prepared {
	loads: PreparedLoad[];
	warnings: string[];
	missing: ImportReport['missing'];
}

/** Stages and checks the file, before the transaction: uncommitted rows have no lasting row id. */
async function prepare(writer: Writer, context: LoadContext): Promise<Prepared> {
	const { session } = writer;
	const { file, feeds, source, options, seconds } = context;
	const warnings: string[] = [...context.warnings];
	tellShare(writer, context, { step: 'stage', share: 0 });
	await timed(seconds, 'stage', () =>
		stageFile(session, { ...file, corrections: options.corrects?.records ?? [] }),
	);
	tellShare(writer, context, { step: 'load', share: 0 });
	const values = await timed(seconds, 'values', () => settleValues(session, context));
	if (values.dates.hasLocalTimes && options.zone === undefined) {
		warnings.push('no zone was given: times without an offset were taken as UTC');
	}
	if (feeds.some(({ lacks }) => lacks?.includes('currency'))) {
		warnings.push('no currency was given and none is in the file: that of its amounts is unknown');
	}
	warnings.push(...file.warnings, ...values.warnings, ...describeRoundCount(file));
	await session.run(problemTables);
	const columns = toFileColumns(file.header);
	await setAsideOthers(session, context.preset, columns);
	const loads = await timed(seconds, 'check', async () => {
		const loads: PreparedLoad[] = [];
		for (const [place, feed] of values.feeds.entries()) {
			const incoming = `incoming_${place}`;
			const base = findBase(feed, loads);
			loads.push(await prepareFeed({ session, feed, file: columns, source, incoming, base }));
			const share = (checkingShare * loads.length) / feeds.length;
			tellShare(writer, context, { step: 'load', share });
		}
		return setAsideLayout(session, file, loads);
	});
	return { loads, warnings, missing: values.missing };
}

/** Where tools cut an export off without a word; Alga PSA does at 10,000 rows. */
const cutOffs = [1_000, 5_000, 10_000, 50_000, 65_535, 100_000, 1_000_000, 1_048_575];

function describeRoundCount({ scan: { records } }: ReadFile): string[] {
	if (!cutOffs.includes(records)) return [];
	return [
		`the file has ${records.toLocaleString('en')} rows, where exports are often cut off: ` +
			'check that it is complete',
	];
}

async function applyAll(
	writer: Writer,
	context: LoadContext,
	{ loads, warnings, missing }: Prepared,
): Promise<ImportReport> {
	const { session } = writer;
	const { file, feeds, source, importId, layout, options, seconds } = context;
	const place = options.corrects?.importId ?? importId;
	const counts: RelationCount[] = [];
	await timed(seconds, 'load', async () => {
		for (const each of loads) {
			warnings.push(...(await describeForgotten(each, file.header)));
			const count = await applyFeed(each, importId);
			counts.push(count);
			if (place === importId) warnings.push(...(await describeReplaced(each, count.replaced)));
			const share = checkingShare + ((1 - checkingShare) * counts.length) / loads.length;
			tellShare(writer, context, { step: 'load', share });
		}
		const [first] = loads;
		const positions = findUnmapped(file.header, feeds);
		if (first) await keepUnmapped(first, file.header, { positions, importId });
	});
	await session.all(
		`insert into import values (
			$id::integer, $source, $file, now(), $full::boolean, false, $corrects::integer,
			$place::integer, $content
		)`,
		{
			id: importId,
			source,
			file: file.name,
			full: options.isFull ?? false,
			corrects: options.corrects?.importId ?? null,
			place,
			content: file.sha256,
		},
	);
	const brought = [...new Set(feeds.map(({ relation }) => relation))];
	if (place !== importId) {
		await timed(seconds, 'order', () => takePlace(session, { importId, relations: brought }));
	}
	const outcome = await timed(seconds, 'account', () =>
		account(session, { file, importId, layout }),
	);
	if (options.isFull) warnings.push(...(await describeMissing(session, importId, brought)));
	if (!options.corrects && counts.some(({ changed }) => changed > 0)) {
		warnings.push(...(await describeOlderExport(session, importId)));
	}
	return {
		...outcome,
		mended: { count: file.mended.length, lines: file.mended.slice(0, reportedLines) },
		relations: counts,
		missing,
		warnings,
		seconds,
	};
}

/** Records missing from a full export are counted; they stay until a person confirms that they went. */
async function describeMissing(session: Session, importId: number, relations: readonly string[]) {
	const missing = await listMissing(session, { importId, relations });
	return missing.map(({ relation, count }) => {
		const [are, they, go] =
			count === 1 ? ['is', 'it stays', 'it is'] : ['are', 'they stay', 'they are'];
		const records = sayRecords([{ relation, count }]);
		return `${records} of earlier imports ${are} not in this full export; ${they} until a person says that ${go} gone`;
	});
}

async function timed<T>(
	seconds: Record<string, number>,
	step: string,
	work: () => Promise<T>,
): Promise<T> {
	const started = performance.now();
	const result = await work();
	seconds[step] = (performance.now() - started) / 1000;
	return result;
}
