import { expect, test } from 'vitest';
import { ImportError } from '#lib/server/import/import-error.ts';

const details = { file: 'tickets.csv', expected: 'a date', remedy: 'Correct the cell' };

test('the message says what is wrong, where, what was expected and what to do', () => {
	const error = new ImportError('this date does not exist', {
		...details,
		line: 12,
		column: 'Opened',
		value: '31.02.2025',
	});
	expect(error.message).toBe(
		'This date does not exist. Found in tickets.csv, line 12, column “Opened”: “31.02.2025”. ' +
			'Expected a date. Correct the cell.',
	);
});

test('the message leaves out the places that are not known', () => {
	expect(new ImportError('The file is empty', details).message).toBe(
		'The file is empty. Found in tickets.csv. Expected a date. Correct the cell.',
	);
});

test('a sentence that ends itself gets no second full stop', () => {
	const error = new ImportError('Is this a file?', { ...details, remedy: 'Try again!' });
	expect(error.message).toBe('Is this a file? Found in tickets.csv. Expected a date. Try again!');
});

test('a value that spans lines is shown on one', () => {
	const error = new ImportError('Too long', { ...details, value: 'first\r\nsecond' });
	expect(error.message).toContain('“first second”');
	expect(error.value).toBe('first\r\nsecond');
});

test('a value of 80 characters stays, a longer one is shortened to 80', () => {
	const shorten = (value: string) => new ImportError('Too long', { ...details, value }).value;
	expect(shorten('x'.repeat(80))).toBe('x'.repeat(80));
	expect(shorten('x'.repeat(5_000_000))).toBe(`${'x'.repeat(79)}…`);
});

test('shortening cuts no character in half', () => {
	const { value = '' } = new ImportError('Too long', { ...details, value: '😀'.repeat(100) });
	expect(value.isWellFormed()).toBe(true);
	expect([...value]).toHaveLength(80);
});

test('as JSON it has its fields and its message', () => {
	const error = new ImportError('Too long', { ...details, line: 3 }, { cause: new Error('inner') });
	expect(JSON.parse(JSON.stringify(error))).toEqual({
		name: 'ImportError',
		problem: 'Too long',
		message: error.message,
		line: 3,
		...details,
	});
});

test('it keeps the error that caused it', () => {
	const cause = new Error('inner');
	expect(new ImportError('Too long', details, { cause }).cause).toBe(cause);
});
