/** The service model that Waybill ships with (data-model.md, "The service model"). */

/** Who holds a ticket while it is in a status. */
export type Holder = 'team' | 'client';

/** What a status means for the count of open tickets. */
export type StatusClass = 'open' | 'done' | 'withdrawn';

export interface StatusMeaning {
	status: string;
	class: StatusClass;
	holder: Holder | null;
	/** Source spellings that mean it, besides its own name. */
	spellings: readonly string[];
}

/**
 * Spellings in other languages are those of GLPI's own translations and of the statuses that Jira
 * begins a project with, as exports and their readers have them.
 */
export const statuses: readonly StatusMeaning[] = [
	{
		status: 'New',
		class: 'open',
		holder: 'team',
		spellings: [
			...['Open', 'To Do', 'Backlog', 'Registered', 'Logged', 'Reopened'],
			...['Neu', 'Nouveau', 'Nuevo', 'Novo'],
			...['Zu erledigen', 'À faire', 'Tareas por hacer', 'Por hacer', 'Tarefas pendentes'],
		],
	},
	{ status: 'Triage', class: 'open', holder: 'team', spellings: ['Assigned', 'Acknowledged'] },
	{
		status: 'Waiting on client',
		class: 'open',
		holder: 'client',
		spellings: [
			'Awaiting User Info',
			'Awaiting Evidence',
			'Waiting for customer',
			'Waiting on customer',
			'Waiting customer',
			'Awaiting caller',
			'Pending',
			'Client not responding',
			// As GLPI translates its “Pending”.
			...['In der Warteschlange', 'En attente', 'En espera', 'Pendente'],
		],
	},
	{ status: 'Scheduled', class: 'open', holder: 'team', spellings: ['Planned'] },
	{
		status: 'In progress',
		class: 'open',
		holder: 'team',
		spellings: [
			'Active',
			'Work in progress',
			...['Processing (assigned)', 'Processing (planned)'],
			...['In Arbeit', 'En cours', 'En cours (Attribué)', 'En cours (Planifié)'],
			...['En curso', 'En curso (asignada)', 'En curso (planificada)'],
			...['Em andamento', 'Em atendimento', 'Em atendimento (atribuído)'],
			'Em atendimento (planejado)',
			'In development',
			'Escalated',
			// A wait for a vendor or for another ticket stays the provider's own.
			'Awaiting Vendor',
			'Awaiting Problem',
			'Waiting for support',
			'On hold',
		],
	},
	{
		status: 'Internal review',
		class: 'open',
		holder: 'team',
		spellings: ['In review', 'Peer review', 'QA'],
	},
	{
		status: 'Client review',
		class: 'open',
		holder: 'client',
		spellings: ['Customer review', 'Awaiting approval', 'UAT'],
	},
	{
		status: 'Closed',
		class: 'done',
		holder: null,
		spellings: [
			...['Resolved', 'Solved', 'Done', 'Completed', 'Complete', 'Fixed'],
			...['Gelöst', 'Geschlossen', 'Fertig', 'Résolu', 'Clos', 'Terminé', 'Terminé(e)'],
			...[
				'Resuelto',
				'Resueltas',
				'Resuelta',
				'Cerrado',
				'Cerrada',
				'Hecho',
				'Finalizada',
				'Listo',
			],
			...['Solucionado', 'Fechado', 'Concluído', 'Resolvido'],
		],
	},
	{
		status: 'Withdrawn',
		class: 'withdrawn',
		holder: null,
		spellings: ['Canceled', 'Cancelled', 'Spam', 'Merged', 'Duplicate', 'Deleted', "Won't do"],
	},
];

export const timeCategories = [
	'Ticket resolution',
	'Monitoring and maintenance',
	'Client communication',
	'Escalation support',
	'Process improvement',
	'Administrative billing review',
] as const;

/** How urgent work is, the most urgent first, with the spellings of sources that mean it. */
export const priorities: readonly { priority: string; spellings: readonly string[] }[] = [
	{
		priority: 'Critical',
		spellings: [
			'P1',
			'1',
			'1 - Critical',
			'Urgent',
			'Highest',
			'Blocker',
			'Emergency',
			'Very high',
			...['Kritisch', 'Sehr hoch', 'Très haute', 'Muy alta', 'Muito alta'],
		],
	},
	{
		priority: 'High',
		spellings: [...['P2', '2', '2 - High', 'Major', 'Important'], ...['Hoch', 'Haute', 'Alta']],
	},
	{
		priority: 'Medium',
		spellings: [
			...['P3', '3', '3 - Moderate', 'Moderate', 'Normal', 'Standard', 'Average'],
			...['Mittel', 'Moyenne', 'Media', 'Mediana', 'Média'],
		],
	},
	{
		priority: 'Low',
		spellings: [
			...['P4', '4', '4 - Low', 'Minor', 'P5', '5', '5 - Planning', 'Planning'],
			...['Lowest', 'Trivial', 'Very low'],
			...['Niedrig', 'Sehr niedrig', 'Basse', 'Très basse'],
			...['Baja', 'Muy baja', 'Baixa', 'Muito baixa'],
		],
	},
];

/** What a billing code stands for in an agreement, and the code of the founding set that is it. */
export const codeClasses = {
	included: 'Included managed services',
	out_of_scope: 'Out-of-scope support',
	project: 'Project delivery',
	advisory: 'Strategic advisory',
	internal: 'Internal non-billable',
} as const;

/** The founding billing codes, by name. */
export const billingCodes = Object.values(codeClasses);

export type CodeClass = keyof typeof codeClasses;

/** Hours by the clock on the wall, "09:00" to at most "24:00"; closing at or before opening is on the next day. */
export interface Hours {
	opens: string;
	closes: string;
}

/** When a team works, by local days. */
export interface Calendar {
	calendar: string;
	/** Each holds until the next one begins. */
	versions: readonly {
		/** The first local day, ISO; `null`: since ever. */
		validFrom: string | null;
		/** An IANA zone; `null`: the one in which figures are reported. */
		timeZone: string | null;
		/** On weekdays from 1, Monday, to 7. */
		windows: readonly (Hours & { weekdays: readonly number[] })[];
	}[];
	/** Local days that have these hours instead of their weekday's, mostly none. */
	holidays: readonly { holidayOn: string; name: string; hours: readonly Hours[] }[];
}

export const calendars: readonly Calendar[] = [
	{
		calendar: 'Business hours',
		versions: [
			{
				validFrom: null,
				timeZone: null,
				windows: [{ weekdays: [1, 2, 3, 4, 5], opens: '09:00', closes: '17:00' }],
			},
		],
		holidays: [],
	},
	{
		calendar: '24x7',
		versions: [
			{
				validFrom: null,
				timeZone: null,
				windows: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], opens: '00:00', closes: '24:00' }],
			},
		],
		holidays: [],
	},
];
