import type { Measure } from '#lib/server/model/model-schema.ts';

/** What a promise is about, in words. */
export const measureWords: Record<Measure, string> = {
	triage: 'Triage',
	first_response: 'First response',
	plan: 'Plan',
	next_reply: 'Next reply',
	resolution: 'Resolution',
	after_hours_response: 'Response after hours',
};
