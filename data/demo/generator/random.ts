/** A source of reproducible chance. Each part of the world draws from its own named stream, so
 *  that one more draw in one part does not move every figure in the others. */
export interface Random {
	/** Uniform in [0, 1). */
	next(): number;
	/** Whole number, both ends included. */
	integer(from: number, to: number): number;
	chance(probability: number): boolean;
	pick<T>(items: readonly T[]): T;
	weighted<T>(items: readonly T[], weight: (item: T) => number): T;
	/** Right-skewed positive value, the usual shape of durations. */
	lognormal(median: number, sigma: number): number;
	poisson(mean: number): number;
	shuffle<T>(items: readonly T[]): T[];
}

const SEED = 20261030;

/** FNV-1a: spreads a stream's name over 32 bits. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
	}
	return value >>> 0;
}

/** Mulberry32 under a name. The same name always yields the same sequence. */
export function randomStream(name: string): Random {
	let state = (hash(name) ^ SEED) >>> 0;

	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};

	const integer = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));

	const pick = <T>(items: readonly T[]): T => {
		const item = items[integer(0, items.length - 1)];
		if (item === undefined) throw new Error(`Nothing to pick from in stream "${name}"`);
		return item;
	};

	const weighted = <T>(items: readonly T[], weight: (item: T) => number): T => {
		const total = items.reduce((sum, item) => sum + weight(item), 0);
		let left = next() * total;
		for (const item of items) {
			left -= weight(item);
			if (left < 0) return item;
		}
		return pick(items);
	};

	const lognormal = (median: number, sigma: number): number => {
		const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
		return median * Math.exp(sigma * normal);
	};

	const poisson = (mean: number): number => {
		const limit = Math.exp(-mean);
		let count = 0;
		for (let product = next(); product > limit; product *= next()) count++;
		return count;
	};

	const shuffle = <T>(items: readonly T[]): T[] => {
		const keyed = items.map((item) => ({ item, key: next() }));
		return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
	};

	return {
		next,
		integer,
		pick,
		weighted,
		lognormal,
		poisson,
		shuffle,
		chance: (probability) => next() < probability,
	};
}
