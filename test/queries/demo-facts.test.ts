/** Every fact that was planted in the demo comes out of the loaded warehouse, to the digit. */
import { describe, expect, test } from 'vitest';
import { bucketsByOwner } from '#queries/metrics/aging/buckets_by_owner.ts';
import { arrivalsAndClosures } from '#queries/metrics/flow/arrivals_and_closures.ts';
import { backlogAtDate } from '#queries/metrics/flow/backlog_at_date.ts';
import { attainment } from '#queries/metrics/service_levels/attainment.ts';
import type { SqlRow } from '#lib/server/warehouse/duckdb.ts';
import { countedOf, rowOf, rowsOf, select } from '../support/questions.ts';
import { demoFacts as facts, shareDemo } from '../support/samples.ts';

const demo = shareDemo();
const scope = { asOf: facts.asOf, zone: facts.reportingZone };

const all = (sql: string): Promise<SqlRow[]> => select(demo.reader, sql);

/** The only row of plain SQL over the demo. */
async function one(sql: string): Promise<SqlRow> {
	const [row, ...others] = await all(sql);
	if (row === undefined || others.length > 0) throw new Error('expected one row');
	return row;
}

/** A query of two columns as an object from the first to the second. */
async function byName(sql: string): Promise<Record<string, unknown>> {
	return Object.fromEntries((await all(sql)).map((row) => Object.values(row))) as Record<
		string,
		unknown
	>;
}

/** The first column of each row. */
const listOf = async (sql: string) => (await all(sql)).map((row) => Object.values(row)[0]);

/** Time entries with the class of their billing code and the client whom they are for. */
const entry = `(
	select time_entry.*, client_name.client_id, billing_code.class as coverage
	from time_entry
	left join client_name
		on client_name.source = time_entry.source and client_name.value = time_entry.client
	left join billing_code on billing_code.name = time_entry.billing_code
)`;

test('the demo stands at the instant and in the zone that its facts are measured in', async () => {
	expect(await demo.reader.describe()).toMatchObject({
		asOf: new Date(facts.asOf).toISOString(),
		reportingZone: facts.reportingZone,
		quarantinedRows: 0,
	});
});

describe('totals', () => {
	const { totals } = facts;

	test('rows of each kind', async () => {
		expect(
			await one(`
				select
					(select count(*) from client) as clients,
					(select count(*) from person) as technicians,
					(select count(*) from ticket) as tickets,
					(select count(*) from time_entry) as "timeEntries",
					(select count(*) from approval) as approvals,
					(select count(*) filter (where total >= 0) from invoice) as invoices,
					(select count(*) filter (where total < 0) from invoice) as "creditNotes",
					(select count(*) from invoice_line) as "invoiceLines"`),
		).toEqual({
			clients: totals.clients,
			technicians: totals.technicians,
			tickets: totals.tickets,
			timeEntries: totals.timeEntries,
			approvals: totals.approvals,
			invoices: totals.invoices,
			creditNotes: totals.creditNotes,
			invoiceLines: totals.invoiceLines,
		});
	});

	test('tickets by last state and by client', async () => {
		expect(await byName('select status, count(*) from ticket group by status')).toEqual(
			totals.ticketsByFinalState,
		);
		expect(await byName('select client_id, count(*) from ticket_fact group by client_id')).toEqual(
			totals.ticketsByClient,
		);
	});

	test('replies and notes, and which of them nobody wrote', async () => {
		expect(
			await byName(`
				select kind, count(*) from ticket_event
				where kind in ('public_reply', 'private_note', 'client_reply') group by kind`),
		).toEqual(totals.ticketEventsByKind);
		expect(
			await one(`select count(*) as count from ticket_event where actor_kind = 'automation'`),
		).toEqual({ count: totals.automatedReplies });
	});

	test('reopenings, by the source’s counter and by the change log', async () => {
		expect(await one('select sum(reopen_count)::integer as count from ticket')).toEqual({
			count: totals.reopens,
		});
		expect(
			await rowOf(demo.reader, arrivalsAndClosures, { ...scope, parameters: { every: 'period' } }),
		).toMatchObject({ arrivals: totals.tickets + totals.reopens, reopened: totals.reopens });
	});

	test('hours, by billing code', async () => {
		expect(
			await one('select round(sum(actual_hours), 1)::double as hours from time_entry'),
		).toEqual({
			hours: totals.hours,
		});
		expect(
			await byName(
				`select coverage, round(sum(actual_hours), 1)::double from ${entry} group by coverage`,
			),
		).toEqual(totals.hoursByCode);
	});

	test('money invoiced, in each currency, without and with tax', async () => {
		expect(
			await byName(`
				select currency, sum(amount)::double from invoice_line
				join invoice using (source, invoice_number) group by currency`),
		).toEqual(totals.invoicedNet);
		expect(
			await byName('select currency, sum(total)::double from invoice group by currency'),
		).toEqual(totals.invoicedTotal);
	});
});

