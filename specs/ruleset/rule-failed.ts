/** Id of the finding that a rule broke down, or the whole look at a spec. It is no rule of the guideline. */
export const RULE_FAILED = 'rule-failed';

const TEXTS: Record<'en' | 'bn', Record<string, string>> = {
  en: {
    rule: 'The rule "{rule}" broke down here: {reason}',
    spec: 'The spec could not be held against the guideline: {reason}',
    hint: 'Mend what the other findings of this file name. If it stays, tell the team that looks after the platform.',
  },
  bn: {
    rule: '"{rule}" নিয়মটি এখানে ভেঙে পড়েছে: {reason}',
    spec: 'স্পেকটি নির্দেশিকার সঙ্গে মেলানো যায়নি: {reason}',
    hint: 'এই ফাইলের অন্য ত্রুটিগুলো আগে ঠিক করুন। তবুও থাকলে প্ল্যাটফর্মের টিমকে জানান।',
  },
};

export function ruleFailedTexts(locale: string): Record<string, string> {
  return locale === 'bn' ? TEXTS.bn : TEXTS.en;
}
