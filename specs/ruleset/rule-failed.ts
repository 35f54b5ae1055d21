/** Id of the finding that a rule itself broke down. It is no rule of the guideline. */
export const RULE_FAILED = 'rule-failed';

const TEXTS = {
  en: {
    message: 'The rule "{rule}" broke down here: {reason}',
    hint: 'Mend what the other findings of this file name. If it stays, tell the team that looks after the platform.',
  },
  bn: {
    message: '"{rule}" নিয়মটি এখানে ভেঙে পড়েছে: {reason}',
    hint: 'এই ফাইলের অন্য ত্রুটিগুলো আগে ঠিক করুন। তবুও থাকলে প্ল্যাটফর্মের টিমকে জানান।',
  },
};

export function ruleFailedTexts(locale: string): { message: string; hint: string } {
  return locale === 'bn' ? TEXTS.bn : TEXTS.en;
}
