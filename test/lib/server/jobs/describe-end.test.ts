import { expect, test } from 'vitest';
import { describeEnd } from '#lib/server/jobs/describe-end.ts';

const ended = { output: '', problems: '', code: null, signal: null };

test.each([
	[{ ...ended, signal: 'SIGABRT', problems: 'FATAL ERROR: heap' } as const, 'ran out of memory'],
	[{ ...ended, code: 134 }, 'ran out of memory'],
	[{ ...ended, signal: 'SIGKILL' } as const, 'give the machine more memory'],
	[{ ...ended, code: 1, problems: ' The file is empty.\n' }, 'The file is empty.'],
])('the end of a command is told in words: %o', (result, words) => {
	expect(describeEnd(result)).toContain(words);
});
