import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { codeClasses } from '../model/defaults.ts';
import { readProfiles } from '../store/import-profiles.ts';
import { readModel } from '../store/model-versions.ts';
import { openStore, type Store } from '../store/store.ts';
import { copyWords } from '../warehouse/copy-words.ts';
import type { DataFolder } from '../warehouse/data-folder.ts';
import { openInstance, Session } from '../warehouse/duckdb.ts';
import { migrate } from '../warehouse/migrations.ts';
import { readCurrent } from '../warehouse/snapshots.ts';
import { readSql } from '../warehouse/sql-files.ts';
import { makeTemporaryFolder } from '../warehouse/temporary-folder.ts';
import { applyProfile } from './apply-profile.ts';
import { choosePreset, type Choice } from './choose-preset.ts';
import { findReadPositions, requiredFields } from './read-positions.ts';
import { isCorrectedFile } from './corrected-file.ts';
import { describeColumns } from './describe-columns.ts';
import { explainMemory } from './explain-memory.ts';
import { findUnknown } from './find-unknown.ts';
import { ImportError } from './import-error.ts';
import { checkZone } from './import-file.ts';
import type { ImportOptions, OnProgress } from './import-options.ts';
import type { InspectedField, InspectedPreset, Inspection } from './inspection.ts';
import { readTypes } from './load.ts';
import type { Feed, Preset } from './preset.ts';
import { readRelationFields, type RelationFields } from './presets/waybill.ts';
import { readFile, refuseEmpty, type ReadFile } from './read-file.ts';
import { rankPresets } from './recognise.ts';
import { relationNames, relations } from './relations.ts';
import { findLines } from './scan.ts';
import { inspectDates, settleValues } from './settle-values.ts';
import { stageFile } from './stage.ts';
import { suggestMapping } from './suggest-mapping.ts';

/**
 * Reads a file through and says what it would be taken for, where each field would come from, and
 * what has to be asked. Nothing is loaded, and neither the master nor the writer's lock is touched.
 * @throws {ImportError} when it is no table that can be read
 */
export async function inspectFile(
	folder: DataFolder,
	path: string,
	stated: ImportOptions = {},
	onProgress?: OnProgress,
): Promise<Inspection> {
	const work = makeTemporaryFolder(folder, 'inspect');
	const store = openStore(folder.store);
	const instance = await openInstance({
		path: ':memory:',
		allowedDirectories: [folder.root],
		temporaryDirectory: folder.temporary,
	});
	const session = await Session.open(instance);
	try {
		const file = await readFile(path, work, onProgress);
		await prepare(session, folder, store);
		return await inspect(session, store, file, stated).catch((error: unknown) => {
			throw explainMemory(error, file);
		});
	} finally {
		session.close();
		instance.closeSync();
		store.close();
		rmSync(work, { recursive: true, force: true });
	}
}

/** Gives an empty database the relations, people's words, and the published data as `known`. */
async function prepare(session: Session, folder: DataFolder, store: Store): Promise<void> {
	await migrate(session);
	await copyWords(session, store);
	await session.run(readSql('inspection/name_key'));
	const current = readCurrent(folder);
	if (current) {
		const snapshot = join(folder.snapshots, current.file).replaceAll("'", "''");
		await session.run(`attach '${snapshot}' as known (read_only)`);
	} else {
		await session.run(`
			create schema known;
			create table known.known_client (client_id varchar, name varchar, is_declared boolean);
			create table known.person (person varchar);
			create table known.billing_code (code varchar)`);
	}
}

async function inspect(
	session: Session,
	store: Store,
	file: ReadFile,
	stated: ImportOptions,
): Promise<Inspection> {
	const known = await readRelationFields(session);
	const ranked = rankPresets(file.header, known).map(({ preset }) => preset);
	const { options, profile, warning } = applyProfile(
		readProfiles(store),
		{ header: file.header, recognisedAs: ranked[0]?.name ?? null },
		stated,
	);
	await stageFile(session, { ...file, corrections: options.corrects?.records ?? [] });
	const { choice, problem: unfit } = await tryToChoose(session, file, options);
	// Before numbers and dates are put in plain form: a person is to see what stands in the file.
	const columns = await describeColumns(session, file, choice?.feeds ?? []);
	const source = options.source ?? choice?.preset.system ?? null;
	const values = choice ? await tryToReadValues(session, file, choice, options) : noValues;
	const unknown =
		choice && source !== null && values.areReadable
			? await findUnknown(session, { file, feeds: choice.feeds, source })
			: { values: [], names: [] };
	return {
		file: file.name,
		encoding: file.encoding,
		delimiter: file.dialect.delimiter,
		headerLine: file.dialect.headerLine,
		records: file.scan.records,
		preset: choice ? toInspectedPreset(choice.preset, choice.feeds) : null,
		candidates: ranked.map((preset) => toInspectedPreset(preset, preset.feeds(file.header))),
		source,
		options,
		profileFrom: profile?.at ?? null,
		columns,
		fields: await describeFields(session, { file, feeds: choice?.feeds ?? [], known, options }),
		relations: describeRelations(known),
		suggested: suggestMapping(file.header, known),
		dates: values.dates,
		numbers: values.numbers,
		problem: unfit ?? values.problem,
		isCorrected: isCorrectedFile(file),
		unknownValues: unknown.values,
		unknownNames: unknown.names,
		choices: await listChoices(session, store),
		warnings: [...(warning === null ? [] : [warning]), ...file.warnings, ...values.warnings],
	};
}

