import type { ImportOptions, Reading } from '../import/import-options.ts';
import type { Inspection } from '../import/inspection.ts';
import type { RelationName } from '../import/relations.ts';
import { ParameterError } from '../warehouse/errors.ts';
import { beginMapping } from './draft-mapping.ts';

/** The ways to read bare numbers that the page offers. */
const durations = ['hours', 'minutes', 'seconds'];

type Overrides = NonNullable<ImportOptions['overrides']>;

/**
 * What a person says of a file on the page that asks for it, as the options of its import. What the
 * form has no field for stays as it was said or found.
 * @throws {ParameterError} when the form is none that the page could have sent
 */
export function readDraftForm(
	form: FormData,
	{ inspection, stated }: { inspection: Inspection; stated: ImportOptions },
): ImportOptions {
	const text = (name: string) => form.get(name)?.toString().trim() ?? '';
	const known = { ...inspection.options, ...stated };
	const source = text('source');
	const options: ImportOptions = {
		...known,
		...readKind(text('as'), { inspection, known }),
		// The name that it would have anyway goes along with the kind.
		source: source === inspection.source ? stated.source : source || undefined,
		isFull: form.has('is_full') ? text('is_full') === 'full' : known.isFull,
		isProfile: form.has('is_profile'),
		constants: readConstants(form, known.constants),
		values: readValues(form, known.values),
		aliases: readAliases(form, known.aliases),
	};
	if (form.has('zone')) options.zone = text('zone') || undefined;
	if (form.has('date_order')) options.dateOrder = toDateOrder(text('date_order'));
	if (form.has('decimal_mark')) options.decimalMark = toDecimalMark(text('decimal_mark'));
	return isOtherKind(options, known) ? options : readMapping(form, options, inspection);
}

/** Confirms whom each name resembles that nobody has placed yet. */
export function acceptSuggestions(
	options: ImportOptions,
	{ unknownNames }: Inspection,
): ImportOptions {
	const { aliases = [] } = options;
	const confirmed = unknownNames.flatMap(({ kind, value, suggestion }) => {
		const isPlaced = aliases.some((alias) => alias.kind === kind && alias.value === value);
		return suggestion && !isPlaced ? [{ kind, value, canonical_id: suggestion.id }] : [];
	});
	return { ...options, aliases: [...aliases, ...confirmed] };
}

/** Without words on what the file, as it is understood now, does not ask about any more. */
export function dropUnasked(
	options: ImportOptions,
	{ unknownValues, unknownNames }: Inspection,
): ImportOptions {
	const isAsked = (asked: readonly Word[]) => (word: Word) =>
		asked.some(({ kind, value }) => kind === word.kind && value === word.value);
	return {
		...options,
		values: options.values?.filter(isAsked(unknownValues)),
		aliases: options.aliases?.filter(isAsked(unknownNames)),
	};
}

interface Word {
	kind: string;
	value: string;
}

/** `preset NAME` or `relation NAME`; the columns of another kind are mapped anew. */
function readKind(
	said: string,
	{ inspection, known }: { inspection: Inspection; known: ImportOptions },
): Pick<ImportOptions, 'as' | 'map' | 'overrides'> {
	const [, by, name = ''] = /^(preset|relation) (.*)$/s.exec(said) ?? [];
	const { as, map, overrides } = known;
	const isAsBefore = map
		? by === 'relation' && Object.hasOwn(map, name)
		: by === 'preset' && name === inspection.preset?.name;
	if (by === undefined || isAsBefore) return { as, map, overrides };
	if (by === 'preset') return { as: name, map: undefined, overrides: {} };
	if (!Object.hasOwn(inspection.relations, name)) throw refuse('as', said);
	return {
		as: undefined,
		map: beginMapping(inspection, name as RelationName),
		overrides: {},
	};
}

function isOtherKind(options: ImportOptions, known: ImportOptions): boolean {
	const toKind = ({ as, map }: ImportOptions) => JSON.stringify([as, map && Object.keys(map)]);
	return toKind(options) !== toKind(known);
}

/** `constant.FIELD`: what holds for all rows. */
function readConstants(
	form: FormData,
	known: ImportOptions['constants'] = {},
): ImportOptions['constants'] {
	const said = { ...known, ...Object.fromEntries(readAll(form, 'constant.')) };
	return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''));
}

/** `value.["status","Parked"]`: what a value means. */
function readValues(
	form: FormData,
	known: ImportOptions['values'] = [],
): NonNullable<ImportOptions['values']> {
	const said = readWords(form, 'value.');
	return [
		...known.filter(({ kind, value }) => !said.has(toKey(kind, value))),
		...[...said.values()].flatMap(({ kind, value, meaning }) =>
			meaning === '' ? [] : [{ kind: kind as never, value, canonical: meaning }],
		),
	];
}

