import type { Face } from '#lib/face.ts';
import type { QueryModule, Row } from '#queries/query-module.server.ts';
import { toRowsHref } from './rows-address.ts';
import { NotAvailable } from './warehouse/errors.ts';
import type { Reader } from './warehouse/reader.ts';
import { ask, type Question } from './warehouse/run-query.ts';

/**
 * A module's answer as a page shows it. A metric without its input becomes a face that says what
 * it needs; every other failure goes on to the page as a whole.
 */
export async function toFace<M extends QueryModule>(
	reader: Reader,
	question: Question<M>,
	where: Record<string, string[]> = {},
): Promise<Face<Row<M>>> {
	const { module, scope, by, parameters = {} } = question;
	const { name, title, definition, level } = module;
	try {
		const { rows, data, excluded, precision, sql } = await ask(reader, question);
		return {
			isAvailable: true,
			name,
			title,
			definition,
			level,
			freshness: {
				dataVersion: data.dataVersion,
				asOf: scope.asOf,
				importedAt: data.importedAt ?? scope.asOf,
			},
			columns: module.columns,
			rows,
			excluded,
			precision,
			sql,
			rowsHref: toRowsHref({
				module: name,
				scope,
				by,
				parameters: parameters as Record<string, string>,
				where,
			}),
		};
	} catch (error) {
		if (!(error instanceof NotAvailable)) throw error;
		const data = await reader.describe();
		return {
			isAvailable: false,
			name,
			title,
			definition,
			level,
			needs: error.needs,
			freshness: {
				dataVersion: data?.dataVersion ?? 0,
				asOf: scope.asOf,
				importedAt: data?.importedAt ?? scope.asOf,
			},
		};
	}
}