describe('backlog', () => {
	const { backlog } = facts;
	const openBy = async (by: (typeof backlogAtDate.by)[number]) => {
		const rows = await rowsOf(demo.reader, backlogAtDate, { ...scope, by });
		const groups = rows.filter((row) => !row.is_total && row.open_count > 0);
		return Object.fromEntries(groups.map((row) => [row.group_value, row.open_count]));
	};

	test('open tickets, and since when the oldest', async () => {
		const row = await rowOf(demo.reader, backlogAtDate, scope);
		const oldest = (Date.parse(facts.asOf) - Date.parse(backlog.oldestOpenedAt)) / 86_400_000;
		expect(row).toMatchObject({
			open_count: backlog.open,
			over_30_days_count: backlog.byAge['over 30 days'],
			excluded_count: 0,
		});
		expect(row.oldest_age_days).toBeCloseTo(oldest, 9);
	});

	test('by age', async () => {
		const cells = await rowsOf(demo.reader, bucketsByOwner, scope);
		const open = (bucket: string) =>
			cells
				.filter((cell) => cell.bucket === bucket)
				.reduce((sum, cell) => sum + cell.open_count, 0);
		expect({
			'under 10 days': open('<10'),
			'10 to 30 days': open('10–30'),
			'over 30 days': open('>30'),
		}).toEqual(backlog.byAge);
	});

	test('by holder: the client holds what waits for its answer or review', async () => {
		const cells = await rowsOf(demo.reader, bucketsByOwner, scope);
		const held = (holder: string) =>
			cells
				.filter((cell) => cell.held_by === holder)
				.reduce((sum, cell) => sum + cell.open_count, 0);
		const client = backlog.byState['Awaiting User Info'] + backlog.byState['Client Review'];
		expect([held('client'), held('team'), held('unknown')]).toEqual([
			client,
			backlog.open - client,
			0,
		]);
	});

	test('by queue, priority and assignee', async () => {
		expect(await openBy('queue')).toEqual(backlog.byQueue);
		expect(await openBy('priority')).toEqual(
			// The export words a priority as ServiceNow does.
			Object.fromEntries(
				Object.entries(backlog.byPriority).map(([level, count]) => [
					`${level} - ${{ 2: 'High', 3: 'Moderate', 4: 'Low' }[level]}`,
					count,
				]),
			),
		);
		expect((await openBy('assignee'))['null']).toBe(backlog.unassigned);
	});

	test('by state', async () => {
		const rows = await countedOf(demo.reader, backlogAtDate, scope);
		const states = Map.groupBy(rows, (row) => String(row['status']));
		expect(Object.fromEntries([...states].map(([state, own]) => [state, own.length]))).toEqual(
			backlog.byState,
		);
	});
});

