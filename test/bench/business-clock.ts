// Runs in a process of its own: times business clocks over every status interval, beside the plain
// time between the same instants.
import { openDataFolder } from '#lib/server/warehouse/data-folder.ts';
import { Reader } from '#lib/server/warehouse/reader.ts';
import { includeSteps } from '#lib/server/warehouse/statement.ts';
import { median, peakMebibytes, readTask } from './measure.ts';

export interface ClockTask {
	dataFolder: string;
	step: ClockStep;
	/** Timed runs, after one that warms up. */
	runs: number;
}

export type ClockStep = keyof typeof statements;

export interface ClockCost {
	step: ClockStep;
	/** Intervals that were clocked. */
	rows: number;
	milliseconds: number;
	floorMilliseconds: number;
	peakMebibytes: number;
}

/** Intervals that have ended, by the two calendars that Waybill ships with. */
const span = `
	span as (
		select
			ticket_key as clock_key,
			case ticket_key % 2 when 0 then 'Business hours' else '24x7' end as calendar,
			from_at,
			to_at,
			status_class = 'open' as is_open
		from status_interval
		where to_at is not null
	)`;

/** Each with what DuckDB takes for the same rows by the calendar. */
const statements = {
	'business time': {
		clock: `with ${span}, timed as ({{business_time}})
			select count(*)::integer as rows, sum(business_microseconds)::double as total from timed`,
		floor: `with ${span}
			select sum(epoch_us(to_at) - epoch_us(from_at))::double as total from span`,
	},
	'net time and due': {
		clock: `with ${span},
			run as (
				select clock_key, calendar, from_at, to_at, false as is_running,
					28800000000 as target_microseconds
				from span
				where is_open
			),
			clock as ({{net_clock}})
			select (select count(*) from run)::integer as rows, sum(net_microseconds)::double as total,
				max(due_at) as latest
			from clock`,
		floor: `with ${span}, clock as (
				select sum(epoch_us(to_at) - epoch_us(from_at)) as elapsed
				from span
				where is_open
				group by clock_key
			)
			select sum(elapsed)::double as total from clock`,
	},
};

const { dataFolder, step, runs } = readTask<ClockTask>();
const reader = await Reader.open(openDataFolder(dataFolder));
const { dataVersion } = (await reader.describe())!;

let asked = 0;
/** The number in a comment keeps the reader from giving an answer that it remembers. */
async function timeQuery(sql: string) {
	const started = performance.now();
	const [row] = await reader.query(dataVersion, `${sql}\n-- ${++asked}`, {});
	return { milliseconds: performance.now() - started, rows: Number(row!['rows']) };
}

const clockSql = includeSteps(statements[step].clock);
const floorSql = statements[step].floor;
const { rows } = await timeQuery(clockSql);
await timeQuery(floorSql);
const clocks: number[] = [];
const floors: number[] = [];
// In turns, so that what else the machine does falls on both.
for (let run = 0; run < runs; run++) {
	clocks.push((await timeQuery(clockSql)).milliseconds);
	floors.push((await timeQuery(floorSql)).milliseconds);
}
reader.close();
const cost: ClockCost = {
	step,
	rows,
	milliseconds: median(clocks),
	floorMilliseconds: median(floors),
	peakMebibytes: peakMebibytes(),
};
console.log(JSON.stringify(cost));
