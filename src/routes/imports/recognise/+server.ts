import { error, json } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { recogniseHeader } from '#lib/server/jobs/recognise-header.ts';
import type { RequestHandler } from './$types';

/** A header is far smaller; more of it is no header. */
const largestBytes = 1024 * 1024;

/** What a file would be taken for by the names of its columns, for a page that is about to send it. */
export const POST: RequestHandler = async ({ request }) => {
	if (Number(request.headers.get('content-length') ?? Infinity) > largestBytes) {
		error(413, { message: 'That is larger than a header can be.' });
	}
	const sent = (await request.json().catch(() => null)) as { names?: unknown } | null;
	const names = sent?.names;
	if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) {
		error(400, { message: 'Send the names of the columns: {"names": ["Issue key", "Summary"]}.' });
	}
	const { folder } = await getApp();
	return json(await recogniseHeader(folder, names));
};
