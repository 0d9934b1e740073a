import type { Handle, HandleServerError } from '@sveltejs/kit';
import { FilterError } from '#lib/filters.ts';
import { ImportError } from '#lib/server/import/import-error.ts';
import { NotAvailable, ParameterError, QueryError } from '#lib/server/warehouse/errors.ts';

/** The only translator of our errors to what a page says. */
export const handleError: HandleServerError = ({ error, status, message }) => {
	if (error instanceof FilterError || error instanceof ParameterError) {
		return { message: error.message, remedy: 'Choose from the filters of the page instead.' };
	}
	if (error instanceof NotAvailable)
		return { message: error.message, remedy: 'Import what is missing.' };
	if (error instanceof ImportError) return { message: error.message };
	if (error instanceof QueryError) console.error(error.message, error.cause);
	else if (status >= 500) console.error(error);
	return {
		message: status >= 500 ? 'Something went wrong on our side; it is in the log.' : message,
	};
};

export const handle: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	response.headers.set('x-content-type-options', 'nosniff');
	response.headers.set('referrer-policy', 'same-origin');
	return response;
};
