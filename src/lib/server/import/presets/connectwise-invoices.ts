import { definePreset } from '../preset.ts';
import { money } from '../preset-fields.ts';

/** ConnectWise's view of invoices, which names no currency; one that has no paid date is unpaid. */
export const connectwiseInvoices = definePreset({
	system: 'connectwise',
	name: 'ConnectWise invoices (v_rpt_invoices)',
	isVerified: false,
	marks: [['Invoice_Number'], ['Company_Name'], ['Date_Invoice'], ['Invoice_Amount']],
	knows: [
		'Billing_Log_RecID',
		'Invoice_Type',
		'Sales_Tax_Amount',
		'Time_Amount',
		'Expense_Amount',
		'Misc_Amount',
		'Adj_Amount',
		'PO_Number',
		'Billing_Terms',
		'Agreement_Name',
	],
	feeds: () => [
		{
			relation: 'invoice',
			lacks: ['currency'],
			fields: {
				invoice_number: ['Invoice_Number'],
				client: ['Company_Name'],
				issued_on: ['Date_Invoice'],
				due_on: ['Due_Date'],
				paid_on: ['Date_Paid'],
				status: (file) =>
					`case when clean(${file.column('Date_Paid')}) is null then 'Unpaid' else 'Paid' end`,
				total: money('Invoice_Amount'),
			},
		},
	],
});
