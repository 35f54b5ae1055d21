import type { RawChange } from './change.ts';

type Text = [en: string, bn: string];

/** What a schema change is about, by the first part of its id. The longest that fits counts. */
const SUBJECTS: Record<string, Text> = {
  'request-parameter-property': ['In the parameter property `{name}`', 'প্যারামিটারের `{name}` প্রপার্টিতে'],
  'request-parameter': ['In the parameter `{name}`', '`{name}` প্যারামিটারে'],
  'webhook-parameter-property': ['In the parameter property `{name}`', 'প্যারামিটারের `{name}` প্রপার্টিতে'],
  'webhook-parameter': ['In the parameter `{name}`', '`{name}` প্যারামিটারে'],
  'request-property': ['In the property `{name}` of the request', 'রিকোয়েস্টের `{name}` প্রপার্টিতে'],
  'request-body': ['In the body of the request', 'রিকোয়েস্টের body-তে'],
  'response-header-property': ['In the header property `{name}` of the answer', 'উত্তরের হেডারের `{name}` প্রপার্টিতে'],
  'response-header': ['In the header `{name}` of the answer', 'উত্তরের `{name}` হেডারে'],
  'response-property': ['In the property `{name}` of the answer', 'উত্তরের `{name}` প্রপার্টিতে'],
  'response-mediatype': ['In the body of the answer', 'উত্তরের body-তে'],
  'response-body': ['In the body of the answer', 'উত্তরের body-তে'],
};

