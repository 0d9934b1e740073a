import { expect, test } from 'vitest';
import { shareWriter } from '../share-writer.ts';
import { loadGolden } from './golden.ts';

const shared = shareWriter();

test('an empty last column, ids with thousands spaces, technicians one below the other, progress after a date', async () => {
	expect(await loadGolden(shared, 'glpi/trailing-empty-pt.csv')).toEqual({
		preset: 'GLPI tickets',
		problems: [],
		ticket: [
			{
				ticket_id: '2553',
				client: 'Filial Sul',
				title: 'Impressora',
				status: 'Em atendimento',
				priority: 'Alta',
				category: 'Hardware',
				queue: 'TI',
				assignee: 'Paulo, Ana',
				contact: 'Rosa Lima',
				created_at: '2025-09-05T14:10:00.000Z',
				updated_at: '2025-09-11T08:08:00.000Z',
				due_at: '2025-09-11T08:08:00.000Z',
				source_resolution_met: true,
			},
			{
				ticket_id: '2554',
				client: 'Filial Sul',
				title: 'Sem rede',
				status: 'Fechado',
				priority: 'Média',
				category: 'Rede',
				queue: 'TI',
				contact: 'Rosa Lima',
				created_at: '2025-09-15T09:00:00.000Z',
				updated_at: '2025-09-16T10:00:00.000Z',
				due_at: '2025-09-16T08:00:00.000Z',
				source_resolution_met: false,
			},
		],
	});
});

test('durations in words and overruns as yes or no, in Portuguese', async () => {
	expect(await loadGolden(shared, 'glpi/durations-pt.csv')).toEqual({
		preset: 'GLPI tickets',
		problems: [],
		ticket: [
			{
				ticket_id: '1027',
				title: 'Senha',
				description: 'Esqueci\na senha',
				type: 'Requisição',
				status: 'Solucionado',
				priority: 'Baixa',
				category: 'Acesso',
				assignee: 'Ana',
				contact: 'Rosa',
				created_at: '2025-08-22T11:49:00.000Z',
				resolved_at: '2025-08-24T06:36:00.000Z',
				updated_at: '2025-08-24T06:36:00.000Z',
				due_at: '2025-08-22T13:49:00.000Z',
				source_resolution_met: false,
				source_resolution_minutes: '2567.0000',
				resolution_note: 'Nova senha',
			},
			{
				ticket_id: '1028',
				title: 'VPN',
				status: 'Novo',
				priority: 'Alta',
				created_at: '2025-08-25T08:00:00.000Z',
				source_resolution_met: true,
				source_resolution_minutes: '0.0000',
			},
		],
	});
});

test('labels in French, ids with narrow spaces', async () => {
	expect(await loadGolden(shared, 'glpi/fr.csv')).toEqual({
		preset: 'GLPI tickets',
		problems: [],
		ticket: [
			{
				ticket_id: '12345',
				title: 'Écran noir',
				status: 'Résolu',
				priority: 'Haute',
				category: 'Matériel',
				assignee: 'Luc',
				contact: 'Zoé',
				created_at: '2025-05-13T09:00:00.000Z',
				resolved_at: '2025-05-14T09:30:00.000Z',
				updated_at: '2025-05-14T10:00:00.000Z',
			},
		],
	});
});
