import { describe, expect, test } from 'vitest';
import { inspectFile } from '#lib/server/import/inspect-file.ts';
import { shippedModel } from '#lib/server/model/defaults.ts';
import { fillWarehouse, makeDataFolder, writeTable } from '../../../../support/warehouse.ts';
import { shareWriter } from '../share-writer.ts';

const shared = shareWriter();

/** What came of a file of one row: its preset, its ticket, and what could not be read. */
async function load(header: string, row: string) {
	const { preset, report } = await shared.import('export', `${header}\n${row}`);
	const [ticket] = await shared.all('select * from ticket where source = $source');
	return { preset, ticket, problems: [...report.quarantined, ...report.unreadable] };
}

/**
 * Headers as exports, their readers and Jira itself spell them; for French only title, state, key,
 * type and date were seen.
 */
const jira = {
	English: [
		'Summary,Issue key,Issue id,Issue Type,Status,Project name,Priority,Assignee,Reporter,Created,Updated,Resolved,Due date,Original estimate,Labels,Labels',
		'03/Dec/25 9:53 AM',
	],
	German: [
		'Zusammenfassung,Vorgangsschlüssel,Vorgangs-ID,Vorgangstyp,Status,Projektname,Priorität,Zugewiesene Person,Autor,Erstellt,Aktualisiert,Erledigt,Fälligkeitsdatum,Ursprüngliche Schätzung,Stichwörter,Stichwörter',
		'03/Dez/25 9:53 AM',
	],
	French: [
		'Résumé,Clé de ticket,ID de ticket,Type de ticket,État,Nom du projet,Priorité,Personne assignée,Rapporteur,Création,Mise à jour,Résolu,Date d’échéance,Estimation originale,Étiquettes,Étiquettes',
		'03/déc./25 9:53 AM',
	],
	Spanish: [
		'Resumen,Clave de incidencia,ID de la incidencia,Tipo de Incidencia,Estado,Nombre del proyecto,Prioridad,Persona asignada,Informador,Creada,Actualizada,Resuelta,Fecha de vencimiento,Estimación original,Etiquetas,Etiquetas',
		'03/dic/25 9:53 AM',
	],
	Portuguese: [
		'Resumo,Chave da item,ID da item,Tipo de item,Status,Nome do projeto,Prioridade,Responsável,Relator,Criado,Atualizado(a),Resolvido,Data limite,Estimativa original,Categorias,Categorias',
		'03/dez/25 9:53 AM',
	],
} as const;

describe('Jira', () => {
	test.each(Object.entries(jira))(
		'in %s is known, and its fields land',
		async (_, [header, at]) => {
			const row = `Printer,SUP-7,10007,Task,Open,Support,High,Ada,Eve,${at},${at},${at},${at},5400,a,b`;
			const { preset, ticket, problems } = await load(header, row);
			expect({ preset, problems }).toEqual({ preset: 'Jira issues', problems: [] });
			const instant = '2025-12-03T09:53:00.000Z';
			expect(ticket).toMatchObject({
				ticket_id: 'SUP-7',
				title: 'Printer',
				type: 'Task',
				status: 'Open',
				priority: 'High',
				queue: 'Support',
				assignee: 'Ada',
				contact: 'Eve',
				created_at: instant,
				updated_at: instant,
				resolved_at: instant,
				due_at: instant,
				estimate_hours: '1.5000',
				tags: 'a, b',
			});
		},
	);

	test('without its key is known by the id of the issue', async () => {
		const { preset, ticket } = await load(
			'Summary,Issue id,Status,Created',
			'Printer,10007,Open,03/Dec/25 9:53 AM',
		);
		expect([preset, ticket?.['ticket_id']]).toEqual(['Jira issues', '10007']);
	});
});

/** Headers as exports, their readers and GLPI's own locales spell them. */
const glpi = {
	English: [
		'ID;Title;Entity;Status;Opening date;Last update;Resolution date;Closing date;Priority;Urgency;Category;Requester - Requester;Assigned to - Technician;Assigned to - Technician group;Time to resolve;Time to resolve exceeded;Statistics - Resolution time;Solution - Solution',
		'No',
		'1 day 2 hours 30 minutes',
	],
	French: [
		"ID;Titre;Entité;Statut;Date d'ouverture;Dernière modification;Date de résolution;Date de clôture;Priorité;Urgence;Catégorie;Demandeur - Demandeur;Attribué à - Technicien;Attribué à - Groupe de techniciens;Temps de résolution;Temps de résolution dépassé;Statistiques - Délai de résolution;Solution - Solution",
		'Non',
		'1 jour 2 heures 30 minutes',
	],
	Spanish: [
		'ID;Título;Entidad;Estado;Fecha de Apertura;Última modificación;Fecha de solución;Fecha de cierre;Prioridad;Urgencia;Categoría;Solicitante - Solicitante;Asignado a: - Técnico;Asignado a: - Grupo de Tecnicos;Tiempo de solución;Se superó el tiempo de resolución;Estadísticas - Hora de resolución;Soluciones - Soluciones',
		'No',
		'1 días 2 horas 30 minutos',
	],
	Portuguese: [
		'ID;Título;Entidade;Status;Data de abertura;Última atualização;Data da solução;Data de fechamento;Prioridade;Urgência;Categoria;Requerente - Requerente;Atribuído - Técnico;Atribuído - Grupo técnico;Tempo para solução;Tempo para resolver excedido;Estatísticas - Tempo de solução;Solução - Solução',
		'Não',
		'1 dias 2 horas 30 minutos',
	],
	German: [
		'ID;Titel;Einheit;Status;Erstellungsdatum;Letzte Änderung;Datum der Lösung;Abschlussdatum;Priorität;Dringlichkeit;Kategorie;Anforderer - Anforderer;Zugewiesen an - Techniker;Zugewiesen an - Technikergruppe;Ablaufdatum;Überschritten;Statistiken - Lösungszeit;Lösung - Lösung',
		null,
		'1 Tag 2 Stunden 30 Minuten',
	],
} as const;