describe('flow', () => {
	test.each(Object.entries(facts.flow))('of the %s', async (_, week) => {
		const fromOn = new Date(Date.parse(week.from) + 3_600_000).toISOString().slice(0, 10);
		// The facts count up to an instant, we include it; the exports know minutes.
		const asOf = new Date(Date.parse(week.to) - 1).toISOString();
		const flow = await rowOf(demo.reader, arrivalsAndClosures, { ...scope, fromOn, asOf });
		const before = new Date(Date.parse(week.from) - 1).toISOString();
		const backlogAt = async (at: string) =>
			(await rowOf(demo.reader, backlogAtDate, { ...scope, asOf: at })).open_count;
		expect({
			created: flow.arrivals - flow.reopened,
			reopened: flow.reopened,
			arrivals: flow.arrivals,
			closures: flow.closures,
			withdrawn: flow.withdrawn,
			openAtStart: await backlogAt(before),
			openAtEnd: await backlogAt(asOf),
		}).toEqual({
			created: week.created,
			reopened: week.reopened,
			arrivals: week.arrivals,
			closures: week.closures,
			withdrawn: week.withdrawn,
			openAtStart: week.openAtStart,
			openAtEnd: week.openAtEnd,
		});
	});
});

describe('the source’s own service level', () => {
	const planted = facts.sourceServiceLevel;
	const done = (rows: SqlRow[]) => rows.filter((row) => row['done_at'] !== null);
	const met = (rows: SqlRow[]) => rows.filter((row) => row['is_numerator']);

	test('of the tickets that are done is the planted one, overall and by priority', async () => {
		const rows = done(await countedOf(demo.reader, attainment, { ...scope, by: 'priority' }));
		expect([met(rows).length, rows.length]).toEqual([planted.met, planted.decided]);
		const groups = Map.groupBy(rows, (row) => String(row['group_value']).slice(0, 1));
		const counts = [...groups].map(([level, own]) => [
			level,
			{ met: met(own).length, decided: own.length },
		]);
		expect(Object.fromEntries(counts)).toEqual(
			Object.fromEntries(
				Object.entries(planted.byPriority).map(([level, { met, decided }]) => [
					level,
					{ met, decided },
				]),
			),
		);
		expect(planted.share).toBeCloseTo(met(rows).length / rows.length, 4);
	});

	test('as the contract has it also counts the open tickets that the source calls missed and that were due', async () => {
		const [breached] = await select(
			demo.reader,
			`select count(*)::integer as open from ticket join ticket_fact using (source, ticket_id)
			where ticket_fact.done_at is null and not ticket.source_resolution_met
				and ticket_fact.status_class = 'open' and ticket.due_at <= $as_of::timestamptz`,
			{ as_of: facts.asOf },
		);
		const open = Number(breached!['open']);
		expect(open).toBeGreaterThan(0);
		const row = await rowOf(demo.reader, attainment, scope);
		expect(row).toMatchObject({
			met_count: planted.met,
			decided_count: planted.decided + open,
			missed_count: planted.decided - planted.met + open,
			excluded_count: facts.totals.ticketsByFinalState.Canceled,
		});
		expect(row.pending_count + row.unknown_count).toBe(facts.backlog.open - open);
	});
});

