import { definePreset, type FileColumns } from '../preset.ts';
import { minutes, read } from '../preset-fields.ts';

/**
 * Labels in English, French, Portuguese, Spanish and German; files were seen in French and
 * Portuguese only.
 */
const title = ['Title', 'Titre', 'Título', 'Titel'];
const status = ['Status', 'Statut', 'Estado'];
const opened = [
	'Opening date',
	"Date d'ouverture",
	'Data de abertura',
	'Fecha de apertura',
	'Eröffnungsdatum',
];
/** The column alone holds a date; with progress beside it, a date, blank lines and a percentage. */
const timeToResolve = [
	'Time to resolve',
	'Temps de résolution',
	'Tempo para solução',
	'Tiempo de solución',
	'Zeit bis zur Lösung',
	'Time to resolve + Progress',
	'Temps de résolution + Progression',
	'Tempo para solução + Progresso',
	'Tiempo de solución + Progreso',
];

const dueOf = (file: FileColumns) =>
	`trim(split_part(trim(${file.column(...timeToResolve)}, chr(10) || chr(13) || ' '), chr(10), 1), chr(13) || ' ')`;

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
		'Tempo para atendimento + Progresso',
		'Estatísticas - Tempo de espera',
		'Estatísticas - Tempo de atribuição',
	],
	dates: [{ name: 'Time to resolve', sql: dueOf }],
	feeds: () => [
		{
			relation: 'ticket',
			fields: {
				ticket_id: read('as_plain_id', 'ID'),
				client: ['Entity', 'Entité', 'Entidade', 'Entidad', 'Entität'],
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
					'Asignado a - Grupo de técnicos',
					'Plug-ins - Departamento - Departamento',
				],
				assignee: namesIn(
					'Assigned to - Technician',
					'Attribué à - Technicien',
					'Atribuído - Técnico',
					'Asignado a - Técnico',
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
					'Letzte Änderung',
				],
				due_at: dueOf,
				source_resolution_met: read(
					'as_opposite',
					'Time to resolve exceeded',
					'Temps de résolution dépassé',
					'Tempo para resolver excedido',
					'Tiempo de solución excedido',
				),
				source_resolution_minutes: minutes(
					'Statistics - Resolution time',
					'Statistiques - Temps de résolution',
					'Estatísticas - Tempo de solução',
					'Estadísticas - Tiempo de solución',
				),
				resolution_note: ['Solution - Solution', 'Solução - Solução', 'Solución - Solución'],
			},
		},
	],
});
