import { describe, expect, test } from 'vitest';
import { applyProfile } from '#lib/server/import/apply-profile.ts';
import { Header } from '#lib/server/import/header.ts';
import type { ImportProfile } from '#lib/server/store/import-profiles.ts';
import { shareWriter } from './share-writer.ts';

const profile = (source: string, rest: Partial<ImportProfile> = {}): ImportProfile => ({
	source,
	preset: 'Jira issues',
	header: ['summary', 'issuekey'],
	options: { zone: 'Europe/Oslo', dateOrder: 'dmy' },
	at: '2026-03-02T09:00:00.000Z',
	...rest,
});
const file = { header: new Header(['Summary', 'Issue key']), recognisedAs: 'Jira issues' };

describe('what was settled for a source', () => {
	test('holds for the next file of its kind', () => {
		const { options } = applyProfile([profile('jira-a')], file, {});
		expect(options).toEqual({ source: 'jira-a', zone: 'Europe/Oslo', dateOrder: 'dmy' });
	});

	test('gives way to what is said now', () => {
		const { options } = applyProfile([profile('jira-a')], file, { zone: 'UTC' });
		expect(options).toEqual({ source: 'jira-a', zone: 'UTC', dateOrder: 'dmy' });
	});

	test('is no matter of another source', () => {
		const stated = { source: 'jira-b' };
		expect(applyProfile([profile('jira-a')], file, stated)).toEqual({
			options: stated,
			profile: null,
			warning: null,
		});
	});

	test('is not applied where two sources fit alike, which is said', () => {
		const { options, warning } = applyProfile([profile('jira-a'), profile('jira-b')], file, {});
		expect(options).toEqual({});
		expect(warning).toContain('jira-a and jira-b');
	});

	test('is taken from the source with this very header, of two that fit', () => {
		const other = profile('jira-b', { header: ['summary', 'issuekey', 'floor'] });
		expect(applyProfile([other, profile('jira-a')], file, {}).options.source).toBe('jira-a');
	});

	test('is not applied to a file without a column that it speaks of', () => {
		const options = { overrides: { ticket: { priority: 'Severity' } } };
		expect(applyProfile([profile('jira-a', { options })], file, {}).profile).toBeNull();
	});

	test('says of what kind a file is that has all the columns, whatever it is recognised as', () => {
		const named = profile('jira-a', { options: { as: 'Jira issues' } });
		const taken = { ...file, recognisedAs: 'tickets by common column names' };
		expect(applyProfile([named], taken, {}).options.as).toBe('Jira issues');
		const fewer = { ...taken, header: new Header(['Summary']) };
		expect(applyProfile([named], fewer, {}).profile).toBeNull();
	});

	test('says nothing of the columns of a file that is now said to be of another kind', () => {
		const overrides = { ticket: { title: 'Summary' } };
		const before = profile('jira-a', { options: { zone: 'Europe/Oslo', overrides } });
		const { options } = applyProfile([before], file, { as: 'Jira Service Management requests' });
		expect(options).toEqual({
			source: 'jira-a',
			zone: 'Europe/Oslo',
			as: 'Jira Service Management requests',
		});
	});

	test('also maps a file that nothing recognises', () => {
		const map = { ticket: { ticket_id: 'Issue key' } };
		const own = profile('own', { preset: 'a mapping of your own', options: { map } });
		expect(applyProfile([own], { ...file, recognisedAs: null }, {}).options).toEqual({
			source: 'own',
			map,
		});
	});
});

const shared = shareWriter();

test('an import that is to be a profile reads the next file of its source without asking', async () => {
	const table = (day: string) => `Ref,Headline,Stage,Opened\n1,Printer,Open,${day}`;
	const map = {
		ticket: { ticket_id: 'Ref', title: 'Headline', status: 'Stage', created_at: 'Opened' },
	};
	const options = { map, dateOrder: 'mdy' as const, zone: 'America/New_York', isProfile: true };
	await shared.import('first', table('01/02/2026 09:00'), options);
	const { report } = await shared.import('second', table('03/02/2026 09:00'), { zone: undefined });
	expect(await shared.current('ticket', 'created_at')).toEqual([['2026-03-02T14:00:00.000Z']]);
	expect(report.warnings).toEqual([
		expect.stringMatching(/^read as was settled for .* on \d{4}-\d\d-\d\d$/),
	]);
});
