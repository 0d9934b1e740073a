/**
 * The numbers and rules of the metrics for which the field has no standard. They are Waybill's own
 * until a provider decides otherwise, and are named as ours wherever they show.
 */
export interface Threshold {
	default: number | boolean;
	unit: 'count' | 'share' | 'days' | 'business_days' | 'hours' | 'flag';
	/** Which metrics it decides. */
	subject: string;
	/** What it says, as a sentence. */
	words: string;
}

export const thresholds = {
	small_sample_count: {
		default: 20,
		unit: 'count',
		subject: 'All rates',
		words: 'A rate of fewer cases is shown as k of n, without a trend.',
	},
	stalled_team_business_days: {
		default: 2,
		unit: 'business_days',
		subject: 'Stalled',
		words: 'A ticket that the team holds has stalled after so many business days without an event.',
	},
	stalled_client_business_days: {
		default: 5,
		unit: 'business_days',
		subject: 'Stalled',
		words: 'A ticket that the client holds is to be chased after so many business days.',
	},
	unassigned_beyond_triage_count: {
		default: 0,
		unit: 'count',
		subject: 'Unassigned',
		words: 'So many tickets without an owner may be older than their triage target.',
	},
	client_review_ends_resolution: {
		default: true,
		unit: 'flag',
		subject: 'Resolution',
		words:
			'A client review that leads straight to the end stops the resolution clock when it begins.',
	},
	scheduled_pauses_when_agreed: {
		default: true,
		unit: 'flag',
		subject: 'Resolution',
		words: 'A date to come pauses the clock of a scheduled ticket only if the client agreed to it.',
	},
	first_response_ends_on_close: {
		default: true,
		unit: 'flag',
		subject: 'First response',
		words: 'Closing without a reply stops the first response clock, and is counted apart.',
	},
	reopen_returns_to_pending: {
		default: true,
		unit: 'flag',
		subject: 'Resolution',
		words: 'A reopened ticket that had met its resolution target is undecided again.',
	},
	alert_lead_share: {
		default: 0.25,
		unit: 'share',
		subject: 'Alert before breach',
		words: 'An alert is early enough with so much of the target left.',
	},
	intake_complete_share: {
		default: 0.9,
		unit: 'share',
		subject: 'Intake completeness',
		words: 'So many of the intake fields should be there when a ticket comes in.',
	},
	closure_element_count: {
		default: 5,
		unit: 'count',
		subject: 'Closure notes',
		words: 'A closure note is complete with so many of its elements.',
	},
	closure_complete_share: {
		default: 0.9,
		unit: 'share',
		subject: 'Closure notes',
		words: 'So many of the closure notes should be complete.',
	},
	capacity_load_share: {
		default: 0.85,
		unit: 'share',
		subject: 'Capacity load',
		words: 'Work should take at most so much of the available hours.',
	},
	other_category_share: {
		default: 0.05,
		unit: 'share',
		subject: 'Category mix',
		words: 'At most so many of the hours should be in another category or in none.',
	},
	coverage_gap_share: {
		default: 0.05,
		unit: 'share',
		subject: 'Coverage gap',
		words: 'At most so many of the scheduled hours should be without a time entry.',
	},
	drift_points_to_draw: {
		default: 6,
		unit: 'count',
		subject: 'Scope drift',
		words: 'Limits are drawn from so many points on.',
	},
	drift_points_to_alert: {
		default: 12,
		unit: 'count',
		subject: 'Scope drift',
		words: 'A signal is raised from so many points on.',
	},
	invoice_tolerance_share: {
		default: 0.01,
		unit: 'share',
		subject: 'Invoice reconciliation',
		words: 'A line agrees within one rounding increment or so much of its amount.',
	},
	recurring_ticket_count: {
		default: 3,
		unit: 'count',
		subject: 'Recurring issues',
		words: 'So many tickets of one client with the same signature are a recurring issue.',
	},
	recurring_days: {
		default: 90,
		unit: 'days',
		subject: 'Recurring issues',
		words: 'The tickets of a recurring issue fall into so many days.',
	},
	recurring_client_count: {
		default: 2,
		unit: 'count',
		subject: 'Recurring issues',
		words: 'A signature that so many clients share is a recurring issue as well.',
	},
	recurring_repeat_hours: {
		default: 24,
		unit: 'hours',
		subject: 'Recurring issues',
		words: 'Repeats of one user within so many hours count once.',
	},
} as const satisfies Record<string, Threshold>;

export type ThresholdName = keyof typeof thresholds;

export const thresholdNames = Object.keys(thresholds) as ThresholdName[];
