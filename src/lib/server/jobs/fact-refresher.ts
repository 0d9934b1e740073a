import type { DataFolder } from '../warehouse/data-folder.ts';
import { runCommand } from './run-command.ts';

/**
 * Brings the facts up to what people have said, in a process of its own. Nothing of it needs to be
 * kept: a server that starts looks itself whether the facts are behind.
 */
export class FactRefresher {
	readonly #folder: DataFolder;
	#running: Promise<void> | null = null;
	#isAskedAgain = false;
	#problem: string | null = null;

	constructor(folder: DataFolder) {
		this.#folder = folder;
	}

	/** Why the last try failed; `null` when it did not. */
	get problem(): string | null {
		return this.#problem;
	}

	/** Asks for it. What is said while it runs is taken in by one further run. */
	request(): void {
		if (this.#running !== null) {
			this.#isAskedAgain = true;
			return;
		}
		this.#isAskedAgain = false;
		this.#running = this.#refresh().finally(() => {
			this.#running = null;
			if (this.#isAskedAgain) this.request();
		});
	}

	/** Waits until nothing runs and nothing is asked for. */
	async idle(): Promise<void> {
		while (this.#running !== null) await this.#running;
	}

	async #refresh(): Promise<void> {
		try {
			const { code, problems } = await runCommand(this.#folder, ['refresh']);
			this.#problem = code === 0 ? null : problems.trim() || 'The facts could not be rebuilt.';
		} catch (error) {
			this.#problem = `The facts could not be rebuilt: ${(error as Error).message}`;
		}
		if (this.#problem !== null) console.error(this.#problem);
	}
}
