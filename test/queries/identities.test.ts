/** What holds between figures, whatever the data: over the demo and over a real incident log. */
import { describe, expect, test } from 'vitest';
import { bucketsByOwner } from '#queries/metrics/aging/buckets_by_owner.ts';
import { arrivalsAndClosures } from '#queries/metrics/flow/arrivals_and_closures.ts';
import { backlogAtDate } from '#queries/metrics/flow/backlog_at_date.ts';
import { attainment } from '#queries/metrics/service_levels/attainment.ts';
import { countedOf, rowOf, rowsOf, select, type Asked } from '../support/questions.ts';
import { demoFacts, shareDemo, shareIncidentLog } from '../support/samples.ts';

const flowCounts = ['arrivals', 'reopened', 'closures', 'withdrawn', 'net_flow'] as const;
const decidedCounts = ['met_count', 'missed_count', 'decided_count'] as const;
const judgedCounts = [
	...decidedCounts,
	'pending_count',
	'excluded_count',
	'unknown_count',
] as const;
const backlogCounts = ['open_count', 'over_30_days_count', 'excluded_count'] as const;

/** Sums of the named columns. */
function sum<Name extends string>(
	rows: readonly Partial<Record<Name, number | null>>[],
	names: readonly Name[],
): Record<Name, number> {
	const totals = names.map((name) => [
		name,
		rows.reduce((total, row) => total + (row[name] ?? 0), 0),
	]);
	return Object.fromEntries(totals) as Record<Name, number>;
}

const samples = [
	{
		name: 'the demo',
		shared: shareDemo(),
		scope: { asOf: demoFacts.asOf, zone: demoFacts.reportingZone },
		firstOn: '2025-08-01',
		lastOn: '2026-10-30',
		splits: ['2025-10-26', '2026-03-15', '2026-10-25'],
		instants: ['2025-12-31T23:59:00Z', '2026-03-29T00:30:00Z', '2026-07-01T11:17:00Z'],
		bases: ['source', 'source_due'],
	},
	{
		name: 'the incident log',
		shared: shareIncidentLog(),
		scope: { asOf: '2017-02-18T15:00:00Z', zone: 'UTC' },
		firstOn: '2016-02-29',
		lastOn: '2017-02-18',
		splits: ['2016-03-10', '2016-06-30'],
		instants: ['2016-03-10T12:00:00Z', '2016-05-02T07:31:00Z', '2016-09-01T00:00:00Z'],
		bases: ['source'],
	},
];

