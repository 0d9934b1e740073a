/** One thing that is wrong with a service model. */
export interface ModelProblem {
	/** Keys and positions from the root of the document. */
	path: (string | number)[];
	/** The same place in words: “calendars › Business hours › windows › 1”. */
	place: string;
	/** Physical line of the file, 1-based, where there is a file. */
	line?: number;
	/** What is wrong, as a sentence without its end. */
	problem: string;
	/** What should stand there, as a noun phrase. */
	expected: string;
	/** What to do about it, as a sentence. */
	remedy: string;
}

/** A service model that cannot be used; says of each fault where it is and what to do. */
export class ModelError extends Error {
	override readonly name = 'ModelError';
	readonly problems: readonly ModelProblem[];

	constructor(name: string, problems: readonly ModelProblem[]) {
		super(problems.map((problem) => describeProblem(name, problem)).join('\n'));
		this.problems = problems;
	}
}

/** A problem as plain sentences: where, what, what was expected, what to do. */
export function describeProblem(name: string, { line, place, ...problem }: ModelProblem): string {
	const where = [name, line === undefined ? '' : `line ${line}`, place];
	return `${where.filter(Boolean).join(', ')}: ${problem.problem}. Expected ${problem.expected}. ${problem.remedy}`;
}
