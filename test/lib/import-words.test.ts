import { expect, test } from 'vitest';
import {
	countRecords,
	describeMended,
	describeSetAside,
	describeStanding,
	placeFinding,
	sayQuarantine,
	sayRecords,
	sayUndo,
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

test('what the counts of relations do not show of a quarantine is said, and only where there is some', () => {
	expect(sayQuarantine({ unread: 1, inPart: 2 }).map(words)).toEqual([
		'1 quarantined row could not be read and is of no relation',
		'2 rows were loaded, with parts of them in quarantine',
	]);
	expect(sayQuarantine({ unread: 0, inPart: 0 })).toEqual([]);
});

test('records are counted by relation, each with its plural', () => {
	const counts = [
		{ relation: 'ticket', count: 12 },
		{ relation: 'time_entry', count: 2 },
		{ relation: 'client', count: 1 },
	];
	expect(words(sayRecords(counts))).toBe('12 tickets, 2 time entries and 1 client');
	expect(countRecords([counts[0]!, counts[0]!, counts[2]!])).toEqual([counts[0], counts[2]]);
});

const undoable = {
	corrects: null,
	confirms: null,
	relations: [],
	corrections: [],
	confirmations: [],
};
const ticket = { relation: 'ticket', new: 0, changed: 0, replaced: 0 };

test('what an undo changes is said before it is done', () => {
	const relations = [{ ...ticket, new: 2, changed: 1 }];
	expect(words(sayUndo({ ...undoable, relations, corrections: [4], confirmations: [5, 6] }))).toBe(
		'Undoing it takes 2 tickets out of the figures and sets back what it changed in 1 ticket; what later imports brought stays. With it goes import 4, which puts rows of it right. What import 5 and import 6 say is gone comes back. Nothing is deleted: it can be put back.',
	);
	expect(sayUndo({ ...undoable, relations: [ticket] })).toContain('takes nothing out');
});

test('an undo of a correction or of a confirmation says so', () => {
	expect(sayUndo({ ...undoable, corrects: 3 })).toContain('what import 3 brought stays');
	expect(sayUndo({ ...undoable, confirms: 3 })).toContain('brings these records back');
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
	expect(placeFinding({ relation: 'ticket', column: 'title', fileColumn: 'Subject' })).toBe(
		'column “Subject” (ticket.title)',
	);
});
