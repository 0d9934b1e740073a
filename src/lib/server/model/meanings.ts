import type { MappedKind } from '../store/value-mappings.ts';
import { codeClassNames, type ServiceModel } from './model-schema.ts';

/** What values of a kind may mean by a model. */
export function listMeanings(
	{ statuses, priorities }: ServiceModel,
	kind: MappedKind,
): readonly string[] {
	if (kind === 'status') return statuses.map(({ status }) => status);
	if (kind === 'priority') return priorities.map(({ priority }) => priority);
	return codeClassNames;
}
