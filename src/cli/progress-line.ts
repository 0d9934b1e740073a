import type { WriteStream } from 'node:tty';
import { describeStanding } from '../lib/import-words.ts';
import { Estimate } from '../lib/server/import/estimate.ts';
import type { OnProgress } from '../lib/server/import/import-options.ts';

const redrawMilliseconds = 250;

/** One line of a terminal that is written over while an import goes on. */
export class ProgressLine {
	readonly #terminal: WriteStream;
	readonly #timer = setInterval(() => this.#draw(), redrawMilliseconds);
	#name = '';
	#estimate = new Estimate();

	constructor(terminal: WriteStream) {
		this.#terminal = terminal;
		this.#timer.unref();
	}

	/** Begins anew for the next file. */
	begin(name: string): void {
		this.#name = name;
		this.#estimate = new Estimate();
	}

	readonly follow: OnProgress = (progress) => this.#estimate.follow(progress);

	/** Leaves nothing of the line. */
	end(): void {
		clearInterval(this.#timer);
		this.#clear();
	}

	#draw(): void {
		const line = `${this.#name}: ${describeStanding(this.#estimate.stand())}`;
		this.#clear();
		// A line that wraps could not be written over.
		this.#terminal.write(line.slice(0, (this.#terminal.columns || 80) - 1));
	}

	#clear(): void {
		this.#terminal.cursorTo(0);
		this.#terminal.clearLine(0);
	}
}
