/** A ticket: what was asked, and all that was stored, said and done about it. */
import type { Arrival } from './arrivals.ts';
import type { Client } from './clients.ts';
import type { Instant } from './london.ts';
import type { Classification } from './priority.ts';
import type { Queue, Team, Technician } from './provider.ts';

export type State =
	| 'New'
	| 'Triage'
	| 'Awaiting User Info'
	| 'Scheduled'
	| 'In Progress'
	| 'Internal Review'
	| 'Client Review'
	| 'Resolved'
	| 'Closed'
	| 'Canceled';

export const isDone = (state: State): boolean => state === 'Resolved' || state === 'Closed';
export const isOpen = (state: State): boolean => !isDone(state) && state !== 'Canceled';
/** A ticket as stored after one change. */
export interface Version extends Classification {
	at: Instant;
	by: string;
	state: State;
	queue: Queue;
	assignee: string | null;
	modifications: number;
	reassignments: number;
	reopens: number;
	madeSla: boolean;
	dueAt: Instant | null;
	resolvedAt: Instant | null;
	resolvedBy: string | null;
	closedAt: Instant | null;
	closedCode: string | null;
	closeNotes: string | null;
}

export interface Message {
	at: Instant;
	kind: 'public_reply' | 'private_note' | 'client_reply';
	actor: string;
	actorKind: 'agent' | 'client' | 'automation';
}

/** Work that a technician will want to book. */
export interface Stint {
	at: Instant;
	person: Technician;
	team: Team;
	hours: number;
	kind: 'resolution' | 'communication' | 'escalation';
}

export interface Ticket {
	number: string;
	arrival: Arrival;
	client: Client;
	openedAt: Instant;
	openedBy: string;
	contact: string | null;
	channel: 'Email' | 'Phone' | 'Self service';
	title: string;
	description: string | null;
	/** Null where the desk left the field empty. */
	subcategory: string | null;
	system: string | null;
	/** Particulars that its title, notes and closure share. */
	values: ReadonlyMap<string, string>;
	versions: Version[];
	messages: Message[];
	stints: Stint[];
}

export const lastVersion = (ticket: Ticket): Version => {
	const version = ticket.versions.at(-1);
	if (!version) throw new Error(`${ticket.number} has no version`);
	return version;
};