test('scope drifts at one client, by code and by rule', async () => {
	const { clientId, byQuarter, codedIncludedButExcludedByRule } = facts.scopeDrift;
	const judged = `(
		select entry.*, year(worked_on) || 'Q' || quarter(worked_on) as quarter,
			coalesce(scope_rule.coverage, entry.coverage) as ruled
		from ${entry} as entry
		left join ticket on ticket.ticket_id = entry.ticket_id
		left join scope_rule
			on scope_rule.agreement_id = '${clientId}-MSA'
			and entry.worked_on >= scope_rule.valid_from
			and list_contains(
				string_split(scope_rule.value, '|'),
				case scope_rule.field when 'category' then ticket.category else ticket.subcategory end
			)
		where entry.client_id = '${clientId}' and entry.coverage in ('included', 'out_of_scope')
		qualify row_number() over (
			partition by entry.record_id order by scope_rule.precedence
		) = 1
	)`;
	const measured = await all(`
		select quarter,
			round(sum(actual_hours), 1)::double as hours,
			round(sum(actual_hours) filter (where ruled = 'out_of_scope'), 1)::double as ruled,
			round(sum(actual_hours) filter (where coverage = 'out_of_scope'), 1)::double as coded,
			round(sum(actual_hours) filter (where ticket_id is not null), 1)::double as ticket_hours
		from ${judged} group by quarter order by quarter`);
	expect(measured).toEqual(
		byQuarter.map(({ quarter, allHours, ticketHours }) => ({
			quarter,
			hours: allHours.hours,
			ruled: allHours.outOfScopeByRule,
			coded: allHours.outOfScopeAsCoded,
			ticket_hours: ticketHours.hours,
		})),
	);
	expect(
		await one(`
			select round(sum(actual_hours), 1)::double as hours, count(*) as entries,
				count(distinct ticket_id) as tickets
			from ${judged} where coverage = 'included' and ruled = 'out_of_scope'`),
	).toEqual(codedIncludedButExcludedByRule);
});

test('a retainer runs out in the third week', async () => {
	const planted = facts.retainerRunsOut;
	const days = await all(`
		select worked_on::varchar as day, agreement.included_hours::double as included,
			round(sum(sum(actual_hours)) over (order by worked_on), 1)::double as covered
		from ${entry} as entry
		join agreement
			on agreement.agreement_id = '${planted.agreement}'
			and entry.worked_on >= agreement.valid_from
			and entry.worked_on <= coalesce(agreement.valid_to, entry.worked_on)
		where client_id = '${planted.clientId}' and coverage = 'included'
			and strftime(worked_on, '%Y-%m') = '${planted.month}'
		group by worked_on, agreement.included_hours order by worked_on`);
	const on = days.findIndex(({ covered, included }) => Number(covered) >= Number(included));
	expect(days[on]).toEqual({
		day: planted.runsOutOn,
		included: planted.includedHours,
		covered: planted.coveredThroughThatDay,
	});
	expect(days[on - 1]?.['covered']).toBe(planted.coveredThroughDayBefore);
	expect(days.at(-1)?.['covered']).toBe(planted.coveredAtAsOf);
});

test('one failing load comes under ten wordings', async () => {
	const planted = facts.salesLoadFailures;
	const wordings = Object.keys(planted.byWording)
		.map((title) => `'${title}'`)
		.join(', ');
	const own = `(
		select ticket.*, client_id, status_class,
			timezone('${facts.reportingZone}', ticket.created_at) as opened
		from ticket join ticket_fact using (source, ticket_id)
		where ticket.related_system = '${planted.system}' and title in (${wordings})
	)`;
	expect(await byName(`select title, count(*) from ${own} group by title`)).toEqual(
		planted.byWording,
	);
	expect(await byName(`select client_id, count(*) from ${own} group by client_id`)).toEqual(
		planted.byClient,
	);
	expect(
		await byName(`select isodow(opened)::varchar, count(*) from ${own} group by isodow(opened)`),
	).toEqual(planted.openedOnWeekday);
	expect(
		await one(`
			select count(*) as tickets, min(opened)::date as first, max(opened)::date as last,
				count(*) filter (where status_class = 'open') as open
			from ${own}`),
	).toEqual({
		tickets: planted.tickets,
		first: planted.firstOpenedOn,
		last: planted.lastOpenedOn,
		open: planted.stillOpen,
	});
	expect(await listOf(`select ticket_id from ${own} order by ticket_id`)).toEqual(planted.numbers);
	expect(
		await one(`
			select round(sum(actual_hours), 1)::double as hours from time_entry
			where ticket_id in (select ticket_id from ${own})`),
	).toEqual({ hours: planted.hours });
});

