/** Draws that repeat: the same seed gives the same data set on every machine. */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** From 0 to below 1 (mulberry32). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** One of the values, the first ones more often, as with real clients, queues and people. */
	pick<T>(values: readonly T[], skew = 1): T {
		return values[Math.floor(this.next() ** skew * values.length)]!;
	}

	/** Log-normal, as the times that tickets take are: half below the median, a few very long. */
	logNormal(median: number, spread: number): number {
		const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
		return median * Math.exp(spread * radius * Math.cos(2 * Math.PI * this.next()));
	}
}
