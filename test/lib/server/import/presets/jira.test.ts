import { expect, test } from 'vitest';
import { shareWriter } from '../share-writer.ts';
import { loadGolden } from './golden.ts';

const shared = shareWriter();

test('requests in Spanish: wrapped custom fields, repeated comments, a minus where a target was missed', async () => {
	expect(await loadGolden(shared, 'jira/service-management-es.csv')).toEqual({
		preset: 'Jira Service Management requests',
		problems: ['5: source_response_met “pronto” is neither yes nor no'],
		ticket: [
			{
				ticket_id: 'SD-7',
				title: 'La VPN no conecta',
				type: 'Incidente',
				status: 'Resuelta',
				priority: 'High',
				impact: 'Moderate',
				queue: 'Soporte',
				assignee: 'Ada',
				contact: 'Eva',
				created_at: '2025-11-16T09:53:00.000Z',
				resolved_at: '2025-11-17T16:05:00.000Z',
				updated_at: '2025-11-17T16:05:00.000Z',
				source_response_met: true,
				source_resolution_met: false,
				estimate_hours: '1.5000',
			},
			{
				ticket_id: 'SD-8',
				title: 'Alta de "usuario"',
				type: 'Solicitud',
				status: 'En curso',
				priority: 'P3',
				queue: 'Soporte',
				contact: 'Ivo',
				created_at: '2025-11-17T11:00:00.000Z',
				updated_at: '2025-11-17T11:00:00.000Z',
				source_response_met: false,
				source_resolution_met: true,
			},
			{
				ticket_id: 'SD-9',
				title: 'Pantalla rota',
				type: 'Incidente',
				status: 'Abierta',
				queue: 'Soporte',
				created_at: '2025-11-18T08:00:00.000Z',
				updated_at: '2025-11-18T08:00:00.000Z',
			},
		],
		ticket_event: [
			{
				ticket_id: 'SD-7',
				at: '2025-11-16T09:58:00.000Z',
				kind: 'comment',
				actor: '5f0:1',
				ordinal: 1,
				note: 'Mirando\n; otra línea',
			},
			{
				ticket_id: 'SD-7',
				at: '2025-11-17T16:05:00.000Z',
				kind: 'comment',
				actor: '5f0:1',
				ordinal: 1,
				note: 'Listo',
			},
		],
	});
});

test('issues in German, with estimates in seconds', async () => {
	expect(await loadGolden(shared, 'jira/issues-de.csv')).toEqual({
		preset: 'Jira issues',
		problems: [],
		ticket: [
			{
				ticket_id: 'AE-12',
				title: 'Drucker offline',
				type: 'Aufgabe',
				status: 'Fertig',
				priority: 'Hoch',
				impact: 'Groß',
				queue: 'Anwendungen',
				assignee: 'Grete',
				contact: 'Ida',
				created_at: '2024-10-23T11:02:00.000Z',
				resolved_at: '2024-10-25T09:12:00.000Z',
				updated_at: '2024-10-25T09:12:00.000Z',
				estimate_hours: '0.5000',
			},
		],
	});
});
