/** The columns of a file as presets ask for them: by any spelling of their header. */
export class Header {
	readonly names: readonly string[];
	/** The physical line on which it begins. */
	readonly line: number;
	readonly #positions = new Map<string, number[]>();
	readonly #exactPositions = new Map<string, number[]>();

	constructor(names: readonly string[], line = 1) {
		this.names = names;
		this.line = line;
		for (const [position, name] of names.entries()) {
			if (toHeaderKey(name) === '') continue;
			append(this.#positions, toHeaderKey(name), position);
			append(this.#exactPositions, toExactKey(name), position);
		}
	}

	/**
	 * The positions of every column with one of these headers, the first spelling first. A header
	 * that is spelled out, such as `Duration (decimal)`, is preferred to one that differs in its unit.
	 */
	find(spellings: readonly string[]): number[] {
		return spellings.flatMap(
			(spelling) =>
				this.#exactPositions.get(toExactKey(spelling)) ??
				this.#positions.get(toHeaderKey(spelling)) ??
				[],
		);
	}

	/** The positions of the column that a field reads: more than one where its header repeats. */
	findFirst(spellings: readonly string[]): number[] {
		const [first, ...others] = this.find(spellings);
		if (first === undefined) return [];
		return [
			first,
			...others.filter(
				(position) => position !== first && this.names[position] === this.names[first],
			),
		];
	}

	has(...spellings: readonly string[]): boolean {
		return this.find(spellings).length > 0;
	}

	/** Whether a column has this very header, its unit included. */
	hasExactly(spelling: string): boolean {
		return this.#exactPositions.has(toExactKey(spelling));
	}

	/** Whether the header of a column says that its times are UTC, as `Date (UTC)` or `Date_UTC`. */
	isUtc(position: number): boolean {
		return /[\s_(]UTC\)?\s*$/i.test(this.names[position] ?? '');
	}

	/** The keys of all columns that have a header. */
	get keys(): string[] {
		return [...this.#positions.keys()];
	}

	/** What a header carries in brackets at its end, such as the currency in `Rate (GBP)`. */
	suffix(spelling: string): string | null {
		const position = this.find([spelling])[0];
		const name = position === undefined ? undefined : this.names[position];
		return /\(([^()]+)\)\s*$/.exec(name ?? '')?.[1] ?? null;
	}
}

/** How Jira names a field of one's own, in the languages that its exports were seen in. */
const customFieldWrapper =
	/^\s*(?:custom field|campo personalizado|champs? personnalisés?|benutzerdefiniertes? felde?r?) \((.*)\)\s*$/;

/** A header without what varies between exports of one tool: case, marks, units, wrappers. */
export function toHeaderKey(name: string): string {
	return name
		.normalize('NFKC')
		.toLowerCase()
		.replace(/\[required[^\]]*\]/g, '')
		.replace(/^\s*udf:\d+/, '')
		.replace(customFieldWrapper, '$1')
		.replace(/\([^()]*\)\s*$/, '')
		.replace(/[^\p{L}\p{N}]/gu, '');
}

/** The same with its unit or wrapper kept. */
function toExactKey(name: string): string {
	return name
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
}

function append(map: Map<string, number[]>, key: string, position: number): void {
	map.set(key, [...(map.get(key) ?? []), position]);
}
