import type { Calendar, ServiceModel } from './model-schema.ts';

/** A calendar or policy whose past another model tells differently. */
export interface Rewrite {
	kind: 'calendar' | 'policy' | 'default calendar' | 'default policy';
	name: string;
	/** The first day on which they differ, ISO; `null`: from the beginning. */
	from: string | null;
}

/**
 * What a new model says otherwise of the days before `today`. A change that holds from a day on is
 * none; a calendar or policy that there was not has no past.
 */
export function findRewrites(before: ServiceModel, after: ServiceModel, today: string): Rewrite[] {
	const calendars = before.calendars.flatMap(({ calendar, ...old }) => {
		const now = after.calendars.find((each) => each.calendar === calendar);
		return findFirst({ kind: 'calendar', name: calendar }, [
			toTimeline(old.versions, old.own_days, today),
			now ? toTimeline(now.versions, now.own_days, today) : [],
		]);
	});
	const policies = before.policies.flatMap(({ policy, versions }) => {
		const now = after.policies.find((each) => each.policy === policy);
		return findFirst({ kind: 'policy', name: policy }, [
			toTimeline(versions, [], today),
			toTimeline(now?.versions ?? [], [], today),
		]);
	});
	// What holds where nothing else is agreed has no day from which it holds.
	const defaults = (['calendar', 'policy'] as const)
		.filter((kind) => before.defaults[kind] !== after.defaults[kind])
		.map((kind): Rewrite => ({
			kind: `default ${kind}`,
			name: before.defaults[kind],
			from: null,
		}));
	return [...calendars, ...policies, ...defaults];
}

/** What held from each day on, as text; days are ISO, and '' is the beginning. */
type Timeline = { from: string; content: string }[];

function toTimeline(
	versions: readonly { valid_from: string | null }[],
	ownDays: Calendar['own_days'],
	today: string,
): Timeline {
	const past = versions
		.map(({ valid_from, ...content }) => ({
			from: valid_from ?? '',
			content: JSON.stringify(content),
		}))
		.filter(({ from }) => from < today);
	const special = ownDays.filter(({ date }) => date < today);
	return special.length === 0
		? past
		: past.map(({ from, content }) => ({ from, content: content + JSON.stringify(special) }));
}

function findFirst(
	subject: Pick<Rewrite, 'kind' | 'name'>,
	[old, now]: [Timeline, Timeline],
): Rewrite[] {
	const days = [...new Set([...old, ...now].map(({ from }) => from))].sort();
	const first = days.find((day) => contentAt(old, day) !== contentAt(now, day));
	return first === undefined ? [] : [{ ...subject, from: first || null }];
}

function contentAt(timeline: Timeline, day: string): string | undefined {
	return timeline.findLast(({ from }) => from <= day)?.content;
}
