import type { Progress } from './import-options.ts';

/** How much of an import each step is, in hundredths, as measured on 400,000 tickets. */
const shares: readonly [step: Progress['step'], share: number][] = [
	['wait', 0],
	['decode', 4],
	['scan', 3],
	['stage', 7],
	['load', 43],
	['facts', 41],
	['publish', 2],
];

/** Below this part of the whole, what has been measured is too little to foretell the rest by. */
const leastToForetell = 0.05;

/** How far an import is, in words that a page or a terminal can show. */
export interface Standing {
	step: Progress['step'];
	/** Rows that the step has done, of how many; `null` before they are counted. */
	rows: { done: number; of: number } | null;
	/** How much of the whole import is done, from 0 to 1; it never falls. */
	fraction: number;
	/** Seconds until the end, at about; `null` while nobody can say. */
	secondsLeft: number | null;
}

/** Follows one import and foretells its end from the pace so far; waiting for others is no pace. */
export class Estimate {
	#step: Progress['step'] | null = null;
	#rows: Standing['rows'] = null;
	#fraction = 0;
	/** When the work began and when the fraction was last known, in seconds of the caller's clock. */
	#startedAt: number | null = null;
	#knownAt = 0;

	/** @param now seconds of a clock that does not go back */
	follow({ step, done }: Progress, now = performance.now() / 1000): void {
		this.#step = step;
		if (done && 'rows' in done) this.#rows = { done: done.rows, of: done.of };
		if (step === 'wait') return;
		this.#startedAt ??= now;
		const fraction = fractionAt(step, done);
		if (fraction <= this.#fraction) return;
		this.#fraction = fraction;
		this.#knownAt = now;
	}

	/**
	 * Where the import stands; `null` before anything was heard of it.
	 * @param now the clock of `follow`
	 */
	stand(now = performance.now() / 1000): Standing | null {
		if (this.#step === null) return null;
		return {
			step: this.#step,
			rows: this.#rows,
			fraction: this.#fraction,
			secondsLeft: this.#foretell(now),
		};
	}

	#foretell(now: number): number | null {
		if (this.#startedAt === null || this.#fraction < leastToForetell) return null;
		const whole = (this.#knownAt - this.#startedAt) / this.#fraction;
		const left = whole - (now - this.#startedAt);
		// It takes longer than the pace said, so the pace says nothing any more.
		return left > 0 ? left : null;
	}
}

function fractionAt(step: Progress['step'], done: Progress['done']): number {
	const index = shares.findIndex(([name]) => name === step);
	const before = shares.slice(0, index).reduce((sum, [, share]) => sum + share, 0);
	const share = shares[index]?.[1] ?? 0;
	return (before + share * partOf(done)) / 100;
}

function partOf(done: Progress['done']): number {
	if (done === null || done.of === 0) return 0;
	return Math.min(1, ('rows' in done ? done.rows : done.bytes) / done.of);
}
