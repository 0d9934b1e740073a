import { readSql } from './sql-files.ts';

/** The SQL of a query module with the steps that it includes as `{{name}}` from `queries/scope/`. */
export function readStatement(module: string): string {
	return includeSteps(readSql(`metrics/${module}`));
}

/** The SQL of a fact, with the steps that it includes in the same way. */
export function readFact(name: string): string {
	return includeSteps(readSql(`model/${name}`));
}

/** SQL with the text of `queries/scope/NAME.sql` for each `{{NAME}}`, and what that includes itself. */
export function includeSteps(sql: string): string {
	return sql.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
		const step = includeSteps(readSql(`scope/${name}`)).trimEnd();
		return `\n\t${step.replaceAll('\n', '\n\t')}\n`;
	});
}

/**
 * The statement that lists the rows behind a module's figures: the same steps, with the final
 * `select` replaced by one over `counted`.
 */
export function toDrillThrough(statement: string, select: string): string {
	return statement.slice(0, findFinalSelect(statement)) + select;
}

/** The position of the last `select` outside brackets, text and comments. */
export function findFinalSelect(statement: string): number {
	const tokens = /'(?:[^']|'')*'|--[^\n]*|[()]|\bselect\b/gi;
	let depth = 0;
	let found = -1;
	for (const { 0: token, index } of statement.matchAll(tokens)) {
		if (token === '(') depth++;
		else if (token === ')') depth--;
		else if (depth === 0 && token.toLowerCase() === 'select') found = index;
	}
	if (found === -1) throw new Error('the statement has no final select');
	return found;
}