test('a queue is stuck in client review', async () => {
	const planted = facts.stuckInClientReview;
	const waiting = `(
		select ticket_fact.ticket_id, ticket_fact.queue,
			(epoch('${facts.asOf}'::timestamptz) - epoch(from_at)) / 86400 as days
		from status_interval join ticket_fact using (ticket_key)
		where to_at is null and status_interval.status = 'Client review'
	)`;
	const here = `queue = '${planted.queue}'`;
	expect(
		await one(`
			select
				count(*) filter (where ${here}) as here,
				count(*) filter (where not ${here}) as elsewhere,
				count(*) filter (where ${here} and days >= 14) as long
			from ${waiting}`),
	).toEqual({
		here: planted.inClientReview,
		elsewhere: planted.inOtherQueues,
		long: planted.atLeast14Days,
	});
	const stuck = `from ${waiting} where ${here} and days >= 14`;
	expect(await listOf(`select ticket_id ${stuck} order by ticket_id`)).toEqual(
		planted.numbersAtLeast14Days,
	);
	expect(
		await one(`
			select floor(min(days))::integer as shortest, floor(median(days))::integer as median,
				floor(max(days))::integer as longest ${stuck}`),
	).toEqual({
		shortest: planted.shortestDays,
		median: planted.medianDays,
		longest: planted.longestDays,
	});
});

test('one person writes the week down on Friday', async () => {
	const { person, enteringDays, enteringDaysWithThreeOrMoreWorkDates, everyoneElse, ...own } =
		facts.fridayReconstruction;
	const measure = (condition: string) =>
		one(`
			select count(*) as entries, round(sum(actual_hours), 1)::double as hours,
				count(*) filter (where isodow(entered) = 5 and hour(entered) >= 15)
					as "enteredFridayAfternoon",
				count(*) filter (where entered::date > worked_on) as "enteredAfterWorkDay",
				count(*) filter (where (actual_hours * 60) % 30 = 0) as "inRoundHalfHours"
			from (select *, timezone('${facts.reportingZone}', entered_at) as entered from time_entry)
			where ${condition}`);
	expect(await measure(`person = '${person}'`)).toEqual(own);
	expect(await measure(`person <> '${person}'`)).toEqual(everyoneElse);
	expect(
		await one(`
			select count(*) as days, count(*) filter (where work_dates >= 3) as reconstructed
			from (
				select count(distinct worked_on) as work_dates from time_entry
				where person = '${person}'
				group by timezone('${facts.reportingZone}', entered_at)::date
			)`),
	).toEqual({ days: enteringDays, reconstructed: enteringDaysWithThreeOrMoreWorkDates });
});

