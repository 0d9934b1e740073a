import {
	ImportCancelled,
	ImportError,
	type ImportFailure,
} from '../lib/server/import/import-error.ts';
import { RewrittenPast } from '../lib/server/model/change-model.ts';
import { ModelError } from '../lib/server/model/model-error.ts';
import { StaleModel } from '../lib/server/store/model-versions.ts';
import { NotAvailable, ParameterError } from '../lib/server/warehouse/errors.ts';

/** What the terminal says of a failure: a sentence where we know the cause, else the stack. */
export function describeFailure(error: unknown): string {
	const isKnown =
		error instanceof ImportError ||
		error instanceof ImportCancelled ||
		error instanceof NotAvailable ||
		error instanceof ParameterError ||
		error instanceof ModelError ||
		error instanceof RewrittenPast ||
		error instanceof StaleModel;
	if (isKnown) return error.message;
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The same for a program. */
export function toFailure(error: unknown): ImportFailure {
	if (error instanceof ImportError) return error.toJSON();
	const name = error instanceof Error ? error.name : 'Error';
	return { name, message: describeFailure(error) };
}
