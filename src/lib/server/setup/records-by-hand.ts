import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatCsv } from '../../formats/csv.ts';
import { readTypes } from '../import/load.ts';
import { relations, type Relation } from '../import/relations.ts';
import type { ImportQueue } from '../jobs/import-queue.ts';
import type { DataFolder } from '../warehouse/data-folder.ts';
import { openInstance, Session } from '../warehouse/duckdb.ts';
import { ParameterError } from '../warehouse/errors.ts';
import { migrate } from '../warehouse/migrations.ts';
import type { Reader } from '../warehouse/reader.ts';
import { makeTemporaryFolder } from '../warehouse/temporary-folder.ts';
import type { FormRow } from './form-rows.ts';
import { isHandRelation, recordKinds, type HandRelation } from './record-kinds.ts';

/** Whose records are those that people type in. */
export const handSource = 'waybill';

export interface HandField {
	field: string;
	input: 'text' | 'date' | 'datetime-local' | 'number' | 'flag';
	isRequired: boolean;
}

const inputs: Record<string, HandField['input']> = {
	'TIMESTAMP WITH TIME ZONE': 'datetime-local',
	DATE: 'date',
	BOOLEAN: 'flag',
	INTEGER: 'number',
	'DECIMAL(18,4)': 'number',
};

let known: Promise<Record<HandRelation, HandField[]>> | undefined;

/** The fields of a relation as a form asks for them; known without any data. */
export async function describeFields(
	folder: DataFolder,
	relation: HandRelation,
): Promise<HandField[]> {
	known ??= readAllFields(folder);
	return (await known)[relation];
}

async function readAllFields({
	temporary,
}: DataFolder): Promise<Record<HandRelation, HandField[]>> {
	const instance = await openInstance({
		path: ':memory:',
		allowedDirectories: [],
		temporaryDirectory: temporary,
		memoryLimit: '256MB',
	});
	const session = await Session.open(instance);
	try {
		await migrate(session);
		const described = {} as Record<HandRelation, HandField[]>;
		for (const relation of Object.keys(recordKinds).filter(isHandRelation)) {
			const required: readonly string[] = relations[relation].required;
			described[relation] = Object.entries(await readTypes(session, relation)).map(
				([field, type]) => ({
					field,
					input: inputs[type] ?? 'text',
					isRequired: required.includes(field),
				}),
			);
		}
		return described;
	} finally {
		session.close();
		instance.closeSync();
	}
}

/** A current record of a relation, its fields as a form takes them. */
export interface HandRecord {
	source: string;
	record_id: string;
	values: Record<string, string>;
}

/** As many as a page shows. */
const mostRecords = 1000;

/** The current records of a relation of every source, those of people first. */
export async function listRecords(
	{ folder, reader }: { folder: DataFolder; reader: Reader },
	relation: HandRelation,
	zone: string,
): Promise<HandRecord[]> {
	const data = await reader.describe();
	if (data === null) return [];
	const fields = await describeFields(folder, relation);
	const columns = fields.map(({ field, input }) => {
		const value =
			input === 'datetime-local'
				? `strftime(timezone($zone::varchar, "${field}"), '%Y-%m-%dT%H:%M:%S')`
				: input === 'number'
					? `regexp_replace("${field}"::double::varchar, '\\.0$', '')`
					: `"${field}"::varchar`;
		return `coalesce(${value}, '') as "${field}"`;
	});
	const order = fields.map(({ field }) => `${relation}."${field}"`).join(', ');
	const rows = await reader.query(
		data.dataVersion,
		`select source as "$source", record_id::varchar as "$id", ${columns.join(', ')}
		from ${relation}
		where $zone::varchar is not null
		order by source <> '${handSource}', source, ${order}
		limit ${mostRecords}`,
		{ zone },
	);
	return rows.map(({ $source, $id, ...values }) => ({
		source: String($source),
		record_id: String($id),
		values: values as Record<string, string>,
	}));
}

/** The fields that name what a file of a relation replaces as a whole; none where records have keys. */
export function unitOf(relation: HandRelation): readonly string[] {
	const { replaces }: Relation = relations[relation];
	return replaces ?? [];
}

/**
 * Queues rows that a person typed as an import of their own, so that they are versioned, checked and
 * undone as all others are. Rows that say nothing are left out.
 * @returns the job's id
 * @throws {ParameterError} naming what is missing
 */
export async function queueRecords(
	{ folder, queue }: { folder: DataFolder; queue: ImportQueue },
	{ relation, rows, zone }: { relation: HandRelation; rows: readonly FormRow[]; zone: string },
): Promise<number> {
	const fields = await describeFields(folder, relation);
	const valueOf = (row: FormRow, field: string) => row[field]?.[0]?.trim() ?? '';
	const unit = unitOf(relation);
	// A row of a unit says something only beyond the unit that it belongs to.
	const said = rows.filter((row) =>
		fields.some(({ field }) => !unit.includes(field) && valueOf(row, field) !== ''),
	);
	if (said.length === 0) throw new ParameterError('Fill in a row first.');
	for (const [index, row] of said.entries()) {
		const missing = fields.find(
			({ field, isRequired }) => isRequired && valueOf(row, field) === '',
		);
		if (missing) {
			const which = said.length === 1 ? '' : ` of row ${index + 1}`;
			throw new ParameterError(`Fill in ${missing.field.replaceAll('_', ' ')}${which}.`);
		}
	}
	const names = fields.map(({ field }) => field);
	const place = makeTemporaryFolder(folder, 'hand');
	try {
		const file = join(place, `${relation} by hand.csv`);
		const table = said.map((row) => names.map((field) => valueOf(row, field)));
		writeFileSync(file, formatCsv([names, ...table]));
		const map = { [relation]: Object.fromEntries(names.map((field) => [field, field])) };
		return queue.add({ file, options: { source: handSource, zone, decimalMark: '.', map } });
	} finally {
		rmSync(place, { recursive: true, force: true });
	}
}
