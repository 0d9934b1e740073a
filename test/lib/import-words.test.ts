import { expect, test } from 'vitest';
import {
	describeMended,
	describeSetAside,
	describeStanding,
	placeFinding,
} from '#lib/import-words.ts';

const standing = { step: 'load', rows: null, fraction: 0.4, secondsLeft: null } as const;
const words = (text: string) => text.replaceAll('\u00a0', ' ');

test('an import is told of in step, rows, share and time left', () => {
	const rows = { done: 200_000, of: 400_000 };
	expect(words(describeStanding({ ...standing, rows, secondsLeft: 4.2 }))).toBe(
		'checking and loading the rows, 200,000 of 400,000 rows, 40 %, about 5 s left',
	);
});

test('time that nobody can foretell is said to be unknown, and a long one is in minutes', () => {
	expect(describeStanding(standing)).toContain('time left not known yet');
	expect(words(describeStanding({ ...standing, secondsLeft: 125 }))).toContain('about 3 min left');
});

test('an import that waits claims no share and no time', () => {
	const waiting = { ...standing, step: 'wait', fraction: 0 } as const;
	expect(describeStanding(waiting)).toBe('waiting for another import to end');
	expect(describeStanding(null)).toBe('starting');
});

test('rows that were set aside are told of by reason and lines', () => {
	expect(words(describeSetAside({ reason: 'totals', count: 2, lines: [7, 1012] }))).toBe(
		'2 rows set aside: totals (lines 7, 1,012)',
	);
	expect(words(describeSetAside({ reason: 'totals', count: 30, lines: [7, 8] }))).toContain(
		'8, …)',
	);
	expect(words(describeSetAside({ reason: 'totals', count: 1 }))).toBe('1 row set aside: totals');
});

test('rows that were read on a second look are told of by their lines', () => {
	expect(words(describeMended({ count: 1, lines: [4] }))).toBe(
		'1 row with a quote or a delimiter out of place was read all the same (line 4)',
	);
});

test('a finding about a whole row names the row', () => {
	expect(placeFinding({ relation: '', column: '' })).toBe('the row');
	expect(placeFinding({ relation: 'ticket', column: 'title' })).toBe('ticket.title');
});
