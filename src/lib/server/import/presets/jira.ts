import type { Header } from '../header.ts';
import {
	definePreset,
	type DateText,
	type Feed,
	type FieldSource,
	type Spellings,
} from '../preset.ts';
import { read, secondsAs } from '../preset-fields.ts';
import * as labels from './jira/labels.ts';
import {
	commentFeed,
	comments,
	datesIn,
	worklogFeed,
	worklogs,
	type PackedCells,
} from './jira/packed-cells.ts';

const marks = [labels.key, labels.summary, labels.status, labels.created];

/** Targets keep the names that they were given, which are the English ones by default. */
const timeToFirstResponse = ['Time to first response'];
const timeToResolution = ['Time to resolution', 'Time to done'];
/** Columns of a service project, one of which tells its exports from those of other projects. */
const serviceColumns: Spellings = [
	...timeToFirstResponse,
	...timeToResolution,
	'Request Type',
	'Satisfaction rating',
	'Satisfaction date',
	'Request participants',
	'Calificación de satisfacción',
];

const ticket: Record<string, FieldSource> = {
	ticket_id: labels.key,
	client: labels.client,
	title: labels.summary,
	description: ['Description', 'Beschreibung', 'Descripción', 'Descrição'],
	type: labels.type,
	status: labels.status,
	priority: ['Priority', 'Priorität', 'Priorité', 'Prioridad', 'Prioridade'],
	impact: ['Custom field (Impact)'],
	urgency: ['Custom field (Urgency)'],
	category: ['Custom field (Category)'],
	queue: labels.project,
	assignee: labels.assignee,
	contact: labels.reporter,
	created_at: labels.created,
	updated_at: ['Updated', 'Aktualisiert', 'Mise à jour', 'Actualizada', 'Atualizado'],
	resolved_at: ['Resolved', 'Erledigt', 'Résolu', 'Resuelta', 'Resolvido'],
	due_at: [
		'Due date',
		'Fälligkeitsdatum',
		"Date d'échéance",
		'Fecha de vencimiento',
		'Data limite',
	],
	pause_reason: ['Custom field (Pending reason)'],
	// Estimates are whole seconds in every language.
	estimate_hours: secondsAs(
		'as_hours',
		'Original estimate',
		'Ursprüngliche Schätzung',
		'Estimation originale',
		'Estimación original',
		'Estimativa original',
	),
	parent_id: [
		'Parent key',
		'Parent',
		'Übergeordnet',
		'Clé parent',
		'Clave principal',
		'Principal',
		'Chave pai',
	],
	tags: (file) => file.joined('Labels', 'Stichwörter', 'Étiquettes', 'Etiquetas', 'Categorias'),
};

/** The worklogs and comments of the tickets, where the file has any. */
function feedPacked(header: Header): Feed[] {
	const has = ({ columns }: PackedCells) => columns.some((name) => header.hasExactly(name));
	return [...(has(worklogs) ? [worklogFeed] : []), ...(has(comments) ? [commentFeed] : [])];
}

const dates: DateText[] = [
	{ name: 'Log Work', sql: datesIn(worklogs) },
	{ name: 'Comment', sql: datesIn(comments) },
];

/** Jira's issues: user-chosen columns, many of them repeated. */
export const jira = definePreset({
	system: 'jira',
	name: 'Jira issues',
	isVerified: true,
	marks,
	never: serviceColumns,
	knows: labels.knows,
	dates,
	feeds: (header): Feed[] => [{ relation: 'ticket', fields: ticket }, ...feedPacked(header)],
});

/**
 * Requests of Jira Service Management: the same columns and, as custom fields, what was left of
 * each service level target, `H:MM`, with a minus where it was overrun. The time that the answer
 * took is in no column: what is left depends on the target, which the export does not carry.
 */
export const jiraServiceManagement = definePreset({
	system: 'jira',
	name: 'Jira Service Management requests',
	isVerified: true,
	marks: [...marks, serviceColumns],
	knows: [...labels.knows, 'Satisfaction rating', 'Satisfaction date', 'Request participants'],
	dates,
	feeds: (header): Feed[] => [
		{
			relation: 'ticket',
			fields: {
				...ticket,
				type: ['Custom field (Request Type)', ...labels.type],
				source_response_met: read('as_kept', ...timeToFirstResponse),
				source_resolution_met: read('as_kept', ...timeToResolution),
			},
		},
		...feedPacked(header),
	],
});
