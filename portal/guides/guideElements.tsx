import Link from '@docusaurus/Link';
import { JourneyPerson } from '../journey/JourneyPerson.tsx';
import { JourneyProgress } from '../journey/JourneyProgress.tsx';
import { JourneySend } from '../journey/JourneySend.tsx';
import Admonition from './Admonition.tsx';
import { DownloadLink } from './DownloadLink.tsx';
import GuideCode, { GuideInlineCode } from './GuideCode.tsx';
import { GuideHeading2, GuideHeading3, GuideHeading4 } from './GuideHeading.tsx';
import { JourneyAnswer } from './JourneyAnswer.tsx';
import { JourneyCall } from './JourneyCall.tsx';
import { JourneyFailures } from './JourneyFailures.tsx';
import { JourneyFile } from './JourneyFile.tsx';
import { JourneyList } from './JourneyList.tsx';
import { JourneyMissing } from './JourneyMissing.tsx';
import { Table } from './Table.tsx';

/** What the elements of a guide's Markdown become, and those that its directives stand for. */
export const guideElements = {
  a: Link,
  h2: GuideHeading2,
  h3: GuideHeading3,
  h4: GuideHeading4,
  code: GuideInlineCode,
  pre: GuideCode,
  table: Table,
  admonition: Admonition,
  JourneyAnswer,
  JourneyCall,
  JourneyFailures,
  DownloadLink,
  JourneyFile,
  JourneyList,
  JourneyMissing,
  JourneyPerson,
  JourneyProgress,
  JourneySend,
};
