/** The body of a transfer of one taka between two accounts that every world begins with. */
export const TRANSFER = JSON.stringify({
  payer: { account: '1012300456707' },
  payee: { account: '1012300456702' },
  amount: { amount: '1.00', currency: 'BDT' },
});
