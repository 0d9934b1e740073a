import { expect, test } from 'vitest';
import { toHistories } from '../../support/histories.ts';
import { select } from '../../support/questions.ts';
import { shareTables } from '../../support/warehouse.ts';

/** What a ticket goes through, and when it is therefore open. */
const cases: Record<string, { statuses: string[]; open: string[] }> = {
	'a ticket is open from its creation on': {
		statuses: ['New'],
		open: ['created 03-02 –'],
	},
	'moving between open statuses is one time of being open': {
		statuses: ['New', 'In progress', 'Awaiting User Info', 'Resolved'],
		open: ['created 03-02 – closed 03-05'],
	},
	'a resolved ticket that is later closed for the record ended once when it was resolved': {
		statuses: ['New', 'Resolved', 'Closed'],
		open: ['created 03-02 – closed 03-03'],
	},
	'a reopened ticket is open a second time': {
		statuses: ['New', 'Resolved', 'In progress', 'Resolved', 'Closed'],
		open: ['created 03-02 – closed 03-03', 'reopened 03-04 – closed 03-05'],
	},
	'withdrawing ends a ticket otherwise than closing': {
		statuses: ['New', 'Cancelled'],
		open: ['created 03-02 – withdrawn 03-03'],
	},
	'a closed ticket that is then cancelled was closed': {
		statuses: ['New', 'Closed', 'Cancelled'],
		open: ['created 03-02 – closed 03-03'],
	},
	'a withdrawn ticket may be reopened and closed': {
		statuses: ['New', 'Cancelled', 'New', 'Closed'],
		open: ['created 03-02 – withdrawn 03-03', 'reopened 03-04 – closed 03-05'],
	},
	'an unmapped status neither ends a ticket nor reopens it': {
		statuses: ['New', 'Parked with legal', 'In progress'],
		open: ['created 03-02 –'],
	},
	'a ticket logged as done from the start arrived and was closed at once': {
		statuses: ['Resolved', 'Closed'],
		open: ['created 03-02 – closed 03-02'],
	},
	'a ticket logged as done from the start can still be reopened': {
		statuses: ['Resolved', 'In progress', 'Closed'],
		open: ['created 03-02 – closed 03-02', 'reopened 03-03 – closed 03-04'],
	},
};

const shared = shareTables(
	toHistories(
		Object.fromEntries(Object.entries(cases).map(([name, { statuses }]) => [name, statuses])),
	),
);

test.each(Object.entries(cases))('%s', async (name, { open }) => {
	const rows = await select(
		shared.reader,
		`select opened_as || ' ' || strftime(opened_at, '%m-%d') || ' – '
			|| coalesce(closed_as || ' ' || strftime(closed_at, '%m-%d'), '') as interval
		from open_interval join ticket_fact using (ticket_key)
		where ticket_id = $name order by opened_at, opened_as`,
		{ name },
	);
	expect(rows.map((row) => String(row['interval']).trim())).toEqual(open);
});