describe.each(samples)('over $name', (sample) => {
	const { shared, scope, firstOn, lastOn, splits, instants, bases } = sample;

	/** The backlog just before the local midnight that begins a day. */
	async function backlogBefore(day: string, asked: Asked<typeof backlogAtDate> = {}) {
		const [row] = await select(
			shared.reader,
			'select timezone($zone, $day::date::timestamp) - interval 1 millisecond as "at"',
			{ zone: scope.zone, day },
		);
		return rowsOf(shared.reader, backlogAtDate, { ...scope, ...asked, asOf: String(row!['at']) });
	}

	test('the backlog grows in every week by arrivals less closures less withdrawn', async () => {
		const weeks = await rowsOf(shared.reader, arrivalsAndClosures, scope);
		expect(weeks.length).toBeGreaterThan(50);
		const starts = await Promise.all(
			weeks.map(async (week) => (await backlogBefore(week.period_start_on))[0]!.open_count),
		);
		const { open_count: end } = await rowOf(shared.reader, backlogAtDate, scope);
		expect(starts[0]).toBe(0);
		const growth = weeks.map((_, index) => (starts[index + 1] ?? end) - starts[index]!);
		expect(weeks.map((week) => week.net_flow)).toEqual(growth);
		for (const { arrivals, closures, withdrawn, net_flow } of weeks) {
			expect(net_flow).toBe(arrivals - closures - withdrawn);
		}
	});

	test('and so does the backlog of each priority in every month', async () => {
		const rows = await rowsOf(shared.reader, arrivalsAndClosures, {
			...scope,
			by: 'priority',
			parameters: { every: 'month' },
		});
		const months = [...new Set(rows.map((row) => row.period_start_on))];
		for (const [index, month] of months.entries()) {
			const next = months[index + 1];
			const before = await backlogBefore(month, { by: 'priority' });
			const after = next
				? await backlogBefore(next, { by: 'priority' })
				: await rowsOf(shared.reader, backlogAtDate, { ...scope, by: 'priority' });
			for (const row of rows.filter((one) => one.period_start_on === month)) {
				const openIn = (backlog: typeof before) =>
					backlog.find(
						(one) => one.is_total === row.is_total && one.group_value === row.group_value,
					)?.open_count ?? 0;
				expect(row.net_flow, `${month} ${row.group_value}`).toBe(openIn(after) - openIn(before));
			}
		}
	});

	test('adjoining periods add up to the whole, wherever they are cut', async () => {
		for (const cut of splits) {
			const next = new Date(Date.parse(cut) + 86_400_000).toISOString().slice(0, 10);
			const whole = { ...scope, fromOn: firstOn, toOn: lastOn };
			const halves = [
				{ ...whole, toOn: cut },
				{ ...whole, fromOn: next },
			];
			const period = { parameters: { every: 'period' } };
			const flows = await Promise.all(
				halves.map((half) => rowOf(shared.reader, arrivalsAndClosures, { ...half, ...period })),
			);
			for (const flow of flows) expect(flow.arrivals).toBeGreaterThan(0);
			expect(sum(flows, flowCounts)).toEqual(
				sum([await rowOf(shared.reader, arrivalsAndClosures, { ...whole, ...period })], flowCounts),
			);
			for (const basis of bases) {
				const judge = (half: typeof whole) =>
					rowOf(shared.reader, attainment, { ...half, parameters: { basis } });
				const judged = await Promise.all(halves.map(judge));
				expect(sum(judged, decidedCounts)).toEqual(sum([await judge(whole)], decidedCounts));
			}
		}
	});

	test('days, weeks and months add up to the period', async () => {
		const lengths = await Promise.all(
			['day', 'week', 'month', 'period'].map(async (every) =>
				sum(
					await rowsOf(shared.reader, arrivalsAndClosures, { ...scope, parameters: { every } }),
					flowCounts,
				),
			),
		);
		expect(lengths[0]!.arrivals).toBeGreaterThan(0);
		for (const length of lengths) expect(length).toEqual(lengths[3]);
	});

	test.each(arrivalsAndClosures.by)('the parts by %s add up to the totals', async (by) => {
		const at = { ...scope, asOf: instants[0]! };
		const check = <Name extends string>(
			rows: readonly (Partial<Record<Name, number | null>> & { is_total: boolean })[],
			names: readonly Name[],
		) => {
			const totals = rows.filter((row) => row.is_total);
			const groups = rows.filter((row) => !row.is_total);
			expect(groups.length).toBeGreaterThan(0);
			expect(sum(groups, names)).toEqual(sum(totals, names));
		};
		check(
			await rowsOf(shared.reader, arrivalsAndClosures, {
				...scope,
				by,
				parameters: { every: 'month' },
			}),
			flowCounts,
		);
		check(await rowsOf(shared.reader, backlogAtDate, { ...at, by }), backlogCounts);
		check(await rowsOf(shared.reader, bucketsByOwner, { ...at, by }), ['open_count']);
		for (const basis of bases) {
			check(
				await rowsOf(shared.reader, attainment, { ...scope, by, parameters: { basis } }),
				judgedCounts,
			);
		}
	});

	test.each([...instants, scope.asOf])('age buckets add up to the backlog at %s', async (asOf) => {
		const at = { ...scope, asOf };
		const backlog = await rowOf(shared.reader, backlogAtDate, at);
		const cells = await rowsOf(shared.reader, bucketsByOwner, at);
		const old = cells.filter((cell) => cell.bucket === '>30');
		expect(sum(cells, ['open_count']).open_count).toBe(backlog.open_count);
		expect(sum(old, ['open_count']).open_count).toBe(backlog.over_30_days_count);
	});

	test.each(instants)('the backlog at %s is what replaying the log leaves open', async (asOf) => {
		const [replayed] = await select(
			shared.reader,
			`with latest as (
				select source, ticket_id, max_by(to_value, ("at", ordinal)) as status
				from ticket_event
				where kind = 'status' and "at" <= $as_of::timestamptz
				group by source, ticket_id
			)
			select count(*)::integer as open_count
			from ticket left join latest using (source, ticket_id)
			where ticket.created_at <= $as_of::timestamptz
				and coalesce(latest.status, '') not in ('Resolved', 'Closed', 'Canceled')`,
			{ as_of: asOf },
		);
		const { open_count } = await rowOf(shared.reader, backlogAtDate, { ...scope, asOf });
		expect(open_count).toBeGreaterThan(0);
		expect(open_count).toBe(replayed!['open_count']);
	});

	test('arrivals that are no reopening are the tickets created', async () => {
		const rows = await rowsOf(shared.reader, arrivalsAndClosures, scope);
		const created = await select(
			shared.reader,
			`select date_trunc('week', timezone($zone, created_at))::date as week, count(*) as created
			from ticket group by all order by week`,
			{ zone: scope.zone },
		);
		expect(
			rows
				.map((row) => ({ week: row.period_start_on, created: row.arrivals - row.reopened }))
				.filter((row) => row.created > 0),
		).toEqual(created);
	});

	test.each(bases)('by the basis %s every ticket has one outcome', async (basis) => {
		const [known] = await select(shared.reader, 'select count(*) as tickets from ticket');
		const row = await rowOf(shared.reader, attainment, { ...scope, parameters: { basis } });
		expect(row.met_count + row.missed_count).toBe(row.decided_count);
		expect(row.attainment_share).toBe(row.met_count / row.decided_count);
		expect(row.decided_count + row.pending_count + row.excluded_count + row.unknown_count).toBe(
			known!['tickets'],
		);
	});

	test('every figure opens as many rows as it says', async () => {
		const last = { ...scope, fromOn: splits.at(-1), toOn: lastOn };
		const rowsBehind = async (where: Record<string, string[]>) =>
			(await countedOf(shared.reader, arrivalsAndClosures, { ...last, where })).length;
		for (const row of (await rowsOf(shared.reader, arrivalsAndClosures, last)).slice(0, 4)) {
			const period_start_on = [row.period_start_on];
			expect({
				arrivals: await rowsBehind({ period_start_on, measure: ['created', 'reopened'] }),
				reopened: await rowsBehind({ period_start_on, measure: ['reopened'] }),
				closures: await rowsBehind({ period_start_on, measure: ['closed'] }),
				withdrawn: await rowsBehind({ period_start_on, measure: ['withdrawn'] }),
			}).toEqual({
				arrivals: row.arrivals,
				reopened: row.reopened,
				closures: row.closures,
				withdrawn: row.withdrawn,
			});
		}

		const at = { ...scope, asOf: instants[1]! };
		const backlog = await rowOf(shared.reader, backlogAtDate, at);
		expect(await countedOf(shared.reader, backlogAtDate, at)).toHaveLength(backlog.open_count);
		for (const cell of await rowsOf(shared.reader, bucketsByOwner, at)) {
			const where = { bucket: [cell.bucket], held_by: [cell.held_by] };
			expect(await countedOf(shared.reader, bucketsByOwner, { ...at, where })).toHaveLength(
				cell.open_count,
			);
		}

		const judged = await rowOf(shared.reader, attainment, last);
		const outcomes = await countedOf(shared.reader, attainment, { ...last, withExcluded: true });
		const behind = (outcome: string) => outcomes.filter((row) => row['outcome'] === outcome).length;
		expect(['met', 'missed', 'pending', 'excluded', 'unknown'].map(behind)).toEqual([
			judged.met_count,
			judged.missed_count,
			judged.pending_count,
			judged.excluded_count,
			judged.unknown_count,
		]);
	});

	test('stays follow one another from the creation on, and each begins another status', async () => {
		const [broken] = await select(
			shared.reader,
			`with stay as (
				select status_interval.*, ticket_fact.created_at,
					lag(status_interval.to_at) over history as previous_to_at,
					lag(status_interval.source_status) over history as previous_status
				from status_interval join ticket_fact using (ticket_key)
				window history as (partition by ticket_key order by place)
			)
			select
				count(distinct ticket_key) as tickets,
				count(*) filter (where place = 1 and from_at <> created_at) as late_starts,
				count(*) filter (where place > 1 and from_at is distinct from previous_to_at) as gaps,
				count(*) filter (where to_at < from_at) as backwards,
				count(*) filter (where place > 1 and source_status = previous_status) as repeated
			from stay`,
		);
		const [known] = await select(shared.reader, 'select count(*) as tickets from ticket');
		expect(broken).toEqual({
			tickets: known!['tickets'],
			late_starts: 0,
			gaps: 0,
			backwards: 0,
			repeated: 0,
		});
	});
});
