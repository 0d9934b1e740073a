import { error } from '@sveltejs/kit';
import { FilterError } from '#lib/filters.ts';
import { NotAvailable, ParameterError } from '#lib/server/warehouse/errors.ts';

/**
 * Loads a page from its address. An address that asks for what does not exist becomes a plain page
 * that says so; every other failure goes on.
 */
export async function loadPlainly<T>(load: () => Promise<T>): Promise<T> {
	try {
		return await load();
	} catch (failure) {
		if (failure instanceof FilterError || failure instanceof ParameterError) {
			error(404, { message: failure.message, remedy: 'Choose from the filters of the page.' });
		}
		if (failure instanceof NotAvailable) {
			error(404, { message: failure.message, remedy: 'Import an export that has it.' });
		}
		throw failure;
	}
}
