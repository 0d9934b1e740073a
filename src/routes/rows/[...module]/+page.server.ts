import { error } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { readClients, requireKnownClients } from '#lib/server/clients.ts';
import { readRowsAddress } from '#lib/server/rows-address.ts';
import { listCounted } from '#lib/server/warehouse/run-query.ts';
import { requireModule } from '../../modules.server.ts';
import { loadPlainly } from '../../plain-errors.server.ts';
import type { PageServerLoad, PageServerLoadEvent } from './$types';

const pageSize = 200;
const lastPage = 1_000_000;

export const load: PageServerLoad = (event) => loadPlainly(() => loadRows(event));

async function loadRows({ params, url, request }: PageServerLoadEvent) {
	const { reader } = await getApp();
	const module = requireModule(params.module);
	const data = await reader.describe();
	if (!data?.asOf) error(404, { message: 'There are no rows yet.', remedy: 'Import an export.' });
	const address = readRowsAddress(module.name, url.searchParams, {
		asOf: data.asOf,
		reportingZone: data.reportingZone,
	});
	requireKnownClients(address.scope.clients ?? [], await readClients(reader));
	const page = Number(url.searchParams.get('page') ?? '1');
	if (!Number.isInteger(page) || page < 1 || page > lastPage) {
		error(404, { message: 'There is no such page of rows.', remedy: 'Go back to the first one.' });
	}
	const { total, rows } = await listCounted(reader, {
		module,
		scope: address.scope,
		by: address.by,
		parameters: address.parameters,
		where: address.where,
		limit: pageSize,
		offset: (page - 1) * pageSize,
		signal: request.signal,
	});
	if (rows.length === 0 && page > 1) {
		error(404, { message: 'There are not so many rows.', remedy: 'Go back to the first page.' });
	}
	const hrefOf = (other: number) => {
		const search = new URLSearchParams(url.searchParams);
		search.set('page', String(other));
		return `${url.pathname}?${search}`;
	};
	return {
		metric: { name: module.name, title: module.title, definition: module.definition },
		narrowedBy: Object.entries(address.where).map(([column, values]) => ({ column, values })),
		scope: address.scope,
		total,
		rows,
		first: rows.length === 0 ? 0 : (page - 1) * pageSize + 1,
		links: {
			previous: page > 1 ? hrefOf(page - 1) : null,
			next: page * pageSize < total ? hrefOf(page + 1) : null,
		},
	};
}
