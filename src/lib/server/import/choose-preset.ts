import type { Session } from '../warehouse/duckdb.ts';
import type { Header } from './header.ts';
import { ImportError } from './import-error.ts';
import type { FieldOverride, ImportOptions, Reading } from './import-options.ts';
import type { Feed, FieldSource, Preset } from './preset.ts';
import { readRelationFields, type RelationFields } from './presets/waybill.ts';
import { findReadPositions } from './read-positions.ts';
import { findPreset, recognise, refuseRepeatedColumns, toMappedPreset } from './recognise.ts';

/** What a file was taken for, and what it brings. */
export interface Choice {
	preset: Preset;
	feeds: readonly Feed[];
}

/**
 * Decides what a file is and where each field comes from: the person's own mapping, else the preset
 * that the person named, else what its header is recognised as, with the person's words on single
 * fields and constants over it.
 * @throws {ImportError} when nothing fits, or when a word does not fit the file
 */
export async function choosePreset(
	session: Session,
	file: { name: string; header: Header; dialect?: { delimiter: string } },
	options: ImportOptions,
): Promise<Choice> {
	const { name, header } = file;
	const known = await readRelationFields(session);
	const constants = options.constants ?? {};
	const preset = options.map
		? toMappedPreset({ name, header, known, constants }, options.map)
		: options.as !== undefined
			? findPreset(options.as, { name, header, known })
			: recognise(name, header, known, file.dialect?.delimiter);
	const stated = preset
		.feeds(header)
		.map((feed) =>
			override(feed, options.overrides?.[feed.relation] ?? {}, { name, header, known }),
		);
	refuseRepeatedColumns(name, header, stated);
	const feeds = stated.map((feed) => addConstants(feed, constants, header, known));
	return { preset, feeds };
}

/** The units of bare numbers, in seconds. */
const unitSeconds: Partial<Record<Reading, number>> = { hours: 3600, minutes: 60, seconds: 1 };

/** A field's source as a person states it: the column, read in a way where one is named. */
function toSource(field: string, { column, as }: { column: string; as: Reading }): FieldSource {
	const unit = unitSeconds[as];
	if (unit !== undefined) {
		const macro = field.endsWith('_minutes') ? 'as_minutes' : 'as_hours';
		return (file) => `${macro}(${file.column(column)}, unit_seconds := ${unit})`;
	}
	return as === 'money' ? (file) => `as_money(${file.column(column)})` : [column];
}

interface OverrideContext {
	name: string;
	header: Header;
	known: RelationFields;
}

function override(
	feed: Feed,
	stated: Record<string, FieldOverride>,
	{ name: file, header, known }: OverrideContext,
): Feed {
	const kept = Object.entries(feed.fields).filter(([field]) => stated[field] !== null);
	const fields = Object.fromEntries(kept);
	for (const [field, word] of Object.entries(stated)) {
		if (!known[feed.relation].includes(field)) {
			throw new ImportError(`a word is about an unknown field of ${feed.relation}`, {
				file,
				value: field,
				expected: `one of ${known[feed.relation].join(', ')}`,
				remedy: 'correct the mapping',
			});
		}
		if (word === null) continue;
		const source = typeof word === 'string' ? { column: word, as: 'text' as const } : word;
		if (!header.has(source.column)) {
			throw new ImportError('the mapping names a column that the file does not have', {
				file,
				column: source.column,
				expected: `one of ${header.names.join(', ')}`,
				remedy: 'correct the mapping',
			});
		}
		fields[field] = toSource(field, source);
	}
	return { ...feed, fields };
}

/** Fields that the file has no column for take the constant; one that has a column keeps it. */
function addConstants(
	feed: Feed,
	constants: Record<string, string>,
	header: Header,
	known: RelationFields,
): Feed {
	const fields = { ...feed.fields };
	const positions = findReadPositions(feed, header).fields;
	for (const [field, value] of Object.entries(constants)) {
		if (!known[feed.relation].includes(field) || positions.get(field)?.length) continue;
		const constant = `'${value.replaceAll("'", "''")}'`;
		const source = fields[field];
		// A preset may find a value elsewhere, such as a currency in the header of an amount.
		fields[field] =
			typeof source === 'function'
				? (file) => `coalesce(${source(file)}, ${constant})`
				: () => constant;
	}
	const lacks = feed.lacks?.filter((field) => !(field in constants));
	return { ...feed, fields, lacks };
}
