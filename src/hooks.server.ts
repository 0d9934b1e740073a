import { building, dev } from '$app/environment';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { startJobs } from '#lib/server/jobs/start-jobs.ts';

export const init: ServerInit = async () => {
	if (building) return;
	const stop = startJobs(await getApp());
	// A dev server ends by default, which a listener would forbid; its children notice that.
	if (!dev) for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
};

/** What nobody expected is logged whole and told in a sentence, never as a stack. */
export const handleError: HandleServerError = ({ error, status, message }) => {
	if (status < 500) return { message };
	console.error(error);
	return {
		message: 'Something went wrong on our side.',
		remedy: 'It is in the log of the server; try again, or go back.',
	};
};

export const handle: Handle = async ({ event, resolve }) => {
	if (isForeign(event.request, event.url)) {
		return new Response('Forms of other sites are not taken.', { status: 403 });
	}
	const response = await resolve(event);
	response.headers.set('x-content-type-options', 'nosniff');
	response.headers.set('referrer-policy', 'same-origin');
	return response;
};

/**
 * Whether another site's page sends this, or nobody knows whose. Browsers name the page's origin with
 * all that they send; the API is no target, since no browser sends its token of itself.
 */
function isForeign({ method, headers }: Request, { pathname, origin }: URL): boolean {
	if (['GET', 'HEAD', 'OPTIONS'].includes(method) || pathname.startsWith('/api/')) return false;
	return headers.get('origin') !== origin;
}
