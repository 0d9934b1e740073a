/**
 * Labels as Jira spells them in English, German, French, Spanish and Portuguese. The first four that
 * every ticket needs were seen in exports of each language; some of the optional ones are recalled.
 */
export const key = [
	'Issue key',
	'Work item key',
	'Vorgangsschlüssel',
	'Clé de ticket',
	'Clave de incidencia',
	'Chave da item',
	'Chave do item',
	// What names an issue where the key was not chosen.
	'Issue id',
	'Vorgangs-ID',
	'ID de ticket',
	'ID de la incidencia',
	'ID da item',
];
export const summary = ['Summary', 'Zusammenfassung', 'Résumé', 'Resumen', 'Resumo'];
export const status = ['Status', 'État', 'Estado'];
export const created = ['Created', 'Erstellt', 'Création', 'Creada', 'Criado'];
export const type = [
	'Issue Type',
	'Work type',
	'Vorgangstyp',
	'Type de ticket',
	'Tipo de Incidencia',
	'Tipo de item',
	'Tipo do item',
];

export const client = [
	'Custom field (Organizations)',
	'Organizations',
	'Organization',
	'Customer',
	'Organisationen',
	'Organisations',
	'Organizaciones',
	'Organizações',
];

export const project = [
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
];

export const assignee = [
	'Assignee',
	'Zugewiesene Person',
	'Bearbeiter',
	'Personne assignée',
	'Persona asignada',
	'Responsável',
];

export const reporter = ['Reporter', 'Autor', 'Rapporteur', 'Informador', 'Relator'];

export const assigneeId = [
	'Assignee Id',
	'ID der zugewiesenen Person',
	'ID de la persona asignada',
	'ID do responsável',
];

export const reporterId = ['Reporter Id', 'ID des Autors', 'ID del informador', 'ID do relator'];

export const creator = ['Creator', 'Ersteller', 'Créateur', 'Creador', 'Criador'];

export const creatorId = ['Creator Id', 'Ersteller-ID', 'ID del creador', 'ID do criador'];

/** Those of worklogs and comments that are neither English, German nor, for comments, Spanish are recalled. */
export const logWork = [
	'Log Work',
	'Arbeit protokollieren',
	'Journal de travail',
	'Registro de trabajo',
	'Registrar trabajo',
	'Registro de trabalho',
	'Registrar trabalho',
];

export const comment = ['Comment', 'Kommentar', 'Commentaire', 'Comentario', 'Comentário'];

/** Columns that are known beside those of the ticket. */
export const knows = [
	...logWork,
	...comment,
	...assigneeId,
	...reporterId,
	...creator,
	...creatorId,
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
	'Resolução',
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
	'Remaining Estimate',
	'Restschätzung',
	'Trabajo restante estimado',
	'Time Spent',
	'Benötigte Zeit',
	'Tiempo Trabajado',
	'Tempo gasto',
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
	'Status Category',
	'Statuskategorie',
	'Categoría de estado',
	'Categoria do status',
	'Status Category Changed',
	'Categoría de estado cambiada',
];
