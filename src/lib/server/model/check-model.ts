import { findContradictions } from './find-contradictions.ts';
import { wordPath } from './item-name.ts';
import { ModelError, type ModelProblem } from './model-error.ts';
import { fitShape, type ServiceModel, type ShapeIssue } from './model-schema.ts';
import type { Problem } from './problems.ts';

/**
 * Checks a document from its shape to what its parts say of each other.
 * @returns the model, or all that is wrong with it
 */
export function checkModel(
	document: unknown,
): { model: ServiceModel; problems: [] } | { model: null; problems: ModelProblem[] } {
	const { model, issues } = fitShape(document);
	const problems = model === null ? issues.map(describeIssue) : findContradictions(model);
	if (model !== null && problems.length === 0) return { model, problems: [] };
	return {
		model: null,
		problems: problems.map((problem) => ({ ...problem, place: wordPath(document, problem.path) })),
	};
}

/** @throws {ModelError} that names every fault */
export function requireModel(document: unknown, name = 'The service model'): ServiceModel {
	const { model, problems } = checkModel(document);
	if (model === null) throw new ModelError(name, problems);
	return model;
}

function describeIssue({ path, kind, found, expected }: ShapeIssue): Problem {
	const key = String(path.at(-1) ?? 'the document');
	if (kind === 'missing') {
		return { path, problem: 'it is missing', expected, remedy: `Add “${key}”.` };
	}
	if (kind === 'unknown') {
		const remedy = 'Correct its spelling or take it out.';
		return { path, problem: 'it is not known here', expected, remedy };
	}
	const shown = JSON.stringify(found) ?? 'nothing';
	const words = shown.length > 80 ? `${shown.slice(0, 79)}…` : shown;
	return { path, problem: `${words} cannot be used`, expected, remedy: 'Change it.' };
}
