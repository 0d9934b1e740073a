import fc from 'fast-check';
import { shippedModel } from '#lib/server/model/defaults.ts';
import { measures, weekdays, type ServiceModel } from '#lib/server/model/model-schema.ts';
import { thresholdNames, thresholds } from '#lib/server/model/thresholds.ts';

/** The shipped model, changed by `change`. */
export function makeModel(change: (model: ServiceModel) => void = () => undefined): ServiceModel {
	const model = structuredClone(shippedModel);
	change(model);
	return model;
}

/** Words as people type them, those that YAML would take for something else among them. */
const word = fc
	.oneof(
		fc.constantFrom(
			'yes',
			'null',
			'1e3',
			'2026-01-01',
			'0x1F',
			'~a',
			'- a',
			'a: b',
			'a # b',
			'[x',
			'"q',
		),
		fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
	)
	.map((text) => text.trim())
	.filter((text) => /[\p{L}\p{N}]/u.test(text) && text.length <= 200);

const toSpelling = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
const words = (
	count: fc.SizeForArbitrary | undefined,
	length: { minLength: number; maxLength: number },
) => fc.uniqueArray(word, { ...length, size: count, selector: toSpelling });

const days = fc.subarray([...weekdays], { minLength: 1 });
const time = fc.integer({ min: 0, max: 24 * 60 }).map((minute) => {
	const pad = (value: number) => String(value).padStart(2, '0');
	return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
});

/** Starts of versions: the beginning, then ascending days. */
const starts = fc
	.uniqueArray(fc.integer({ min: 0, max: 2000 }), { maxLength: 3 })
	.map((offsets) => [
		null,
		...offsets
			.sort((a, b) => a - b)
			.map((offset) => new Date(Date.UTC(2022, 0, 1 + offset)).toISOString().slice(0, 10)),
	]);

/** Any service model that can be used, as far as its open lists go. */
export const anyModel: fc.Arbitrary<ServiceModel> = fc
	.record({
		names: words('medium', { minLength: 8, maxLength: 24 }),
		versions: fc.array(starts, { minLength: 1, maxLength: 3 }),
		windows: fc.array(fc.record({ days, opens: time, closes: time }), {
			minLength: 1,
			maxLength: 3,
		}),
		holidays: fc.option(
			fc.constantFrom(
				{ country: 'GB', region: 'ENG' },
				{ country: 'NO', region: null },
				{ country: 'US', region: null },
			),
		),
		zone: fc.constantFrom('UTC', 'Europe/London', 'Asia/Kolkata'),
		minutes: fc.integer({ min: 1, max: 100_000 }),
		pausing: fc.subarray(shippedModel.statuses.map(({ status }) => status)),
		flags: fc.boolean(),
		share: fc.double({ min: 0, max: 1, noNaN: true }),
		count: fc.nat(1000),
	})
	.map(({ names, versions, windows, holidays, zone, minutes, pausing, flags, share, count }) =>
		makeModel((model) => {
			const taken = new Set(
				[...model.statuses, ...model.priorities].flatMap(({ spellings, ...item }) =>
					[Object.values(item)[0] as string, ...spellings].map(toSpelling),
				),
			);
			const free = names.filter((name) => !taken.has(toSpelling(name)));
			const [one = 'One', ...others] = free;
			model.statuses[0]!.spellings.push(...others);
			model.priorities.push({ priority: one, spellings: others });
			model.time_categories = free;
			model.calendars = versions.map((from, index) => ({
				calendar: `${free[index] ?? ''}${index}`,
				versions: from.map((valid_from) => ({ valid_from, time_zone: zone, windows, holidays })),
				own_days: [
					{ date: '2026-12-24', name: one, hours: [], is_worked: false },
					{
						date: '2026-12-31',
						name: one,
						hours: [{ opens: '09:00', closes: '24:00' }],
						is_worked: false,
					},
				],
			}));
			model.policies = versions.map((from, index) => ({
				policy: `${free[index] ?? ''}${index}`,
				versions: from.map((valid_from) => ({
					valid_from,
					priority_change: flags ? 'from_creation' : 'carried_over',
					pauses: flags ? { resolution: pausing } : {},
					targets: measures.map((measure) => ({
						...{ measure, priority: one, business_days: flags ? null : count },
						...{ minutes: flags ? minutes : null, clock: flags ? 'calendar' : 'business' },
					})),
				})),
			}));
			model.defaults.calendar = model.calendars[0]!.calendar;
			model.defaults.policy = model.policies[0]!.policy;
			model.thresholds = Object.fromEntries(
				thresholdNames.map((name) => {
					const { unit } = thresholds[name];
					return [name, unit === 'flag' ? flags : unit === 'share' ? share : count];
				}),
			) as ServiceModel['thresholds'];
		}),
	);