/** What changed there, by the rest of the id. */
const PHRASES: Record<string, Text> = {
  'became-required': ['a value is required now', 'এখন মান দেওয়া বাধ্যতামূলক'],
  'became-required-with-default': ['a value is required now; there is a default', 'এখন মান দেওয়া বাধ্যতামূলক; ডিফল্ট আছে'],
  'became-optional': ['a value may be missing now', 'এখন মান না-ও থাকতে পারে'],
  deprecated: ['the value is deprecated', 'মানটি অপ্রচলিত ঘোষিত'],
  reactivated: ['the value is no longer deprecated', 'মানটি আর অপ্রচলিত নয়'],
  'became-nullable': ['the value can be null now', 'মান এখন null হতে পারে'],
  'became-not-nullable': ['the value can no longer be null', 'মান আর null হতে পারে না'],
  'became-enum': ['only these values are allowed now: {to}', 'এখন শুধু এই মানগুলো চলে: {to}'],
  'enum-removed': ['any value is possible now, not only {from}', 'এখন যেকোনো মান হতে পারে, শুধু {from} নয়'],
  'const-added': ['the only value allowed now is {to}', 'এখন একমাত্র মান {to}'],
  'const-removed': ['any value is possible now, not only {from}', 'এখন যেকোনো মান হতে পারে, শুধু {from} নয়'],
  'const-changed': ['the value is {to} now instead of {from}', 'মান এখন {from}-এর বদলে {to}'],
  'enum-value-removed': ['values were removed: {from}', 'মান বাদ গেছে: {from}'],
  'enum-value-added': ['values are new: {to}', 'নতুন মান: {to}'],
  'extensible-enum-value-added': ['values are new, as was announced: {to}', 'আগেই জানানো নতুন মান: {to}'],
  'x-extensible-enum-value-removed': ['values were removed: {from}', 'মান বাদ গেছে: {from}'],
  'type-changed': ['the type changed from {from} to {to}', 'টাইপ {from} থেকে {to} হয়েছে'],
  'type-generalized': ['the type was widened from {from} to {to}', 'টাইপ {from} থেকে প্রসারিত হয়ে {to}'],
  'type-specialized': ['the type was narrowed from {from} to {to}', 'টাইপ {from} থেকে সংকুচিত হয়ে {to}'],
  'list-of-types-widened': [
    'more types are allowed now, {to} instead of {from}',
    'এখন আরও টাইপ চলে, {from}-এর বদলে {to}',
  ],
  'list-of-types-narrowed': [
    'fewer types are allowed now, {to} instead of {from}',
    'এখন কম টাইপ চলে, {from}-এর বদলে {to}',
  ],
  'format-added': ['the format is {to} now; before, none was named', 'ফরম্যাট এখন {to}; আগে কোনোটি বলা ছিল না'],
  'format-removed': ['no format is named any more; it was {from}', 'ফরম্যাট আর বলা নেই; ছিল {from}'],
  'format-changed': ['the format changed from {from} to {to}', 'ফরম্যাট {from} থেকে {to} হয়েছে'],
  'pattern-added': ['values must match {to} now', 'মান এখন {to} প্যাটার্নে মিলতে হয়'],
  'pattern-removed': ['values need not match {from} any more', 'মান আর {from} প্যাটার্নে না মিললেও চলে'],
  'pattern-generalized': ['the pattern was widened from {from} to {to}', 'প্যাটার্ন {from} থেকে শিথিল হয়ে {to}'],
  'pattern-specialized': ['the pattern was narrowed from {from} to {to}', 'প্যাটার্ন {from} থেকে কঠোর হয়ে {to}'],
  'pattern-changed': ['the pattern changed from {from} to {to}', 'প্যাটার্ন {from} থেকে {to} হয়েছে'],
  'multiple-of-set': ['the value must be a multiple of {to} now', 'মান এখন {to}-এর গুণিতক হতে হয়'],
  'multiple-of-unset': ['the value need not be a multiple of {from}', 'মান আর {from}-এর গুণিতক হতে হয় না'],
  'multiple-of-generalized': [
    'values must be multiples of {to} now, not of {from}',
    'মান এখন {from}-এর বদলে {to}-এর গুণিতক হতে হয়',
  ],
  'multiple-of-specialized': [
    'values must be multiples of {to} now, not of {from}',
    'মান এখন {from}-এর বদলে {to}-এর গুণিতক হতে হয়',
  ],
  'multiple-of-changed': [
    'values must be multiples of {to} now, not of {from}',
    'মান এখন {from}-এর বদলে {to}-এর গুণিতক হতে হয়',
  ],
  'unique-items-set': ['no two items may be the same now', 'এখন কোনো দুটি আইটেম একই হতে পারে না'],
  'unique-items-unset': ['items may be the same now', 'আইটেম এখন একই হতে পারে'],
  'default-value-added': ['the default is {to} now; there was none', 'ডিফল্ট এখন {to}; আগে ছিল না'],
  'default-value-removed': ['there is no default any more; it was {from}', 'ডিফল্ট আর নেই; ছিল {from}'],
  'default-value-changed': ['the default changed from {from} to {to}', 'ডিফল্ট {from} থেকে {to} হয়েছে'],
  'additional-properties-closed': [
    'properties that are not declared are no longer allowed',
    'ঘোষণা নেই এমন প্রপার্টি আর চলে না',
  ],
  'additional-properties-opened': ['properties that are not declared are allowed now', 'ঘোষণা নেই এমন প্রপার্টি এখন চলে'],
  'pattern-property-added': [
    'properties whose name matches {to} have a schema now',
    'যেসব প্রপার্টির নাম {to} প্যাটার্নে মেলে, সেগুলোর এখন স্কিমা আছে',
  ],
  'pattern-property-removed': [
    'properties whose name matches {from} no longer have a schema',
    'যেসব প্রপার্টির নাম {from} প্যাটার্নে মেলে, সেগুলোর আর স্কিমা নেই',
  ],
  'dependent-required-added': ['one property now requires others: {to}', 'একটি প্রপার্টি থাকলে এখন অন্যটিও লাগে: {to}'],
  'dependent-required-removed': [
    'one property no longer requires others: {from}',
    'একটি প্রপার্টি থাকলে অন্যটি আর লাগে না: {from}',
  ],
  'dependent-required-changed': [
    'one property requires others than before: {to} instead of {from}',
    'একটি প্রপার্টি থাকলে এখন অন্য প্রপার্টি লাগে: {from}-এর বদলে {to}',
  ],
  'dependent-schema-added': [
    'more conditions hold now where the property {to} is present',
    '{to} প্রপার্টি থাকলে এখন আরও শর্ত খাটে',
  ],
  'dependent-schema-removed': [
    'fewer conditions hold now where the property {from} is present',
    '{from} প্রপার্টি থাকলে এখন কম শর্ত খাটে',
  ],
  'items-added': ['items have a schema now', 'আইটেমের এখন স্কিমা আছে'],
  'items-removed': ['items no longer have a schema', 'আইটেমের আর স্কিমা নেই'],
  'prefix-items-added': ['this place of the list has a schema of its own now', 'তালিকার এই স্থানের এখন নিজস্ব স্কিমা আছে'],
  'prefix-items-removed': [
    'this place of the list no longer has a schema of its own',
    'তালিকার এই স্থানের আর নিজস্ব স্কিমা নেই',
  ],
  'one-of-added': ['there are new alternatives: {to}', 'নতুন বিকল্প: {to}'],
  'one-of-removed': ['alternatives were removed: {from}', 'বিকল্প বাদ গেছে: {from}'],
  'wrapped-in-one-of': [
    'the value has one of several shapes now; code made for the one before can fail',
    'মানের এখন কয়েকটি গঠনের একটি থাকে; আগের গঠনের জন্য লেখা কোড ব্যর্থ হতে পারে',
  ],
  'wrapped-in-one-of-original-preserved': [
    'the value has one of several shapes now; code made for the one before still works',
    'মানের এখন কয়েকটি গঠনের একটি থাকে; আগের গঠনের জন্য লেখা কোড আগের মতোই চলে',
  ],
  'any-of-added': ['there are new alternatives: {to}', 'নতুন বিকল্প: {to}'],
  'any-of-removed': ['alternatives were removed: {from}', 'বিকল্প বাদ গেছে: {from}'],
  'wrapped-in-any-of': [
    'the value has one of several shapes now; code made for the one before can fail',
    'মানের এখন কয়েকটি গঠনের একটি থাকে; আগের গঠনের জন্য লেখা কোড ব্যর্থ হতে পারে',
  ],
  'wrapped-in-any-of-original-preserved': [
    'the value has one of several shapes now; code made for the one before still works',
    'মানের এখন কয়েকটি গঠনের একটি থাকে; আগের গঠনের জন্য লেখা কোড আগের মতোই চলে',
  ],
  'all-of-added': ['more conditions hold now', 'এখন আরও শর্ত আছে'],
  'all-of-removed': ['fewer conditions hold now', 'এখন শর্ত কম'],
  'not-added': ['some values are excluded now (`not`)', 'এখন কিছু মান বাদ (`not`)'],
  'not-changed': ['other values are excluded now (`not`)', 'এখন অন্য কিছু মান বাদ (`not`)'],
  'if-changed': [
    '`if` changed: `then` and `else` hold for other values now',
    '`if` বদলেছে: `then` ও `else` এখন অন্য মানের জন্য খাটে',
  ],
  'not-removed': ['no values are excluded any more (`not`)', 'আর কোনো মান বাদ নেই (`not`)'],
  'schema-added': ['there is a schema now', 'এখন স্কিমা আছে'],
  'schema-removed': ['there is no schema any more', 'আর স্কিমা নেই'],
  'media-type-schema-added': ['there is a schema now', 'এখন স্কিমা আছে'],
  'media-type-schema-removed': ['there is no schema any more', 'আর স্কিমা নেই'],
  'discriminator-added': ['a property now tells the alternatives apart: {to}', 'এখন একটি প্রপার্টি বিকল্প আলাদা করে: {to}'],
  'discriminator-removed': ['no property tells the alternatives apart any more', 'আর কোনো প্রপার্টি বিকল্প আলাদা করে না'],
  'discriminator-property-name-changed': [
    '{to} tells the alternatives apart instead of {from}',
    '{from}-এর বদলে {to} বিকল্প আলাদা করে',
  ],
  'discriminator-mapping-added': ['alternatives have new names: {to}', 'বিকল্পের নতুন নাম: {to}'],
  'discriminator-mapping-deleted': ['names of alternatives were removed: {from}', 'বিকল্পের নাম বাদ গেছে: {from}'],
  'discriminator-mapping-changed': ['names stand for other alternatives: {to}', 'নামগুলো এখন অন্য বিকল্প বোঝায়: {to}'],
  'content-media-type-changed': [
    'the media type of the text changed from {from} to {to}',
    'লেখাটির মিডিয়া টাইপ {from} থেকে {to} হয়েছে',
  ],
  'content-media-type-added': ['the text has the media type {to} now', 'লেখাটির মিডিয়া টাইপ এখন {to}'],
  'content-media-type-removed': [
    'no media type of the text is named any more; it was {from}',
    'লেখাটির মিডিয়া টাইপ আর বলা নেই; ছিল {from}',
  ],
  'content-encoding-added': ['the text is encoded as {to} now', 'লেখাটি এখন {to}-এ এনকোড করা'],
  'content-encoding-removed': ['the text is no longer encoded as {from}', 'লেখাটি আর {from}-এ এনকোড করা নয়'],
  'content-encoding-changed': [
    'the encoding of the text changed from {from} to {to}',
    'লেখাটির এনকোডিং {from} থেকে {to} হয়েছে',
  ],
  'media-type-added': ['{name} is allowed now', 'এখন {name} চলে'],
  'media-type-name-generalized': ['{to} is allowed now, which takes in {from}', 'এখন {to} চলে, {from} এর মধ্যেই পড়ে'],
  'media-type-removed': ['{name} is no longer allowed', '{name} আর চলে না'],
};

