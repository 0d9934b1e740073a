import {
	measures,
	type Measure,
	type PolicyVersion,
	type ServiceModel,
} from '../model/model-schema.ts';
import type { ModelVersion } from '../store/model-versions.ts';
import { copyCalendars, type CalendarContext } from './copy-calendars.ts';
import type { Session } from './duckdb.ts';
import { writeTable } from './write-table.ts';

/** The measures that a status may pause without a policy that says so. */
const pausedMeasures: readonly Measure[] = ['plan', 'resolution'];

/**
 * Copies the service model in force into tables, one stated grain each, for the facts and metrics.
 * @param place.years the first and last year in which public holidays may matter
 * @param place.reportingZone stands in where a calendar names no zone
 */
export async function copyModel(
	session: Session,
	version: ModelVersion,
	{ years, reportingZone }: CalendarContext,
): Promise<void> {
	const { model } = version;
	await copyDescription(session, version);
	await copyStatuses(session, model);
	await copyPriorities(session, model);
	await copyCalendars(session, model.calendars, { years, reportingZone });
	await copyPolicies(session, model);
	await copyExpectations(session, model);
}

/** `service_model`: one row. `threshold`: one row, a column for each. */
async function copyDescription(
	session: Session,
	{ version, model, actor, at, reason }: ModelVersion,
): Promise<void> {
	await writeTable(
		session,
		'service_model',
		{
			...{ version: 'integer', saved_at: 'timestamptz', saved_by: 'varchar', reason: 'varchar' },
			...{ default_calendar: 'varchar', default_policy: 'varchar' },
			default_weekly_hours: 'double',
		},
		[
			{
				...{ version, saved_at: at, saved_by: actor, reason },
				default_calendar: model.defaults.calendar,
				default_policy: model.defaults.policy,
				default_weekly_hours: model.defaults.weekly_hours,
			},
		],
	);
	const types = Object.entries(model.thresholds).map(([name, value]) => [
		name,
		typeof value === 'boolean' ? 'boolean' : name.endsWith('_share') ? 'double' : 'integer',
	]);
	await writeTable(session, 'threshold', Object.fromEntries(types), [model.thresholds]);
}

/** `status_meaning`: one row per status, in their order. */
async function copyStatuses(session: Session, { statuses }: ServiceModel): Promise<void> {
	await writeTable(
		session,
		'status_meaning',
		{
			...{ status: 'varchar', place: 'integer', class: 'varchar', held_by: 'varchar' },
			...{ stage: 'varchar', activity: 'varchar', clock: 'varchar' },
		},
		statuses.map((status, index) => ({ ...status, place: index + 1 })),
	);
}

/** `priority_rank`: one row per priority, 1 the most urgent. `priority_matrix`: one per pair. */
async function copyPriorities(
	session: Session,
	{ priorities, priority_matrix }: ServiceModel,
): Promise<void> {
	await writeTable(
		session,
		'priority_rank',
		{ priority: 'varchar', rank: 'integer' },
		priorities.map(({ priority }, index) => ({ priority, rank: index + 1 })),
	);
	await writeTable(
		session,
		'priority_matrix',
		{ impact: 'varchar', urgency: 'varchar', priority: 'varchar' },
		priority_matrix,
	);
}

/**
 * `sla_policy`: one row per policy and version. `sla_target`: one per version, measure and priority.
 * `sla_pause`: one per version, measure and status that pauses it.
 */
async function copyPolicies(session: Session, { policies, statuses }: ServiceModel): Promise<void> {
	const versions = policies.flatMap(({ policy, versions }) =>
		versions.map((version) => ({ policy, ...version })),
	);
	const pausing = statuses.filter(({ clock }) => clock === 'pauses').map(({ status }) => status);
	await writeTable(
		session,
		'sla_policy',
		{ policy: 'varchar', valid_from: 'date', priority_change: 'varchar' },
		versions,
	);
	await writeTable(
		session,
		'sla_target',
		{
			...{ policy: 'varchar', valid_from: 'date', measure: 'varchar', priority: 'varchar' },
			...{ minutes: 'integer', business_days: 'integer', clock: 'varchar' },
		},
		versions.flatMap(({ policy, valid_from, targets }) =>
			targets.map((target) => ({ policy, valid_from, ...target })),
		),
	);
	await writeTable(
		session,
		'sla_pause',
		{ policy: 'varchar', valid_from: 'date', measure: 'varchar', status: 'varchar' },
		versions.flatMap(({ policy, valid_from, pauses }) =>
			measures.flatMap((measure) =>
				findPauses(measure, pauses, pausing).map((status) => ({
					...{ policy, valid_from, measure, status },
				})),
			),
		),
	);
}

/** The statuses that pause a measure: those that the policy names, else those whose clock pauses. */
export function findPauses(
	measure: Measure,
	pauses: PolicyVersion['pauses'],
	pausing: readonly string[],
): readonly string[] {
	return pauses[measure] ?? (pausedMeasures.includes(measure) ? pausing : []);
}

/** One row per time category, intake field, closure element and review, in their order. */
async function copyExpectations(
	session: Session,
	{ time_categories, intake_fields, closure_elements, cadences }: ServiceModel,
): Promise<void> {
	await writeTable(
		session,
		'time_category_name',
		{ time_category: 'varchar', place: 'integer' },
		time_categories.map((time_category, index) => ({ time_category, place: index + 1 })),
	);
	await writeTable(
		session,
		'intake_field',
		{ field: 'varchar', name: 'varchar', asked: 'varchar' },
		intake_fields,
	);
	await writeTable(
		session,
		'closure_element',
		{ element: 'varchar', place: 'integer' },
		closure_elements.map((element, index) => ({ element, place: index + 1 })),
	);
	await writeTable(session, 'cadence', { review: 'varchar', every: 'varchar' }, cadences);
}
