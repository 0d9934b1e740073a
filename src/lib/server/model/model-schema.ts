import * as v from 'valibot';
import { isDay, isZone } from '../../calendar.ts';
import { thresholdNames, thresholds, type ThresholdName } from './thresholds.ts';

/*
 * The shape of the service model. Each schema carries, as its message, what is expected in words:
 * `model-error.ts` makes a sentence of it.
 */

const text = v.pipe(
	v.string('a text; put it in quotes if it looks like a number or a date'),
	v.trim(),
	v.nonEmpty('a text that is not empty'),
	v.maxLength(200, 'a text of at most 200 characters'),
);
const day = v.pipe(
	v.string('a day such as 2026-03-31'),
	v.check(isDay, 'a day such as 2026-03-31'),
);
const timeWords = 'a time of day such as 08:30, at most 24:00';
const time = v.pipe(v.string(timeWords), v.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, timeWords));
const wholeNumber = (least: number, words: string) =>
	v.pipe(v.number(words), v.integer(words), v.minValue(least, words), v.maxValue(1_000_000, words));

/** One of a few words. */
const oneOf = <const Words extends readonly string[]>(words: Words) =>
	v.picklist(words, `one of ${words.join(', ')}`);

const list = <Schema extends v.GenericSchema>(item: Schema) => v.array(item, 'a list');

/** An object whose keys are all known. */
const record = <Entries extends v.ObjectEntries>(entries: Entries) =>
	v.strictObject(entries, `an entry with ${Object.keys(entries).join(', ')}`);

const orNull = <Schema extends v.GenericSchema>(schema: Schema) =>
	v.optional(v.nullable(schema), null);

const spellings = v.optional(list(text), []);

const status = record({
	status: text,
	class: oneOf(['open', 'done', 'withdrawn']),
	held_by: orNull(oneOf(['team', 'client'])),
	stage: orNull(oneOf(['intake', 'execution', 'review', 'client'])),
	activity: oneOf(['queue', 'active', 'wait', 'done']),
	clock: oneOf(['runs', 'pauses', 'stops']),
	spellings,
});

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const zoneWords = 'the name of a time zone such as Europe/London';

const calendarVersion = record({
	valid_from: orNull(day),
	time_zone: orNull(v.pipe(v.string(zoneWords), v.check(isZone, zoneWords))),
	windows: list(record({ days: list(oneOf(weekdays)), opens: time, closes: time })),
	holidays: orNull(record({ country: text, region: orNull(text) })),
});

const ownDay = record({
	date: day,
	name: text,
	hours: v.optional(list(record({ opens: time, closes: time })), []),
	is_worked: v.optional(v.boolean('true or false'), false),
});

/** What a promise is about. */
export const measures = [
	'triage',
	'first_response',
	'plan',
	'next_reply',
	'resolution',
	'after_hours_response',
] as const;

const target = record({
	measure: oneOf(measures),
	priority: text,
	minutes: orNull(wholeNumber(1, 'a whole number of minutes from 1')),
	business_days: orNull(wholeNumber(0, 'a whole number of business days, 0 for the same day')),
	clock: v.optional(oneOf(['business', 'calendar']), 'business'),
});

const pauses = v.record(oneOf(measures), list(text), 'an entry with lists of statuses');

const policyVersion = record({
	valid_from: orNull(day),
	priority_change: v.optional(oneOf(['from_creation', 'carried_over']), 'from_creation'),
	pauses: v.optional(pauses, {}),
	targets: list(target),
});

const unitSchemas = {
	flag: v.boolean('true or false'),
	share: v.pipe(
		v.number('a share from 0 to 1'),
		v.minValue(0, 'a share from 0 to 1'),
		v.maxValue(1, 'a share from 0 to 1'),
	),
	whole: wholeNumber(0, 'a whole number from 0'),
};

type ThresholdSchemas = {
	[Name in ThresholdName]: v.GenericSchema<
		(typeof thresholds)[Name]['default'] extends boolean ? boolean : number
	>;
};

const thresholdSchemas = Object.fromEntries(
	thresholdNames.map((name) => {
		const { unit, default: value } = thresholds[name];
		const schema = unit === 'flag' || unit === 'share' ? unitSchemas[unit] : unitSchemas.whole;
		return [name, v.optional(schema as v.GenericSchema<number | boolean>, value)];
	}),
) as unknown as ThresholdSchemas;

/** The classes of billing codes, which metrics know by these names. */
export const codeClassNames = [
	'included',
	'out_of_scope',
	'project',
	'advisory',
	'internal',
] as const;

const modelSchema = record({
	statuses: list(status),
	priorities: list(record({ priority: text, spellings })),
	levels: list(record({ level: text, spellings })),
	priority_matrix: list(record({ impact: text, urgency: text, priority: text })),
	billing_codes: list(record({ class: oneOf(codeClassNames), name: text, spellings })),
	time_categories: list(text),
	intake_fields: list(
		record({ field: text, name: text, asked: oneOf(['always', 'where_relevant']) }),
	),
	closure_elements: list(text),
	cadences: list(record({ review: text, every: oneOf(['day', 'week', 'month', 'quarter']) })),
	calendars: list(
		record({
			calendar: text,
			versions: list(calendarVersion),
			own_days: v.optional(list(ownDay), []),
		}),
	),
	policies: list(record({ policy: text, versions: list(policyVersion) })),
	defaults: record({
		calendar: text,
		policy: text,
		weekly_hours: orNull(
			v.pipe(
				v.number('hours a week from 0 to 168'),
				v.minValue(0, 'hours a week from 0 to 168'),
				v.maxValue(168, 'hours a week from 0 to 168'),
			),
		),
	}),
	thresholds: v.optional(record(thresholdSchemas), {} as never),
});

/** What the provider decides, as one document (data-model.md, "The service model"). */
export type ServiceModel = v.InferOutput<typeof modelSchema>;

export type StatusMeaning = ServiceModel['statuses'][number];
export type Calendar = ServiceModel['calendars'][number];
export type CalendarVersion = Calendar['versions'][number];
export type OwnDay = Calendar['own_days'][number];
/** By the clock on the wall; what closes at or before its opening ends on the next day. */
export type Hours = OwnDay['hours'][number];
export type Policy = ServiceModel['policies'][number];
export type PolicyVersion = Policy['versions'][number];
export type Target = PolicyVersion['targets'][number];
export type Measure = (typeof measures)[number];
export type CodeClass = (typeof codeClassNames)[number];

/** Where a document differs from the shape, and what was expected there. */
export interface ShapeIssue {
	path: (string | number)[];
	kind: 'missing' | 'unknown' | 'other';
	found: unknown;
	expected: string;
}

/** Fits a document to the shape, filling in what may be left out; the issues where it does not. */
export function fitShape(
	document: unknown,
): { model: ServiceModel; issues: [] } | { model: null; issues: ShapeIssue[] } {
	const result = v.safeParse(modelSchema, document);
	if (result.success) return { model: result.output, issues: [] };
	return {
		model: null,
		issues: result.issues.map((issue) => ({
			path: (issue.path ?? []).map(({ key }) => key as string | number),
			kind: toKind(issue),
			found: issue.input,
			expected: issue.message,
		})),
	};
}

function toKind({ type, expected, received }: v.BaseIssue<unknown>): ShapeIssue['kind'] {
	if (type !== 'strict_object') return 'other';
	if (expected === 'never') return 'unknown';
	return received === 'undefined' ? 'missing' : 'other';
}
