import { definePreset } from '../preset.ts';

/** ConnectWise's view of time entries; a ticket or agreement numbered 0 is none. */
export const connectwiseTime = definePreset({
	system: 'connectwise',
	name: 'ConnectWise time entries (v_rpt_time)',
	isVerified: false,
	marks: [['Time_RecID'], ['Member_ID'], ['Date_Start'], ['Hours_Actual']],
	knows: ['Billable_Flag', 'Invoice_Flag', 'Utilization_Flag', 'NonBillable_Hrs', 'work_role'],
	feeds: () => [
		{
			relation: 'time_entry',
			fields: {
				entry_id: ['Time_RecID'],
				ticket_id: (file) => `nullif(clean(${file.column('SR_Service_RecID')}), '0')`,
				client: ['Company_Name'],
				person: ['Member_ID'],
				worked_on: ['Date_Start'],
				actual_hours: ['Hours_Actual'],
				billable_hours: ['Billable_Hrs'],
				covered_hours: ['AgrHrsCovered'],
				time_category: ['work_type'],
				note: ['Notes'],
				cost_rate: ['Hourly_Cost_Decimal'],
				agreement: (file) => `nullif(clean(${file.column('Agr_Header_RecID')}), '0')`,
				project: ['project_name'],
			},
		},
	],
});
