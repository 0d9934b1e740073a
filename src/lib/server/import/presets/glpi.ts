import { definePreset, type FileColumns } from '../preset.ts';
import { minutes, read } from '../preset-fields.ts';

/**
 * Labels in English, French, Portuguese, Spanish and German. Headers were seen in the first four; the
 * German ones of title, status, dates, solution and groups are those of GLPI's own locales/de_DE.po,
 * the other German ones are recalled.
 */
const title = ['Title', 'Titre', 'Título', 'Titel'];
const status = ['Status', 'Statut', 'Estado', 'Estados'];
const opened = [
	'Opening date',
	"Date d'ouverture",
	'Data de abertura',
	'Fecha de apertura',
	'Erstellungsdatum',
	'Eröffnungsdatum',
];
/** The column alone holds a date; with progress beside it, a date, blank lines and a percentage. */
const timeToResolve = [
	'Time to resolve',
	'Temps de résolution',
	'Tempo para solução',
	'Tiempo de solución',
	'Zeit bis zur Lösung',
	// Before GLPI 9.2 it was a due date.
	'Due date',
	"Date d'échéance",
	'Data de vencimento',
	'Fecha de vencimiento',
	'Ablaufdatum',
	'Time to resolve + Progress',
	'Temps de résolution + Progression',
	'Tempo para solução + Progresso',
	'Tiempo de solución + Progreso',
	'Due date + Progress',
	'Fälligkeitsdatum + Verlauf',
];
const timeToOwn = [
	'Time to own',
	'Temps de prise en charge',
	'Tempo para atendimento',
	'Time to own + Progress',
	'Temps de prise en charge + Progression',
	'Tempo para atendimento + Progresso',
];

const dueBy = (spellings: readonly string[]) => (file: FileColumns) =>
	`trim(split_part(trim(${file.column(...spellings)}, chr(10) || chr(13) || ' '), chr(10), 1), chr(13) || ' ')`;

/** Several technicians stand one below the other, each with the number of the account. */
const namesIn = (...spellings: string[]) => {
	return (file: FileColumns) =>
		`regexp_replace(
			regexp_replace(${file.column(...spellings)}, ' \\([0-9]+\\)', '', 'g'),
			'\\s*\\n\\s*', ', ', 'g')`;
};

/** GLPI's ticket list: chosen columns, in the language and with the delimiter of the user. */
export const glpi = definePreset({
	system: 'glpi',
	name: 'GLPI tickets',
	isVerified: true,
	marks: [['ID'], title, status, opened],
	knows: [
		'Location',
		'Lieu',
		'Localização',
		'Localización',
		'Standort',
		'SLA - SLA Tempo para solução',
		'Zeit in Warteschlange',
		'Estatísticas - Tempo de espera',
		'Estatísticas - Tempo de atribuição',
	],
	dates: [
		{ name: 'Time to resolve', sql: dueBy(timeToResolve) },
		{ name: 'Time to own', sql: dueBy(timeToOwn) },
	],
	feeds: () => [
		{
			relation: 'ticket',
			fields: {
				ticket_id: read('as_plain_id', 'ID'),
				client: ['Entity', 'Entité', 'Entidade', 'Entidad', 'Einheit', 'Entität'],
				title,
				description: ['Description', 'Descrição', 'Descripción', 'Beschreibung'],
				type: ['Type', 'Tipo', 'Typ'],
				status,
				priority: ['Priority', 'Priorité', 'Prioridade', 'Prioridad', 'Priorität'],
				impact: ['Impact', 'Impacto', 'Auswirkung'],
				urgency: ['Urgency', 'Urgence', 'Urgência', 'Urgencia', 'Dringlichkeit'],
				category: ['Category', 'Catégorie', 'Categoria', 'Categoría', 'Kategorie'],
				queue: [
					'Assigned to - Technician group',
					'Attribué à - Groupe de techniciens',
					'Atribuído - Grupo técnico',
					"Attribué à - Groupe d'attribution",
					'Asignado a - Grupo de técnicos',
					'Asignado a: - Grupo de Tecnicos',
					'Zugewiesen an - Technikergruppe',
					'Plug-ins - Departamento - Departamento',
				],
				assignee: namesIn(
					'Assigned to - Technician',
					'Attribué à - Technicien',
					'Atribuído - Técnico',
					'Asignado a - Técnico',
					'Asignada a - Técnico',
					'Zugewiesen an - Techniker',
				),
				contact: namesIn(
					'Requester - Requester',
					'Demandeur - Demandeur',
					'Requerente - Requerente',
					'Solicitante - Solicitante',
					'Anforderer - Anforderer',
				),
				channel: ['Request source', 'Source de la demande', 'Origem da requisição'],
				created_at: opened,
				resolved_at: [
					'Resolution date',
					'Date de résolution',
					'Data da solução',
					'Fecha de solución',
					'Datum der Lösung',
					'Lösungsdatum',
				],
				closed_at: [
					'Closing date',
					'Date de clôture',
					'Data de fechamento',
					'Fecha de cierre',
					'Abschlussdatum',
				],
				updated_at: [
					'Last update',
					'Dernière modification',
					'Última atualização',
					'Última actualización',
					'Última modificación',
					'Letzte Änderung',
					'Letzte Aktualisierung',
				],
				response_due_at: dueBy(timeToOwn),
				due_at: dueBy(timeToResolve),
				source_response_met: read(
					'as_opposite',
					'Time to own exceeded',
					'Temps de prise en charge dépassé',
				),
				source_resolution_met: read(
					'as_opposite',
					'Time to resolve exceeded',
					'Temps de résolution dépassé',
					'Tempo para resolver excedido',
					'Tiempo de solución excedido',
					'Se superó el tiempo de resolución',
				),
				source_resolution_minutes: minutes(
					'Statistics - Resolution time',
					'Statistiques - Délai de résolution',
					'Statistiques - Temps de résolution',
					'Estatísticas - Tempo de solução',
					'Estadísticas - Tiempo de solución',
					'Estadísticas - Hora de resolución',
					'Statistiken - Lösungszeit',
				),
				resolution_note: [
					'Solution - Solution',
					'Solução - Solução',
					'Solución - Solución',
					'Soluciones - Soluciones',
					'Lösung - Lösung',
				],
			},
		},
	],
});
