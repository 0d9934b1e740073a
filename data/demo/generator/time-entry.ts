/** A booked stretch of somebody's time. */
import type { Agreement, Client, Coverage } from './clients.ts';
import { type Day, type Instant, localDay } from './london.ts';
import type { Technician } from './provider.ts';
import type { Ticket } from './ticket.ts';

export type TimeCategory =
	| 'Ticket resolution'
	| 'Monitoring and maintenance'
	| 'Client communication'
	| 'Escalation support'
	| 'Process improvement'
	| 'Administrative billing review';

export interface TimeEntry {
	person: Technician;
	/** Null for the provider's own work. */
	client: Client | null;
	project: string;
	agreement: Agreement | null;
	ticket: Ticket | null;
	category: TimeCategory;
	coverage: Coverage;
	note: string;
	startedAt: Instant;
	minutes: number;
	enteredAt: Instant;
	isBillable: boolean;
	rate: number;
}

export const hoursOf = ({ minutes }: TimeEntry): number => minutes / 60;
export const workedOn = ({ startedAt }: TimeEntry): Day => localDay(startedAt);
