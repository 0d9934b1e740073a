import { parse } from 'node:path';
import { getApp } from '#lib/server/app.ts';
import { writeQuarantineCsv } from '#lib/server/quarantine/quarantine-csv.ts';
import { askNewest } from '#lib/server/warehouse/ask.ts';
import { toCsvResponse } from '../csv-response.server.ts';
import { findImport } from '../find-import.server.ts';
import type { RequestHandler } from './$types';

/** The open rows of an import, to be put right in a spreadsheet and sent again. */
export const GET: RequestHandler = async ({ params, request }) => {
	const { reader } = await getApp();
	const entry = await findImport(params.id);
	const ask = (await askNewest(reader, { signal: request.signal, isKept: false })) ?? askNothing;
	const name = `${parse(entry.file_name).name} quarantined rows.csv`;
	return toCsvResponse(name, writeQuarantineCsv(ask, entry));
};

const askNothing = () => Promise.resolve([]);
