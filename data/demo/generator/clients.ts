/** The twelve clients, what each has agreed, and the records kept about them. */
import { type Day, lastDayOfMonth } from './london.ts';

type AgreementModel = 'retainer' | 'block_hours' | 'usage' | 'time_and_materials' | 'fixed_price';
export type Coverage = 'included' | 'out_of_scope' | 'project' | 'advisory' | 'internal';

export interface Client {
	id: string;
	name: string;
	segment: string;
	site: string;
	users: number;
	/** New users over the fifteen months; growth is even. */
	growth: number;
	startedOn: Day;
	/** Mean tickets on an ordinary working day. */
	ticketsPerDay: number;
	/** Hours of managed service in an ordinary month, tickets and maintenance together. */
	monthlyHours: number;
	isNewYork: boolean;
	/** Subcategories that the agreement excludes, which the scope rules state. */
	exclusions: readonly string[];
	/** Names under which other systems know the client, where they differ. */
	spelledAs: Partial<Record<'servicenow' | 'clockify' | 'xero', string>>;
}

function client(id: string, name: string, rest: Partial<Client> & ClientBasics): Client {
	return {
		id,
		name,
		growth: 0,
		startedOn: '2023-04-01',
		isNewYork: false,
		exclusions: [],
		spelledAs: {},
		...rest,
	};
}

type ClientBasics = Pick<Client, 'segment' | 'site' | 'users' | 'ticketsPerDay' | 'monthlyHours'>;

export const CLIENTS: readonly Client[] = [
	client('ASH', 'Ashdown & Pryce Solicitors', {
		segment: 'Legal',
		site: 'Holborn',
		users: 96,
		growth: 6,
		ticketsPerDay: 0.98,
		monthlyHours: 86,
		startedOn: '2021-02-01',
		exclusions: ['Meeting room AV', 'Personal devices', 'Home working equipment'],
		spelledAs: { clockify: 'Ashdown Pryce' },
	}),
	client('FEN', 'Fenwick Rowe Architects', {
		segment: 'Architecture',
		site: 'Clerkenwell',
		users: 58,
		growth: 3,
		ticketsPerDay: 0.88,
		monthlyHours: 68,
		startedOn: '2022-09-01',
		exclusions: ['CAD and design tools', 'Meeting room AV', 'Large format printing'],
	}),
	client('MAR', 'Marlowe Fine Foods', {
		segment: 'Food wholesale',
		site: 'Park Royal',
		users: 140,
		growth: 18,
		ticketsPerDay: 1.02,
		monthlyHours: 84,
		startedOn: '2022-01-10',
		exclusions: ['Personal devices', 'Website changes'],
		spelledAs: { xero: 'Marlowe Fine Foods Ltd' },
	}),
	client('PEN', 'Pennant Freight', {
		segment: 'Logistics',
		site: 'Barking',
		users: 85,
		growth: 4,
		ticketsPerDay: 0.7,
		monthlyHours: 55,
		startedOn: '2023-05-15',
		exclusions: ['Personal devices', 'Website changes'],
	}),
	client('GRE', 'Greyfriars Housing Association', {
		segment: 'Housing',
		site: 'Stratford',
		users: 210,
		growth: 14,
		ticketsPerDay: 1.3,
		monthlyHours: 110,
		startedOn: '2020-10-01',
		exclusions: ['Meeting room AV', 'Home working equipment'],
	}),
	client('LIN', 'Linden Park Dental Group', {
		segment: 'Healthcare',
		site: 'Wimbledon',
		users: 44,
		growth: 2,
		ticketsPerDay: 0.51,
		monthlyHours: 34,
		startedOn: '2023-11-01',
		exclusions: ['Home working equipment', 'Website changes'],
	}),
	client('THO', 'Thornbury Wealth Management', {
		segment: 'Financial services',
		site: 'Moorgate',
		users: 36,
		growth: 2,
		ticketsPerDay: 0.47,
		monthlyHours: 34,
		startedOn: '2022-06-01',
		exclusions: ['Personal devices', 'Meeting room AV'],
	}),
	client('COB', 'Cobalt Street Studios', {
		segment: 'Media',
		site: 'Soho',
		users: 27,
		growth: -3,
		ticketsPerDay: 0.37,
		monthlyHours: 28,
		startedOn: '2024-03-01',
		exclusions: ['Home working equipment', 'Large format printing'],
	}),
	client('STA', "St Aldhelm's School Trust", {
		segment: 'Education',
		site: 'Lewisham',
		users: 165,
		growth: 5,
		ticketsPerDay: 0.98,
		monthlyHours: 80,
		startedOn: '2021-08-01',
		exclusions: ['Website changes'],
		spelledAs: { xero: 'St Aldhelms Trust' },
	}),
	client('BRI', 'Brightwater Charity Network', {
		segment: 'Charity',
		site: 'Vauxhall',
		users: 52,
		growth: 1,
		ticketsPerDay: 0.42,
		monthlyHours: 30,
		startedOn: '2024-07-01',
	}),
	client('HUD', 'Hudson & Vale LLC', {
		segment: 'Public relations',
		site: 'New York',
		users: 41,
		growth: 4,
		ticketsPerDay: 0.47,
		monthlyHours: 38,
		startedOn: '2024-10-01',
		isNewYork: true,
		spelledAs: { servicenow: 'Hudson and Vale' },
	}),
	client('OAK', 'Oakhurst Veterinary Clinics', {
		segment: 'Healthcare',
		site: 'Croydon',
		users: 63,
		growth: 0,
		ticketsPerDay: 0.79,
		monthlyHours: 44,
		startedOn: '2026-07-06',
		exclusions: ['Home working equipment', 'Personal devices'],
	}),
];

