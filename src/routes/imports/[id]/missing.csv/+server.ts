import { parse } from 'node:path';
import { formatCsv, guardFormula } from '#lib/formats/csv.ts';
import { getApp } from '#lib/server/app.ts';
import { broughtRelations, readGone, readMissing } from '#lib/server/history/missing-records.ts';
import { askNewest } from '#lib/server/warehouse/ask.ts';
import { toCsvResponse } from '../csv-response.server.ts';
import { findImport } from '../find-import.server.ts';
import type { RequestHandler } from './$types';

/** All records that a full export lacks, or that a confirmation took out of the figures. */
export const GET: RequestHandler = async ({ params, request }) => {
	const { reader } = await getApp();
	const entry = await findImport(params.id);
	const ask = await askNewest(reader, { signal: request.signal, isKept: false });
	const of = { importId: entry.import_id, relations: broughtRelations(entry) };
	const read = entry.confirms === null ? readMissing : readGone;
	const records = ask ? await read(ask, of, null) : [];
	const rows = records.map(({ relation, id, title, last_import_id }) => [
		relation,
		guardFormula(id),
		guardFormula(title ?? ''),
		last_import_id,
	]);
	const parts = async function* () {
		yield formatCsv([['relation', 'id', 'title', 'last_import'], ...rows]);
	};
	return toCsvResponse(`${parse(entry.file_name).name} missing records.csv`, parts());
};
