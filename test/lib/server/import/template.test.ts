import { parseCsv } from '#lib/formats/csv.ts';
import { expect, test } from 'vitest';
import { Header } from '#lib/server/import/header.ts';
import { ImportError } from '#lib/server/import/import-error.ts';
import { readRelationFields } from '#lib/server/import/presets/waybill.ts';
import { rankPresets } from '#lib/server/import/recognise.ts';
import { relationMeanings } from '#lib/server/import/relation-meanings.ts';
import { relationNames, relations, type Relation } from '#lib/server/import/relations.ts';
import { describeTemplates, makeTemplate } from '#lib/server/import/template.ts';
import { shareWriter, writeBytes } from './share-writer.ts';

const shared = shareWriter();

/** Something that stands in a column of each type of the warehouse. */
const examples: Record<string, string> = {
	VARCHAR: 'open',
	DATE: '2026-03-31',
	'TIMESTAMP WITH TIME ZONE': '2026-03-31 14:05',
	'DECIMAL(18,4)': '1.5',
	INTEGER: '3',
	BOOLEAN: 'yes',
};

const readColumns = (relation: string) =>
	parseCsv(makeTemplate(relation as never).slice(1), { delimiter: ',' })[0]!;

test.each(relationNames)('the template of %s is recognised as that relation', async (relation) => {
	const fields = await readRelationFields(shared.writer.session);
	const [best] = rankPresets(new Header(readColumns(relation)), fields);
	expect(best?.preset.feeds(new Header([])).map((feed) => feed.relation)).toEqual([relation]);
});

test.each(relationNames)(
	'every column of the template of %s has a meaning and is loaded',
	async (relation) => {
		const { columns: types } = await shared.writer.session.describe(
			`select * from ${relation}_version`,
		);
		const names = readColumns(relation);
		const row = names.map((name) => examples[types[name]!]).join(',');
		const file = writeBytes(`${relation}.csv`, `${makeTemplate(relation)}${row}\n`);
		const { report } = await shared.importFile(file);
		expect(report).toMatchObject({
			rows: { read: 1, loaded: 1, setAside: 0, quarantined: 0 },
			relations: [{ relation, new: 1 }],
			unreadableCount: 0,
		});
		const [loaded] = await shared.all(
			`select ${names.map((name) => `"${name}"`)} from ${relation} where source = $source`,
		);
		expect(Object.values(loaded!)).not.toContain(null);
	},
);

test.each(relationNames)(
	'the template of %s has every field that a file may bring',
	async (relation) => {
		const fields = (await readRelationFields(shared.writer.session))[relation];
		const { numbers }: Relation = relations[relation];
		expect(Object.keys(relationMeanings[relation].fields)).toEqual(
			fields.filter((field) => field !== numbers),
		);
	},
);

test('a row needs exactly the columns that the list of templates calls needed', () => {
	for (const { relation, fields } of describeTemplates()) {
		const needed = fields.filter(({ is_required }) => is_required).map(({ name }) => name);
		expect(needed.toSorted()).toEqual([...relations[relation].required].toSorted());
	}
});

test('a template that is imported as it was downloaded puts nothing into the figures', async () => {
	const file = writeBytes('ticket.csv', makeTemplate('ticket'));
	const error: unknown = await shared.importFile(file).catch((reason: unknown) => reason);
	expect(error).toBeInstanceOf(ImportError);
	expect((error as ImportError).problem).toBe('the file has a header and no rows');
});
