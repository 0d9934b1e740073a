import { expect, test } from 'vitest';
import { applyProfile } from '#lib/server/import/apply-profile.ts';
import { Header } from '#lib/server/import/header.ts';
import { toImportOptions } from '#lib/server/jobs/upload-options.ts';

const profile = {
	source: 'jira-a',
	preset: 'Jira issues',
	header: ['summary', 'issuekey'],
	options: { isFull: true },
	at: '2026-03-02T09:00:00.000Z',
};
const file = { header: new Header(['Summary', 'Issue key']), recognisedAs: 'Jira issues' };

test.each([
	[{}, true],
	[{ full: '' }, true],
	[{ full: 'true' }, true],
	[{ full: 'false' }, false],
])('an upload with %o of a source whose files are full is full: %s', (fields, isFull) => {
	const { options } = applyProfile([profile], file, toImportOptions(fields));
	expect(options.isFull).toBe(isFull);
});

test('a field that there is not is refused by its name, with those that there are', () => {
	expect(() => toImportOptions({ source: 'desk', sauce: 'x' })).toThrow(
		/“sauce”.*source, zone, date_order, client, currency, full, wait/,
	);
});

test.each(['full', 'wait'])('%s that is neither true nor false is refused', (name) => {
	expect(() => toImportOptions({ [name]: 'yes' })).toThrow(`${name} is true or false, not yes`);
});
