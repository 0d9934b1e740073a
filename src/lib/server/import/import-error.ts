/** Cells can hold megabytes; this many characters are enough to recognise one. */
const LONGEST_VALUE = 80;

/** What a person needs to find a fault in a file and to mend it. */
export interface ImportErrorDetails {
	/** The file's name as the person knows it. */
	file: string;
	/** Physical line, 1-based. */
	line?: number;
	/** Name of the column, as the file spells it. */
	column?: string;
	/** What stands there. */
	value?: string;
	/** What should stand there, as a noun phrase: "a date such as 2025-03-31". */
	expected: string;
	/**
	 * What to do about it, as a sentence of its own. It is read on pages, by programs and on terminals,
	 * so it says what is meant and names no option of the command line.
	 */
	remedy: string;
}

/**
 * A file that cannot be imported, for a reason that lies in the file. The message is made of plain
 * sentences: what is wrong, where, what was expected, what to do.
 */
export class ImportError extends Error {
	override readonly name = 'ImportError';
	/** What is wrong, without the place. */
	readonly problem: string;
	readonly file: string;
	readonly line: number | undefined;
	readonly column: string | undefined;
	/** At most 80 characters of what stands there. */
	readonly value: string | undefined;
	readonly expected: string;
	readonly remedy: string;

	constructor(problem: string, details: ImportErrorDetails, options?: { cause?: unknown }) {
		const value = details.value === undefined ? undefined : shorten(details.value);
		super(composeMessage(problem, { ...details, value }), options);
		this.problem = problem;
		this.file = details.file;
		this.line = details.line;
		this.column = details.column;
		this.value = value;
		this.expected = details.expected;
		this.remedy = details.remedy;
	}

	/** The same fields as plain data, since `JSON.stringify` leaves an error's message out. */
	toJSON(): ImportErrorDetails & { name: string; message: string; problem: string } {
		const { name, message, problem, file, line, column, value, expected, remedy } = this;
		return { name, message, problem, file, line, column, value, expected, remedy };
	}
}

/** A failure as plain data: all that an `ImportError` says, of anything else its message. */
export type ImportFailure = { name: string; message: string } & Partial<
	ReturnType<ImportError['toJSON']>
>;

/** An import that a person or a stopping server ended before its rows were committed. */
export class ImportCancelled extends Error {
	override readonly name = 'ImportCancelled';

	constructor() {
		super('The import was cancelled; nothing of the file was loaded.');
	}
}

function composeMessage(problem: string, details: ImportErrorDetails): string {
	const place = [details.file];
	if (details.line !== undefined) place.push(`line ${details.line}`);
	if (details.column !== undefined) place.push(`column “${details.column}”`);
	// A value may span lines; the message stays on one.
	const found = details.value === undefined ? '' : `: “${details.value.replace(/\s+/g, ' ')}”`;
	return [
		problem,
		`Found in ${place.join(', ')}${found}`,
		`Expected ${details.expected}`,
		details.remedy,
	]
		.map(toSentence)
		.join(' ');
}

function toSentence(text: string): string {
	const sentence = text.charAt(0).toUpperCase() + text.slice(1);
	return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** Cuts between code points, so that no character is halved. */
function shorten(value: string): string {
	if (value.length <= LONGEST_VALUE) return value;
	const start = [...value.slice(0, 2 * LONGEST_VALUE)].slice(0, LONGEST_VALUE - 1);
	return `${start.join('')}…`;
}