describe('GLPI', () => {
	test.each(Object.entries(glpi))('in %s is known, and its fields land', async (_, labels) => {
		const [header, flag, duration] = labels;
		const at = '22-08-2025 14:10';
		const { preset, ticket, problems } = await load(
			header,
			`2 553;Printer;North;New;${at};${at};${at};${at};High;Low;Hardware;Eve (12);Ada (7);Desk;${at};${flag ?? ''};${duration};New cable`,
		);
		expect({ preset, problems }).toEqual({ preset: 'GLPI tickets', problems: [] });
		const instant = '2025-08-22T14:10:00.000Z';
		expect(ticket).toMatchObject({
			ticket_id: '2553',
			client: 'North',
			title: 'Printer',
			status: 'New',
			priority: 'High',
			urgency: 'Low',
			category: 'Hardware',
			contact: 'Eve',
			assignee: 'Ada',
			queue: 'Desk',
			created_at: instant,
			updated_at: instant,
			resolved_at: instant,
			closed_at: instant,
			due_at: instant,
			// What the German label of the flag is was not seen.
			source_resolution_met: flag === null ? null : true,
			source_resolution_minutes: '1590.0000',
			resolution_note: 'New cable',
		});
	});

	test('has two due dates, of which each may have been exceeded', async () => {
		const { ticket } = await load(
			'ID;Titre;Statut;Date d’ouverture;Temps de prise en charge;Temps de prise en charge dépassé',
			'1;Écran;Nouveau;22-08-2025 14:10;22-08-2025 15:10;Oui',
		);
		expect(ticket).toMatchObject({
			response_due_at: '2025-08-22T15:10:00.000Z',
			source_response_met: false,
		});
	});
});

describe('values that people write in their language', () => {
	test.each([
		['yes', 'no'],
		['ja', 'nein'],
		['oui', 'non'],
		['sí', 'no'],
		['si', 'no'],
		['sim', 'não'],
		['wahr', 'falsch'],
		['vrai', 'faux'],
		['verdadero', 'falso'],
		['verdadeiro', 'falso'],
	])('%s and %s are a yes and a no', async (yes, no) => {
		const rows = [yes, no].map((word, at) => `${at},a,Open,2026-03-02,${word.toUpperCase()}`);
		await shared.import(
			'tickets',
			['ticket_id,title,status,created_at,source_response_met', ...rows].join('\n'),
		);
		expect(await shared.current('ticket', 'source_response_met', 'ticket_id')).toEqual([
			[true],
			[false],
		]);
	});
});

describe('statuses and priorities in the language of the user', () => {
	const words = [
		['Neu', 'Sehr hoch'],
		['In der Warteschlange', 'Mittel'],
		['Geschlossen', 'Niedrig'],
		['Nouveau', 'Très haute'],
		['En cours (Attribué)', 'Haute'],
		['En attente', 'Moyenne'],
		['Clos', 'Basse'],
		['Nuevo', 'Muy alta'],
		['En curso (asignada)', 'Alta'],
		['En espera', 'Mediana'],
		['Cerrado', 'Baja'],
		['Novo', 'Muito alta'],
		['Em atendimento (atribuído)', 'Média'],
		['Pendente', 'Baixa'],
		['Fechado', 'Muito baixa'],
	];

	test('need no word from a person where GLPI itself translates them', async () => {
		const folder = makeDataFolder();
		await fillWarehouse(folder, { client: 'client_id,name\nacme,Acme' });
		const rows = words.map(([status, priority], at) => `${at},a,${status},2026-03-02,${priority}`);
		const path = writeTable(
			'tickets.csv',
			['ticket_id,title,status,created_at,priority', ...rows, '99,a,Geparkt,2026-03-02,Gelb'].join(
				'\n',
			),
		);
		const { unknownValues } = await inspectFile(folder, path);
		expect(unknownValues.map(({ value }) => value)).toEqual(['Geparkt', 'Gelb']);
	});

	test.each([
		['status', shippedModel.statuses.flatMap(({ status, spellings }) => [status, ...spellings])],
		[
			'priority',
			shippedModel.priorities.flatMap(({ priority, spellings }) => [priority, ...spellings]),
		],
	])('have one meaning for each spelling of a %s', (_, spellings) => {
		const plain = spellings.map((word) => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
		expect(plain.filter((word, at) => plain.indexOf(word) !== at)).toEqual([]);
	});
});