describe('invoices', () => {
	const { invoices } = facts;
	/** A line for hours names its ticket first. */
	const hourLine = `(
		select *, regexp_extract(description, '^INC[0-9]+') as named_ticket,
			strftime(issued_on - interval 1 month, '%Y-%m') as month
		from invoice_line join invoice using (source, invoice_number)
		where billing_code = 'HRS'
	)`;
	const excludedWork = `(
		select ticket_id, strftime(worked_on, '%Y-%m') as month,
			round(sum(actual_hours), 1)::double as hours
		from ${entry} where coverage = 'out_of_scope' and ticket_id is not null
		group by ticket_id, strftime(worked_on, '%Y-%m')
	)`;

	test('some lines nothing explains: no item, agreement, ticket or hours', async () => {
		const lines = await all(`
			select invoice_number as invoice, known_client.name as client, description,
				amount::double as amount
			from invoice_line
			join invoice using (source, invoice_number)
			join client_name on client_name.source = invoice.source and client_name.value = invoice.client
			join known_client using (client_id)
			where invoice_line.billing_code is null and quantity = 1
			order by invoice_number`);
		expect(lines).toEqual(invoices.unexplainedLines.lines);
		expect(lines.reduce((sum, line) => sum + Number(line['amount']), 0)).toBe(
			invoices.unexplainedLines.sum,
		);
	});

	test('some out-of-scope hours are on no invoice', async () => {
		expect(
			await all(`
				select ticket_id as ticket, month, hours
				from ${excludedWork}
				where month < '2026-10'
					and ticket_id not in (select named_ticket from ${hourLine})
				order by ticket_id`),
		).toEqual(
			invoices.unbilledTickets.tickets
				.map(({ ticket, month, hours }) => ({ ticket, month, hours }))
				.sort((left, right) => left.ticket.localeCompare(right.ticket)),
		);
	});

	test('some lines bill fewer hours than were logged', async () => {
		expect(
			await all(`
				select invoice_number as invoice, named_ticket as ticket,
					quantity::double as "billedHours", hours as "loggedHours"
				from ${hourLine} as line
				join ${excludedWork} as work on work.ticket_id = named_ticket and work.month = line.month
				where quantity < hours
				order by invoice_number, named_ticket`),
		).toEqual(invoices.shortBilledLines.lines);
	});

	test('unpaid and overdue balances', async () => {
		const { unpaid, overdue } = invoices;
		const count = (condition: string) =>
			one(`
				select count(*) as count,
					coalesce(sum(balance) filter (where currency = 'GBP'), 0)::double as "GBP",
					coalesce(sum(balance) filter (where currency = 'USD'), 0)::double as "USD"
				from invoice where balance > 0 and ${condition}`);
		expect(await count('true')).toEqual({ count: unpaid.count, ...unpaid.balance });
		const isPastDue = `due_on < '${facts.asOf}'::timestamptz::date`;
		expect(await count(isPastDue)).toEqual({ count: overdue.count, ...overdue.balance });
		expect(
			await listOf(`
				select invoice_number from invoice where balance > 0 and ${isPastDue}
				order by invoice_number`),
		).toEqual(overdue.numbers);
	});
});

describe('work outside the agreement and its approval', () => {
	const { approvals } = facts;
	const work = `(
		select work.*, approval.approval_id, approval.kind, approval.approved_at,
			approval.cap_hours::double as cap_hours
		from (
			select ticket_id, sum(actual_hours) as hours, min(started_at) as first_work_at
			from ${entry} where coverage = 'out_of_scope' and ticket_id is not null
			group by ticket_id
		) as work
		left join approval using (ticket_id)
	)`;
	const count = (condition: string) =>
		one(`
			select count(*) as tickets, round(sum(hours), 1)::double as hours,
				list(ticket_id order by ticket_id)::varchar as numbers
			from ${work} where ${condition}`);

	test('how much there is, and how much was approved before work and within the cap', async () => {
		expect(await count('true')).toMatchObject(approvals.codedOutOfScope);
		expect(await count('approved_at <= first_work_at and cap_hours >= hours')).toMatchObject(
			approvals.approvedBeforeWorkWithinCap,
		);
	});

	test.each([
		['retroactive', `kind = 'retroactive' and approved_at > first_work_at`],
		['emergency', `kind = 'emergency'`],
		['undated', 'approval_id is not null and approved_at is null'],
		['capExceeded', `kind = 'prior' and approved_at is not null and cap_hours < hours`],
		['none', 'approval_id is null'],
	] as const)('%s', async (name, condition) => {
		const { tickets, hours, numbers } = approvals[name];
		expect(await count(condition)).toEqual({ tickets, hours, numbers: `[${numbers.join(', ')}]` });
	});

	test('hours that were worked before a retroactive approval', async () => {
		expect(
			await one(`
				select round(sum(actual_hours), 1)::double as hours
				from ${entry} as entry join approval using (ticket_id)
				where coverage = 'out_of_scope' and kind = 'retroactive'
					and started_at < approval.approved_at`),
		).toEqual({ hours: approvals.retroactive.hoursBeforeApproval });
	});
});

