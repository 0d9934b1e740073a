/** A metric whose input the loaded data does not have. It says so and never answers zero. */
export class NotAvailable extends Error {
	override readonly name = 'NotAvailable';
	readonly metric: string;
	/** Completes the sentence "not available: needs …". */
	readonly needs: string;

	constructor(metric: string, needs: string) {
		super(`${metric} is not available: needs ${needs}`);
		this.metric = metric;
		this.needs = needs;
	}
}

/** A query module that failed, with the reason that DuckDB gave. */
export class QueryError extends Error {
	override readonly name = 'QueryError';
	readonly module: string;

	constructor(module: string, cause: unknown) {
		super(`${module} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
		this.module = module;
	}
}

/** Parameters that a query module does not take, or values that it does not know. */
export class ParameterError extends Error {
	override readonly name = 'ParameterError';
}
