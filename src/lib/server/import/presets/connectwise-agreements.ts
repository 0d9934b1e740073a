import { definePreset, type FileColumns } from '../preset.ts';
import { money } from '../preset-fields.ts';

/** The billing cycle as a period where its name says which; any other name is passed on. */
const periodOf = (file: FileColumns) => {
	const cycle = file.column('Billing_Cycle_Desc');
	return `case lower(trim(${cycle}))
		when 'monthly' then 'month'
		when 'quarterly' then 'quarter'
		when 'annual' then 'year'
		when 'annually' then 'year'
		when 'yearly' then 'year'
		when 'one time' then 'once'
		else ${cycle}
	end`;
};

/** ConnectWise's view of agreements; one without an end goes on until somebody ends it. */
export const connectwiseAgreements = definePreset({
	system: 'connectwise',
	name: 'ConnectWise agreements (v_rpt_agreementlist)',
	isVerified: false,
	marks: [['AGR_Name', 'AGR_Header_RecID'], ['Company_Name'], ['agr_type_desc'], ['DateStart']],
	knows: [
		'company_recid',
		'Agreement_Status',
		'BalAvailable',
		'UnlimitedFlag',
		'Nbr_Cycles',
		'Valid_flag',
		'Owner_Level_Name',
	],
	feeds: () => [
		{
			relation: 'agreement',
			fields: {
				agreement_id: ['AGR_Header_RecID', 'AGR_Name'],
				client: ['Company_Name'],
				name: ['AGR_Name'],
				// Types are named by the provider; what each means is mapped, not guessed.
				model: ['agr_type_desc'],
				valid_from: ['DateStart'],
				valid_to: ['DateEnd'],
				period: periodOf,
				fee: money('Billing_Amount'),
			},
		},
	],
});