/** Bounds, by their name in ids. */
const BOUNDS: Record<string, Text> = {
  'max-length': ['maximum length', 'সর্বোচ্চ দৈর্ঘ্য'],
  'min-length': ['minimum length', 'সর্বনিম্ন দৈর্ঘ্য'],
  'max-items': ['maximum number of items', 'সর্বোচ্চ আইটেম সংখ্যা'],
  'min-items': ['minimum number of items', 'সর্বনিম্ন আইটেম সংখ্যা'],
  'max-properties': ['maximum number of properties', 'সর্বোচ্চ প্রপার্টি সংখ্যা'],
  'min-properties': ['minimum number of properties', 'সর্বনিম্ন প্রপার্টি সংখ্যা'],
  'max-contains': ['maximum number of items that match `contains`', '`contains`-এ মেলে এমন আইটেমের সর্বোচ্চ সংখ্যা'],
  'min-contains': ['minimum number of items that match `contains`', '`contains`-এ মেলে এমন আইটেমের সর্বনিম্ন সংখ্যা'],
  'exclusive-max': ['exclusive maximum', 'সর্বোচ্চ সীমা (নিজে বাদে)'],
  'exclusive-min': ['exclusive minimum', 'সর্বনিম্ন সীমা (নিজে বাদে)'],
  max: ['maximum', 'সর্বোচ্চ মান'],
  min: ['minimum', 'সর্বনিম্ন মান'],
};

