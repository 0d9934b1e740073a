import type { ModelProblem } from './model-error.ts';

/** Keys and positions from the root of a document. */
export type Path = (string | number)[];

/** A problem before its place is put in words. */
export type Problem = Pick<ModelProblem, 'path' | 'problem' | 'expected' | 'remedy'>;

/** The places of those that came before. */
export function findRepeats(values: readonly string[]): number[] {
	return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}

/** A name that a model gives and does not know. */
export function toUnknown(
	kind: string,
	name: string,
	known: readonly string[],
	path: Path,
): Problem {
	return {
		path,
		problem: `there is no ${kind} “${name}”`,
		expected: known.length === 0 ? `a ${kind} of this model` : `one of ${known.join(', ')}`,
		remedy: `Add that ${kind} or name another.`,
	};
}