export function clientById(id: string): Client {
	const found = CLIENTS.find((candidate) => candidate.id === id);
	if (!found) throw new Error(`No client has the id ${id}`);
	return found;
}

/** One version of an agreement. `validTo` is the last day in force. */
export interface Agreement {
	id: string;
	clientId: string;
	name: string;
	model: AgreementModel;
	validFrom: Day;
	validTo: Day | null;
	period: 'month' | 'quarter' | 'once';
	includedHours: number | null;
	fee: number | null;
	productFee: number | null;
	hourlyRate: number;
	overageRate: number | null;
	currency: 'GBP' | 'USD';
	carryOver: boolean;
	slaPolicy: string;
	noticeOn: Day | null;
	renewalOn: Day | null;
}

type Terms = Pick<Agreement, 'model' | 'validFrom'> & Partial<Agreement>;

function agreement(id: string, name: string, terms: Terms): Agreement {
	return {
		id,
		clientId: id.slice(0, 3),
		name,
		validTo: null,
		period: 'month',
		includedHours: null,
		fee: null,
		productFee: null,
		hourlyRate: 110,
		overageRate: null,
		currency: 'GBP',
		carryOver: false,
		slaPolicy: 'Standard',
		noticeOn: null,
		renewalOn: null,
		...terms,
	};
}

const retainer = (includedHours: number, fee: number, productFee: number) =>
	({ model: 'retainer', includedHours, fee, productFee, overageRate: 105 }) as const;