const STEPS: Record<string, Text> = {
  set: ['the {bound} is {to} now', '{bound} এখন {to}'],
  unset: ['there is no {bound} any more; it was {from}', '{bound} আর নেই; ছিল {from}'],
  increased: ['the {bound} rose from {from} to {to}', '{bound} {from} থেকে বেড়ে {to}'],
  decreased: ['the {bound} fell from {from} to {to}', '{bound} {from} থেকে কমে {to}'],
};

/** Keywords that narrow by a schema, such as `contains`, as ids write them. */
const CONDITIONS = [
  'contains',
  'property-names',
  'if',
  'then',
  'else',
  'unevaluated-properties',
  'unevaluated-items',
  'content-schema',
];

/** Changes with sentences of their own. */
const SENTENCES: Record<string, Text> = {
  'api-server-added': ['The server {name} is new.', '{name} সার্ভারটি নতুন।'],
  'api-server-removed': ['The server {name} is gone.', '{name} সার্ভারটি নেই।'],
  'endpoint-added': ['The operation is new.', 'অপারেশনটি নতুন।'],
  'endpoint-deprecated': ['The operation is deprecated.', 'অপারেশনটি অপ্রচলিত ঘোষিত।'],
  'endpoint-reactivated': ['The operation is no longer deprecated.', 'অপারেশনটি আর অপ্রচলিত নয়।'],
  'api-path-removed-without-deprecation': [
    'The path was removed without being deprecated first.',
    'অপ্রচলিত ঘোষণা না করেই পাথটি সরানো হয়েছে।',
  ],
  'api-path-removed-with-deprecation': [
    'The path was removed; it had been deprecated.',
    'পাথটি সরানো হয়েছে; আগেই অপ্রচলিত ঘোষিত ছিল।',
  ],
  'api-path-removed-before-sunset': [
    'The path is gone before its last day, {from}.',
    'শেষ দিন {from}-এর আগেই পাথটি সরানো হয়েছে।',
  ],
  'api-path-removed-while-unstable': [
    'The path is gone; it was not stable yet.',
    'পাথটি সরানো হয়েছে; এটি তখনও স্থিতিশীল ছিল না।',
  ],
  'api-removed-without-deprecation': [
    'The operation was removed without being deprecated first.',
    'অপ্রচলিত ঘোষণা না করেই অপারেশনটি সরানো হয়েছে।',
  ],
  'api-removed-with-deprecation': [
    'The operation was removed; it had been deprecated.',
    'অপারেশনটি সরানো হয়েছে; আগেই অপ্রচলিত ঘোষিত ছিল।',
  ],
  'api-removed-before-sunset': [
    'The operation is gone before its last day, {from}.',
    'শেষ দিন {from}-এর আগেই অপারেশনটি সরানো হয়েছে।',
  ],
  'api-removed-while-unstable': [
    'The operation is gone; it was not stable yet.',
    'অপারেশনটি সরানো হয়েছে; এটি তখনও স্থিতিশীল ছিল না।',
  ],
  'api-operation-id-removed': [
    'The operationId {from} became {to}; generated clients rename a function.',
    'operationId {from} বদলে {to}; জেনারেট করা ক্লায়েন্টে ফাংশনের নাম বদলায়।',
  ],
  'api-tag-removed': ['The operation no longer has the tag {name}.', 'অপারেশনে {name} ট্যাগ আর নেই।'],
  'api-tag-added': ['The operation has the tag {name} now.', 'অপারেশনে এখন {name} ট্যাগ আছে।'],
  'api-path-sunset-parse': [
    'The path is gone, and its last day, {from}, is no date.',
    'পাথটি সরানো হয়েছে; শেষ দিন {from} কোনো তারিখ নয়।',
  ],
  'api-deprecated-sunset-parse': [
    'The last day of the operation is no date. Write it as 2027-06-30.',
    'অপারেশনের শেষ দিন কোনো তারিখ নয়। 2027-06-30-এর মতো লিখুন।',
  ],
  'endpoint-deprecated-with-sunset': [
    'The operation is deprecated; its last day is {to}.',
    'অপারেশনটি অপ্রচলিত ঘোষিত; শেষ দিন {to}।',
  ],
  'sunset-deleted': [
    'The last day of the deprecated operation, {from}, is no longer given.',
    'অপ্রচলিত অপারেশনের শেষ দিন {from} আর বলা নেই।',
  ],
  'api-sunset-date-too-small': [
    'The operation is deprecated, and its last day, {to}, has already passed: callers get no time to move.',
    'অপারেশনটি অপ্রচলিত ঘোষিত, কিন্তু শেষ দিন {to} আগেই পেরিয়ে গেছে: কলাররা সময় পাচ্ছে না।',
  ],
  'api-sunset-date-changed-too-small': [
    'The last day of the operation moved from {from} to {to}.',
    'অপারেশনের শেষ দিন {from} থেকে এগিয়ে {to}।',
  ],
  'api-invalid-stability-level': [
    'The stability changed from {from} to {to}, which is no known level.',
    'স্থিতিশীলতা {from} থেকে {to}; এটি কোনো জানা স্তর নয়।',
  ],
  'api-stability-increased': ['The stability rose from {from} to {to}.', 'স্থিতিশীলতা {from} থেকে বেড়ে {to}।'],
  'api-stability-decreased': ['The stability fell from {from} to {to}.', 'স্থিতিশীলতা {from} থেকে কমে {to}।'],
  'api-security-added': [
    'Calls need {name} now; before, they needed nothing.',
    'কল করতে এখন {name} লাগে; আগে কিছু লাগত না।',
  ],
  'api-security-removed': ['{name} is no longer enough for a call.', 'কল করতে {name} আর যথেষ্ট নয়।'],
  'api-security-scope-added': [
    'Calls with {name} need more scopes now.',
    '{name} দিয়ে কল করতে এখন আরও স্কোপ (অনুমতি) লাগে।',
  ],
  'api-security-scope-removed': [
    'Calls with {name} need fewer scopes now.',
    '{name} দিয়ে কল করতে এখন কম স্কোপ (অনুমতি) লাগে।',
  ],
  'api-security-component-oauth-url-changed': [
    'People sign in for {name} at {to} instead of {from}.',
    '{name}-এর জন্য সাইন ইন এখন {from}-এর বদলে {to}-এ।',
  ],
  'api-security-component-oauth-token-url-changed': [
    'Tokens for {name} come from {to} instead of {from}.',
    '{name}-এর টোকেন এখন {from}-এর বদলে {to} থেকে আসে।',
  ],
  'api-security-component-oauth-flow-removed': [
    '{name} no longer offers the flow {from}: whoever gets tokens that way gets none.',
    '{name}-এ আর {from} ফ্লো নেই: যারা এভাবে টোকেন নেয় তারা আর পাবে না।',
  ],
  'comparison-cut-short': [
    'The schemas refer to each other so often that not all of them were compared. Compare the rest by eye.',
    'স্কিমাগুলো একে অন্যকে এত বেশি উল্লেখ করে যে সব মেলানো যায়নি। বাকিটা চোখে মিলিয়ে নিন।',
  ],
  'api-security-alternative-added': ['Calls can be made with {name}, too.', '{name} দিয়েও কল করা যায়।'],
  'api-security-became-open': ['Calls can be made without any key or token now.', 'এখন কোনো কী বা টোকেন ছাড়াই কল করা যায়।'],
  'api-callback-added': ['The callback {name} is new.', '{name} কলব্যাকটি নতুন।'],
  'api-callback-removed': ['The callback {name} is gone.', '{name} কলব্যাকটি নেই।'],
  'webhook-added': ['The webhook {name} is new.', '{name} ওয়েবহুকটি নতুন।'],
  'webhook-parameter-added': ['The parameter `{name}` is new.', '`{name}` প্যারামিটার নতুন।'],
  'webhook-parameter-removed': ['The parameter `{name}` is no longer sent.', '`{name}` প্যারামিটার আর পাঠানো হয় না।'],
  'webhook-removed': ['The webhook {name} is gone.', '{name} ওয়েবহুকটি নেই।'],
  'new-required-request-parameter': [
    'The parameter `{name}` ({in}) is new and required.',
    '`{name}` ({in}) প্যারামিটার নতুন ও বাধ্যতামূলক।',
  ],
  'new-request-path-parameter': ['The path parameter `{name}` is new.', '`{name}` পাথ প্যারামিটার নতুন।'],
  'new-optional-request-parameter': ['The parameter `{name}` ({in}) is new.', '`{name}` ({in}) প্যারামিটার নতুন।'],
  'request-parameter-removed': ['The parameter `{name}` ({in}) is gone.', '`{name}` ({in}) প্যারামিটার নেই।'],
  'request-parameter-removed-with-deprecation': [
    'The parameter `{name}` ({in}) is gone, as was announced.',
    'আগে জানানো অনুযায়ী `{name}` ({in}) প্যারামিটার সরানো হয়েছে।',
  ],
  'request-parameter-removed-before-sunset': [
    'The parameter `{name}` ({in}) is gone before its last day, {from}.',
    'শেষ দিন {from}-এর আগেই `{name}` ({in}) প্যারামিটার সরানো হয়েছে।',
  ],
  'request-parameter-removed-while-unstable': [
    'The parameter `{name}` ({in}) is gone; it was not stable yet.',
    '`{name}` ({in}) প্যারামিটার সরানো হয়েছে; এটি তখনও স্থিতিশীল ছিল না।',
  ],
  'request-parameter-sunset-parse': [
    'The last day of the parameter `{name}` ({in}) is no date. Write it as 2027-06-30.',
    '`{name}` ({in}) প্যারামিটারের শেষ দিন কোনো তারিখ নয়। 2027-06-30-এর মতো লিখুন।',
  ],
  'request-parameter-deprecated-with-sunset': [
    'The parameter `{name}` ({in}) is deprecated; its last day is {to}.',
    '`{name}` ({in}) প্যারামিটার অপ্রচলিত ঘোষিত; শেষ দিন {to}।',
  ],
  'request-parameter-reactivated': [
    'The parameter `{name}` ({in}) is no longer deprecated.',
    '`{name}` ({in}) প্যারামিটার আর অপ্রচলিত নয়।',
  ],
  'request-parameter-sunset-deleted': [
    'The last day of the deprecated parameter `{name}` ({in}), {from}, is no longer given.',
    'অপ্রচলিত `{name}` ({in}) প্যারামিটারের শেষ দিন {from} আর বলা নেই।',
  ],
  'request-parameter-sunset-date-too-small': [
    'The parameter `{name}` ({in}) is deprecated, and its last day, {to}, has already passed: callers get no time to move.',
    '`{name}` ({in}) প্যারামিটার অপ্রচলিত ঘোষিত, কিন্তু শেষ দিন {to} আগেই পেরিয়ে গেছে: কলাররা সময় পাচ্ছে না।',
  ],
  'request-parameter-sunset-date-changed-too-small': [
    'The last day of the parameter `{name}` ({in}) moved from {from} to {to}.',
    '`{name}` ({in}) প্যারামিটারের শেষ দিন {from} থেকে এগিয়ে {to}।',
  ],
  'request-parameter-deprecated': [
    'The parameter `{name}` ({in}) is deprecated.',
    '`{name}` ({in}) প্যারামিটার অপ্রচলিত ঘোষিত।',
  ],
  'request-parameter-style-changed': [
    'The parameter `{name}` is written as {to} instead of {from}.',
    '`{name}` প্যারামিটার {from}-এর বদলে {to} হিসেবে লেখা হয়।',
  ],
  'request-parameter-explode-changed': [
    'Lists and objects in the parameter `{name}` are written in another way (`explode`).',
    '`{name}` প্যারামিটারে তালিকা ও অবজেক্ট লেখার ধরন বদলেছে (`explode`)।',
  ],
  'request-parameter-allow-reserved-removed': [
    'The parameter `{name}` no longer takes reserved characters such as `/` and `?`.',
    '`{name}` প্যারামিটারে `/` বা `?`-এর মতো সংরক্ষিত চিহ্ন আর চলে না।',
  ],
  'request-parameter-allow-empty-value-removed': [
    'The parameter `{name}` can no longer be empty.',
    '`{name}` প্যারামিটার আর খালি হতে পারে না।',
  ],
  'request-body-added-required': ['A body is needed now.', 'এখন body লাগে।'],
  'request-body-added-optional': ['A body is possible now.', 'এখন body দেওয়া যায়।'],
  'request-body-removed': ['The request no longer has a body.', 'রিকোয়েস্টে আর body নেই।'],
  'request-body-became-required': ['The body is required now.', 'body এখন বাধ্যতামূলক।'],
  'request-body-became-optional': ['The body may be left out now.', 'body এখন না দিলেও চলে।'],
  'new-required-request-property': [
    'The property `{name}` of the request is new and required.',
    'রিকোয়েস্টের `{name}` প্রপার্টি নতুন ও বাধ্যতামূলক।',
  ],
  'new-required-request-property-with-default': [
    'The property `{name}` of the request is new and required; it has a default.',
    'রিকোয়েস্টের `{name}` প্রপার্টি নতুন ও বাধ্যতামূলক; ডিফল্ট আছে।',
  ],
  'request-required-property-became-not-read-only': [
    'The property `{name}` is no longer read-only: requests must have it now.',
    '`{name}` প্রপার্টি আর শুধু পড়ার নয়: এখন রিকোয়েস্টে দিতেই হবে।',
  ],
  'request-optional-property-became-not-read-only': [
    'The property `{name}` is no longer read-only: requests can have it now.',
    '`{name}` প্রপার্টি আর শুধু পড়ার নয়: এখন রিকোয়েস্টে দেওয়া যায়।',
  ],
  'request-required-property-became-read-only': [
    'The property `{name}` is read-only now: its value in a request is ignored.',
    '`{name}` প্রপার্টি এখন শুধু পড়ার: রিকোয়েস্টে দিলে তা উপেক্ষিত হয়।',
  ],
  'request-optional-property-became-read-only': [
    'The property `{name}` is read-only now: its value in a request is ignored.',
    '`{name}` প্রপার্টি এখন শুধু পড়ার: রিকোয়েস্টে দিলে তা উপেক্ষিত হয়।',
  ],
  'response-required-property-became-write-only': [
    'The property `{name}` is write-only now: answers always had it, and no longer do.',
    '`{name}` প্রপার্টি এখন শুধু লেখার: উত্তরে আগে সব সময় থাকত, এখন আর থাকে না।',
  ],
  'response-optional-property-became-write-only': [
    'The property `{name}` is write-only now: answers no longer have it.',
    '`{name}` প্রপার্টি এখন শুধু লেখার: উত্তরে আর থাকে না।',
  ],
  'response-required-property-became-not-write-only': [
    'The property `{name}` is no longer write-only: answers have it now.',
    '`{name}` প্রপার্টি আর শুধু লেখার নয়: এখন উত্তরে থাকে।',
  ],
  'response-optional-property-became-not-write-only': [
    'The property `{name}` is no longer write-only: answers can have it now.',
    '`{name}` প্রপার্টি আর শুধু লেখার নয়: এখন উত্তরে থাকতে পারে।',
  ],
  'request-body-encoding-media-type-removed': [
    'The part `{name}` of the form can no longer be {from}.',
    'ফর্মের `{name}` অংশ আর {from} হতে পারে না।',
  ],
  'new-optional-request-property': ['The property `{name}` of the request is new.', 'রিকোয়েস্টের `{name}` প্রপার্টি নতুন।'],
  'request-property-removed': ['The property `{name}` of the request is gone.', 'রিকোয়েস্টের `{name}` প্রপার্টি নেই।'],
  'response-required-property-added': [
    'The property `{name}` of the answer is new and always there.',
    'উত্তরের `{name}` প্রপার্টি নতুন, সব সময় থাকে।',
  ],
  'response-optional-property-added': ['The property `{name}` of the answer is new.', 'উত্তরের `{name}` প্রপার্টি নতুন।'],
  'response-required-property-removed': [
    'The property `{name}` of the answer is gone; it was always there.',
    'উত্তরের `{name}` প্রপার্টি নেই; আগে সব সময় থাকত।',
  ],
  'response-optional-property-removed': [
    'The property `{name}` of the answer is gone; it was not always there.',
    'উত্তরের `{name}` প্রপার্টি নেই; আগেও সব সময় থাকত না।',
  ],
  'response-success-status-added': ['The status {name} is new.', '{name} স্ট্যাটাস নতুন।'],
  'response-success-status-removed': ['The status {name} is gone.', '{name} স্ট্যাটাস নেই।'],
  'response-non-success-status-added': ['The error status {name} is new.', '{name} ত্রুটির স্ট্যাটাস নতুন।'],
  'response-non-success-status-removed': ['The error status {name} is gone.', '{name} ত্রুটির স্ট্যাটাস নেই।'],
  'response-header-added': ['The header {name} of the answer is new.', 'উত্তরের {name} হেডার নতুন।'],
  'required-response-header-removed': [
    'The header {name} of the answer is gone; it was always there.',
    'উত্তরের {name} হেডার নেই; আগে সব সময় থাকত।',
  ],
  'optional-response-header-removed': [
    'The header {name} of the answer is gone; it was not always there.',
    'উত্তরের {name} হেডার নেই; আগেও সব সময় থাকত না।',
  ],
  'response-header-style-changed': [
    'The header {name} of the answer is written as {to} instead of {from}.',
    'উত্তরের {name} হেডার {from}-এর বদলে {to} হিসেবে লেখা হয়।',
  ],
  'response-media-type-added': ['Answers can be {name} now.', 'উত্তর এখন {name} হতে পারে।'],
  'response-media-type-name-specialized': [
    'Answers are {to} now, which is a form of {from}.',
    'উত্তর এখন {to}, যা {from}-এরই একটি রূপ।',
  ],
  'response-media-type-removed': ['Answers can no longer be {name}.', 'উত্তর আর {name} হতে পারে না।'],
};

