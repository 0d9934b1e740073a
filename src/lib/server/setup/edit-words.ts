import type { ServiceModel } from '../model/model-schema.ts';
import { fieldOf, linesOf, orNull, readRows, textOf, type FormRow } from './form-rows.ts';

/*
 * Each function makes a document of a model and a form. Whether it can be used is for the check of
 * the model to say, so nothing is refused or mended here.
 */

/** What an edit makes of a model: a document to be checked, of the same keys. */
export type Draft = Record<keyof ServiceModel, unknown>;

/** A row that was renamed keeps its old name as a spelling, so that what was mapped onto it stays so. */
function spellingsOf(row: FormRow, name: string): string[] {
	const was = textOf(row, 'was');
	const typed = linesOf(textOf(row, 'spellings'));
	return was === '' || was === name || typed.includes(was) ? typed : [...typed, was];
}

/** A row without a name is taken out. */
const namedRows = (form: FormData, name: string, field: string) =>
	readRows(form, name).filter((row) => textOf(row, field) !== '');

/** New names by old ones. */
const renamedOf = (rows: readonly FormRow[], field: string) =>
	new Map(rows.map((row) => [textOf(row, 'was'), textOf(row, field)]));

export function editStatuses(model: ServiceModel, form: FormData): Draft {
	const rows = namedRows(form, 'status', 'status');
	const renamed = renamedOf(rows, 'status');
	return {
		...model,
		statuses: rows.map((row) => ({
			status: textOf(row, 'status'),
			class: textOf(row, 'class'),
			held_by: orNull(textOf(row, 'held_by')),
			stage: orNull(textOf(row, 'stage')),
			activity: textOf(row, 'activity'),
			clock: textOf(row, 'clock'),
			spellings: spellingsOf(row, textOf(row, 'status')),
		})),
		policies: model.policies.map((policy) => ({
			...policy,
			versions: policy.versions.map((version) => ({
				...version,
				pauses: Object.fromEntries(
					Object.entries(version.pauses).map(([measure, statuses]) => [
						measure,
						statuses?.map((status) => renamed.get(status) ?? status),
					]),
				),
			})),
		})),
	};
}

export function editPriorities(model: ServiceModel, form: FormData): Draft {
	const rows = namedRows(form, 'priority', 'priority').sort(
		(one, other) => Number(textOf(one, 'place')) - Number(textOf(other, 'place')),
	);
	const renamed = renamedOf(rows, 'priority');
	const rename = (priority: string) => renamed.get(priority) ?? priority;
	return {
		...model,
		priorities: rows.map((row) => ({
			priority: textOf(row, 'priority'),
			spellings: spellingsOf(row, textOf(row, 'priority')),
		})),
		priority_matrix: model.priority_matrix.map((cell) => ({
			...cell,
			priority: rename(cell.priority),
		})),
		policies: model.policies.map((policy) => ({
			...policy,
			versions: policy.versions.map((version) => ({
				...version,
				targets: version.targets.map((target) => ({
					...target,
					priority: rename(target.priority),
				})),
			})),
		})),
	};
}

/** The spellings of the levels of impact and urgency, and the priority that each pair makes. */
export function editMatrix(model: ServiceModel, form: FormData): Draft {
	return {
		...model,
		levels: readRows(form, 'level').map((row) => ({
			level: textOf(row, 'level'),
			spellings: linesOf(textOf(row, 'spellings')),
		})),
		priority_matrix: readRows(form, 'cell').map((row) => ({
			impact: textOf(row, 'impact'),
			urgency: textOf(row, 'urgency'),
			priority: textOf(row, 'priority'),
		})),
	};
}

export function editCodes(model: ServiceModel, form: FormData): Draft {
	return {
		...model,
		billing_codes: readRows(form, 'code').map((row) => ({
			class: textOf(row, 'class'),
			name: textOf(row, 'name'),
			spellings: spellingsOf(row, textOf(row, 'name')),
		})),
	};
}

/** The lists of words that a review holds the work against. */
export function editExpectations(model: ServiceModel, form: FormData): Draft {
	return {
		...model,
		time_categories: linesOf(fieldOf(form, 'time_categories')),
		closure_elements: linesOf(fieldOf(form, 'closure_elements')),
		intake_fields: readRows(form, 'field').map((row) => ({
			field: textOf(row, 'field'),
			name: textOf(row, 'name'),
			asked: textOf(row, 'asked'),
		})),
	};
}
