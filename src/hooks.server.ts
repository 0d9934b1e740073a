import type { Handle, HandleServerError } from '@sveltejs/kit';

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
	const response = await resolve(event);
	response.headers.set('x-content-type-options', 'nosniff');
	response.headers.set('referrer-policy', 'same-origin');
	return response;
};
