import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Calendar } from '#lib/server/model/model-schema.ts';
import { copyCalendars } from '#lib/server/warehouse/copy-calendars.ts';
import { openInstance, Session, type SqlRow } from '#lib/server/warehouse/duckdb.ts';
import { includeSteps, readFact } from '#lib/server/warehouse/statement.ts';

/** Instants as ISO text with an offset or Z, durations in minutes. */
export interface Span {
	calendar: string;
	from: string;
	to: string;
}

export interface Run extends Span {
	clock: string;
	/** Whether the clock ran on at `to`. */
	isRunning: boolean;
	target: number;
}

/** A database that holds nothing but the business clocks of some calendars. */
export class ClockDatabase {
	readonly session: Session;
	readonly close: () => void;

	private constructor(session: Session, close: () => void) {
		this.session = session;
		this.close = close;
	}

	/** Builds the clocks by the product's own SQL, for all UTC days from `startsOn` to before `endsOn`. */
	static async open(
		calendars: readonly Calendar[],
		options: { startsOn: string; endsOn: string; sessionZone?: string },
	): Promise<ClockDatabase> {
		const folder = mkdtempSync(join(tmpdir(), 'waybill-clock-'));
		const instance = await openInstance({
			path: ':memory:',
			allowedDirectories: [folder],
			temporaryDirectory: folder,
			sessionZone: options.sessionZone,
		});
		const session = await Session.open(instance);
		await copyCalendars(session, calendars, { years: [1, 0], reportingZone: 'UTC' });
		await session.all(
			`create table clock_span as
			select $startsOn::date as starts_on, $endsOn::date as ends_on`,
			{ startsOn: options.startsOn, endsOn: options.endsOn },
		);
		for (const name of [
			'zone_offset',
			'business_window',
			'business_clock',
			'business_clock_inverse',
		]) {
			await session.run(`create table ${name} as ${readFact(name)}`);
		}
		return new ClockDatabase(session, () => {
			session.close();
			instance.closeSync();
			rmSync(folder, { recursive: true, force: true });
		});
	}

	/** Business minutes of each span, in order; `null` where they are unknown. */
	async businessMinutes(spans: readonly Span[]): Promise<(number | null)[]> {
		const rows = await this.session.all<{ business_minutes: number | null }>(
			includeSteps(`
				with span as (
					select unnest(range(len($calendars::varchar[]))) as place,
						unnest($calendars::varchar[]) as calendar,
						unnest($froms::varchar[])::timestamptz as from_at,
						nullif(unnest($tos::varchar[]), '')::timestamptz as to_at
				),
				timed as ({{business_time}})
				select business_minutes from timed order by place`),
			{
				calendars: spans.map(({ calendar }) => calendar),
				froms: spans.map(({ from }) => from),
				tos: spans.map(({ to }) => to),
			},
		);
		return rows.map((row) => row.business_minutes);
	}

	/** When so many business minutes have passed, in order; `null` where nobody knows. */
	async dueInstants(
		countdowns: readonly { calendar: string; from: string; minutes: number }[],
	): Promise<(string | null)[]> {
		const rows = await this.session.all<{ due_at: string | null }>(
			includeSteps(`
				with countdown as (
					select unnest(range(len($calendars::varchar[]))) as place,
						unnest($calendars::varchar[]) as calendar,
						unnest($froms::varchar[])::timestamptz as from_at,
						(unnest($minutes::varchar[])::double * 60000000)::bigint as remaining_microseconds
				),
				deadline as ({{due}})
				select due_at from deadline order by place`),
			{
				calendars: countdowns.map(({ calendar }) => calendar),
				froms: countdowns.map(({ from }) => from),
				minutes: countdowns.map(({ minutes }) => String(minutes)),
			},
		);
		return rows.map((row) => row.due_at);
	}

	/** Net minutes and due instant of each clock that has runs, by its name. */
	async netClocks(
		runs: readonly Run[],
	): Promise<Map<string, { net: number | null; due: string | null }>> {
		const rows = await this.session.all<SqlRow>(
			includeSteps(`
				with run as (
					select unnest($clocks::varchar[]) as clock_key,
						unnest($calendars::varchar[]) as calendar,
						unnest($froms::varchar[])::timestamptz as from_at,
						unnest($tos::varchar[])::timestamptz as to_at,
						unnest($running::varchar[])::boolean as is_running,
						(unnest($targets::varchar[])::double * 60000000)::bigint as target_microseconds
				),
				clock as ({{net_clock}})
				select clock_key, net_microseconds / 60000000 as net_minutes, due_at from clock`),
			{
				clocks: runs.map(({ clock }) => clock),
				calendars: runs.map(({ calendar }) => calendar),
				froms: runs.map(({ from }) => from),
				tos: runs.map(({ to }) => to),
				running: runs.map(({ isRunning }) => String(isRunning)),
				targets: runs.map(({ target }) => String(target)),
			},
		);
		return new Map(
			rows.map((row) => [
				String(row['clock_key']),
				{ net: row['net_minutes'] as number | null, due: row['due_at'] as string | null },
			]),
		);
	}
}