type Problem = Inspection['problem'];

async function tryToChoose(
	session: Session,
	file: ReadFile,
	options: ImportOptions,
): Promise<{ choice: Choice | null; problem: Problem }> {
	let choice: Choice | null = null;
	try {
		choice = await choosePreset(session, file, options);
		refuseEmpty(file);
		return { choice, problem: null };
	} catch (error) {
		return { choice, problem: toProblem(error) };
	}
}

interface Values extends Pick<Inspection, 'dates' | 'numbers' | 'problem'> {
	/** Whether the macros that read cells are defined, so that rows can be mapped. */
	areReadable: boolean;
	warnings: string[];
}

const noValues: Values = {
	dates: { order: null, hasLocalTimes: false, orders: [], unread: [] },
	numbers: [],
	problem: null,
	areReadable: false,
	warnings: [],
};

async function tryToReadValues(
	session: Session,
	file: ReadFile,
	{ preset, feeds }: Choice,
	options: ImportOptions,
): Promise<Values> {
	const zone = checkZone(file.name, options.zone ?? 'UTC');
	const read = (dateOrder: ImportOptions['dateOrder']) =>
		settleValues(session, { file, preset, feeds, zone, options: { ...options, dateOrder } });
	const { orders, unread } = await inspectDates(session, { file, preset, feeds, options });
	try {
		const { dates, numbers, warnings } = await read(options.dateOrder);
		const { order, hasLocalTimes } = dates;
		await findSightings(file, { orders, unread, numbers });
		return {
			dates: { order, hasLocalTimes, orders, unread },
			numbers,
			problem: null,
			areReadable: true,
			warnings,
		};
	} catch (error) {
		const problem = toProblem(error);
		// Names and values can be looked at in any order of day and month.
		const values = await read('dmy').catch(() => null);
		await findSightings(file, { orders, unread, numbers: values?.numbers ?? [] });
		return {
			dates: { order: null, hasLocalTimes: values?.dates.hasLocalTimes ?? false, orders, unread },
			numbers: values?.numbers ?? [],
			problem,
			areReadable: values !== null,
			warnings: [],
		};
	}
}

/** Looks up the lines of the cells that a person is shown, who has the file open by its lines. */
async function findSightings(
	{ path, dialect }: ReadFile,
	{
		orders,
		unread,
		numbers,
	}: Omit<Inspection['dates'], 'order' | 'hasLocalTimes'> & Pick<Inspection, 'numbers'>,
): Promise<void> {
	const sightings = [
		...orders.flatMap(({ example, dmy, mdy, dayOrYear }) => [example, dmy, mdy, dayOrYear]),
		...unread.map(({ example }) => example),
		...numbers.flatMap(({ point, comma, open }) => [point, comma, open]),
	].filter((sighting) => sighting !== null);
	const records = sightings.map(({ record }) => record);
	const lines = await findLines(path, dialect, records);
	for (const sighting of sightings) sighting.line = lines.get(sighting.record);
}

function toProblem(error: unknown): Problem {
	if (error instanceof ImportError) return error.toJSON();
	throw error;
}

function toInspectedPreset(preset: Preset, feeds: readonly Feed[]): InspectedPreset {
	const { name, system, isVerified } = preset;
	return { name, system, isVerified, relations: feeds.map(({ relation }) => relation) };
}

const typeWords: Record<string, InspectedField['type']> = {
	'TIMESTAMP WITH TIME ZONE': 'instant',
	DATE: 'day',
	'DECIMAL(18,4)': 'number',
	INTEGER: 'count',
	BOOLEAN: 'flag',
};

interface FieldContext {
	file: ReadFile;
	feeds: readonly Feed[];
	known: RelationFields;
	options: ImportOptions;
}

async function describeFields(
	session: Session,
	{ file, feeds, options }: FieldContext,
): Promise<Inspection['fields']> {
	const described: Inspection['fields'] = {};
	for (const feed of feeds) {
		const types = await readTypes(session, feed.relation);
		const positions = findReadPositions(feed, file.header).fields;
		const required = requiredFields(feed);
		described[feed.relation] = Object.entries(types).map(([field, type]) => ({
			field,
			type: typeWords[type] ?? 'text',
			isRequired: required.includes(field),
			positions: positions.get(field) ?? [],
			isComputed: typeof feed.fields[field] === 'function',
			constant: positions.get(field)?.length === 0 ? (options.constants?.[field] ?? null) : null,
			override: options.overrides?.[feed.relation]?.[field],
		}));
	}
	return described;
}

function describeRelations(known: RelationFields): Inspection['relations'] {
	return Object.fromEntries(
		relationNames.map((name) => [
			name,
			{ required: [...relations[name].required], fields: known[name] },
		]),
	) as Inspection['relations'];
}

async function listChoices(session: Session, store: Store): Promise<Inspection['choices']> {
	const { statuses, priorities } = readModel(store).model;
	const persons = await session.all<{ person: string }>(
		'select distinct person from known.person order by person',
	);
	return {
		statuses: statuses.map(({ status }) => status),
		priorities: priorities.map(({ priority }) => priority),
		codeClasses: Object.entries(codeClasses).map(([id, name]) => ({ id, name })),
		clients: await session.all<{ id: string; name: string }>(
			'select client_id as id, name from known.known_client where is_declared order by lower(name)',
		),
		persons: persons.map(({ person }) => person),
		zones: Intl.supportedValuesOf('timeZone'),
	};
}