/** The agreement under which a client's ordinary work is done, all versions, then the projects. */
export const AGREEMENTS: readonly Agreement[] = [
	agreement('ASH-MSA', 'Ashdown & Pryce managed retainer', {
		...retainer(92, 7900, 1980),
		validFrom: '2024-04-01',
		validTo: '2026-03-31',
		slaPolicy: 'Premium',
	}),
	agreement('ASH-MSA', 'Ashdown & Pryce managed retainer', {
		...retainer(92, 8250, 2060),
		validFrom: '2026-04-01',
		slaPolicy: 'Premium',
		noticeOn: '2026-12-31',
		renewalOn: '2027-03-31',
	}),
	agreement('FEN-MSA', 'Fenwick Rowe managed retainer', {
		...retainer(70, 6100, 1240),
		validFrom: '2024-09-01',
		noticeOn: '2026-11-30',
		renewalOn: '2027-02-28',
	}),
	agreement('MAR-MSA', 'Marlowe per-user service', {
		model: 'usage',
		fee: 6160,
		productFee: 2380,
		validFrom: '2025-01-01',
		validTo: '2026-03-31',
	}),
	agreement('MAR-MSA', 'Marlowe per-user service', {
		model: 'usage',
		fee: 6732,
		productFee: 2601,
		validFrom: '2026-04-01',
	}),
	agreement('PEN-MSA', 'Pennant managed retainer', {
		...retainer(56, 5200, 1360),
		validFrom: '2025-05-15',
	}),
	agreement('GRE-MSA', 'Greyfriars per-user service', {
		model: 'usage',
		fee: 8400,
		productFee: 3150,
		validFrom: '2024-10-01',
	}),
	agreement('LIN-MSA', 'Linden Park managed retainer', {
		...retainer(40, 3900, 820),
		validFrom: '2024-11-01',
		noticeOn: '2026-09-30',
		renewalOn: '2026-11-01',
	}),
	agreement('THO-MSA', 'Thornbury managed retainer', {
		...retainer(36, 4350, 910),
		validFrom: '2025-06-01',
		slaPolicy: 'Premium',
		hourlyRate: 125,
		overageRate: 120,
	}),
	agreement('COB-BLK', 'Cobalt Street block of hours', {
		model: 'block_hours',
		period: 'quarter',
		includedHours: 90,
		fee: 8100,
		overageRate: 95,
		carryOver: true,
		validFrom: '2025-04-01',
	}),
	agreement('STA-MSA', "St Aldhelm's fixed-price service", {
		model: 'fixed_price',
		fee: 5750,
		productFee: 1490,
		validFrom: '2025-08-01',
		hourlyRate: 95,
	}),
	agreement('BRI-TM', 'Brightwater hourly support', {
		model: 'time_and_materials',
		hourlyRate: 88,
		validFrom: '2024-07-01',
	}),
	agreement('HUD-MSA', 'Hudson & Vale managed retainer', {
		...retainer(42, 6300, 1450),
		currency: 'USD',
		hourlyRate: 140,
		overageRate: 135,
		validFrom: '2024-10-01',
	}),
	agreement('OAK-MSA', 'Oakhurst managed retainer', {
		...retainer(48, 4700, 1150),
		validFrom: '2026-07-06',
	}),
	agreement('GRE-P01', 'Greyfriars device management rollout', {
		model: 'fixed_price',
		period: 'once',
		includedHours: 190,
		fee: 17_100,
		validFrom: '2026-01-12',
		validTo: '2026-04-30',
	}),
	agreement('ASH-P02', 'Ashdown & Pryce office relocation', {
		model: 'fixed_price',
		period: 'once',
		includedHours: 150,
		fee: 14_250,
		validFrom: '2026-05-05',
		validTo: '2026-07-31',
	}),
	agreement('OAK-P03', 'Oakhurst onboarding project', {
		model: 'fixed_price',
		period: 'once',
		includedHours: 120,
		fee: 9600,
		validFrom: '2026-06-08',
		validTo: '2026-09-11',
	}),
	agreement('PEN-P04', 'Pennant depot network upgrade', {
		model: 'fixed_price',
		period: 'once',
		includedHours: 140,
		fee: 13_300,
		validFrom: '2025-09-15',
		validTo: '2025-12-12',
	}),
];

export const PROJECTS: readonly Agreement[] = AGREEMENTS.filter(({ period }) => period === 'once');

/** The version of a client's service agreement in force on a day. */
export function serviceAgreement(clientId: string, day: Day): Agreement | undefined {
	return AGREEMENTS.find(
		(candidate) =>
			candidate.clientId === clientId &&
			candidate.period !== 'once' &&
			candidate.validFrom <= day &&
			(candidate.validTo === null || day <= candidate.validTo),
	);
}

/** The service agreement that a month is billed under: the version in force on its last day. */
export const billedAgreement = (clientId: string, month: string): Agreement | undefined =>
	serviceAgreement(clientId, lastDayOfMonth(month));

export const usersInMonth = (of: Client, monthsSinceStart: number): number =>
	Math.round(of.users + (of.growth * monthsSinceStart) / 14);

export const isClientIn = (of: Client, day: Day): boolean => of.startedOn <= day;
