import type { CommandResult } from './run-command.ts';

/** Why a command that reads a file ended without an answer, and what to do about it. */
export function describeEnd({ code, signal, problems }: CommandResult): string {
	const remedy = 'Nothing of the file was loaded. Import it again';
	// V8 aborts when its heap is full; a shell in between makes a code of it.
	if (signal === 'SIGABRT' || code === 134) {
		return `The import ran out of memory. ${remedy}, in parts if it happens again.`;
	}
	if (signal === 'SIGKILL') {
		return `The import was ended from outside, as a system does that runs out of memory. ${remedy}; give the machine more memory or split the file if it happens again.`;
	}
	if (signal !== null || problems.trim() === '') {
		return `The import was ended from outside (${signal ?? `code ${code}`}). ${remedy}.`;
	}
	return problems.trim();
}
