import type { ImportOptions, Reading } from '../import/import-options.ts';
import type { Inspection } from '../import/inspection.ts';
import type { RelationName } from '../import/relations.ts';
import { suggestMapping } from './draft-mapping.ts';

type Overrides = NonNullable<ImportOptions['overrides']>;

/**
 * What a person says of a file on the page that asks for it, as the options of its import. What the
 * form has no field for stays as it was found.
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
		values: readValues(form),
		aliases: readAliases(form),
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

interface Known {
	inspection: Inspection;
	known: ImportOptions;
}

/** `preset NAME` or `relation NAME`; the columns of another kind are mapped anew. */
function readKind(
	said: string,
	{ inspection, known }: Known,
): Pick<ImportOptions, 'as' | 'map' | 'overrides'> {
	const [, by, name = ''] = /^(preset|relation) (.*)$/s.exec(said) ?? [];
	const { as, map, overrides } = known;
	if (by === 'relation') {
		if (map && name in map) return { as: undefined, map, overrides };
		if (!(name in inspection.relations)) return { as, map, overrides };
		const relation = name as RelationName;
		return { as: undefined, map: suggestMapping(inspection, relation), overrides: {} };
	}
	if (by !== 'preset' || (!map && name === inspection.preset?.name)) return { as, map, overrides };
	return { as: name, map: undefined, overrides: {} };
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
function readValues(form: FormData): NonNullable<ImportOptions['values']> {
	return readAll(form, 'value.').flatMap(([key, canonical]) => {
		const [kind, value] = JSON.parse(key) as [never, string];
		return canonical === '' ? [] : [{ kind, value, canonical }];
	});
}

/** `alias.["client","ACME Ltd."]`: whom a name stands for. */
function readAliases(form: FormData): NonNullable<ImportOptions['aliases']> {
	return readAll(form, 'alias.').flatMap(([key, id]) => {
		const [kind, value] = JSON.parse(key) as [never, string];
		return id === '' ? [] : [{ kind, value, canonical_id: id }];
	});
}

/**
 * `column.POSITION`: the fields that a column goes to, against `was.POSITION`, those that the page
 * showed it to go to; and `reading.POSITION.RELATION.FIELD`: how its bare numbers are read.
 */
function readMapping(
	form: FormData,
	options: ImportOptions,
	{ columns }: Inspection,
): ImportOptions {
	const map = options.map && structuredClone(options.map);
	const overrides: Overrides = structuredClone(options.overrides ?? {});
	const nameOf = (position: string) => columns[Number(position)]?.name ?? '';
	const added = new Map<string, string>();
	const removed: string[] = [];
	for (const [position, before] of readAll(form, 'was.')) {
		const was = JSON.parse(before) as string[];
		const now = form.getAll(`column.${position}`).map(String).filter(Boolean);
		for (const path of now) if (!was.includes(path)) added.set(path, nameOf(position));
		removed.push(...was.filter((path) => !now.includes(path)));
	}
	for (const path of [...removed, ...added.keys()]) {
		const { relation, field } = toPath(path);
		const column = added.get(path) ?? null;
		if (map) {
			map[relation] = without(map[relation], field);
			overrides[relation] = without(overrides[relation], field);
			if (column !== null) map[relation][field] = column;
		} else (overrides[relation] ??= {})[field] = column;
	}
	for (const [place, said] of readAll(form, 'reading.')) {
		const [position = '', ...path] = place.split('.');
		const { relation, field } = toPath(path.join('.'));
		const column = nameOf(position);
		const isHere = form.getAll(`column.${position}`).includes(path.join('.'));
		const before = overrides[relation]?.[field];
		if (!isHere || said === (typeof before === 'object' && before ? before.as : '')) continue;
		(overrides[relation] ??= {})[field] = said === '' ? column : { column, as: said as Reading };
	}
	return { ...options, map, overrides };
}

function without<T>(fields: Record<string, T> = {}, field: string): Record<string, T> {
	return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== field));
}

function toPath(path: string): { relation: RelationName; field: string } {
	const [relation = '', field = ''] = path.split('.');
	return { relation: relation as RelationName, field };
}

/** The fields of a form whose names begin so, without that beginning. */
function readAll(form: FormData, prefix: string): [name: string, value: string][] {
	return [...form]
		.filter(([name]) => name.startsWith(prefix))
		.map(([name, value]) => [name.slice(prefix.length), value.toString().trim()]);
}

function toDateOrder(text: string): ImportOptions['dateOrder'] {
	return text === 'dmy' || text === 'mdy' ? text : undefined;
}

function toDecimalMark(text: string): ImportOptions['decimalMark'] {
	return text === '.' || text === ',' ? text : undefined;
}
