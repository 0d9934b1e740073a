import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from './data-folder.ts';

/**
 * Makes a folder for files in transit. Its name holds the process, so that it can be told to be a
 * dead one's; whoever makes it removes it.
 * @param purpose one lower-case word, such as "import"
 */
export function makeTemporaryFolder(folder: DataFolder, purpose: string): string {
	return mkdtempSync(join(folder.temporary, `${purpose}-${process.pid}-`));
}

/** Removes what processes left behind that were killed; what a living one is at work on stays. */
export function sweepTemporaryFolders(folder: DataFolder): void {
	for (const name of readdirSync(folder.temporary)) {
		const pid = /^[a-z]+-(\d+)-/.exec(name)?.[1];
		if (pid === undefined || isAlive(Number(pid))) continue;
		rmSync(join(folder.temporary, name), { recursive: true, force: true });
	}
}

/** Whether a process of this number runs, be it somebody else's. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