/** A change in words, in English or Bangla. */
export function changeText({ id, values }: Pick<RawChange, 'id' | 'values'>, locale: string): string {
  const language = locale === 'bn' ? 1 : 0;
  const fill = (text: string, more: Record<string, string> = {}) =>
    text.replace(/\{(\w+)\}/g, (whole, name) => more[name] ?? values[name] ?? whole);
  const sentence = SENTENCES[id];
  if (sentence !== undefined) return fill(sentence[language]);
  const prefix = Object.keys(SUBJECTS).find((known) => id.startsWith(`${known}-`));
  if (prefix === undefined) return id;
  const subject = fill(SUBJECTS[prefix]?.[language] ?? '');
  const phrase = phraseFor(id.slice(prefix.length + 1), language, fill);
  return phrase === null ? id : language === 0 ? `${subject} ${phrase}.` : `${subject} ${phrase}।`;
}

function phraseFor(
  rest: string,
  language: 0 | 1,
  fill: (text: string, more?: Record<string, string>) => string,
): string | null {
  const phrase = PHRASES[rest];
  if (phrase !== undefined) return fill(phrase[language]);
  const [, bound = '', step = ''] = /^(.*)-(set|unset|increased|decreased)$/.exec(rest) ?? [];
  const [name, text] = [BOUNDS[bound], STEPS[step]];
  if (name !== undefined && text !== undefined) return fill(text[language], { bound: name[language] });
  const [, condition = '', event = ''] = /^(.*)-(added|removed)$/.exec(rest) ?? [];
  if (!CONDITIONS.includes(condition)) return null;
  const keyword = condition.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  if (language === 1) return event === 'added' ? `\`${keyword}\` শর্ত যোগ হয়েছে` : `\`${keyword}\` শর্ত বাদ গেছে`;
  return event === 'added' ? `the condition \`${keyword}\` is new` : `the condition \`${keyword}\` was removed`;
}
