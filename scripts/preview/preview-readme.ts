import type { Catalogue } from '@dpi/specs/model';

/** What whoever opens the preview on another machine reads first. */
export function previewReadme({ country, services, broken }: Catalogue, url: string): string {
  const shown = services.map((service) => `- ${service.title} ${service.release}: ${url}${service.url}`);
  const unreadable = broken.map(({ id, version }) => `- ${id}/${version}: cannot be read · পড়া যায়নি`);
  return `# ${country.title}: preview · প্রিভিউ

Needs [Node.js](https://nodejs.org) 22 or newer, and nothing else.
দরকার শুধু [Node.js](https://nodejs.org) 22 বা তার পরের ভার্সন।

    node server.mjs

Then open ${url}/. Pages, console and sandbox work as they will on the portal; calls with \`X-API-Key: DEMO_KEY\` are answered by the mocks. Another port: \`PORT=4100 node server.mjs\`.
এরপর ${url}/ খুলুন। পাতা, কনসোল ও স্যান্ডবক্স পোর্টালের মতোই কাজ করবে; \`X-API-Key: DEMO_KEY\` দিয়ে পাঠানো কলের উত্তর দেবে মক। অন্য পোর্টে চালাতে: \`PORT=4100 node server.mjs\`।

${[...shown, ...unreadable].join('\n')}

| | |
| --- | --- |
| \`pages/\` | the built pages · তৈরি করা পাতা |
| \`specs/\` | each spec in one file · প্রতিটি স্পেক, এক ফাইলে |
| \`server.mjs\`, \`platform.mjs\`, \`catalogue.json\` | sandbox and mocks · স্যান্ডবক্স ও মক |

All people and data in it are made up. · এখানকার সব মানুষ ও তথ্য কাল্পনিক।
`;
}