describe('records', () => {
	test('major incidents and their reviews', async () => {
		const { numbers, reviewNotHeld, downgraded, count } = facts.majorIncidents;
		const incidents = await listOf('select ticket_id from major_incident order by ticket_id');
		expect(incidents).toEqual(numbers);
		expect(incidents).toHaveLength(count);
		expect(
			await listOf('select ticket_id from major_incident where review_held_on is null'),
		).toEqual(reviewNotHeld);
		expect(
			await one('select count(*) as count from major_incident where final_severity <> severity'),
		).toEqual({ count: downgraded });
	});

	test('an onboarding that is live before its test', async () => {
		const { client, done, of, doneOutOfOrder, notDone } = facts.onboarding;
		const step = `(
			select *, max(done_on) over (
				partition by client order by step rows between unbounded preceding and 1 preceding
			) as latest_before
			from onboarding_step
		)`;
		expect(
			await one(`
				select name, count(*) as steps, count(done_on) as done
				from onboarding_step
				join client_name
					on client_name.source = onboarding_step.source
					and client_name.value = onboarding_step.client
				join known_client using (client_id) group by name`),
		).toEqual({ name: client, steps: of, done });
		expect(await listOf(`select step from ${step} where done_on < latest_before`)).toEqual(
			doneOutOfOrder,
		);
		expect(await listOf('select step from onboarding_step where done_on is null')).toEqual(notDone);
	});

	test('documents that are missing, old or left behind', async () => {
		const { documents } = facts;
		expect(
			await one(`
				select count(*) as present, (select count(*) * 7 from client) as expected,
					count(*) filter (where reviewed_on < '${facts.asOf}'::timestamptz::date - interval 1 year)
						as "reviewedOverAYearAgo",
					count(*) filter (where reviewed_on is null) as "neverReviewed",
					count(*) filter (where owner in (
						select person from person where ended_on is not null
					)) as "ownedByALeaver"
				from client_document`),
		).toEqual(documents);
	});
});

describe('blemishes', () => {
	const { blemishes } = facts;

	test('of time entries', async () => {
		expect(
			await one(`
				select count(*) as "clientEntriesWithoutTicket",
					count(*) filter (where time_category = 'Ticket resolution' and coverage = 'included')
						as "ticketResolutionWithoutTicket"
				from ${entry} where client_id is not null and ticket_id is null`),
		).toEqual({
			clientEntriesWithoutTicket: blemishes.clientEntriesWithoutTicket,
			ticketResolutionWithoutTicket: blemishes.ticketResolutionWithoutTicket,
		});
		expect(
			await one(`
				select count(*) as count from time_entry where note in ('Worked on it', 'Misc', 'Various',
					'As discussed', 'Support', 'Bits and pieces')`),
		).toEqual({ count: blemishes.vagueNotes });
	});

	test('of tickets', async () => {
		expect(
			await one(`
				select count(*) filter (where description is null) as "withoutDescription",
					count(*) filter (where contact is null) as "withoutCaller",
					count(*) filter (where related_system is null) as "withoutRelatedSystem",
					count(*) filter (where resolution_note is null and status in ('Resolved', 'Closed'))
						as "doneWithoutClosureNote"
				from ticket`),
		).toEqual({
			withoutDescription: blemishes.withoutDescription,
			withoutCaller: blemishes.withoutCaller,
			withoutRelatedSystem: blemishes.withoutRelatedSystem,
			doneWithoutClosureNote: blemishes.doneWithoutClosureNote,
		});
	});

	test('tickets resolved within a minute of opening', async () => {
		expect(
			await listOf(`
				select distinct ticket_id from status_interval join ticket_fact using (ticket_key)
				where status_interval.source_status = 'Resolved' and epoch(from_at) - epoch(created_at) <= 60
				order by ticket_id`),
		).toEqual(blemishes.resolvedWithinAMinuteNumbers);
	});
});
