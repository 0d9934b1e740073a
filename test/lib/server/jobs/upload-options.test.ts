import { expect, test } from 'vitest';
import { toImportOptions } from '#lib/server/jobs/upload-options.ts';

test('a field that there is not is refused by its name, with those that there are', () => {
	expect(() => toImportOptions({ source: 'desk', sauce: 'x' })).toThrow(
		/“sauce”.*source, zone, date_order, client, currency, full, wait/,
	);
});

test.each(['full', 'wait'])('%s that is neither true nor false is refused', (name) => {
	expect(() => toImportOptions({ [name]: 'yes' })).toThrow(`${name} is true or false, not yes`);
});
