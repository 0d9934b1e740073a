import { definePreset, type Feed, type FieldSource, type Spellings } from '../preset.ts';
import { read, secondsAs } from '../preset-fields.ts';

/**
 * Labels as Jira spells them in English, German, French, Spanish and Portuguese. The first four that
 * every ticket needs were seen in exports of each language; some of the optional ones are recalled.
 */
const key = [
	'Issue key',
	'Work item key',
	'Vorgangsschlüssel',
	'Clé de ticket',
	'Clave de incidencia',
	'Chave da item',
	'Chave do item',
];
const summary = ['Summary', 'Zusammenfassung', 'Résumé', 'Resumen', 'Resumo'];
const status = ['Status', 'État', 'Estado'];
const created = ['Created', 'Erstellt', 'Création', 'Creada', 'Criado'];
const marks = [key, summary, status, created];

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

const knows = [
	'Issue id',
	'Vorgangs-ID',
	'ID de ticket',
	'ID de la incidencia',
	'ID da item',
	'Project type',
	'Projekttyp',
	'Tipo de proyecto',
	'Project lead',
	'Projektleiter',
	'Responsable del proyecto',
	'Project lead id',
	'ID des Projektleiters',
	'ID del responsable del proyecto',
	'Project description',
	'Projektbeschreibung',
	'Descripción del proyecto',
	'Resolution',
	'Lösung',
	'Résolution',
	'Resolución',
	'Assignee Id',
	'ID der zugewiesenen Person',
	'ID de la persona asignada',
	'Reporter Id',
	'ID des Autors',
	'ID del informador',
	'Creator',
	'Ersteller',
	'Creador',
	'Creator Id',
	'Ersteller-ID',
	'ID del creador',
	'Last Viewed',
	'Zuletzt angezeigt',
	'Vista por Última Vez',
	'Votes',
	'Stimmen',
	'Votos',
	'Environment',
	'Umgebung',
	'Entorno',
	'Watchers',
	'Beobachter',
	'Interesados',
	'Watchers Id',
	'ID des Beobachters',
	'ID de los interesados',
	'Log Work',
	'Arbeit protokollieren',
	'Remaining Estimate',
	'Restschätzung',
	'Trabajo restante estimado',
	'Time Spent',
	'Benötigte Zeit',
	'Tiempo Trabajado',
	'Work Ratio',
	'Verhältnis tatsächlicher zu geschätzter Arbeit',
	'Relación de trabajo',
	'Σ Original Estimate',
	'Σ Remaining Estimate',
	'Σ Time Spent',
	'Security Level',
	'Sicherheitsstufe',
	'Nivel de Seguridad',
	'Attachment',
	'Anhang',
	'Sprint',
	'Comment',
	'Kommentar',
	'Comentario',
	'Status Category',
	'Statuskategorie',
	'Categoría de estado',
	'Status Category Changed',
	'Categoría de estado cambiada',
];

const type = [
	'Issue Type',
	'Work type',
	'Vorgangstyp',
	'Type de ticket',
	'Tipo de Incidencia',
	'Tipo de item',
	'Tipo do item',
];

const ticket: Record<string, FieldSource> = {
	ticket_id: key,
	client: [
		'Custom field (Organizations)',
		'Organizations',
		'Organization',
		'Customer',
		'Organisationen',
		'Organisations',
		'Organizaciones',
		'Organizações',
	],
	title: summary,
	description: ['Description', 'Beschreibung', 'Descripción', 'Descrição'],
	type,
	status,
	priority: ['Priority', 'Priorität', 'Priorité', 'Prioridad', 'Prioridade'],
	impact: ['Custom field (Impact)'],
	urgency: ['Custom field (Urgency)'],
	category: ['Custom field (Category)'],
	queue: [
		'Project name',
		'Projektname',
		'Nom du projet',
		'Nombre del proyecto',
		'Nome do projeto',
		'Project key',
		'Projektschlüssel',
		'Clé de projet',
		'Clave del proyecto',
		'Chave do projeto',
	],
	assignee: [
		'Assignee',
		'Zugewiesene Person',
		'Bearbeiter',
		'Personne assignée',
		'Persona asignada',
		'Responsável',
	],
	contact: ['Reporter', 'Autor', 'Rapporteur', 'Informador', 'Relator'],
	created_at: created,
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
	parent_id: ['Parent key', 'Parent', 'Übergeordnet', 'Clé parent', 'Chave pai'],
	tags: (file) => file.joined('Labels', 'Stichwörter', 'Étiquettes', 'Etiquetas', 'Categorias'),
};

/** Jira's issues: user-chosen columns, many of them repeated. */
export const jira = definePreset({
	system: 'jira',
	name: 'Jira issues',
	isVerified: true,
	marks,
	never: serviceColumns,
	knows,
	feeds: (): Feed[] => [{ relation: 'ticket', fields: ticket }],
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
	knows: [...knows, 'Satisfaction rating', 'Satisfaction date', 'Request participants'],
	feeds: (): Feed[] => [
		{
			relation: 'ticket',
			fields: {
				...ticket,
				type: ['Custom field (Request Type)', ...type],
				source_response_met: read('as_kept', ...timeToFirstResponse),
				source_resolution_met: read('as_kept', ...timeToResolution),
			},
		},
	],
});
