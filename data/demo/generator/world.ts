import type { Approval } from './approvals.ts';
import type { Billing } from './invoices.ts';
import type { Ticket } from './ticket.ts';
import type { TimeEntry } from './time-entry.ts';

/** Everything generated, before it is written down. */
export interface World {
	tickets: readonly Ticket[];
	entries: readonly TimeEntry[];
	approvals: readonly Approval[];
	billing: Billing;
}