/** `alias.["client","ACME Ltd."]`: whom a name stands for. */
function readAliases(
	form: FormData,
	known: ImportOptions['aliases'] = [],
): NonNullable<ImportOptions['aliases']> {
	const said = readWords(form, 'alias.');
	return [
		...known.filter(({ kind, value }) => !said.has(toKey(kind, value))),
		...[...said.values()].flatMap(({ kind, value, meaning }) =>
			meaning === '' ? [] : [{ kind: kind as never, value, canonical_id: meaning }],
		),
	];
}

function readWords(form: FormData, prefix: string): Map<string, Word & { meaning: string }> {
	return new Map(
		readAll(form, prefix).map(([key, meaning]) => {
			const [kind = '', value = ''] = readTexts(prefix, key);
			return [toKey(kind, value), { kind, value, meaning }];
		}),
	);
}

function toKey(kind: string, value: string): string {
	return JSON.stringify([kind, value]);
}

/**
 * `column.POSITION`: the fields that a column goes to, against `was.POSITION`, those that the page
 * showed it to go to; and `reading.POSITION.RELATION.FIELD`: how its bare numbers are read.
 */
function readMapping(
	form: FormData,
	options: ImportOptions,
	{ columns, relations }: Inspection,
): ImportOptions {
	const map = options.map && structuredClone(options.map);
	const overrides: Overrides = structuredClone(options.overrides ?? {});
	const nameOf = (position: string) => columns[Number(position)]?.name ?? '';
	const toPath = (path: string) => {
		const [relation = '', field = ''] = path.split('.');
		const isField =
			Object.hasOwn(relations, relation) &&
			relations[relation as RelationName].fields.includes(field);
		if (!isField) throw refuse('column', path);
		return { relation: relation as RelationName, field };
	};
	const added = new Map<string, string>();
	const removed = new Set<string>();
	const held = new Set<string>();
	for (const [position, before] of readAll(form, 'was.')) {
		const was = readTexts('was', before);
		const now = listTargets(form, position);
		for (const path of now) {
			held.add(path);
			if (!was.includes(path)) added.set(path, nameOf(position));
		}
		for (const path of was) if (!now.includes(path)) removed.add(path);
	}
	// Columns of one name are read together, so that a field goes only when none of them holds it.
	for (const path of new Set([...removed.difference(held), ...added.keys()])) {
		const { relation, field } = toPath(path);
		const column = added.get(path) ?? null;
		if (map) {
			map[relation] = without(map[relation], field);
			overrides[relation] = without(overrides[relation], field);
			if (column !== null) map[relation][field] = column;
		} else (overrides[relation] ??= {})[field] = column;
	}
	for (const [place, said] of readAll(form, 'reading.')) {
		const [position = '', ...rest] = place.split('.');
		const path = rest.join('.');
		const { relation, field } = toPath(path);
		const column = nameOf(position);
		const before = overrides[relation]?.[field];
		const reading = typeof before === 'object' && before ? before.as : '';
		// The page knows of durations only, and leaves any other word alone.
		const isAsBefore = said === reading || (said === '' && !durations.includes(reading));
		if (isAsBefore || !listTargets(form, position).includes(path)) continue;
		(overrides[relation] ??= {})[field] = said === '' ? column : { column, as: said as Reading };
	}
	return { ...options, map, overrides };
}

function listTargets(form: FormData, position: string): string[] {
	return form.getAll(`column.${position}`).map(String).filter(Boolean);
}

function without<T>(fields: Record<string, T> = {}, field: string): Record<string, T> {
	return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== field));
}

/** The fields of a form whose names begin so, without that beginning. */
function readAll(form: FormData, prefix: string): [name: string, value: string][] {
	return [...form]
		.filter(([name]) => name.startsWith(prefix))
		.map(([name, value]) => [name.slice(prefix.length), value.toString().trim()]);
}

function readTexts(name: string, json: string): string[] {
	try {
		const texts: unknown = JSON.parse(json);
		if (Array.isArray(texts) && texts.every((text) => typeof text === 'string')) return texts;
	} catch {
		// Refused as any other text that is no list.
	}
	throw refuse(name, json);
}

function refuse(name: string, value: string): ParameterError {
	return new ParameterError(`the page sends no ${name} such as ${value}: open it anew`);
}

function toDateOrder(text: string): ImportOptions['dateOrder'] {
	return text === 'dmy' || text === 'mdy' ? text : undefined;
}

function toDecimalMark(text: string): ImportOptions['decimalMark'] {
	return text === '.' || text === ',' ? text : undefined;
}
