import { error } from '@sveltejs/kit';
import { isRelation, makeTemplate } from '#lib/server/import/template.ts';
import type { RequestHandler } from './$types';

/** The empty file of a relation in Waybill's own layout, to be filled and imported. */
export const GET: RequestHandler = ({ params }) => {
	if (!isRelation(params.relation)) {
		error(404, {
			message: 'There is no template of that name.',
			remedy: 'Choose one from the list of templates.',
		});
	}
	return new Response(makeTemplate(params.relation), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${params.relation}.csv"`,
		},
	});
};
