import { mapByHand } from '../../import-words.ts';
import type { ImportOptions, Reading } from '../import/import-options.ts';
import type { InspectedColumn, InspectedField, Inspection } from '../import/inspection.ts';
import type { Mapping } from '../import/recognise.ts';
import type { RelationName } from '../import/relations.ts';

/** One column of a file, and where it goes. */
export interface MappedColumn extends Pick<
	InspectedColumn,
	'position' | 'name' | 'filled' | 'samples' | 'isUtc' | 'rowsOf'
> {
	/** `RELATION.FIELD` of each field that reads it; none: it is kept beside the row. */
	targets: string[];
}

/** A field that a column may go to. */
export interface MappableField extends Pick<InspectedField, 'field' | 'isRequired' | 'isComputed'> {
	type: InspectedField['type'] | null;
	/** Whether it may be said of it that its bare numbers count hours, minutes or seconds. */
	isDuration: boolean;
	/** How a person said that its bare numbers are to be read. */
	reading: Reading | null;
}

/** Where each column goes by what a person has said and what the file was taken for. */
export function describeMapping(
	{ columns, fields, relations }: Inspection,
	{ map }: ImportOptions,
): { columns: MappedColumn[]; fields: { relation: RelationName; fields: MappableField[] }[] } {
	const fed = Object.keys(map ?? fields) as RelationName[];
	return {
		columns: columns.map(({ position, name, filled, samples, isUtc, rowsOf, fields: readers }) => ({
			position,
			name,
			filled,
			samples,
			isUtc,
			rowsOf: map ? [] : rowsOf,
			targets: map
				? listTargets(map, name)
				: readers.map(({ relation, field }) => `${relation}.${field}`),
		})),
		fields: fed.map((relation) => ({
			relation,
			fields: relations[relation].fields.map((field) => {
				const known = fields[relation]?.find((each) => each.field === field);
				const override = known?.override;
				const isWorkedOut = known?.isComputed === true && override === undefined;
				return {
					field,
					type: known?.type ?? null,
					isRequired: known?.isRequired ?? relations[relation].required.includes(field),
					// A person's word on a column is one way to read it, not the preset's own.
					isComputed: isWorkedOut,
					isDuration:
						/(^|_)(hours|minutes)$/.test(field) && (!isWorkedOut || known.positions.length === 1),
					reading: override && typeof override === 'object' ? override.as : null,
				};
			}),
		})),
	};
}

function listTargets(map: Mapping, column: string): string[] {
	return Object.entries(map).flatMap(([relation, fields]) =>
		Object.entries(fields)
			.filter(([, name]) => name === column && name !== '')
			.map(([field]) => `${relation}.${field}`),
	);
}

/** A mapping to begin with: what is understood already, else what the names of columns suggest. */
export function beginMapping(
	{ columns, fields, suggested }: Inspection,
	relation: RelationName,
): Mapping {
	const understood = (fields[relation] ?? []).flatMap(({ field, positions, isComputed }) => {
		const name = isComputed ? undefined : columns[positions[0] ?? -1]?.name;
		return name ? [[field, name] as const] : [];
	});
	const isUnderstood = understood.length > 0;
	return { [relation]: isUnderstood ? Object.fromEntries(understood) : suggested[relation] };
}

interface OpenField {
	field: string;
	isRequired: boolean;
}

/** Fields of what the file brings that no column fills. */
function listOpenFields({ fields, relations }: Inspection, { map }: ImportOptions): OpenField[] {
	const found = new Map<string, OpenField>();
	for (const relation of Object.keys(map ?? fields) as RelationName[]) {
		for (const field of relations[relation].fields) {
			const known = fields[relation]?.find((each) => each.field === field);
			const isComputed = known?.isComputed === true && known.constant === null;
			const isFilled = map
				? map[relation]?.[field] !== undefined
				: isComputed || (known?.positions.length ?? 0) > 0;
			if (isFilled) continue;
			const isNeeded = known?.isRequired ?? relations[relation].required.includes(field);
			found.set(field, { field, isRequired: isNeeded || found.get(field)?.isRequired === true });
		}
	}
	return [...found.values()];
}

/** Fields that no column fills, and that one value may stand for in all rows. */
export function listConstants(
	inspection: Inspection,
	options: ImportOptions,
): (OpenField & { value: string })[] {
	const { constants = {} } = options;
	return listOpenFields(inspection, options)
		.filter(
			({ field, isRequired }) =>
				!namesRecord(field) &&
				(isRequired || field in constants || field === 'client' || field === 'currency'),
		)
		.map((each) => ({ ...each, value: constants[each.field] ?? '' }));
}

/** What tells records apart cannot be the same in all of them. */
function namesRecord(field: string): boolean {
	return /(^|_)(id|number)$/.test(field);
}

/** What has to be answered before a file can be loaded, and the part of the page that asks it. */
export interface Question {
	words: string;
	section: 'kind' | 'reading' | 'columns' | null;
}

const list = new Intl.ListFormat('en-GB');

/** What is still open; a file without questions can be loaded. */
export function listQuestions(inspection: Inspection, options: ImportOptions): Question[] {
	const { preset, candidates, dates, problem } = inspection;
	const { map, constants = {}, source = '' } = options;
	const questions: Question[] = [];
	// Its rows are read as the import was that they are of.
	if (inspection.isCorrected) return questions;
	if (map && source === '') {
		questions.push({ words: 'Name the source: whose records these are.', section: 'kind' });
	}
	const lacking = listOpenFields(inspection, options)
		.filter(({ field, isRequired }) => isRequired && !(field in constants))
		.map(({ field }) => field.replaceAll('_', ' '));
	if (lacking.length > 0) {
		const [column, it] = lacking.length === 1 ? ['column holds', 'it'] : ['columns hold', 'them'];
		questions.push({
			words: `Say which ${column} ${list.format(lacking)}: no row can do without ${it}.`,
			section: 'columns',
		});
	}
	if (!problem) return questions;
	if (!preset && !map && candidates.length === 0) {
		questions.push({
			words: toSentences([...new Set([problem.problem, problem.remedy, mapByHand])]),
			section: 'kind',
		});
	} else if (dates.order === null && dates.orders.some(({ dayOrYear }) => dayOrYear)) {
		questions.push({
			words:
				'Say whether dates are day first: their year may be, as nothing in the file rules out. If it is, export the file again with years of four digits.',
			section: 'reading',
		});
	} else if (dates.order === null && dates.orders.some(({ order }) => order === null)) {
		const isTorn = dates.orders.some(({ order, dmy, mdy }) => order === null && dmy && mdy);
		const why = isTorn
			? 'a column holds both, and the few of the other order are kept aside'
			: 'nothing in the file shows it';
		questions.push({
			words: `Say whether dates are day first or month first: ${why}.`,
			section: 'reading',
		});
	} else if (lacking.length === 0) questions.push({ words: sayProblem(problem), section: null });
	return questions;
}

function sayProblem(found: NonNullable<Inspection['problem']>): string {
	const { problem, line, column, value, expected, remedy } = found;
	const place = [
		line === undefined ? '' : `in line ${line}`,
		column === undefined ? '' : `column “${column}”`,
		value === undefined ? '' : `“${value}”`,
	].filter((words) => words !== '');
	return toSentences([[problem, ...place].join(', '), `expected ${expected}`, remedy]);
}

function toSentences(parts: readonly string[]): string {
	return parts.map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}.`).join(' ');
}
