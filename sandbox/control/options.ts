import type { IncomingMessage } from 'node:http';
import type { Worlds } from '@dpi/mocks';
import type { Persona, Service } from '@dpi/specs/model';
import type { Activity } from '../activity/index.ts';
import type { Config } from '../config.ts';
import type { Faults } from '../faults/index.ts';
import type { Quota } from '../quota/index.ts';
import type { Registry } from '../registry/index.ts';
import type { Organisers } from '../server/organisers.ts';
import type { ProblemSender } from '../server/send-problem.ts';
import type { Webhooks } from '../webhooks/index.ts';
import type { ShareCodes } from './share-code.ts';

/** What the control API is made of. */
export interface ControlOptions {
  registry: Registry;
  activity: Pick<Activity, 'usage' | 'requests' | 'lastUsed'>;
  personas: () => Persona[];
  services: () => Service[];
  /** `null` where no service is answered from a world. */
  worlds: () => Worlds | null;
  problems: ProblemSender;
  webhooks: Webhooks;
  faults: Faults;
  /** Codes by which snapshots are shared. */
  shareCodes: ShareCodes;
  /** Lets happen what is due in the world of a team. */
  wakeWorld: (teamId: string) => Promise<void>;
  quota: Pick<Quota, 'remaining'>;
  organisers: Organisers;
  config: Pick<Config, 'publicUrl' | 'joinsPerMinute' | 'quotaPerSecond' | 'quotaPerHour'>;
  /** Told what callers cannot do anything about. */
  onTrouble: (what: string, error: unknown) => void;
  /** The address that joins are counted by; by default the one that connected. */
  addressOf?: (request: IncomingMessage) => string;
}
